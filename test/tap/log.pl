# test/tap/log.pl - no error puts a restricted value into the server's log.
#
# The log is read by more people than the table is.  Errors that quote rows,
# keys and operands are made here in every way that a role without the purpose
# can make them, and the log, in each of its formats and as verbose as can be,
# is searched for the values.  The same errors on a table without labels quote
# them: otherwise there would be nothing to find.

use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', <<'CONF');
shared_preload_libraries = 'pg_purpose'
logging_collector = on
log_directory = 'log'
log_filename = 'server.log'
log_destination = 'stderr,csvlog,jsonlog'
log_error_verbosity = verbose
log_min_error_statement = panic
log_statement = none
lc_messages = 'C'
CONF
$node->start;
my $json = $node->safe_psql('postgres', q{SELECT current_setting('server_version_num')::int >= 150000}) eq 't';

# Two tables of the same make; one gets labels.  The values come from a
# function, so that no statement holds one.
sub schema
{
	my ($name) = @_;
	return <<"SQL";
CREATE SCHEMA $name;
SET search_path = $name;
CREATE TABLE account (id int PRIMARY KEY, kind text, ssn text UNIQUE, name text, note text NOT NULL,
	born text, span int4range, CHECK (kind <> 'bad'), EXCLUDE USING gist (span WITH &&));
CREATE TABLE loan (id int, ssn text REFERENCES account (ssn) DEFERRABLE INITIALLY IMMEDIATE);
CREATE TABLE part (id int, kind text, ssn text) PARTITION BY LIST (kind);
CREATE TABLE part_a PARTITION OF part FOR VALUES IN ('a');
CREATE TABLE late (id int, kind text, ssn text, UNIQUE (ssn, kind) DEFERRABLE INITIALLY DEFERRED);
INSERT INTO account SELECT i, 'a', public.secret(i), 'n', 'x', public.secret(i), int4range(73100 + i, 73101 + i)
	FROM generate_series(1, 5) AS i;
INSERT INTO loan SELECT i, public.secret(i) FROM generate_series(1, 5) AS i;
INSERT INTO part SELECT i, 'a', public.secret(i) FROM generate_series(1, 5) AS i;
INSERT INTO late SELECT i, k, public.secret(i) FROM generate_series(1, 5) AS i, unnest('{a,b}'::text[]) AS k;
CREATE VIEW checked AS SELECT * FROM account WHERE kind = 'a' WITH CHECK OPTION;
GRANT ALL ON SCHEMA $name TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA $name TO PUBLIC;
SQL
}

$node->safe_psql('postgres', <<'SQL' . schema('bare') . schema('app'));
CREATE EXTENSION pg_purpose;
INSERT INTO purpose.vocabulary (name) VALUES ('care');
CREATE FUNCTION secret(i int) RETURNS text LANGUAGE sql AS $$SELECT 'ZEB' || 'RA-' || $1$$;
CREATE ROLE clerk LOGIN;
SQL
$node->safe_psql('postgres', join("\n", map { "SECURITY LABEL FOR purpose ON COLUMN app.$_;" }
	"account.ssn IS 'ALLOW care'", "account.born IS 'ALLOW care; ELSE MASK WITH (born::int::text)'",
	"account.span IS 'ALLOW care; ELSE NULL'", "loan.ssn IS 'ALLOW care'", "part.ssn IS 'ALLOW care; ELSE NULL'",
	"late.ssn IS 'ALLOW care'"));

