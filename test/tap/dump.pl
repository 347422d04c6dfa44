# test/tap/dump.pl - pg_dump and pg_restore: complete or an error.
#
# A backup that silently contains masks would destroy what it is meant to
# save.  pg_dump sets row_security to off, under which masks are an error;
# --enable-row-security asks for the masked dump on purpose.  Labels, the
# vocabulary and the labels of roles must survive, and hold in the restored
# database from its first moment.

use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('source');
$node->init;
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'pg_purpose'");
$node->start;
my $dir = PostgreSQL::Test::Utils::tempdir;

$node->safe_psql('postgres', 'CREATE DATABASE post');
$node->safe_psql('post', <<'SQL');
CREATE EXTENSION pg_purpose;
-- the parents come last, so that dumps have the children first
INSERT INTO purpose.vocabulary (name, description, requires_justification) VALUES
  ('care', 'look after', false), ('billing', NULL, true), ('research', NULL, false),
  ('service', 'all of it', false), ('police', NULL, false);
UPDATE purpose.vocabulary SET parent = 'service' WHERE name IN ('care', 'billing');
UPDATE purpose.vocabulary SET description = 'provide', contact = 'x@example.com' WHERE name = 'service';
CREATE ROLE nurse LOGIN;
CREATE ROLE officer LOGIN;
CREATE ROLE backup LOGIN;
SECURITY LABEL FOR purpose ON ROLE nurse IS 'DECLARE service, research';
SECURITY LABEL FOR purpose ON ROLE officer IS 'ADMINISTER';
SECURITY LABEL FOR purpose ON ROLE backup IS 'DECLARE research';

