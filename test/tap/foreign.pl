# test/tap/foreign.pl - foreign tables: labels here and labels there.
#
# A loopback connection by postgres_fdw, if that is installed, and a file by
# file_fdw.  A label on a foreign table holds as on any; conditions on a
# restricted column must not be sent to the other server for the real values.
# What the other server's labels say is decided by the purpose of the
# connection to it.

use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'pg_purpose'");
$node->start;
if ($node->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions
		WHERE name IN ('postgres_fdw', 'file_fdw')}) != 2)
{
	plan skip_all => 'postgres_fdw and file_fdw are not installed';
}

sub fails
{
	my ($database, $sql, $pattern, $name) = @_;
	my ($out, $err);
	isnt($node->psql($database, $sql, stdout => \$out, stderr => \$err, on_error_stop => 1), 0, "$name: fails");
	is($out, '', "$name: no rows");
	like($err, $pattern, "$name: says why");
	return;
}

my $port = $node->port;
my $host = $node->host;
$node->safe_psql('postgres', 'CREATE DATABASE far');
$node->safe_psql('far', <<'SQL');
CREATE EXTENSION pg_purpose;
INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research');
CREATE TABLE person (id int PRIMARY KEY, name text, ssn text);
INSERT INTO person VALUES (1, 'Alice', '111'), (2, 'Bob', '222');
SQL
my $file = PostgreSQL::Test::Utils::tempdir . '/persons.csv';
append_to_file($file, "1,Alice,111\n2,Bob,222\n");
$node->safe_psql('postgres', <<"SQL");
CREATE EXTENSION pg_purpose;
INSERT INTO purpose.vocabulary (name) VALUES ('care'), ('research');
CREATE EXTENSION postgres_fdw;
CREATE EXTENSION file_fdw;
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname 'far');
CREATE USER MAPPING FOR CURRENT_USER SERVER far;
CREATE FOREIGN TABLE person (id int, name text, ssn text) SERVER far;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE filed (id int, name text, ssn text) SERVER files OPTIONS (filename '$file', format 'csv');
CREATE TABLE local (id int, name text, ssn text);
INSERT INTO local VALUES (3, 'Carol', '333');
CREATE TABLE parts (id int, name text, ssn text) PARTITION BY LIST (id);
CREATE FOREIGN TABLE part_1 PARTITION OF parts FOR VALUES IN (1) SERVER far OPTIONS (table_name 'person');
SQL

my $rows = q{SELECT string_agg(concat_ws('/', id, name, ssn), ',' ORDER BY id) FROM };
is($node->safe_psql('postgres', $rows . 'person'), '1/Alice/111,2/Bob/222', 'no labels: the rows');
is($node->safe_psql('postgres', $rows . 'filed'), '1/Alice/111,2/Bob/222', 'of the file, too');

for my $table ('person', 'filed')
{
	$node->safe_psql('postgres', <<"SQL");
SECURITY LABEL FOR purpose ON COLUMN $table.name IS 'ALLOW care; ELSE MASK WITH (left(name, 1))';
SECURITY LABEL FOR purpose ON COLUMN $table.ssn IS 'ALLOW care; ELSE NULL';
SQL
	is($node->safe_psql('postgres', $rows . $table), '1/A,2/B', "$table: masked");
	is($node->safe_psql('postgres', "SET purpose.current = 'care'; $rows $table"),
		'1/Alice/111,2/Bob/222', "$table: open");
	is($node->safe_psql('postgres', "SELECT count(*) FROM $table WHERE name = 'Alice' OR ssn = '111'"),
		'0', "$table: a condition sees the masks");
	is($node->safe_psql('postgres', "SELECT id FROM $table WHERE name = 'A'"), '1', "$table: and only those");
	is($node->safe_psql('postgres', "SELECT p FROM $table p WHERE id = 1"), '(1,A,)', "$table: whole row");
	is($node->safe_psql('postgres', "SELECT id FROM $table ORDER BY ssn, name DESC, id LIMIT 1"), '2', "$table: order");
	is($node->safe_psql('postgres', "SELECT max(name), count(ssn) FROM $table"), 'B|0', "$table: aggregates");
	is($node->safe_psql('postgres', "SELECT a.id || b.name FROM $table a JOIN $table b USING (name) ORDER BY 1"),
		"1A\n2B", "$table: joins");
	is($node->safe_psql('postgres', "SELECT $table.id FROM $table LEFT JOIN local USING (name) ORDER BY 1"),
		"1\n2", "$table: outer joins");
	fails('postgres', "INSERT INTO local SELECT * FROM $table", qr/cannot act on masked column/, "$table, copied");
	fails('postgres', "SET row_security = off; SELECT name FROM $table", qr/would be affected by the mask/, "$table, all or nothing");
	$node->safe_psql('postgres', "SECURITY LABEL FOR purpose ON COLUMN $table.ssn IS 'ALLOW care'");
	fails('postgres', "SELECT * FROM $table", qr/column "ssn" of foreign table "$table" may not be used/, "$table, blocked");
	fails('postgres', "SELECT id FROM $table WHERE ssn = '111'", qr/column "ssn"/, "$table, condition on a blocked column");
	is($node->safe_psql('postgres', "SELECT count(*) FROM $table"), '2', "$table: counted");
}

