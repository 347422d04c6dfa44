# test/soak/Changer.pm - the session that changes labels, the vocabulary, the
# purposes of roles, and tables, while the others work.
#
# What a change means for whom is noted for Oracle.pm, in the order that it
# describes.  A change that ends with the connection is in doubt; it is made
# again before any other.

package Changer;

use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use Oracle;
use Session;
use Time::HiRes qw(sleep time);

# Errors that are in order: time-outs, deadlocks, and the killer's.
my @harmless = qw(57014 57P01 57P02 57P03 40P01 55P03);

sub new
{
	my ($class, %c) = @_;

	return bless { changes => 0, errors => {}, states => {}, kinds => {}, doubtful => [], %c }, $class;
}

sub one { return $_[ int(rand(@_)) ]; }
sub otherwise { return 'ELSE ' . one('NULL', 'BLOCK', @_); }

# ---- changes that turn switches ---------------------------------------------------
#
# Each has the switches that it turns, and answers for "strict" or "loose" the
# statement and the states of the switches; where there is one switch only,
# the statement alone.

sub column { my ($column, $label) = @_; return "SECURITY LABEL FOR purpose ON COLUMN $column IS " . quoted($label); }
sub quoted { my ($text) = @_; return defined $text ? "'" . $text =~ s/'/''/gr . "'" : 'NULL'; }

my %switching = (
	phone => sub {
		my ($state) = @_;

		return column('app.person.phone', 'ALLOW support' . ($state eq 'loose' ? ', marketing; ' : '; ')
			  . otherwise('MASK WITH (partial(phone, 1, \'*\', 0))', 'MASK WITH (\'number \' || id)'));
	},
	email => sub {
		my ($state) = @_;
		my $consent = one(
			'EXISTS (SELECT FROM app.consent AS c WHERE c.person = person.id AND c.yes)', 'optin',
			'optin AND id <= 200');

		return column('app.person.email', 'ALLOW support; ' . ($state eq 'loose' ? "ALLOW marketing WHEN ($consent); " : '')
			  . otherwise('MASK WITH (email(email))'));
	},
	card => sub {
		my ($state) = @_;

		return 'SECURITY LABEL FOR purpose ON TABLE app.person IS '
		  . quoted('ALLOW billing' . ($state eq 'loose' ? ', audit; ' : '; ') . otherwise());
	},
	hobby_own => sub {
		my ($state) = @_;

		return (column('app.person.hobby', $state eq 'loose' ? 'ALLOW support; ' . otherwise('MASK WITH (\'none\')') : undef),
			hobby_own => $state, hobby_table => $state eq 'loose' ? 'strict' : 'loose');
	},
	memo => sub {
		my ($state) = @_;

		return 'SECURITY LABEL FOR purpose ON SCHEMA diary IS '
		  . quoted('ALLOW service' . ($state eq 'loose' ? ', research; ' : '; ') . otherwise());
	},
	animal => sub {
		my ($state) = @_;

		return column('app.animal.chip', $state eq 'loose' ? undef : 'ALLOW service; ' . otherwise('MASK WITH (\'none\')'));
	},
	research => sub {
		my ($state) = @_;
		my $deportation = one('strict', 'loose', 'loose');
		my @denied = ($deportation eq 'strict' ? 'deportation' : (), $state eq 'strict' ? 'research' : ());

		return ('SECURITY LABEL FOR purpose ON DATABASE soak IS ' . quoted(@denied ? 'DENY ' . join(', ', @denied) : undef),
			research => $state, deportation => $deportation);
	},
	outreach_marketing => sub {
		my ($state) = @_;
		my $parent = $state eq 'loose' ? 'marketing' : 'research';

		return ("UPDATE purpose.vocabulary SET parent = '$parent' WHERE name = 'outreach'",
			outreach_marketing => $state, outreach_research => $state eq 'loose' ? 'strict' : 'loose');
	},
	declare_marketing => sub {
		my ($state) = @_;
		my $research = one('strict', 'loose');
		my @declared = ($research eq 'loose' ? 'research' : (), $state eq 'loose' ? 'marketing' : ());

		return ('SECURITY LABEL FOR purpose ON ROLE soak_flip IS ' . quoted(@declared ? 'DECLARE ' . join(', ', @declared) : undef),
			declare_marketing => $state, declare_research => $research);
	},
);

# ---- changes that change nothing for anybody -----------------------------------------

my @closed = (
	sub { return column('app.person.ssn', 'ALLOW billing; ' . otherwise('MASK WITH (redact(ssn))', 'MASK WITH (left(ssn, 2))')); },
	sub { return column('app.claim.ssn', 'ALLOW billing; ' . otherwise()); },
	sub { return column('app.visit.place', 'ALLOW delivery; ' . otherwise('MASK WITH (\'place \' || id)')); },
	sub { return column('app.dog.chip', 'ALLOW billing; ' . otherwise()); },
	sub { return column('app.person.profile', 'ALLOW support, research; ' . otherwise('MASK WITH (\'{}\')')); },
	sub { my $n = int(rand(5)); return "INSERT INTO purpose.vocabulary (name, parent) VALUES ('extra_$n', 'deportation') ON CONFLICT DO NOTHING"; },
	sub { my $n = int(rand(5)); return "DELETE FROM purpose.vocabulary WHERE name = 'extra_$n'"; },
	sub { return 'UPDATE purpose.vocabulary SET description = \'' . rand() . '\' WHERE name = \'support\''; },
	sub { return 'SECURITY LABEL FOR purpose ON ROLE soak_none IS ' . one('NULL', '\'DECLARE deportation\''); },

	# opened, and not committed: nobody may see it
	sub {
		my ($c) = @_;

		return if !$c->run('BEGIN') || !$c->run('SECURITY LABEL FOR purpose ON COLUMN app.person.ssn IS \'UNRESTRICTED\'')
		  || !$c->run(one('SELECT 1', 'UPDATE purpose.vocabulary SET parent = \'billing\' WHERE name = \'deportation\''));
		sleep(0.3) if !$c->{fast};
		return 'ROLLBACK';
	},
);

# ---- tables -----------------------------------------------------------------------

sub grant { my ($table) = @_; return "GRANT SELECT, INSERT, UPDATE, DELETE ON $table TO soak_app, soak_flip, soak_none, soak_detector"; }
sub exists_now { my ($c, $table) = @_; return ($c->value("SELECT to_regclass('$table') IS NOT NULL") // '') eq 't'; }

# A partition leaves and comes back, without new relations.  It leaves with its
# parent's labels written onto it.  When it is back these go, for another time
# they could not be said together with the parent's, and would close it.
sub move_partition
{
	my ($c) = @_;
	my $attached = $c->value('SELECT relispartition FROM pg_catalog.pg_class WHERE oid = \'app.visit_1\'::regclass');

	return if !defined $attached;
	return ('ALTER TABLE app.visit ATTACH PARTITION app.visit_1 FOR VALUES FROM (100) TO (200)',
		map { column("app.visit_1.$_", undef) } 'place', 'place_tag')
	  if $attached ne 't';
	# An interrupted concurrent one has to be finished.
	return ('ALTER TABLE app.visit DETACH PARTITION app.visit_1 FINALIZE',
		map { column("app.visit_1.$_", 'ALLOW delivery; ELSE NULL') } 'place', 'place_tag')
	  if $c->value('SELECT EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhdetachpending)') eq 't';
	return 'ALTER TABLE app.visit DETACH PARTITION app.visit_1' . one('', ' CONCURRENTLY');
}

my @tables = (
	\&move_partition,
	\&move_partition,
	sub {
		my ($c) = @_;

		return 'DROP TABLE app.visit_new' if $c->exists_now('app.visit_new');
		return ('CREATE TABLE app.visit_new PARTITION OF app.visit FOR VALUES FROM (200) TO (300)', grant('app.visit_new'),
			'INSERT INTO app.visit (id, place) SELECT i, format(\'ZQplace_%s_0ZQ\', i) FROM generate_series(200, 250) AS i');
	},
	sub {
		my ($c) = @_;

		return 'DROP TABLE app.cat' if $c->exists_now('app.cat');
		return ('CREATE TABLE app.cat () INHERITS (app.animal)', column('app.cat.chip', 'ALLOW billing; ELSE NULL'),
			'INSERT INTO app.cat SELECT i, format(\'ZQchip_%s_0ZQ\', i) FROM generate_series(300, 320) AS i');
	},
	sub {
		my ($c) = @_;
		my $there = $c->value('SELECT relrowsecurity FROM pg_catalog.pg_class WHERE oid = \'diary.memo\'::regclass');

		return if !defined $there;
		return ('ALTER TABLE diary.memo DISABLE ROW LEVEL SECURITY', 'DROP POLICY everybody ON diary.memo') if $there eq 't';
		return ('CREATE POLICY everybody ON diary.memo USING (length(body) > 0)', 'ALTER TABLE diary.memo ENABLE ROW LEVEL SECURITY');
	},
	sub {
		my ($c) = @_;

		return $c->exists_now('app.person_phone') ? 'DROP INDEX app.person_phone' : 'CREATE INDEX person_phone ON app.person (phone)';
	},
	sub {
		my ($c) = @_;
		my $column = $c->value('SELECT count(*) FROM pg_catalog.pg_attribute WHERE attrelid = \'app.person\'::regclass');

		return if !defined $column || $column > 1000;
		return ('ALTER TABLE app.person DROP COLUMN IF EXISTS passing', one('SELECT 1', 'ALTER TABLE app.person ADD COLUMN passing text'));
	},
	sub { return 'CREATE OR REPLACE FUNCTION app.phones(below int) RETURNS SETOF text LANGUAGE sql STABLE AS '
		  . '$$ SELECT p.phone FROM app.person AS p WHERE p.id < below ' . one('', 'ORDER BY p.id') . '$$'; },
	sub { return 'ANALYZE app.person'; },
);

# ---- making them ------------------------------------------------------------------

sub connect
{
	my ($c) = @_;
	my $session = Session->connect($c->{server}, user => 'postgres', application_name => 'soak changer',
		options => '-c lock_timeout=3s');

	return 0 if !$session || $session->{lost};
	$c->{session} = $session;
	return 1;
}

# Run a statement; false if it failed.
sub run
{
	my ($c, $sql) = @_;
	my $result = $c->{session}->query($sql);
	my $state = $result->{error} ? $result->{error}{C} : '';

	if ($state)
	{
		$c->{errors}{$state}++;
		$c->finding("$state $result->{error}{M}: $sql") if !grep { $state eq $_ } @harmless;
	}
	die "gone\n" if $result->{lost};
	$c->{row} = $result->{rows}[0];
	return !$result->{error};
}

sub value
{
	my ($c, $sql) = @_;

	return $c->run($sql) ? (Session::values_of($c->{row}))[0] : undef;
}

sub finding
{
	my ($c, $text) = @_;

	open(my $fh, '>>', $c->{findings}) or die "$c->{findings}: $!\n";
	syswrite($fh, join("\t", 'error', 'changer', '', $text =~ s/[\t\n]+/ /gr) . "\n");
	close $fh;
	return;
}

# One transaction; true if it committed.
sub transaction
{
	my ($c, @sql) = @_;

	return $c->run($sql[0]) if @sql == 1;
	foreach my $sql ('BEGIN', @sql, 'COMMIT')
	{
		next if $c->run($sql);
		$c->run('ROLLBACK');
		return 0;
	}
	return 1;
}

# The same label in one of several ways.
sub in_some_way
{
	my ($sql) = @_;
	my $way = int(rand(5));

	if ($way == 0 && $sql =~ /ON COLUMN ([\w.]+)\.(\w+) IS (.*)/s)
	{
		return ('SET LOCAL ROLE soak_officer', "SELECT purpose.set_label('$1', '$2', $3)");
	}
	return ('SAVEPOINT a', $sql, 'RELEASE a') if $way == 1;
	return ('SAVEPOINT a', 'SECURITY LABEL FOR purpose ON SCHEMA app IS \'UNRESTRICTED\'', 'ROLLBACK TO a', $sql) if $way == 2;
	return $sql;
}

sub turn
{
	my ($c, $name, $state) = @_;
	my ($sql, %states) = $switching{$name}->($state);

	%states = ($name => $state) if !%states;
	$c->{oracle}->note($_, 'unknown') foreach sort keys %states;
	$c->{doubtful} = [ [ $name, $state ], grep { $_->[0] ne $name } @{ $c->{doubtful} } ];
	if ($c->transaction(in_some_way($sql)))
	{
		$c->{states}{$_} = $states{$_} foreach keys %states;
		$c->{changes}++;
		$c->{kinds}{$name}++;
	}
	# Committed, or surely not: otherwise we would not be here.
	foreach my $switch (sort keys %states)
	{
		$c->{oracle}->note($switch, $c->{states}{$switch}) if $c->{states}{$switch};
	}
	$c->{doubtful} = [ grep { $_->[0] ne $name } @{ $c->{doubtful} } ];
	return;
}

sub change
{
	my ($c) = @_;
	my $sort = rand();

	if (@{ $c->{doubtful} }) { $c->turn(@{ $c->{doubtful}[0] }); }
	elsif ($sort < 0.5)
	{
		my $name = one(sort keys %switching);

		$c->turn($name, ($c->{states}{$name} // 'loose') eq 'loose' ? 'strict' : 'loose');
	}
	else
	{
		my $what = one($sort < 0.75 || $c->{fast} ? (@closed, \&move_partition) : @tables);
		my @sql = $what->($c);

		return if !@sql || !defined $sql[0];
		# what a rolled-back change left open
		if ($sql[0] eq 'ROLLBACK') { $c->run('ROLLBACK'); }
		elsif (!$c->transaction(@sql)) { return; }
		$c->{changes}++;
		$c->{kinds}{other}++;
	}
	return;
}

# Change something every so often until the time is over.
sub work
{
	my ($c, $until, $interval) = @_;
	my $started = 0;

	while (time() < $until)
	{
		my $went_on = eval {
			if (!$c->{session})
			{
				if (!$c->connect) { sleep(0.3); return 1; }
			}
			if (!$started)
			{
				$c->turn($_, one('strict', 'loose')) foreach sort keys %switching;
				$started = 1;
			}
			$c->run('ROLLBACK') if $c->{session}->in_transaction;
			$c->{oracle}->note('everything', 'unknown');
			$c->change;
			$c->change if rand() < 0.5;
			$c->{oracle}->note('everything', 'quiet');
			1;
		};
		if (!$went_on)
		{
			die $@ if $@ ne "gone\n";
			$c->{session} = undef;
		}
		sleep($interval * (0.5 + rand()));
	}
	eval { $c->{session}->close } if $c->{session};
	return;
}

1;