CREATE SCHEMA app;
CREATE FUNCTION app.shorten(t text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN left(t, 1) || '~';
CREATE TABLE app.region (ward int PRIMARY KEY, name text);
CREATE TABLE app.person (id int PRIMARY KEY, name text, ssn text UNIQUE, phone text,
  ward int REFERENCES app.region, agreed boolean,
  upper text GENERATED ALWAYS AS (upper(name)) STORED, CHECK (length(name) > 1));
INSERT INTO app.region VALUES (10, 'rawnorth'), (20, 'rawsouth');
INSERT INTO app.person SELECT i, 'rawname' || i, 'rawssn' || i, 'rawphone' || i,
  10 + i % 2 * 10, i % 2 = 0 FROM generate_series(1, 50) i;
CREATE INDEX ON app.person (lower(name));
CREATE TABLE app.visit (id int, name text, day date) PARTITION BY RANGE (day);
CREATE TABLE app.visit_1 PARTITION OF app.visit FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE app.visit_2 (day date, name text, id int);
ALTER TABLE app.visit ATTACH PARTITION app.visit_2 FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
INSERT INTO app.visit SELECT i, 'rawvisit' || i, '2020-01-01'::date + i * 7 FROM generate_series(1, 60) i;
CREATE TABLE app.note (id int, body text);
INSERT INTO app.note VALUES (1, 'openly');
CREATE MATERIALIZED VIEW app.names AS SELECT id, name FROM app.person WHERE ward = 10;
CREATE VIEW app.shown AS SELECT id, name, ssn FROM app.person;
GRANT USAGE ON SCHEMA app TO PUBLIC;
GRANT SELECT ON ALL TABLES IN SCHEMA app TO PUBLIC;

SECURITY LABEL FOR purpose ON SCHEMA app IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN app.person.name IS
  'ALLOW service; ELSE MASK WITH (app.shorten(name))';
SECURITY LABEL FOR purpose ON COLUMN app.person.ssn IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.person.phone IS
  'ALLOW service; ALLOW research WHEN (agreed);
   ELSE MASK WITH ((SELECT ''ward '' || r.ward::text FROM app.region r WHERE r.ward = person.ward))';
SECURITY LABEL FOR purpose ON TABLE app.region IS 'ALLOW service, research; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.visit.name IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.visit_1.id IS 'ALLOW service, research; ELSE NULL';
SET purpose.current = 'care';
REFRESH MATERIALIZED VIEW app.names;
SQL

# What there is, by a session that sees everything.
my $everything = <<'SQL';
SET purpose.enforcement = off;
SELECT 'person', md5(string_agg(p::text, ',' ORDER BY id)) FROM app.person p
UNION ALL SELECT 'visit', md5(string_agg(v::text, ',' ORDER BY id)) FROM app.visit v
UNION ALL SELECT 'visit_2', md5(string_agg(v::text, ',' ORDER BY id)) FROM app.visit_2 v
UNION ALL SELECT 'region', md5(string_agg(r::text, ',' ORDER BY ward)) FROM app.region r
UNION ALL SELECT 'names', md5(string_agg(n::text, ',' ORDER BY id)) FROM app.names n
UNION ALL SELECT 'vocabulary', md5(string_agg(v::text, ',' ORDER BY name)) FROM purpose.vocabulary v
ORDER BY 1;
SQL
# The database's own label names the database.
my $labels = q{SELECT objtype, CASE WHEN objtype = 'database' THEN '' ELSE object END, label
  FROM purpose.labels WHERE objtype NOT IN ('role', 'database') ORDER BY 1, 2};
my $seen = q{SELECT string_agg(concat_ws('/', id, name, ssn, phone, ward), ',' ORDER BY id)
  FROM app.person WHERE id < 4};
my $data = $node->safe_psql('post', $everything);
my $text = $node->safe_psql('post', $labels);
my $masks = $node->safe_psql('post', $seen);
is($masks, '1/r~/ward 20/20,2/r~/ward 10/10,3/r~/ward 20/20', 'a session without a purpose gets masks')
  or diag $masks;

# Run a program; returns exit code, output and errors.
sub run_with
{
	my ($options, @command) = @_;
	local $ENV{PGOPTIONS} = $options;
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	my ($out, $err) = ('', '');
	IPC::Run::run([@command], '>', \$out, '2>', \$err);
	return ($? >> 8, $out, $err);
}

# ---- complete or an error ------------------------------------------------------

for my $format ([], ['-Fc'], ['--inserts'], [ '-Fd', '-j2' ])
{
	my @to = ('-f', "$dir/refused" . ($format->[0] // ''));
	for my $who ('postgres', 'backup')
	{
		next if $who eq 'backup' && @$format;
		my ($code, $out, $err) = run_with('', 'pg_dump', '-U', $who, @$format, @to, 'post', '-n', 'app');
		isnt($code, 0, "pg_dump @$format without a purpose fails, as $who");
		like($err, qr/would be affected by the mask of column "\w+" of table "\w+"/, 'and says why');
	}
}
my ($code, $out, $err) = run_with('', 'pg_dump', '-U', 'postgres', '-n', 'app', 'post');
unlike($out, qr/raw(name|ssn|phone)/, 'no value in what it wrote until then');
($code, $out, $err) = run_with('', 'pg_dump', '-U', 'postgres', '-t', 'app.note', 'post');
is($code, 0, 'a table without labels can be dumped');
like($out, qr/openly/, 'with its rows');
($code, $out, $err) = run_with('', 'pg_dump', '-U', 'postgres', '--schema-only', 'post');
is($code, 0, 'so can the schema') or diag $err;
like($out, qr/SECURITY LABEL FOR purpose ON COLUMN app\.person\.ssn IS 'ALLOW service; ELSE NULL'/, 'with the labels');
($code, $out, $err) = run_with('-c purpose.current=care', 'pg_dump', '-U', 'postgres', 'post');
is($code, 0, 'a purpose that is allowed everything may dump') or diag $err;
like($out, qr/rawname1\trawssn1\trawphone1/, 'the values');
unlike($out, qr/\tr~\t/, 'and no masks');
($code, $out, $err) = run_with('-c purpose.current=research', 'pg_dump', '-U', 'postgres', 'post');
isnt($code, 0, 'one that is allowed some columns may not');

# ---- and back again --------------------------------------------------------------

# Whoever restores has the purposes of the data to be loaded, or none enforced.
my $off = '-c purpose.enforcement=off';

sub check_restored
{
	my ($database, $how) = @_;

	is($node->safe_psql($database, $seen), $masks, "$how: enforced in the first session");
	is($node->safe_psql($database, $everything), $data, "$how: complete");
	is($node->safe_psql($database, $labels), $text, "$how: all labels");
	is($node->safe_psql($database,
			'SELECT count(*) FROM purpose.column_policies WHERE problem IS NOT NULL'),
		'0', "$how: none broken");
	is($node->safe_psql($database, "SET purpose.current = 'billing';
			SET purpose.justification = 'x'; SELECT max(ssn) FROM app.person"),
		'rawssn9', "$how: the tree of purposes works");
	my $refusal;
	$node->psql($database, "UPDATE app.person SET ssn = 'x'", stderr => \$refusal);
	like($refusal, qr/may not be updated without a declared purpose/, "$how: for writes, too");
	return;
}

sub dump_and_restore
{
	my ($how, $options, $dump, $restore) = @_;
	my $database = "restored_$how";
	my $file = "$dir/$how";

	my ($dumped, undef, $complaint) = run_with($options, 'pg_dump', '-U', 'postgres', @$dump, '-f', $file, 'post');
	is($dumped, 0, "$how: dumped") or diag $complaint;
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	my ($restored, undef, $problem) = run_with($off, @$restore, '-U', 'postgres', '-d', $database,
		$restore->[0] eq 'psql' ? '-f' : (), $file);
	is($restored, 0, "$how: restored") or diag $problem;
	is($problem =~ s/^psql.*NOTICE.*$//mgr, '', "$how: without a word");
	check_restored($database, $how);
	return;
}

my @psql = ('psql', '-Xq', '-o', '/dev/null', '-v', 'ON_ERROR_STOP=1');
my @pg_restore = ('pg_restore', '--exit-on-error');
dump_and_restore('plain', $off, [], \@psql);
dump_and_restore('purpose', '-c purpose.current=care', [], \@psql);
dump_and_restore('custom', $off, ['-Fc'], \@pg_restore);
dump_and_restore('directory', $off, [ '-Fd', '-j2' ], [ @pg_restore, '-j2' ]);
dump_and_restore('inserts', $off, ['--inserts'], \@psql);
dump_and_restore('column_inserts', $off, [ '--column-inserts', '-Fc' ], \@pg_restore);
dump_and_restore('one_transaction', $off, ['-Fc'], [ 'pg_restore', '--single-transaction' ]);

# Without switching enforcement off, only what has to be computed from
# restricted rows is refused: the refresh of the materialized view.
$node->safe_psql('postgres', 'CREATE DATABASE enforced');
($code, $out, $err) = run_with('', 'pg_restore', '-U', 'postgres', '-d', 'enforced', "$dir/custom");
my @errors = grep { /error: could not execute/ } split /\n/, $err;
is(scalar @errors, 1, 'restored under enforcement: one error') or diag $err;
like($err, qr/REFRESH MATERIALIZED VIEW app\.names/, 'which is the materialized view');
$node->safe_psql('enforced', "SET purpose.current = 'care'; REFRESH MATERIALIZED VIEW app.names");
check_restored('enforced', 'enforced');

# In sections, and into a database that is there.
$node->safe_psql('postgres', 'CREATE DATABASE sections');
for my $section (qw(pre-data data post-data))
{
	($code, $out, $err) = run_with($off, @pg_restore, '-U', 'postgres', '-d', 'sections', "--section=$section", "$dir/custom");
	is($code, 0, "section $section") or diag $err;
}
check_restored('sections', 'sections');

# With --create, the label of the database comes along.
$node->safe_psql('post', "SECURITY LABEL FOR purpose ON DATABASE post IS 'DENY police'");
($code, $out, $err) = run_with($off, 'pg_dump', '-U', 'postgres', '-Fc', '--create', '-f', "$dir/create", 'post');
is($code, 0, 'dumped with the label of the database') or diag $err;
$node->safe_psql('post', 'SECURITY LABEL FOR purpose ON DATABASE post IS NULL');
$node->safe_psql('postgres', 'ALTER DATABASE post RENAME TO original');
($code, $out, $err) = run_with($off, 'pg_restore', '-U', 'postgres', '--exit-on-error', '--create', '-d', 'postgres', "$dir/create");
is($code, 0, 'restored with --create') or diag $err;
is($node->safe_psql('post', $everything), $data, 'create: complete');
is($node->safe_psql('post', "SELECT label FROM purpose.labels WHERE objtype = 'database'"),
	'DENY police', 'label of the database');
$node->psql('post', "SET purpose.current = 'police'; SELECT id FROM app.note", stderr => \$err);
like($err, qr/purpose "police" may not use column "id" of table "note"/, 'which is enforced');
$node->safe_psql('postgres', 'DROP DATABASE post');
$node->safe_psql('postgres', 'ALTER DATABASE original RENAME TO post');

# ---- the de-identified dump ------------------------------------------------------

($code, $out, $err) = run_with('', 'pg_dump', '-U', 'postgres', '--enable-row-security', '-f', "$dir/masked", 'post');
is($code, 0, '--enable-row-security dumps') or diag $err;
my $masked = slurp_file("$dir/masked");
unlike($masked, qr/raw/, 'no value of a restricted column in it');
like($masked, qr/^1\tr~\t\\N\tward 20\t20\tf$/m, 'but masks');
like($masked, qr/openly/, 'and what is open');
($code, $out, $err) = run_with('-c purpose.current=research', 'pg_dump', '-U', 'backup', '-n', 'app', '--enable-row-security', '--inserts', 'post');
is($code, 0, 'for another purpose, by a plain user') or diag $err;
unlike($out, qr/raw(name|ssn|visit)|rawphone1'/, 'what that may not see is not there');
like($out, qr/rawphone2'/, 'and what it may is');
# a blocked column is no masked one
$node->safe_psql('post', "SECURITY LABEL FOR purpose ON COLUMN app.note.body IS 'ALLOW care'");
($code, $out, $err) = run_with('', 'pg_dump', '-U', 'postgres', '--enable-row-security', '-f', "$dir/blocked", 'post');
isnt($code, 0, 'with a blocked column there is no such dump');
like($err, qr/column "body" of table "note" may not be used without a declared purpose/, 'and the column is named');
($code, $out, $err) = run_with('', 'pg_dump', '-U', 'postgres', '--enable-row-security', '-T', 'app.note', '-f', "$dir/blocked", 'post');
is($code, 0, 'unless its table is left out') or diag $err;

# ---- roles -------------------------------------------------------------------------

($code, $out, $err) = run_with('', 'pg_dumpall', '-U', 'postgres', '-g', '-f', "$dir/globals");
is($code, 0, 'pg_dumpall -g') or diag $err;
my $other = PostgreSQL::Test::Cluster->new('other');
$other->init;
$other->append_conf('postgresql.conf', "shared_preload_libraries = 'pg_purpose'");
$other->start;
# "role postgres exists" is the one complaint
$other->command_checks_all([ 'psql', '-Xq', '-d', 'postgres', '-f', "$dir/globals" ],
	0, [qr/^$/], [qr/\A[^\n]*role "postgres" already exists\n\z/], 'restored elsewhere');
is($other->safe_psql('postgres', "SELECT objname, label FROM pg_seclabels
		WHERE provider = 'purpose' ORDER BY 1"),
	"backup|DECLARE research\nnurse|DECLARE service, research\nofficer|ADMINISTER", 'with the labels of roles');
$other->safe_psql('postgres', 'CREATE DATABASE post');
{
	local $ENV{PGOPTIONS} = $off;
	$other->command_ok([ @pg_restore, '-d', 'post', "$dir/custom" ], 'and the database into it');
}
my $connstr = $other->connstr('post') . " user=nurse options='-c purpose.current=care'";
is($other->safe_psql('post', 'SELECT max(ssn) FROM app.person', connstr => $connstr),
	'rawssn9', 'where the role may declare what it could');
$connstr = $other->connstr('post') . " user=nurse options='-c purpose.current=police'";
$other->psql('post', 'SELECT 1', connstr => $connstr, stderr => \$err);
like($err, qr/role "nurse" may not act for purpose "police"/, 'and no more');
is($other->safe_psql('post', $seen), $masks, 'and masks are masks');

$other->stop;
$node->stop;
done_testing();
