# test/soak/Memory.pm - sessions that live long, and whose memory is watched.
#
# steady, owner
#			do the workers' statements over and over, with all labels changing
#			several times a second, and must not grow
# churn		makes labelled tables and drops them: the server itself keeps some
#			memory for each then, but the library's caches must not
# leaky		as steady, but leaks 100 bytes per statement on purpose, and must be
#			found out: else the watch is blind
#
# Samples are taken of what pg_backend_memory_contexts says (all that is in
# use; the library's contexts), and of the process's private memory, where
# what malloc() gave is too.  After a warm-up, the last third of the samples is
# compared with the first, by the median and by the least: a leak raises both,
# and what grows and shrinks again, as caches do, seldom the two at once.

package Memory;

use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use List::Util qw(min);
use Oracle;
use Session;
use Time::HiRes qw(time);
use Worker;

our @columns = qw(contexts library private);

# How much each may differ by chance: buffers that happen to be in use, masks
# of other length in cached plans, the allocator's habits.
our %slack = (contexts => 256 * 1024, library => 64 * 1024, private => 1024 * 1024);

# The caches of a session that makes and drops tables are swept now and then,
# and not all that was theirs is given back.
our $churn_slack = 256 * 1024;
our $leak = 100;						# bytes per statement
# Fewer statements between the first and the last third say nothing: caches
# are not yet warm.
our $enough = 4000;

# Not of the steady work: what makes new relations or throws everything away.
my %unsteady = map { $_ => 1 }
  ('discard', 'reconnect', 'temporary table', 'refresh', 'parallel', 'detached partition', 'newest partition', 'portal', 'cursor',
	'repeatable read', 'statistics', 'explain', 'copy from', 'insert', 'insert returning');

sub new
{
	my ($class, %m) = @_;
	my $worker = Worker->new(%m, what => "memory $m{sort}", number => 100, purposes => \@Oracle::purposes);

	return bless { sort => $m{sort}, worker => $worker, file => $m{file}, leaked => 0, done => 0, serial => 0, rounds => {} }, $class;
}

sub private_memory
{
	my ($pid) = @_;

	open(my $fh, '<', "/proc/$pid/status") or return 0;
	while (<$fh>)
	{
		return $1 * 1024 if /^RssAnon:\s+([0-9]+) kB/;
	}
	return 0;
}

sub contexts
{
	my ($m) = @_;
	my $result = $m->{worker}{session}->query(
		'SELECT sum(used_bytes), coalesce(sum(total_bytes) FILTER (WHERE name LIKE \'pg\\_purpose%\'), 0) FROM pg_catalog.pg_backend_memory_contexts');

	die 'the session ended: ' . ($result->{error} ? $result->{error}{M} : 'connection lost') . "\n" if $result->{lost} || $result->{error};
	return Session::values_of($result->{rows}[0]);
}

sub sample
{
	my ($m) = @_;
	my $statements = $m->{done} + $m->{worker}{statements};

	open(my $fh, '>>', $m->{file}) or die "$m->{file}: $!\n";
	syswrite($fh, join(' ', $m->{sort}, time(), $statements, $m->contexts, private_memory($m->{pid})) . "\n");
	close $fh;
	return;
}

# ---- what they do -----------------------------------------------------------------

sub steady_round
{
	my ($m) = @_;
	my $w = $m->{worker};

	foreach my $kind (grep { !$unsteady{ $_->[0] } } @Worker::kinds)
	{
		if (rand() < 0.3)
		{
			$w->{kind} = 'declare';
			$w->declare_purpose;
		}
		$w->run_kind($kind);
		$w->{kind} = 'many statements';
		my $result = $w->{session}->query('SELECT app.many_statements(20)');

		$w->judge($result, $w->{session}->purpose, Oracle::now(), 'many statements');
		$m->{done} += (Session::values_of($result->{rows}[0]))[0] if !$result->{error};
		$m->leak if $m->{sort} eq 'leaky';
		return if time() >= $m->{until};
		$m->sample_if_due;
	}
	return;
}

# What prepared statements take: that alone, as all the rest may shrink just now.
sub prepared
{
	my ($m) = @_;

	return $m->{worker}{session}->value('SELECT coalesce(sum(used_bytes), 0) FROM pg_catalog.pg_backend_memory_contexts '
		  . 'WHERE name IN (\'CachedPlanSource\', \'CachedPlanQuery\')');
}

# Prepare statements that nobody needs, until it is as much as a leak would be.
sub leak
{
	my ($m) = @_;
	my $session = $m->{worker}{session};

	if (!$m->{leak_size})
	{
		my $before = $m->prepared;

		$session->query("PREPARE leak_first_$_ AS SELECT 1") foreach 1 .. 50;
		$m->{leak_size} = ($m->prepared - $before) / 50;
		die "a prepared statement takes no memory\n" if $m->{leak_size} <= 0;
		$m->{leaked_from} = $m->{done} + $m->{worker}{statements};
	}
	my $due = ($m->{done} + $m->{worker}{statements} - $m->{leaked_from}) * $leak;

	while ($m->{leaked} < $due)
	{
		$session->query('PREPARE leak_' . $m->{serial}++ . ' AS SELECT 1');
		$m->{leaked} += $m->{leak_size};
	}
	return;
}

