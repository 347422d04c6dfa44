# bench/Scale.pm - what is not a ratio of one statement: new connections,
# changes of purpose, large policies, memory.
#
# Times are taken on the plain server with the library, instructions counted
# on both servers under callgrind.  All goes to the database "big", which has
# the tables of scale.sql beside those of the cases.
package Scale;

use strict;
use warnings;
use List::Util qw(sum);
use Time::HiRes qw(time);

my $point = 'SELECT name, email, card FROM customer WHERE id = %d';

sub median
{
	my @sorted = sort { $a <=> $b } @_;

	return $sorted[ @sorted / 2 ];
}

# ---- times and memory --------------------------------------------------------

sub take_times
{
	my ($result, $servers, $size) = @_;

	$result->{scale}{memory} = memory($servers->{1}, $size);
	$result->{scale}{memory_without} = memory($servers->{0}, $size);
	$result->{scale}{growth} = growth($servers->{1}, $size);
	$result->{scale}{spread} = spread($servers->{1}, $size);
}

# Plan a query of tables of the large policy.
sub visit
{
	my ($tables) = @_;

	return "DO \$\$ BEGIN FOR t IN 1 .. $tables LOOP EXECUTE format('SELECT c1 FROM big.t%s', t); END LOOP; END \$\$";
}

my $contexts = q{SELECT sum(total_bytes), coalesce(sum(total_bytes) FILTER (WHERE name LIKE 'pg_purpose%'), 0),
	coalesce(sum(total_bytes) FILTER (WHERE name LIKE 'pg_purpose polic%'), 0)
	FROM pg_backend_memory_contexts};

sub bytes
{
	my ($session) = @_;
	my ($all, $ours, $policies) = split /\|/, $session->value($contexts =~ s/\s+/ /gr);

	return { all => $all, ours => $ours, policies => $policies };
}

# Bytes in all memory contexts of a session, in ours, and in those of policies: after the first
# query, after some tables were visited, after those once more, and after all.
sub memory
{
	my ($server, $size) = @_;
	my $session = $server->session(db => 'big', options => { 'purpose.current' => 'service' });
	my %found = (tables => $size->{tables} < 500 ? $size->{tables} : 500);

	bytes($session);
	$session->run($point =~ s/%d/1/r);
	$found{first} = bytes($session);
	$session->run(visit($found{tables}));
	$found{some} = bytes($session);
	$session->run(visit($found{tables}));
	$found{again} = bytes($session);
	$session->run(visit($size->{tables}));
	$found{all} = bytes($session);
	$session->close;
	return \%found;
}

# Does memory grow?  Statements under changing purposes, and label changes.
sub growth
{
	my ($server, $size) = @_;
	my $session = $server->session(db => 'labelled', user => 'postgres');
	my $work = sub {
		my ($statements) = @_;

		return "DO \$\$ DECLARE v text; BEGIN FOR i IN 1 .. $statements LOOP "
			. "PERFORM set_config('purpose.current', (ARRAY['service', 'research', 'delivery'])[1 + i % 3], true); "
			. "EXECUTE 'SELECT email FROM customer WHERE id = ' || 1 + i % 1000 INTO v; "
			. "IF i % 500 = 0 THEN EXECUTE format('SECURITY LABEL FOR purpose ON COLUMN product.name IS %L', "
			. "'ALLOW service; ELSE MASK WITH (left(name, ' || i % 7 || '))'); COMMIT; END IF; "
			. "END LOOP; SECURITY LABEL FOR purpose ON COLUMN product.name IS NULL; END \$\$";
	};
	my %found = (statements => $size->{statements});

	$session->run($work->(2000));
	bytes($session);
	$found{before} = bytes($session);
	$session->run($work->($size->{statements}));
	$found{after} = bytes($session);
	$session->close;
	return \%found;
}

# How long changes of the policy take to reach many sessions: the statement
# itself, and the next query of all sessions together, against one before
# which nothing has changed.
sub spread
{
	my ($server, $size) = @_;
	my $query = 'SELECT c1 FROM big.t1 WHERE id = 1';
	my $visits = join ' UNION ALL ', map { "SELECT c1 FROM big.t$_" } 1 .. 50;
	my $admin = $server->session(db => 'big', user => 'postgres');
	my @sessions = map { $server->session(db => 'big', options => { 'purpose.current' => 'research' }) }
		1 .. $size->{sessions};
	my %found = (sessions => scalar @sessions);

	$_->run('\\o', $visits, $query) foreach @sessions;
	my $sweep = sub {
		my ($expected) = @_;
		my $start = time;
		my @answers;

		$_->send($query) foreach @sessions;
		@answers = map { $_->receive } @sessions;
		my $took = 1000 * (time - $start);

		die "a session answers \"$_\", not \"$expected\"\n" foreach grep { $_ ne "$expected\n" } @answers;
		return $took;
	};
	my $change = sub {
		my ($name, $command, @values) = @_;

		foreach my $value (@values)
		{
			my ($text, $expected) = @$value;
			my $start = time;

			$admin->run("$command $text");
			push @{ $found{$name}{statement} }, 1000 * (time - $start);
			push @{ $found{$name}{sweep} }, $sweep->($expected);
		}
		$found{$name}{$_} = median(@{ $found{$name}{$_} }) foreach qw(statement sweep);
	};
	my @masks = map { [ "'ALLOW service; ELSE MASK WITH (left(c1, $_))'", substr('secret', 0, $_) ] } 1 .. 5;
	my @denials = map { [ "'DENY p$_'", 'secre' ] } 1 .. 5;
	my @words = map { [ "= 'bench $_' WHERE name = 'billing'", 'secre' ] } 1 .. 5;

	$found{nothing} = median(map { $sweep->('s') } 1 .. 7);
	$change->('column', 'SECURITY LABEL FOR purpose ON COLUMN big.t1.c1 IS', @masks);
	$change->('schema', 'SECURITY LABEL FOR purpose ON SCHEMA big IS', @denials);
	$change->('vocabulary', 'UPDATE purpose.vocabulary SET description', @words);
	$_->close foreach @sessions, $admin;
	return \%found;
}

