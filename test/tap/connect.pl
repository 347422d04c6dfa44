# test/tap/connect.pl - declaring a purpose on connect, and seeing it change.
#
# Shown here because it takes real connections: connection strings in all
# their forms, settings of roles and databases, the ParameterStatus messages
# that poolers follow, named portals of the extended protocol, and the log.

use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Wire;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(allows_streaming => 1);
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'pg_purpose'");
$node->start;

$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION pg_purpose;
INSERT INTO purpose.vocabulary (name, requires_justification) VALUES
  ('care', false), ('research', false), ('audit', true);
CREATE ROLE nurse LOGIN;
CREATE ROLE streamer LOGIN REPLICATION;
SECURITY LABEL FOR purpose ON ROLE nurse IS 'DECLARE care, audit';
CREATE TABLE person (id int PRIMARY KEY, name text, ssn text);
INSERT INTO person VALUES (1, 'Alice', '111'), (2, 'Bob', '222'), (3, 'Carol', '333');
GRANT SELECT ON person TO nurse;
SECURITY LABEL FOR purpose ON COLUMN person.name IS
  'ALLOW care, audit; ELSE MASK WITH (left(name, 1))';
SECURITY LABEL FOR purpose ON COLUMN person.ssn IS 'ALLOW care';
CREATE DATABASE bare;
SQL

my $names = 'SELECT string_agg(name, \',\' ORDER BY id) FROM person';
my $base = $node->connstr('postgres');

# Run a query over a connection string; returns output and errors.
sub over
{
	my ($connstr, $sql, %env) = @_;
	local %ENV = (%ENV, %env);
	my ($out, $err) = ('', '');
	my $ok = IPC::Run::run(
		[ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $connstr, '-c', $sql ],
		'>', \$out, '2>', \$err);
	chomp $out;
	return ($out, $err);
}

sub shows
{
	my ($connstr, $sql, $expected, $name, %env) = @_;
	my ($out, $err) = over($connstr, $sql, %env);
	is($out . $err, $expected, $name);
	return;
}

sub refused
{
	my ($connstr, $pattern, $name, %env) = @_;
	my ($out, $err) = over($connstr, 'SELECT 1', %env);
	is($out, '', "$name: no connection");
	like($err, $pattern, "$name: says why");
	return;
}

# ---- connection strings ----------------------------------------------------

shows("$base user=nurse options='-c purpose.current=care'", $names,
	'Alice,Bob,Carol', 'purpose in the options of a connection string');
shows("$base user=nurse options='-cpurpose.current=care'", $names,
	'Alice,Bob,Carol', 'without a blank');
shows("$base user=nurse options='--purpose.current=care'", $names,
	'Alice,Bob,Carol', 'as a long option');
my $host = $node->host =~ s{([^A-Za-z0-9])}{sprintf '%%%02X', ord $1}ger;
my $uri = "postgresql://nurse\@$host:" . $node->port . '/postgres';
shows("$uri?options=-c%20purpose.current%3Dcare", $names,
	'Alice,Bob,Carol', 'URI');
shows("$uri?options=-c%20purpose.current%3Daudit%20-c%20purpose.justification%3Dcase%5C%204711",
	$names, 'Alice,Bob,Carol', 'URI with a justification that holds a blank');
shows("$base user=nurse", $names, 'Alice,Bob,Carol', 'PGOPTIONS',
	PGOPTIONS => '-c purpose.current=care');
shows("$base user=nurse", $names, 'A,B,C', 'no purpose');
shows("$base user=nurse options='-c purpose.current='", $names, 'A,B,C', 'an empty one is none');
shows("$base user=nurse options='-c purpose.current=care'",
	'SET purpose.current = DEFAULT; SHOW purpose.current', 'care',
	'the purpose of the connection string is the default of the session');
shows("$base user=nurse options='-c purpose.current=care'",
	'BEGIN; SET LOCAL purpose.current = \'\'; ' . $names . '; COMMIT; ' . $names,
	"A,B,C\nAlice,Bob,Carol", 'SET LOCAL on top of it');

