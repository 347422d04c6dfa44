# test/tap/replication.pl - logical replication: the first copy of a table,
# changes, and who may publish.
#
# A subscriber copies a table by COPY through a connection of the protocol of
# replication, and then gets changes out of the WAL.  The copy is a statement
# like any other: it gives what the purpose of the connection may use.  The WAL
# holds every value, so whoever publishes a restricted column gives it away:
# that takes ADMINISTER or an open purpose, as other ways of handing on rows do.

use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('publisher');
$node->init(allows_streaming => 'logical');
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'pg_purpose'");
$node->start;
my $copy = PostgreSQL::Test::Cluster->new('subscriber');
$copy->init;
$copy->start;

sub fails
{
	my ($sql, $pattern, $name) = @_;
	my ($out, $err);
	isnt($node->psql('postgres', $sql, stdout => \$out, stderr => \$err, on_error_stop => 1), 0, "$name: fails");
	like($err, $pattern, "$name: says why");
	return;
}

$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION pg_purpose;
INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research');
CREATE ROLE owner;
SECURITY LABEL FOR purpose ON ROLE owner IS 'DECLARE research, care';
CREATE ROLE officer;
SECURITY LABEL FOR purpose ON ROLE officer IS 'ADMINISTER';
GRANT owner TO officer;
CREATE ROLE feed LOGIN REPLICATION;
SECURITY LABEL FOR purpose ON ROLE feed IS 'DECLARE care';
SELECT format('GRANT CREATE ON DATABASE %I TO owner, officer', current_database()) \gexec
GRANT ALL ON SCHEMA public TO owner;
SET ROLE owner;
CREATE TABLE person (id int PRIMARY KEY, name text, ssn text);
CREATE TABLE shut (id int PRIMARY KEY, ssn text);
CREATE TABLE city (id int PRIMARY KEY, name text);
GRANT SELECT ON person, shut, city TO feed;
INSERT INTO person VALUES (1, 'Alice', '111'), (2, 'Bob', '222');
INSERT INTO shut VALUES (1, '111');
INSERT INTO city VALUES (1, 'Delft');
RESET ROLE;
SECURITY LABEL FOR purpose ON COLUMN person.name IS 'ALLOW care; ELSE MASK WITH (left(name, 1))';
SECURITY LABEL FOR purpose ON COLUMN person.ssn IS 'ALLOW care; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN shut.ssn IS 'ALLOW care';
SQL
$copy->safe_psql('postgres', <<'SQL');
CREATE TABLE person (id int PRIMARY KEY, name text, ssn text);
CREATE TABLE shut (id int PRIMARY KEY, ssn text);
CREATE TABLE city (id int PRIMARY KEY, name text);
SQL

# ---- who may publish ---------------------------------------------------------

my $denied = qr/ERROR: +permission denied to publish|ERROR: .*(publish|may not)/;
my $as_owner = 'SET ROLE owner;';
$node->safe_psql('postgres', "$as_owner CREATE PUBLICATION cities FOR TABLE city");
pass('an owner publishes a table without labels');
fails("$as_owner CREATE PUBLICATION p FOR TABLE person", $denied, 'a table with restricted columns');
fails("$as_owner CREATE PUBLICATION p FOR TABLE city, shut", $denied, 'one of several');
fails("$as_owner ALTER PUBLICATION cities ADD TABLE person", $denied, 'ADD TABLE');
fails("$as_owner ALTER PUBLICATION cities SET TABLE person", $denied, 'SET TABLE');
fails("$as_owner CREATE PUBLICATION p FOR TABLE person (id, ssn)", $denied, 'a list with a restricted column');
fails("$as_owner CREATE PUBLICATION p FOR TABLE person (id) WHERE (ssn = '111')", $denied,
	'a condition on a restricted column');
$node->safe_psql('postgres', "$as_owner CREATE PUBLICATION p FOR TABLE person (id); DROP PUBLICATION p");
pass('a list of open columns');
$node->safe_psql('postgres', "SET purpose.current = 'care'; $as_owner CREATE PUBLICATION p FOR TABLE person; DROP PUBLICATION p");
pass('under a purpose that may use all columns');
$node->safe_psql('postgres', 'SET ROLE officer; CREATE PUBLICATION p FOR TABLE person; DROP PUBLICATION p');
pass('an administrator of purposes');
$node->safe_psql('postgres', 'CREATE PUBLICATION persons FOR TABLE person; CREATE PUBLICATION shuts FOR TABLE shut');
pass('a superuser');

# ---- the first copy ----------------------------------------------------------

# (For a literal: the quotes of the connection string are doubled.)
(my $connection = $node->connstr('postgres') . ' user=feed') =~ s/'/''/g;
my $rows = q{SELECT string_agg(concat_ws('/', id, name, ssn), ',' ORDER BY id) FROM person};

# Without a purpose: masks, as for any other client.
$copy->safe_psql('postgres', "CREATE SUBSCRIPTION s CONNECTION '$connection' PUBLICATION persons, cities");
$copy->wait_for_subscription_sync($node, 's');
is($copy->safe_psql('postgres', $rows), '1/A,2/B', 'the first copy holds masks');
is($copy->safe_psql('postgres', 'SELECT name FROM city'), 'Delft', 'and all of a table without labels');

# Changes come out of the WAL, past every purpose (SECURITY.md, out of reach).
$node->safe_psql('postgres', "INSERT INTO person VALUES (3, 'Carol', '333')");
$node->wait_for_catchup('s');
is($copy->safe_psql('postgres', $rows), '1/A,2/B,3/Carol/333', 'changes are as the WAL has them');
$copy->safe_psql('postgres', 'DROP SUBSCRIPTION s; TRUNCATE person');

# A blocked column: no copy at all, and the log says why.
$copy->safe_psql('postgres', "CREATE SUBSCRIPTION s CONNECTION '$connection' PUBLICATION shuts");
ok($copy->wait_for_log(qr/could not start initial contents copy .*may not be used without a declared purpose/s),
	'the copy of a blocked column fails and says why');
is($copy->safe_psql('postgres', 'SELECT count(*) FROM shut'), '0', 'and nothing has come');
$copy->safe_psql('postgres', 'DROP SUBSCRIPTION s');

# With a purpose that may: everything.
$connection .= " options=''-c purpose.current=care''";
$copy->safe_psql('postgres', "CREATE SUBSCRIPTION s CONNECTION '$connection' PUBLICATION persons, shuts");
$copy->wait_for_subscription_sync($node, 's');
is($copy->safe_psql('postgres', $rows), '1/Alice/111,2/Bob/222,3/Carol/333', 'with an allowed purpose: the values');
is($copy->safe_psql('postgres', 'SELECT ssn FROM shut'), '111', 'of blocked columns, too');
$copy->safe_psql('postgres', 'DROP SUBSCRIPTION s');

# What one reads by functions is the WAL.
is($node->safe_psql('postgres', <<'SQL'), "slot\nt", 'logical decoding is out of reach');
SELECT 'slot' FROM pg_create_logical_replication_slot('d', 'test_decoding');
INSERT INTO person VALUES (4, 'Dave', '444');
SELECT bool_or(data LIKE '%444%') FROM pg_logical_slot_get_changes('d', NULL, NULL);
SELECT pg_drop_replication_slot('d') \g /dev/null
SQL
fails('SET ROLE owner; ' . q{SELECT pg_create_logical_replication_slot('e', 'test_decoding')},
	qr/permission denied|must be superuser or replication role/, 'for a role without REPLICATION it does not exist');

$node->stop;
$copy->stop;
done_testing();
