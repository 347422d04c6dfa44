# test/tap/lifecycle.pl - servers that stop, crash, or lack the library; the
# extension dropped while labels are left.
#
# The labels are the policy, and they are the server's.  Nothing that happens
# to the extension or the server may turn a labelled column into an open one.

use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;

sub fails
{
	my ($sql, $pattern, $name, $database) = @_;
	my ($out, $err);
	my $code = $node->psql($database // 'postgres', $sql, stdout => \$out, stderr => \$err,
		on_error_stop => 1);
	isnt($code, 0, "$name: fails");
	is($out, '', "$name: no rows");
	like($err, $pattern, "$name: says why");
	return;
}

# ---- without the library --------------------------------------------------------

my $preload = qr/must be loaded (by way of|via|with) "?shared_preload_libraries/;
fails('CREATE EXTENSION pg_purpose', $preload, 'CREATE EXTENSION without the library');
is($node->safe_psql('postgres', "SELECT count(*) FROM pg_namespace WHERE nspname = 'purpose'"),
	'0', 'nothing of it is left behind');
fails("LOAD 'pg_purpose'", $preload, 'LOAD');
$node->append_conf('postgresql.conf', "session_preload_libraries = 'pg_purpose'");
$node->reload;
fails('SELECT 1', $preload, 'session_preload_libraries is not enough');
$node->append_conf('postgresql.conf', "session_preload_libraries = ''");
$node->reload;

# ---- with it, before and after the extension exists --------------------------------

$node->append_conf('postgresql.conf', "shared_preload_libraries = 'pg_purpose'");
$node->restart;
$node->safe_psql('postgres', 'CREATE TABLE person (id int PRIMARY KEY, name text, ssn text)');
$node->safe_psql('postgres', "INSERT INTO person VALUES (1, 'Alice', '111'), (2, 'Bob', '222')");
is($node->safe_psql('postgres', 'SELECT max(ssn) FROM person'), '222',
	'preloaded, and no extension: nothing is in the way');
fails("SECURITY LABEL FOR purpose ON COLUMN person.ssn IS 'ALLOW care'",
	qr/"pg_purpose"|purpose "care" does not exist/, 'no labels without the extension');
fails("SET purpose.current = 'care'", qr/purpose "care" does not exist/, 'nor purposes');

my $create = <<'SQL';
CREATE EXTENSION pg_purpose;
INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research');
SQL
$node->safe_psql('postgres', $create . <<'SQL');
SECURITY LABEL FOR purpose ON COLUMN person.name IS 'ALLOW care; ELSE MASK WITH (left(name, 1))';
SECURITY LABEL FOR purpose ON COLUMN person.ssn IS 'ALLOW care';
CREATE ROLE nurse LOGIN;
SECURITY LABEL FOR purpose ON ROLE nurse IS 'DECLARE care';
GRANT SELECT ON person TO nurse;
SQL

my $names = q{SELECT string_agg(name, ',' ORDER BY id) FROM person};
my $blocked = qr/column "ssn" of table "person" may not be used without a declared purpose/;

sub holds
{
	my ($when) = @_;
	my $nurse = $node->connstr('postgres') . " user=nurse options='-c purpose.current=care'";

	is($node->safe_psql('postgres', $names), 'A,B', "$when: masked");
	fails('SELECT ssn FROM person', $blocked, "$when, blocked");
	is($node->safe_psql('postgres', "$names; SELECT max(ssn) FROM person", connstr => $nurse),
		"Alice,Bob\n222", "$when: open to whom it is allowed");
	return;
}
holds('labelled');

# ---- restarts ------------------------------------------------------------------------

$node->restart;
holds('after a restart');
$node->stop('immediate');
$node->start;
holds('after a crash');

# A label that was written just before a crash is there after it.
$node->safe_psql('postgres', "SECURITY LABEL FOR purpose ON COLUMN person.id IS 'ALLOW care; ELSE NULL'");
$node->stop('immediate');
$node->start;
is($node->safe_psql('postgres', 'SELECT count(id) FROM person'), '0', 'a label survives a crash at once');
$node->safe_psql('postgres', 'SECURITY LABEL FOR purpose ON COLUMN person.id IS NULL');


# Reloading the configuration changes enforcement for running sessions.
$node->safe_psql('postgres', 'ALTER SYSTEM SET purpose.enforcement = off');
$node->reload;
ok($node->poll_query_until('postgres', q{SELECT current_setting('purpose.enforcement') = 'off'}), 'reloaded');
is($node->safe_psql('postgres', 'SELECT max(ssn) FROM person'), '222', 'enforcement off in the configuration');
$node->safe_psql('postgres', 'ALTER SYSTEM RESET purpose.enforcement');
$node->reload;
ok($node->poll_query_until('postgres', q{SELECT current_setting('purpose.enforcement') = 'on'}), 'and on again');
holds('after that');
# a purpose for everybody, in the configuration: one that nobody may declare
# gives nothing
$node->append_conf('postgresql.conf', "purpose.current = 'gossip'");
$node->restart;
my ($out, $err);
$node->psql('postgres', $names, stdout => \$out, stderr => \$err);
unlike($out, qr/Alice/, 'an unknown purpose in postgresql.conf opens nothing');
$node->append_conf('postgresql.conf', "purpose.current = 'care'");
$node->restart;
is($node->safe_psql('postgres', $names), 'Alice,Bob', 'a known one counts');
$node->append_conf('postgresql.conf', "purpose.current = ''");
$node->restart;
holds('without one');