# What does not do: refused with the reason, before anything is sent.
refused("$base user=nurse options='-c purpose.current=Care'",
	qr/FATAL:  invalid value for parameter "purpose\.current": "Care"/, 'malformed name');
refused("$base user=nurse options='-c purpose.current=gossip'",
	qr/FATAL:  purpose "gossip" does not exist/, 'unknown purpose');
refused("$base user=nurse options='-c purpose.current=research'",
	qr/FATAL:  role "nurse" may not act for purpose "research"/, 'unauthorised purpose');
refused("$base user=nurse",
	qr/FATAL:  role "nurse" may not act for purpose "research"/, 'PGOPTIONS, unauthorised',
	PGOPTIONS => '-c purpose.current=research');
refused($node->connstr('bare') . " user=nurse options='-c purpose.current=care'",
	qr/FATAL:  purpose "care" does not exist.*"pg_purpose" is not installed in this database/s,
	'database without the extension');
refused("$base user=nurse options='-c purpose.enforcement=off'",
	qr/FATAL:  permission denied to set parameter "purpose\.enforcement"/, 'enforcement');
refused("$base user=nurse options='-c purpose.nothing=1'",
	qr/FATAL:  (invalid|unrecognized) configuration parameter.*"purpose\.nothing"/, 'no such setting');
shows("$base options='-c purpose.enforcement=off'", 'SELECT max(ssn) FROM person',
	'333', 'a superuser may switch enforcement off in the connection string');
shows("$base options='-c purpose.current=research'", $names, 'A,B,C',
	'a superuser may declare any purpose');

# A purpose without its justification is declared, and not usable.
my ($out, $err) = over("$base user=nurse options='-c purpose.current=audit'", 'SELECT 1');
is($out, '1', 'connects without a justification');
($out, $err) = over("$base user=nurse options='-c purpose.current=audit'", $names);
like($err, qr/purpose "audit" requires a justification/, 'but does not read without');
shows("$base user=nurse options='-c purpose.current=audit'",
	"SET purpose.justification = 'x'; $names", 'Alice,Bob,Carol', 'with one it does');

# ---- settings of roles and databases ----------------------------------------

sub alter
{
	my ($sql) = @_;
	my $err;
	is($node->psql('postgres', $sql, stderr => \$err), 0, "$sql works");
	return $err;
}

alter("ALTER ROLE nurse SET purpose.current = 'care'");
shows("$base user=nurse", $names, 'Alice,Bob,Carol', 'ALTER ROLE SET');
shows("$base user=nurse options='-c purpose.current=audit'", 'SHOW purpose.current',
	'audit', 'the connection string wins over the role');
like(alter("ALTER ROLE nurse SET purpose.current = 'gossip'"),
	qr/WARNING:  purpose "gossip" does not exist/, 'ALTER ROLE warns of an unknown purpose');
($out, $err) = over("$base user=nurse", "SHOW purpose.current; $names");
is($out, "\nA,B,C", 'which is ignored when connecting: no purpose');
alter("ALTER ROLE nurse SET purpose.current = 'research'");
($out, $err) = over("$base user=nurse", $names);
is($out, 'A,B,C', 'which gives nothing when connecting');
unlike(alter("ALTER ROLE nurse RESET purpose.current"), qr/WARNING/, 'no warning');
alter("ALTER DATABASE postgres SET purpose.current = 'care'");
shows("$base user=nurse", $names, 'Alice,Bob,Carol', 'ALTER DATABASE SET');
alter("ALTER ROLE nurse IN DATABASE postgres SET purpose.current = 'audit'");
alter("ALTER ROLE nurse SET purpose.justification = 'always'");
shows("$base user=nurse", "SHOW purpose.current; $names", "audit\nAlice,Bob,Carol",
	'ALTER ROLE IN DATABASE SET wins over that');