# Each with the SQLSTATE it must end in, and what would be quoted.
my @errors = (
	[ 'unique', '23505', q{INSERT INTO account (id, ssn, note) SELECT 9, public.secret(3), 'x'}, 'ZEBRA' ],
	[ 'not null', '23502', q{UPDATE account SET note = NULL WHERE id = 3}, 'ZEBRA' ],
	[ 'check', '23514', q{UPDATE account SET kind = 'bad' WHERE id = 3}, 'ZEBRA' ],
	[ 'exclusion', '23P01', q{INSERT INTO account (id, note, span) VALUES (9, 'x', '[1,)')}, '7310' ],
	[ 'foreign key, of the referenced table', '23503', q{DELETE FROM account WHERE id = 3}, 'ZEBRA' ],
	[ 'foreign key, of the referencing one', '23503', q{INSERT INTO loan SELECT 9, public.secret(99)}, 'ZEBRA' ],
	[ 'no partition', '23514', q{UPDATE part SET kind = 'z' WHERE id = 3}, '' ],
	[ 'partition constraint', '23514', q{UPDATE part_a SET kind = 'z' WHERE id = 3}, 'ZEBRA' ],
	[ 'check option', '44000', q{UPDATE checked SET kind = 'b' WHERE id = 3}, 'ZEBRA' ],
	[ 'unique, deferred', '23505', q{UPDATE late SET kind = 'b' WHERE id = 3}, 'ZEBRA' ],
	[ 'unique, deferred, made immediate', '23505',
		q{BEGIN; UPDATE late SET kind = 'b' WHERE id = 3; SET CONSTRAINTS ALL IMMEDIATE}, 'ZEBRA' ],
	[ 'operand', '22', q{SELECT max(born::int) FROM account}, 'ZEBRA' ],
	[ 'operand, in a parallel worker', '22',
		q{SET parallel_leader_participation = off; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
			SET min_parallel_table_scan_size = 0; SELECT max(born::int) FROM account}, 'ZEBRA' ],
	[ 'COPY FROM', '23505', qq{COPY account (id, ssn, note) FROM PROGRAM 'printf "9\\\\t%s%s\\\\tx" ZEB RA-3'}, 'ZEBRA' ]);

my $log = $node->data_dir . '/log/server';
my @logs = ("$log.log", "$log.csv", $json ? ("$log.json") : ());

sub written
{
	my @before = @_;
	my $text = '';

	foreach my $i (0 .. $#logs)
	{
		$text .= substr(slurp_file($logs[$i]), $before[$i]);
	}
	return $text;
}

# Run a statement as the clerk; what the client and the logs got.
sub errors_of
{
	my ($schema, $user, $sql) = @_;
	my @before = map { -s $_ || 0 } @logs;
	my ($out, $err);

	$node->psql('postgres', "\\set VERBOSITY verbose\nSET search_path = $schema;\n$sql;", stdout => \$out, stderr => \$err,
		extra_params => [ '-U', $user ]);
	my ($state) = $err =~ /ERROR: +(\w{5}):/;

	# The collector writes when it likes.
	foreach (1 .. 100)
	{
		last if !defined $state || (grep { substr(slurp_file($logs[$_]), $before[$_]) =~ /$state/ } 0 .. $#logs) == @logs;
		select(undef, undef, undef, 0.1);
	}
	return ($state, "$out$err", written(@before));
}

foreach my $error (@errors)
{
	my ($name, $state, $sql, $value) = @$error;
	my $user = $name eq 'COPY FROM' ? 'postgres' : 'clerk';
	my ($got, $client, $logged) = errors_of('bare', $user, $sql);

	if ($value ne '')
	{
		like($logged, qr/$value/, "$name: without labels the log has the value") or diag($client);
	}
	($got, $client, $logged) = errors_of('app', $user, $sql);
	like($got // 'none', qr/^$state/, "$name: fails for the same reason");
	unlike($client, qr/ZEBRA|7310/, "$name: the client does not get the value");
	unlike($logged, qr/ZEBRA|7310/, "$name: nor does the log");
	like($logged, qr/$got/, "$name: which has the error") if defined $got;
}

# What a role can have sent to itself of the log is LOG and below; and the
# decisions that are logged name columns, not values.
my ($out, $err);
$node->psql('postgres', <<'SQL', stdout => \$out, stderr => \$err, extra_params => [ '-U', 'clerk' ]);
SET client_min_messages = debug5;
SET search_path = app;
SET debug_print_plan = on;
UPDATE account SET name = 'y' WHERE id = 4;
DELETE FROM loan WHERE id = 4;
DELETE FROM account WHERE id = 4 RETURNING id, span;
SQL
like($err, qr/LOG:|DEBUG:/, 'messages of all levels');
unlike($out . $err, qr/ZEBRA|7310/, 'hold no values');
my @before = map { -s $_ } @logs;
$node->safe_psql('postgres', "SET purpose.log_decisions = 'all'; SELECT id, span FROM app.account; SET purpose.current = 'care'; SELECT max(ssn) FROM app.account");
like(written(@before), qr/span/, 'decisions are logged');
unlike(written(@before), qr/ZEBRA|7310/, 'without values');

$node->stop;
done_testing();
