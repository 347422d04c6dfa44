# bench/Cases.pm - what is measured: statements, and under which variants.
package Cases;

use strict;
use warnings;

# How a statement can be run.  Each variant is a session: server (with or
# without the library), database, and settings.  "over" is the variant that
# it is compared to.
our %variants = (
	base => { preload => 0, db => 'plain' },
	loaded => { preload => 1, db => 'plain', over => 'base' },
	without => { preload => 0, db => 'labelled' },
	allowed => { preload => 1, db => 'labelled', over => 'without',
		options => { 'purpose.current' => 'service' } },
	view => { preload => 0, db => 'labelled', options => { search_path => 'hand,public' } },
	masked => { preload => 1, db => 'labelled', over => 'view',
		options => { 'purpose.current' => 'research' } },
	rls => { preload => 0, db => 'policies', over => 'base',
		options => { 'app.purpose' => 'service' } });

# In this order on each server, so that what one variant leaves behind in a
# database that two share is the same for those that are compared.
our @order = qw(base without view rls loaded allowed masked);

# In this order in time, so that what is compared runs one after the other.
our @rounds = qw(rls base loaded without allowed view masked);

my $join = 'SELECT j1.email, j10.email FROM j1 '
	. join(' ', map { 'JOIN j' . ($_ + 1) . ' ON j' . ($_ + 1) . ".id = j$_.ref" } 1 .. 9) . ' WHERE j1.id = %d';

my $tpcb = <<'SCRIPT';
\set aid random(1, 100000)
\set bid 1
\set tid random(1, 10)
\set delta random(-5000, 5000)
BEGIN;
UPDATE pgbench_accounts SET abalance = abalance + :delta WHERE aid = :aid;
SELECT abalance FROM pgbench_accounts WHERE aid = :aid;
UPDATE pgbench_tellers SET tbalance = tbalance + :delta WHERE tid = :tid;
UPDATE pgbench_branches SET bbalance = bbalance + :delta WHERE bid = :bid;
INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (:tid, :bid, :aid, :delta, CURRENT_TIMESTAMP);
END;
SCRIPT

my $select = <<'SCRIPT';
\set aid random(1, 100000)
SELECT abalance FROM pgbench_accounts WHERE aid = :aid;
SCRIPT

# The cases.  For each:
#
#	name, title
#	sql		a statement; %d is a number that grows, up to "keys" and round
#	hand	the statement for the views written by hand, where another
#	times	how often callgrind counts it (after "warm" times uncounted)
#	setup	commands before; "reset" undoes them
#	skip	variants that make no sense
#	purpose	for the variant "masked", if not research
#	workers	instructions of parallel workers count, too
#	utility	planning is part of execution, and taken out of it
#	long	in full size one execution takes minutes under callgrind
#	counted	the statement that callgrind counts in full size, where another
#	script, protocol	for pgbench, instead of sql
#	targets	variant.what => limit, besides or instead of the general ones
sub all
{
	return (
		(map { { name => "select-$_", title => "pgbench -S, $_", script => $select, protocol => $_,
			times => 200 } } qw(simple extended prepared)),
		(map { { name => "tpcb-$_", title => "pgbench TPC-B, $_", script => $tpcb, protocol => $_,
			times => 100, skip => [ 'masked', 'view' ] } } qw(simple extended prepared)),
		{ name => 'point', title => 'point lookup', times => 100, keys => 1000,
			sql => 'SELECT name, email, card FROM customer WHERE id = %d' },
		{ name => 'views', title => 'point lookup through three views', times => 50, keys => 1000,
			sql => 'SELECT name, email, card FROM customer_v3 WHERE id = %d' },
		{ name => 'wide', title => 'wide scan, 20 columns, 4 labelled', long => 1, sql => 'SELECT * FROM wide',
			counted => 'SELECT * FROM wide LIMIT 100000' },
		{ name => 'join', title => 'ten-way join', times => 3, keys => 400, sql => $join },
		{ name => 'pruned', title => '1,000 partitions, one read', times => 20, keys => 9,
			sql => 'SELECT a, b FROM parted WHERE id = %d' },
		{ name => 'partitions', title => '1,000 partitions, all read', times => 2,
			sql => 'SELECT count(b) FROM parted',
			targets => { 'allowed.planning' => 1.02 } },
		{ name => 'aggregate', title => 'aggregation over masked columns', times => 2,
			sql => 'SELECT region, count(*), max(email), min(card), max(birth) FROM customer GROUP BY region' },
		{ name => 'update', title => 'UPDATE by key', times => 50, keys => 5000,
			sql => "UPDATE customer SET note = 'new' WHERE id = %d" },
		{ name => 'delete', title => 'DELETE by key', times => 50, keys => 30000,
			sql => 'DELETE FROM victim WHERE id = %d' },
		{ name => 'copy', title => 'COPY TO STDOUT', times => 1,
			utility => 1, sql => 'COPY customer TO STDOUT', hand => 'COPY (SELECT * FROM customer) TO STDOUT' },
		{ name => 'keys', title => 'INSERT of 100 rows with four foreign keys', times => 4, keys => 100000,
			skip => [ 'masked', 'view' ],
			sql => 'INSERT INTO shipment SELECT 100 * %d + g, g, g, g, g, \'street\' FROM generate_series(1, 100) g' },
		{ name => 'parallel', title => 'parallel scan, 2 workers', times => 1, workers => 1, long => 1,
			setup => [ 'SET max_parallel_workers_per_gather = 2', 'SET parallel_setup_cost = 0',
				'SET parallel_tuple_cost = 0', 'SET min_parallel_table_scan_size = 0' ],
			reset => ['SET max_parallel_workers_per_gather = 0'],
			sql => 'SELECT count(c3), max(c15), sum(c7) FROM wide' },
		{ name => 'consent', title => 'consent by row (ALLOW ... WHEN)', purpose => 'marketing', long => 1,
			sql => 'SELECT id, phone FROM consent',
			targets => { 'masked.whole' => 1.03 } });
}

# The statement of a case in a variant, for the running number.
sub statement
{
	my ($case, $variant, $number) = @_;
	my $sql = ($variant eq 'view' && $case->{hand}) || $case->{sql};
	my $key = 1 + ($number - 1) % ($case->{keys} || 1);

	$sql =~ s/%d/$key/g;
	return $sql;
}

sub over
{
	my ($variant) = @_;

	return $variants{$variant}{over};
}

sub applies
{
	my ($case, $variant) = @_;

	return !grep { $_ eq $variant } @{ $case->{skip} || [] };
}

# Settings of a session for a case.
sub options
{
	my ($case, $variant) = @_;
	my %options = %{ $variants{$variant}{options} || {} };

	$options{'purpose.current'} = $case->{purpose} if $case->{purpose} && $variant eq 'masked';
	return \%options;
}

1;