alter("ALTER ROLE nurse IN DATABASE postgres RESET ALL");
alter("ALTER ROLE nurse RESET ALL");
alter("ALTER DATABASE postgres RESET ALL");
my $result = $node->psql('postgres', 'SET ROLE nurse; ALTER ROLE nurse SET purpose.enforcement = off',
	stderr => \$err);
like($err, qr/permission denied to set parameter/, 'enforcement is not for roles to set for themselves');
alter("ALTER ROLE nurse SET purpose.enforcement = off");
shows("$base user=nurse", $names, 'Alice,Bob,Carol', 'but a superuser can for them');
alter("ALTER ROLE nurse RESET ALL");

# ---- replication connections ------------------------------------------------

shows("$base user=streamer replication=true", 'IDENTIFY_SYSTEM',
	(over("$base replication=true", 'IDENTIFY_SYSTEM'))[0], 'a physical walsender works');
($out, $err) = over("$base user=streamer replication=true", 'IDENTIFY_SYSTEM');
like($out, qr/^\d{10,}\|/, 'and says something');
($out, $err) = over("$base user=postgres replication=database", 'SELECT count(*) FROM person');
is($out, '3', 'a logical walsender runs queries');
($out, $err) = over("$base user=postgres replication=database", 'SELECT max(ssn) FROM person');
like($err, qr/may not be used without a declared purpose/, 'under the same rules');
($out, $err) = over("$base user=postgres replication=true options='-c purpose.current=care'", 'IDENTIFY_SYSTEM');
like($out, qr/^\d{10,}\|/, 'a purpose that cannot be looked up does not hinder a physical walsender')
  or diag $err;

# ---- ParameterStatus ----------------------------------------------------------

my $wire = Wire->connect($node, user => 'nurse', options => '-c purpose.current=care');
is($wire->{error}, undef, 'raw connection');
is($wire->{status}{'purpose.current'}, 'care', 'the purpose is reported at startup');
$wire->query("SET purpose.current = 'audit'");
is_deeply($wire->{changes}, ['purpose.current=audit'], 'and when it changes');
$wire->query('SELECT 1');
is_deeply($wire->{changes}, [], 'and only then');
$wire->query("BEGIN; SET LOCAL purpose.current = 'care'; COMMIT");
$wire->query("BEGIN");
$wire->query("SET LOCAL purpose.current = 'care'");
is_deeply($wire->{changes}, ['purpose.current=care'], 'SET LOCAL');
$wire->query("ROLLBACK");
is_deeply($wire->{changes}, ['purpose.current=audit'], 'and its end');
$wire->query('DISCARD ALL');
is_deeply([ grep { /^purpose/ } @{ $wire->{changes} } ], ['purpose.current=care'],
	'DISCARD ALL goes back to the connection string');
my $answer = $wire->query("SET purpose.current = 'research'");
is($answer->{error}{C}, '42501', 'a refused purpose');
is_deeply($wire->{changes}, [], 'is no change');
$wire->close;
$wire = Wire->connect($node, user => 'nurse', 'purpose.current' => 'care');
is($wire->{status}{'purpose.current'}, 'care', 'as a parameter of the startup packet');
$answer = $wire->query($names);
is($answer->{rows}[0], 'Alice,Bob,Carol', 'it counts');
$wire->close;
$wire = Wire->connect($node, user => 'nurse', 'purpose.current' => 'research');
is($wire->{error}{S}, 'FATAL', 'refused there, too');
is($wire->{error}{C}, '42501', 'with its SQLSTATE');
$wire = Wire->connect($node, user => 'nurse');
is($wire->{status}{'purpose.current'}, '', 'no purpose is reported as empty');

# ---- errors carry their fields -------------------------------------------------

$answer = $wire->query('SELECT ssn FROM person');
is_deeply(
	[ @{ $answer->{error} }{qw(C s t c)} ],
	[ '42501', 'public', 'person', 'ssn' ],
	'SQLSTATE, schema, table and column');
$wire->close;