# ---- databases -------------------------------------------------------------------------

# A copy of a database has its labels.
$node->safe_psql('postgres', 'CREATE DATABASE copied TEMPLATE postgres');
is($node->safe_psql('copied', $names), 'A,B', 'a database made from a template is labelled alike');
fails('SELECT ssn FROM person', $blocked, 'and blocked', 'copied');
# Renaming does not matter.
$node->safe_psql('postgres', 'ALTER DATABASE copied RENAME TO renamed');
is($node->safe_psql('renamed', $names), 'A,B', 'and under another name');
$node->safe_psql('renamed', 'ALTER TABLE person RENAME TO people; ALTER SCHEMA public RENAME TO elsewhere');
is($node->safe_psql('renamed', 'SELECT max(name) FROM elsewhere.people'), 'B', 'as are the table and its schema');

# ---- the extension is dropped while labels exist ------------------------------------------

$node->safe_psql('postgres', 'DROP EXTENSION pg_purpose');
fails('SELECT ssn FROM person', qr/ssn/, 'dropped, blocked column');
fails('SELECT name FROM person', qr/name/, 'dropped, masked column: blocked');
fails("UPDATE person SET name = 'x'", qr/name/, 'dropped, update');
fails('SELECT id FROM person WHERE name IS NULL', qr/name/, 'dropped, condition');
is($node->safe_psql('postgres', 'SELECT count(*), max(id) FROM person'), '2|2', 'what has no label is open');
is($node->safe_psql('postgres', "SELECT count(*) FROM pg_seclabels WHERE provider = 'purpose' AND objtype = 'column'"),
	'2', 'the labels are still there');
fails("SET purpose.current = 'care'", qr/purpose "care" does not exist/, 'dropped, no purposes');
{
	my $nurse = $node->connstr('postgres') . " user=nurse options='-c purpose.current=care'";
	$node->psql('postgres', 'SELECT 1', connstr => $nurse, stdout => \$out, stderr => \$err);
	like($err, qr/FATAL:  purpose "care" does not exist/, 'nobody connects with one');
}
$node->restart;
fails('SELECT name FROM person', qr/name/, 'and after a restart');
is($node->safe_psql('postgres', 'SET purpose.enforcement = off; SELECT max(ssn) FROM person'), '222',
	'enforcement off is the way out');
# A session that goes on while the extension comes back.
$node->safe_psql('postgres', 'CREATE EXTENSION pg_purpose');
fails('SELECT name FROM person', qr/name/, 'created again, with an empty vocabulary: labels are broken');
$node->safe_psql('postgres', "INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research')");
holds('with the vocabulary');
is($node->safe_psql('postgres', <<"SQL"), "A,B\nA,B", 'all that in one session');
$names;
DROP EXTENSION pg_purpose;
$create
$names;
SQL
# In a transaction that is rolled back, nothing has happened.
is($node->safe_psql('postgres', "BEGIN; DROP EXTENSION pg_purpose; ROLLBACK; $names"), 'A,B', 'a drop rolled back');
# Labels can be taken away without the extension, by a superuser.
$node->safe_psql('postgres', 'DROP EXTENSION pg_purpose');
$node->safe_psql('postgres', 'SECURITY LABEL FOR purpose ON COLUMN person.name IS NULL');
is($node->safe_psql('postgres', $names), 'Alice,Bob', 'a label that is dropped restricts nothing any more');
$node->safe_psql('postgres', 'DROP TABLE person');

# ---- without the library, after all ---------------------------------------------------------

# Whoever changes the configuration is out of reach; but what the extension's
# own functions say must not be wrong.
$node->safe_psql('postgres', $create);
$node->append_conf('postgresql.conf', "shared_preload_libraries = ''");
$node->restart;
fails('SELECT purpose.current()', $preload, 'a function without the library');
fails("SELECT purpose.verdict('pg_class', 'relname')", $preload, 'another one');
fails("SELECT purpose.email('a\@example.com')", $preload, 'a mask');
fails("INSERT INTO purpose.vocabulary (name) VALUES ('x')", $preload, 'the vocabulary is not written');
is($node->safe_psql('postgres', 'SELECT count(*) FROM purpose.vocabulary'), '2', 'but can be read');

$node->stop;
done_testing();