# ---- instructions ------------------------------------------------------------

# counted{NAME}{with or without the library}: instructions.
sub count
{
	my ($server, $counted, $size, $preload, $profiles) = @_;
	my $keep = sub {
		my ($name, $profile) = @_;

		Callgrind::save($profile, "$profiles/$name." . ($preload ? 'with' : 'without'));
		$counted->{$name}{$preload} = $profile->{total};
	};

	count_connections($server, $keep);
	count_sizes($server, $keep, $size);
	count_switches($server, $keep, $counted, $preload);
}

# New connections, up to the end of the first query over so many tables.
sub count_connections
{
	my ($server, $keep) = @_;

	foreach my $tables (-1, 0, 1, 10, 100)		# the first is to warm up
	{
		my $session = $server->session(db => 'big', options => { 'purpose.current' => 'service' });

		$session->run(join ' UNION ALL ', map { "SELECT c1 FROM big.t$_" } 1 .. $tables) if $tables > 0;
		$session->calibrate;
		$keep->("connect.$tables", Callgrind::difference($session->profile(1), $session->{empty}, 1));
		$session->close;
	}
}

# A statement where the policy is small, where it is large, and where all of
# the large one was visited before; and where the extension was not created.
sub count_sizes
{
	my ($server, $keep, $size) = @_;
	my %databases = (none => 'bare', few => 'labelled', many => 'big');

	foreach my $name (qw(none few many))
	{
		my $session = $server->session(db => $databases{$name},
			options => $name eq 'none' ? {} : { 'purpose.current' => 'service' });
		my $measure = sub {
			$session->run(map { $point =~ s/%d/$_/r } 1 .. 10);
			$keep->($_[0], $session->count(100, map { $point =~ s/%d/$_/r } 1 .. 100));
		};

		$session->calibrate;
		$measure->("size.$name");
		if ($name eq 'many')
		{
			$session->run(visit($size->{tables}));
			$measure->('size.visited');
		}
		$session->close;
	}
}

# Behind a pooler: a purpose for each transaction, always the same or by
# turns, and two prepared statements, one of which depends on it.  The plan cache
# asks for that one's plan anew each time; it is one that has been kept, and
# planning means that the server's planner is at work.  What is left besides is
# compared without the server's telling the client of purpose.current, which it
# does not for a setting that nobody has defined.
sub count_switches
{
	my ($server, $keep, $counted, $preload) = @_;
	my $query = 'SELECT name, email, card FROM customer WHERE id = 77;';
	my $script = sub {
		my ($even, $odd) = @_;
		my $masks = $odd eq 'research' && !$preload;	# by the view written by hand
		my ($apart, $common) = $masks ? ($query, '') : ('', $query);
		my $view = $masks ? $query =~ s/customer/hand.customer/r : '';

		return <<"SCRIPT" =~ s/^\n//gmr;
BEGIN;
\\if :i % 2
SET LOCAL purpose.current = '$odd';
$view
\\else
SET LOCAL purpose.current = '$even';
$apart
\\endif
$common
SELECT name FROM product WHERE id = 77;
END;
SCRIPT
	};
	my $measure = sub {
		my ($name, $text) = @_;
		my %as = (db => 'labelled', protocol => 'prepared');
		my $empty = $server->count_pgbench(1, %as, script => '');
		my $profile = Callgrind::difference($server->count_pgbench(100, %as, script => $text), $empty, 100);

		$keep->("switch.$name", $profile);
		$counted->{"plans.$name"}{$preload} = $profile->{calls}{standard_planner} || 0;
		$counted->{"report.$name"}{$preload} = Callgrind::within($profile, 'ReportChangedGUCOptions');
		$counted->{"rest.$name"}{$preload} = $profile->{total} - Callgrind::within($profile, 'GetCachedPlan')
			- $counted->{"report.$name"}{$preload};
	};

	$measure->('same', $script->('service', 'service'));
	$measure->('turns', $script->('service', 'billing'));
	$measure->('masked', $script->('service', 'research'));
	$measure->('session', "SET purpose.current = 'service';\n" . ($script->('', '') =~ s/^(?:\\|SET LOCAL).*\n//gmr));
}

1;