# What is sent: no condition on the values of a restricted column, only on
# its masks.
my $sent = $node->safe_psql('postgres', q{EXPLAIN (VERBOSE, COSTS OFF) SELECT id FROM person
	WHERE name = 'Alice' AND id = 1 ORDER BY name LIMIT 1});
my ($remote) = $sent =~ /Remote SQL: (.*)/;
like($remote, qr/\bid = 1\b/, 'a condition on an open column is sent');
unlike($remote, qr/\bname = 'Alice'/, 'one on a masked column only with the mask in its place');

# Writing
fails('postgres', "UPDATE person SET name = 'Eve'", qr/may not be updated/, 'update of a restricted column');
fails('postgres', "DELETE FROM person WHERE name = 'A'", qr/cannot act on masked column/, 'delete by a mask');
is($node->safe_psql('postgres', 'UPDATE person SET id = id WHERE id = 1 RETURNING id, name'), '1|A',
	'update of another one, returning the mask');
is($node->safe_psql('far', 'SELECT name FROM person WHERE id = 1'), 'Alice', 'and the value is still there');
is($node->safe_psql('postgres', "INSERT INTO person (id, name) VALUES (9, 'Ida') RETURNING id, name"), '9|I', 'insert');
is($node->safe_psql('postgres', 'DELETE FROM person WHERE id = 9 RETURNING id, name'), '9|I', 'delete');

# As a partition
$node->safe_psql('postgres', q{SECURITY LABEL FOR purpose ON COLUMN parts.name IS 'ALLOW care; ELSE NULL'});
is($node->safe_psql('postgres', "SELECT id, name FROM parts WHERE id = 1 AND name IS NULL"), '1|', 'foreign partition');
is($node->safe_psql('postgres', "SELECT count(*) FROM part_1 WHERE name = 'Alice'"), '0', 'by itself');

# The other server's labels: its own decision, by the purpose of the
# connection.
for my $label ('person.name', 'person.ssn', 'filed.name', 'filed.ssn', 'parts.name')
{
	$node->safe_psql('postgres', "SECURITY LABEL FOR purpose ON COLUMN $label IS NULL");
}
$node->safe_psql('far', q{SECURITY LABEL FOR purpose ON COLUMN person.name IS 'ALLOW care; ELSE MASK WITH (left(name, 1))'});
is($node->safe_psql('postgres', "SET purpose.current = 'care'; SELECT max(name) FROM person"), 'B',
	'the purpose declared here is not handed on');
$node->safe_psql('postgres', "ALTER SERVER far OPTIONS (ADD options '-c purpose.current=care')");
is($node->safe_psql('postgres', "SELECT max(name) FROM person"), 'Bob', 'the one of the server definition counts');
$node->safe_psql('postgres', "ALTER SERVER far OPTIONS (SET options '-c purpose.current=gossip')");
fails('postgres', 'SELECT name FROM person', qr/purpose "gossip" does not exist/, 'a bad one there');

$node->stop;
done_testing();