# Tables, partitions, children and views, labelled and read and dropped.
sub churn_round
{
	my ($m) = @_;
	my $w = $m->{worker};
	my @look = ('SELECT a, b FROM t', 'SELECT b FROM ONLY t', 'SELECT b FROM t_1', 'SELECT * FROM t_view', 'UPDATE t SET a = a');
	my @sql = (
		'BEGIN',
		'CREATE TEMP TABLE t (a int, b text) PARTITION BY RANGE (a)',
		'CREATE TEMP TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (10)',
		'SECURITY LABEL FOR purpose ON COLUMN t.b IS \'ALLOW support; ELSE MASK WITH (left(b, 1))\'',
		'CREATE TEMP VIEW t_view AS SELECT b FROM t',
		'INSERT INTO t SELECT i, \'text\' FROM generate_series(0, 9) AS i',
		'CREATE TEMP TABLE u (a int, b text, c text GENERATED ALWAYS AS (b || b) STORED)',
		'CREATE TEMP TABLE v () INHERITS (u)',
		'SECURITY LABEL FOR purpose ON TABLE u IS \'ALLOW billing WHEN (a > 0); ELSE NULL\'',
		'SET LOCAL purpose.current = billing',
		@look, 'SELECT c FROM u', 'SELECT c FROM v',
		'SET LOCAL purpose.current = support',
		@look,
		'COMMIT');

	$w->{kind} = 'churn';
	# Any of them may wait for a lock in vain, which ends the transaction.
	$m->{rounds}{ $w->queries(@sql) ? 'whole' : 'ended by ' . $w->{failed} }++;
	$w->query('ROLLBACK') if $w->{session}->in_transaction;
	foreach my $sql ('DROP TABLE IF EXISTS t CASCADE', 'DROP TABLE IF EXISTS u CASCADE')
	{
		$w->insist($sql, sub { $w->query($sql) });
	}
	$m->sample_if_due;
	return;
}

sub sample_if_due
{
	my ($m) = @_;

	return if time() < ($m->{next} // 0);
	$m->sample;
	$m->{next} = time() + $m->{every};
	return;
}

sub work
{
	my ($m, $until) = @_;
	my $w = $m->{worker};

	$m->{until} = $until;
	$m->{every} = ($until - time()) / 120;
	$w->{kind} = 'connect';
	my $went_on = eval {
		die "no connection\n" if !$w->connect;
		$w->prepare;
		$w->query('SET client_min_messages = error');
		$m->{pid} = $w->{session}->value('SELECT pg_backend_pid()');
		while (time() < $until)
		{
			if ($m->{sort} eq 'churn') { $m->churn_round; }
			else { $m->steady_round; }
		}
		1;
	};
	$w->finding('hang', "$m->{sort}: $@") if !$went_on;
	$w->{statements} += $m->{done};
	return;
}

# ---- the verdict --------------------------------------------------------------------

sub median
{
	my @sorted = sort { $a <=> $b } @_;

	return $sorted[ $#sorted / 2 ];
}

# All samples: {sort => [{statements, contexts, library, private}]}.
sub load
{
	my ($file) = @_;
	my %samples;

	open(my $fh, '<', $file) or return ();
	while (<$fh>)
	{
		my ($sort, $time, @values) = split;
		my %sample;

		@sample{ 'statements', @columns } = @values;
		push @{ $samples{$sort} }, \%sample;
	}
	close $fh;
	return %samples;
}

# Of one session: for each column its first, last and growth per statement,
# and whether that is flat.
sub assess
{
	my ($sort, @samples) = @_;
	my %result = (samples => scalar @samples, statements => $samples[-1]{statements});

	splice(@samples, 0, int(@samples * 0.3));	# the warm-up
	my $third = int(@samples / 3) || 1;
	my @first = @samples[ 0 .. $third - 1 ];
	my @last = @samples[ -$third .. -1 ];

	$result{between} = (median(map { $_->{statements} } @last) - median(map { $_->{statements} } @first)) || 1;
	foreach my $column (@columns)
	{
		my @median = map { median(map { $_->{$column} } @$_) } \@first, \@last;
		my @least = map { min(map { $_->{$column} } @$_) } \@first, \@last;
		my $slack = $sort eq 'churn' ? $churn_slack : $slack{$column};
		my ($first, $last) = $median[1] - $median[0] < $least[1] - $least[0] ? @median : @least;

		$result{$column} = {
			first => $first, last => $last, growth => ($last - $first) / $result{between},
			flat => $last - $first <= $slack
		};
	}
	return \%result;
}

1;