# ---- the extended protocol ------------------------------------------------------

$wire = Wire->connect($node, options => '-c purpose.current=care');
$wire->parse('s', 'SELECT name FROM person WHERE id <= $1 ORDER BY id');
is($wire->sync->{error}, undef, 'parse');
$wire->bind('', 's', 3);
$wire->execute('', 0);
is_deeply($wire->sync->{rows}, [qw(Alice Bob Carol)], 'a named statement');
$wire->query("SET purpose.current = 'research'");
$wire->bind('', 's', 3);
$wire->execute('', 0);
is_deeply($wire->sync->{rows}, [qw(A B C)], 'the same statement under another purpose');
for my $i (1 .. 8)
{
	$wire->bind('', 's', 2);
	$wire->execute('', 0);
	is_deeply($wire->sync->{rows}, $i % 2 ? [qw(A B)] : [qw(Alice Bob)],
		"execution $i, generic or not");
	$wire->query("SET purpose.current = '" . ($i % 2 ? 'care' : 'research') . "'");
}

# A named portal, fetched in parts.
$wire->query("SET purpose.current = 'care'");
$wire->query('BEGIN');
$wire->bind('p', 's', 3);
$wire->execute('p', 1);
$answer = $wire->sync;
is_deeply($answer->{rows}, ['Alice'], 'first row of a portal');
ok($answer->{suspended}, 'there is more');
$wire->execute('p', 1);
is_deeply($wire->sync->{rows}, ['Bob'], 'second row');
$wire->query("SET purpose.current = 'research'");
$wire->execute('p', 1);
$answer = $wire->sync;
is_deeply($answer->{rows}, [], 'no row after a change of purpose');
is($answer->{error}{C}, '42501', 'an error');
like($answer->{error}{M}, qr/^cursor cannot be fetched from after a change of purpose/, 'that says why');
$wire->query('ROLLBACK');

# One that was bound before the change and is executed after it.
$wire->query("SET purpose.current = 'care'");
$wire->query('BEGIN');
$wire->bind('p', 's', 3);
$wire->sync;
$wire->query("SET purpose.current = 'research'");
$wire->execute('p', 0);
$answer = $wire->sync;
ok(!grep({ length > 1 } @{ $answer->{rows} }), 'no raw row from a portal bound under another purpose');
is($answer->{error}{C}, '42501', 'but an error');
$wire->query('ROLLBACK');

# A pipeline with SET in the middle.
$wire->query("SET purpose.current = 'care'");
$wire->parse('', 'SELECT name FROM person WHERE id = 1');
$wire->bind('', '');
$wire->execute('', 0);
$wire->parse('', "SET purpose.current = 'research'");
$wire->bind('', '');
$wire->execute('', 0);
$wire->parse('', 'SELECT name FROM person WHERE id = 1');
$wire->bind('', '');
$wire->execute('', 0);
is_deeply($wire->sync->{rows}, [qw(Alice A)], 'a purpose that changes within a pipeline');

# Several statements in one simple query.
$answer = $wire->query("SET purpose.current = 'care'; SELECT name FROM person WHERE id = 1; "
	  . "SET purpose.current = 'research'; SELECT name FROM person WHERE id = 1");
is_deeply($answer->{rows}, [qw(Alice A)], 'and within one message');
$wire->close;

# ---- report mode writes to the log ------------------------------------------------

my $offset = -s $node->logfile;
shows("$base options='-c purpose.enforcement=report -c purpose.current=research -c purpose.justification=dry'",
	'SELECT max(name), max(ssn) FROM person', 'Carol|333', 'report blocks and masks nothing');
my $log = slurp_file($node->logfile, $offset);
like($log, qr/research.*person\.ssn/s, 'but logs the purpose and what would have been blocked');
like($log, qr/person\.name/, 'and what would have been masked');
like($log, qr/dry/, 'and the justification');
unlike($log, qr/Carol|333/, 'but no value');

$node->stop;
done_testing();
