# FuzzQuery.pm - random statements over the tables of schema.sql, aimed at the
# columns that labels.sql restricts.
#
# It owns the shape of statements and nothing else: run decides where they are
# executed and what is compared.  Statements are one line each.  Most are
# valid; an error is an answer like any other.
#
# "exact" mode is for comparisons with a database whose plans may differ (the
# physically masked copy): read only, no blocked columns, nothing whose result
# depends on the order of rows, on ties, or on which condition is tried first.
#
# "all" is for a purpose that may use everything: blocked columns are used as
# others are.  No set-returning functions over restricted tables then: they
# are not inlined, so their plans and the order of rows differ.
#
# "reads" leaves out whatever leaves dead rows behind, or needs a transaction.
package FuzzQuery;

use strict;
use warnings;

# name => columns; a flag after the type: r restricted, b blocked for all
# purposes of the fuzzer but one.  Columns come twice or thrice as often when
# they are restricted.
my %RELATIONS = (
	'place' => 'id:i city:t code:i name:t',
	'person' => 'id:i grp:i consent:b city:t ssn:t:b email:t:r salary:i:r born:d:r phone:t:r note:t:r'
	  . ' score:i:b tags:a:r prefs:j:r twice:i:r year:i:r',
	'account' => 'aid:i pid:i kind:t open:b balance:n:r pin:i:r iban:t:r home:i:r',
	'visit' => 'vid:i region:t pid:i day:d ward:i diag:t:r doctor:t:r cost:i:b',
	'visit_ns' => 'vid:i region:t pid:i day:d ward:i diag:t:r doctor:t cost:i:b',
	'visit_e' => 'vid:i region:t pid:i day:d ward:i diag:t:r doctor:t:r cost:i',
	'visit_w' => 'vid:i region:t pid:i day:d ward:i diag:t:r doctor:t cost:i',
	'visit_w1' => 'vid:i region:t pid:i day:d ward:i diag:t:r doctor:t cost:i',
	'animal' => 'id:i name:t:r weight:i owner:t:r',
	'ONLY animal' => 'id:i name:t weight:i owner:t:r',
	'dog' => 'id:i name:t weight:i owner:t:r breed:t chip:t:r',
	'cat' => 'id:i name:t:r weight:i owner:t:r lives:i',
	'letter' => 'lid:i grp:i body:t secret:t:r sender:t:r',
	'agreement' => 'lid:i what:t:r',
	'fzs.diary' => 'id:i day:d line:t:r mood:i:r',
	'v_person' => 'id:i grp:i consent:b city:t ssn:t:b email:t:r salary:i:r born:d:r phone:t:r note:t:r'
	  . ' score:i:b tags:a:r prefs:j:r twice:i:r year:i:r',
	'v_safe' => 'id:i grp:i consent:b city:t email:t:r salary:i:r born:d:r phone:t:r tags:a:r'
	  . ' twice:i:r year:i:r',
	'v_nest' => 'id:i grp:i email:t:r salary:i:r born:d:r',
	'v_agg' => 'city:t n:i salary:i:r email:t:r borns:i:r',
	'v_barrier' => 'id:i grp:i email:t:r salary:i:r born:d:r',
	'v_invoker' => 'aid:i pid:i kind:t balance:n:r pin:i:r iban:t:r',
	'v_join' => 'id:i city:t salary:i:r aid:i iban:t:r pin:i:r balance:n:r',
	'v_union' => 'id:i t:t:r n:i:r',
	'v_exists' => 'id:i city:t code:i',
	'v_check' => 'id:i grp:i city:t email:t:r',
	'mv_person' => 'id:i grp:i consent:b email:t:r salary:i:r born:d:r',
	'mv_grp' => 'grp:i n:i top:i:r');

# Not in a masked copy: what a partition or child shows by itself, derived
# relations of their own.
my %NOT_EXACT = map { $_ => 1 } (
	qw(visit_ns visit_e visit_w visit_w1 dog cat mv_person mv_grp), 'ONLY animal');

my %COLUMNS;
for my $relation (keys %RELATIONS)
{
	for (split ' ', $RELATIONS{$relation})
	{
		my ($name, $type, $flag) = split /:/;
		push @{ $COLUMNS{$relation} }, { name => $name, type => $type, flag => $flag // '' };
	}
}

my %SQLTYPE = (i => 'int', t => 'text', b => 'boolean', d => 'date', n => 'numeric',
	a => 'text[]', j => 'jsonb');

sub new
{
	my ($class, %options) = @_;
	my $self = bless {%options}, $class;
	my @names = sort keys %RELATIONS;

	@names = grep { !$NOT_EXACT{$_} } @names if $self->{exact};
	# the base tables more often
	$self->{relations} = [ @names, qw(person person person account account visit animal letter letter agreement fzs.diary) ];
	return $self;
}

sub pick { return $_[ int(rand(scalar @_)) ]; }
sub chance { return rand() < $_[0]; }
sub num { my ($n) = @_; return int(rand($n)); }

# Pick by weight: pairs of weight and value.
sub weighted
{
	my @pairs = @_;
	my $sum = 0;

	for (my $i = 0; $i < @pairs; $i += 2) { $sum += $pairs[$i]; }
	my $r = rand($sum);
	for (my $i = 0; $i < @pairs; $i += 2)
	{
		return $pairs[ $i + 1 ] if ($r -= $pairs[$i]) < 0;
	}
	return $pairs[-1];
}

# ---- statements ------------------------------------------------------------

# One statement or a short group of them, on one line.
sub statement
{
	my ($self) = @_;

	$self->{counter} = 0;
	$self->{ctes} = [];
	$self->{blocked} = !$self->{exact} && ($self->{all} || chance(0.07));
	return $self->query(2) . ';' if $self->{exact};
	my $kind = $self->{reads}
	  ? weighted(52, 'select', 20, 'explain', 10, 'analyze', 6, 'copy', 4, 'statistics', 2, 'toast')
	  : weighted(
		20, 'select', 10, 'explain', 6, 'analyze', 30, 'write', 8, 'prepare', 8, 'cursor',
		5, 'copy', 7, 'do', 2, 'statistics', ($self->{ddl} ? (25, 'ddl') : ()), 4, 'settings');
	return $self->$kind();
}

sub select { my ($self) = @_; return $self->query(2) . ';'; }

sub explain
{
	my ($self) = @_;
	my $options = pick('', '', '(VERBOSE) ', '(COSTS OFF) ', '(FORMAT JSON) ', '(SETTINGS) ');

	return "BEGIN; EXPLAIN $options" . $self->write_statement() . '; ROLLBACK;' if !$self->{reads} && chance(0.25);
	return "EXPLAIN $options" . $self->query(2) . ';';
}

sub analyze
{
	my ($self) = @_;
	my $what = 'EXPLAIN (ANALYZE, TIMING OFF, BUFFERS OFF, SUMMARY OFF' . pick('', ', VERBOSE') . ') ';

	return "BEGIN; $what" . $self->write_statement() . '; ROLLBACK;' if !$self->{reads} && chance(0.4);
	return $what . $self->query(2) . ';';
}

sub write
{
	my ($self) = @_;

	return 'BEGIN; ' . $self->write_statement()
	  . (chance(0.3) ? '; ' . $self->query(1) : '') . '; ROLLBACK;';
}

sub prepare
{
	my ($self) = @_;
	my $query = $self->query(1);
	my $type = pick('int', 'text');

	# a parameter somewhere
	$query .= '' unless $query =~ s/\b\d+\b/\$1/ && ($type = 'int');
	$query = "SELECT * FROM ($query) px WHERE \$1 IS NOT NULL" unless $query =~ /\$1/;
	my $plan = pick('auto', 'force_generic_plan', 'force_custom_plan');
	my $run = pick('EXECUTE', 'EXPLAIN EXECUTE', 'EXECUTE');

	return "BEGIN; SET LOCAL plan_cache_mode = $plan; PREPARE fz_stmt ($type) AS $query; "
	  . "$run fz_stmt(5); $run fz_stmt(3); ROLLBACK; DEALLOCATE ALL;";
}

sub cursor
{
	my ($self) = @_;
	my $options = pick('', 'SCROLL ', 'NO SCROLL ', 'BINARY ') . 'CURSOR ' . pick('', 'WITHOUT HOLD ');
	my @fetches = map { pick('FETCH 3 FROM', 'FETCH ALL FROM', 'FETCH FROM', 'MOVE 4 IN', 'FETCH BACKWARD 2 FROM',
			'FETCH ABSOLUTE 2 FROM', 'MOVE ALL IN') . ' fz_c' } 1 .. 1 + num(3);

	return "BEGIN; DECLARE fz_c $options FOR " . $self->query(1) . '; ' . join('; ', @fetches) . '; ROLLBACK;';
}

sub copy
{
	my ($self) = @_;

	if (chance(0.4))
	{
		my $relation = $self->base_relation();
		my @columns = map { $_->{name} } $self->some_columns($relation);
		my $list = chance(0.7) ? ' (' . join(', ', @columns) . ')' : '';
		return "COPY $relation$list TO STDOUT" . pick('', ' CSV', ' (FORMAT csv, HEADER)') . ';';
	}
	if (!$self->{reads} && chance(0.3))
	{
		return 'BEGIN; COPY (' . $self->write_statement(1) . ') TO STDOUT; ROLLBACK;';
	}
	return 'COPY (' . $self->query(1) . ') TO STDOUT' . pick('', ' CSV') . ';';
}

# What an exception handler sees of an error.
sub do
{
	my ($self) = @_;
	my $query = chance(0.4) ? $self->write_statement() : $self->query(1);
	my $handler = 'GET STACKED DIAGNOSTICS a = MESSAGE_TEXT, b = PG_EXCEPTION_DETAIL, c = PG_EXCEPTION_HINT, '
	  . 'd = PG_EXCEPTION_CONTEXT, e = COLUMN_NAME, f = CONSTRAINT_NAME;';
	my $body = pick(
		"EXECUTE q; GET DIAGNOSTICS n = ROW_COUNT; RAISE NOTICE 'rows %', n;",
		"FOR r IN EXECUTE q LOOP RAISE NOTICE 'row %', r; n := n + 1; EXIT WHEN n > 4; END LOOP;",
		"EXECUTE q INTO r; RAISE NOTICE 'first %', r;");

	return 'BEGIN; DO $do$ DECLARE a text; b text; c text; d text; e text; f text; n int := 0; r record; '
	  . "q text := \$q\$$query\$q\$; BEGIN $body EXCEPTION WHEN OTHERS THEN $handler "
	  . "RAISE NOTICE '% | % | % | % | % | %', a, b, c, d, e, f; END \$do\$; ROLLBACK;";
}

sub statistics
{
	my ($self) = @_;
	# Catalogs are read in an order of our own: where their rows lie depends on
	# how wide the statistics are that they hide.
	my $table = pick(qw(person person account visit visit_ns visit_e animal cat dog letter agreement diary mv_person mv_grp));

	return pick(
		"SELECT schemaname, tablename, attname, inherited, null_frac, avg_width, n_distinct, most_common_vals, "
		  . "most_common_freqs, histogram_bounds, correlation, most_common_elems FROM pg_stats "
		  . "WHERE tablename = '$table' ORDER BY attname, inherited;",
		"SELECT staattnum, stainherit, stanullfrac, stawidth, stadistinct, stakind1, stanumbers1, stavalues1, stavalues2 "
		  . "FROM pg_statistic WHERE starelid = to_regclass('fz.$table') ORDER BY 1, 2;",
		"SELECT count(*), max(stanullfrac), max(stadistinct) FROM pg_statistic s JOIN pg_class c ON c.oid = starelid WHERE "
		  . 'relname ' . pick("= '$table'", "LIKE '%$table%'") . ';',
		"SELECT attname, most_common_vals, histogram_bounds FROM fstats('$table') ORDER BY attname, inherited;",
		"SELECT attname, attnum, attmissingval FROM pg_attribute WHERE attrelid = to_regclass('fz.$table') AND attnum > 0 ORDER BY 2;",
		"SELECT c.relname, s.vals FROM pg_class c, LATERAL (SELECT count(*) AS vals, max(n_distinct) FROM fstats(c.relname::text)) s "
		  . "WHERE c.relname = '$table';",
		"SELECT statistics_name, attnames, exprs, n_distinct, dependencies, most_common_vals, most_common_freqs "
		  . "FROM pg_stats_ext WHERE tablename = '$table' ORDER BY 1;",
		"SELECT statistics_name, expr, null_frac, n_distinct, most_common_vals, histogram_bounds FROM pg_stats_ext_exprs "
		  . "WHERE tablename = '$table' ORDER BY 1, 2;",
		"SELECT s.stxname, d.stxdndistinct, d.stxdmcv::text FROM pg_statistic_ext_data d JOIN pg_statistic_ext s "
		  . "ON s.oid = d.stxoid ORDER BY 1;",
		"SELECT relname, reltuples, relpages, relallvisible FROM pg_class WHERE relkind IN ('r', 'p', 'm') "
		  . "AND relnamespace = 'fz'::regnamespace ORDER BY 1;");
}

sub toast
{
	my ($self) = @_;
	my $where = $self->toast_condition();

	return pick(
		"SELECT id, length(note), octet_length(note), substr(note, 1 + 10 * (id % 5), 12) FROM person WHERE $where ORDER BY id;",
		"SELECT sum(pg_column_size(note)), count(pg_column_compression(note)) FROM person WHERE $where;",
		"SELECT md5(string_agg(note, ',' ORDER BY id)) FROM person WHERE $where;",
		"SELECT id, pg_column_size(v_safe) FROM v_safe WHERE $where ORDER BY id LIMIT 5;",
		"SELECT id FROM person WHERE note > " . $self->literal('t') . " AND $where ORDER BY note, id LIMIT 5;");
}

sub toast_condition { return 'id % 25 ' . pick('= 0', '< 3', '<> 1') . ' AND id < ' . num(300); }

# Settings of the session do not change what is hidden.
sub settings
{
	my ($self) = @_;
	my $setting = pick(
		"row_security = off", "session_replication_role = replica", "client_min_messages = debug1",
		"default_transaction_read_only = on", "check_function_bodies = off", "DateStyle = 'German'",
		"search_path = fz, fzs, pg_catalog", "transform_null_equals = on", "constraint_exclusion = on");

	return "BEGIN; SET LOCAL $setting; " . $self->query(1) . '; ROLLBACK;';
}

sub ddl
{
	my ($self) = @_;
	my $relation = pick(qw(person person account visit animal cat letter visit_e));
	my $column = $self->column_of($relation)->{name};
	my $other = $self->column_of($relation)->{name};
	my $any = $self->{counter} + num(1000);
	my $command = pick(
		"CREATE INDEX fz_new ON $relation ($column); SELECT $column FROM $relation ORDER BY 1 LIMIT 3",
		"CREATE UNIQUE INDEX fz_new ON $relation ($column)",
		"CREATE INDEX fz_new ON $relation (($column IS NULL))",
		"CREATE INDEX fz_new ON $relation ($other) WHERE $column IS NOT NULL",
		"CREATE INDEX fz_new ON $relation (leak_t($column\::text))",
		"CREATE INDEX fz_new ON $relation ($other) INCLUDE ($column)",
		"ALTER TABLE $relation ADD CONSTRAINT fz_c CHECK ($column IS NOT NULL)",
		"ALTER TABLE $relation ADD CONSTRAINT fz_c CHECK (leak_t($column\::text) <> 'x')",
		"ALTER TABLE $relation ADD CONSTRAINT fz_c CHECK ($column IS NOT NULL) NOT VALID; "
		  . "ALTER TABLE $relation VALIDATE CONSTRAINT fz_c",
		"ALTER TABLE $relation ALTER $column SET NOT NULL",
		"ALTER TABLE $relation ALTER $column TYPE text USING leak_t($column\::text)",
		"ALTER TABLE $relation ALTER $column TYPE text",
		"ALTER TABLE $relation ALTER $column TYPE varchar(3)",
		"ALTER TABLE $relation ADD fz_x text GENERATED ALWAYS AS ($column\::text) STORED; SELECT fz_x FROM $relation LIMIT 3",
		"ALTER TABLE $relation ADD fz_x text; UPDATE $relation SET fz_x = $column\::text; SELECT fz_x FROM $relation LIMIT 3",
		"ALTER TABLE $relation RENAME $column TO fz_x; SELECT fz_x FROM $relation ORDER BY 1 LIMIT 3",
		"ALTER TABLE $relation DROP COLUMN $column",
		"ALTER TABLE $relation RENAME $column TO fz_y; ALTER TABLE $relation RENAME $other TO $column; SELECT $column FROM $relation LIMIT 3",
		"ALTER TABLE $relation ADD UNIQUE ($column)",
		"ALTER TABLE $relation ADD EXCLUDE USING btree ($column WITH =)",
		"ALTER TABLE account ADD FOREIGN KEY ($column) REFERENCES place (id)",
		"ALTER TABLE account ADD FOREIGN KEY (pin) REFERENCES place (id) NOT VALID; ALTER TABLE account VALIDATE CONSTRAINT account_pin_fkey",
		"CREATE TABLE fz_n AS SELECT * FROM $relation LIMIT 5; SELECT * FROM fz_n",
		"CREATE TABLE fz_n AS " . $self->query(1) . "; SELECT * FROM fz_n",
		"SELECT $column INTO fz_n FROM $relation; SELECT * FROM fz_n ORDER BY 1 LIMIT 5",
		"CREATE TABLE fz_n (LIKE $relation INCLUDING ALL); INSERT INTO fz_n SELECT * FROM $relation; SELECT $column FROM fz_n LIMIT 3",
		"CREATE MATERIALIZED VIEW fz_n AS SELECT $column, $other FROM $relation; SELECT * FROM fz_n LIMIT 3",
		"CREATE MATERIALIZED VIEW fz_n AS SELECT $other FROM $relation WITH NO DATA; REFRESH MATERIALIZED VIEW fz_n; SELECT * FROM fz_n LIMIT 3",
		"REFRESH MATERIALIZED VIEW " . pick('mv_person', 'mv_grp') . "; SELECT * FROM mv_grp ORDER BY 1",
		"CREATE VIEW fz_n AS SELECT $column, $other AS fz_o FROM $relation; SELECT * FROM fz_n ORDER BY 1 LIMIT 4",
		"CREATE OR REPLACE VIEW v_exists AS " . 'SELECT id, email AS city, salary AS code FROM person; SELECT * FROM v_exists LIMIT 3',
		"CREATE FUNCTION fz_f() RETURNS SETOF $relation LANGUAGE sql AS 'SELECT * FROM fz.$relation'; SELECT $column FROM fz_f() LIMIT 3",
		"CREATE FUNCTION fz_f() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER STABLE AS 'SELECT $column\::text FROM fz.$relation'; SELECT * FROM fz_f() LIMIT 3",
		"CREATE FUNCTION fz_f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''%'', OLD; RETURN NEW; END'; "
		  . "CREATE TRIGGER fz_t BEFORE UPDATE ON $relation FOR EACH ROW EXECUTE FUNCTION fz_f(); UPDATE $relation SET nothing = NULL",
		"CREATE RULE fz_r AS ON DELETE TO $relation DO ALSO SELECT OLD.$column; DELETE FROM $relation WHERE $other IS NULL",
		"CREATE RULE fz_r AS ON INSERT TO place DO ALSO SELECT $column FROM $relation LIMIT 2; INSERT INTO place VALUES (1000)",
		"CREATE POLICY fz_p ON $relation USING (leak_t($column\::text) IS NOT NULL); ALTER TABLE $relation ENABLE ROW LEVEL SECURITY; ALTER TABLE $relation FORCE ROW LEVEL SECURITY; SELECT $other FROM $relation LIMIT 3",
		"CREATE POLICY fz_p ON place USING (EXISTS (SELECT FROM account a WHERE a.home = place.id)); ALTER TABLE place ENABLE ROW LEVEL SECURITY; ALTER TABLE place FORCE ROW LEVEL SECURITY; SELECT count(*) FROM place",
		"CREATE STATISTICS fz_s ON $column, $other FROM $relation; ANALYZE $relation; SELECT n_distinct FROM pg_stats_ext WHERE statistics_name = 'fz_s'",
		"CREATE STATISTICS fz_s ON (leak_t($column\::text)) FROM $relation; ANALYZE $relation",
		"ANALYZE $relation ($column); SELECT null_frac, n_distinct FROM pg_stats WHERE attname = '$column' ORDER BY 1, 2",
		"CREATE DOMAIN fz_d AS text; ALTER TABLE $relation ALTER $column TYPE fz_d; ALTER DOMAIN fz_d ADD CHECK (leak_t(VALUE) <> 'q')",
		"CREATE TABLE fz_n (extra int) INHERITS ($relation); SELECT count($column) FROM $relation",
		"CREATE TABLE fz_n (LIKE animal); ALTER TABLE cat NO INHERIT animal; SELECT $column FROM $relation LIMIT 3",
		"ALTER TABLE visit DETACH PARTITION " . pick(qw(visit_ns visit_e visit_w visit_x)) . "; SELECT $column FROM $relation LIMIT 3; SELECT cost FROM visit LIMIT 2; SELECT diag FROM visit_ns LIMIT 2",
		"CREATE TABLE fz_p (x int, $column text) PARTITION BY LIST (x)",
		"CREATE TABLE fz_par (id int, name text, weight int, owner text, filler text, nothing int); ALTER TABLE cat INHERIT fz_par; SELECT name, owner FROM fz_par LIMIT 3",
		"TRUNCATE $relation CASCADE",
		"CLUSTER $relation USING person_ssn", "CLUSTER person USING person_salary; SELECT id FROM person LIMIT 4",
		"CLUSTER person USING person_city; SELECT id, email FROM person LIMIT 4",
		"ALTER TABLE $relation DISABLE TRIGGER ALL", "LOCK TABLE $relation; " . $self->query(1),
		"ALTER TABLE $relation SET SCHEMA public; SELECT $column FROM public.$relation LIMIT 2",
		"ALTER TABLE fzs.diary SET SCHEMA fz; SELECT line, mood FROM fz.diary LIMIT 2",
		"ALTER TABLE $relation RENAME TO fz_n; SELECT $column FROM fz_n ORDER BY 1 LIMIT 2",
		"ALTER TABLE $relation OWNER TO fz_owner; " . $self->query(1),
		"DROP VIEW v_union; CREATE TABLE v_union AS SELECT id, email AS t FROM person; SELECT * FROM v_union LIMIT 2",
		"SECURITY LABEL FOR purpose ON COLUMN $relation.$column IS NULL; SELECT $column FROM $relation LIMIT 1",
		"SECURITY LABEL FOR purpose ON COLUMN $relation.$column IS 'UNRESTRICTED'; SELECT $column FROM $relation LIMIT 1",
		"UPDATE purpose.vocabulary SET parent = 'fz_service' WHERE name = 'fz_other'; SELECT born FROM person LIMIT 1");

	# what is about labels is an administrator's, whatever the purpose
	return $self->ddl()
	  if $self->{all} && $command =~ /RENAME|DROP COLUMN|SET SCHEMA|SECURITY LABEL|vocabulary|DETACH|NO INHERIT/;
	return "BEGIN; $command; ROLLBACK;";
}

# ---- writing ---------------------------------------------------------------

# Not the columns that conditions name: who may write those gives consent.
my %UPDATABLE = (
	person => [qw(grp city)], account => [qw(kind)], visit => [qw(pid)],
	animal => [qw(weight)], letter => [qw(grp body)], 'fzs.diary' => [qw(day)],
	place => [qw(code name)], v_check => [qw(grp city)], v_safe => [qw(grp city)],
	visit_ns => [qw(pid)], cat => [qw(weight)], v_invoker => [qw(kind)]);

sub write_statement
{
	my ($self, $returning) = @_;
	my $kind = weighted(5, 'insert', 6, 'update', 4, 'delete', 3, 'merge', 2, 'cte');
	my $relation = pick(keys_sorted(\%UPDATABLE));
	my $scope = [ $self->item('x', $COLUMNS{$relation}) ];

	$relation = 'account' if $kind eq 'merge' && $relation =~ /^v_/;
	if ($kind eq 'insert')
	{
		return $self->insert($returning);
	}
	if ($kind eq 'cte')
	{
		my $inner = pick('delete', 'update');
		my $write = $inner eq 'delete' ? $self->delete_from($relation, 1) : $self->update($relation, 1);
		return "WITH w AS ($write) SELECT * FROM w" . pick('', ', place ORDER BY 1 LIMIT 3', ' LIMIT 2');
	}
	if ($kind eq 'update') { return $self->update($relation, $returning); }
	if ($kind eq 'delete') { return $self->delete_from($relation, $returning); }

	$relation = pick(qw(person account letter));
	my $key = { person => 'id', account => 'aid', letter => 'lid' }->{$relation};
	my $target = [ $self->item('x', $COLUMNS{$relation}) ];
	my $source = chance(0.5)
	  ? { sql => 'place', item => $self->item('s', $COLUMNS{place}) }
	  : do
	{
		my $r = pick(qw(animal v_safe fzs.diary));
		{ sql => $r, item => $self->item('s', $COLUMNS{$r}) };
	};
	my $both = [ @$target, $source->{item} ];
	my $set = "$UPDATABLE{$relation}[0] = x.$UPDATABLE{$relation}[0]";
	$set = pick($self->restricted_of($relation)) . ' = NULL' if chance(0.15);
	return "MERGE INTO $relation x USING $source->{sql} s ON "
	  . (chance(0.85) ? "x.$key = s.id" : $self->bool(1, $both))
	  . ' WHEN MATCHED' . (chance(0.3) ? ' AND ' . ($self->bool(1, $both)) : '') . ' THEN '
	  . pick("UPDATE SET $set", 'DELETE', 'DO NOTHING');
}

sub update
{
	my ($self, $relation, $returning) = @_;
	my $scope = [ $self->item('x', $COLUMNS{$relation}) ];
	my $column = pick(@{ $UPDATABLE{$relation} });

	$column = pick($self->restricted_of($relation)) if chance(0.12) && $self->restricted_of($relation);
	my ($type) = map { $_->{type} } grep { $_->{name} eq $column } @{ $COLUMNS{$relation} };
	my ($from, $all) = ('', $scope);
	if (chance(0.2))
	{
		my $r = pick(qw(place animal v_safe));
		$from = " FROM $r s";
		$all = [ @$scope, $self->item('s', $COLUMNS{$r}) ];
	}
	return "UPDATE $relation x SET $column = "
	  . (chance(0.3) ? $self->expr($type, 1, $all) : chance(0.2) ? 'DEFAULT' : $self->literal($type))
	  . $from
	  . $self->where_write($scope, $all, $from)
	  . $self->returning($scope, $returning);
}

sub delete_from
{
	my ($self, $relation, $returning) = @_;
	my $scope = [ $self->item('x', $COLUMNS{$relation}) ];
	my ($using, $all) = ('', $scope);

	# no deletes from place: whether hidden values refer to a row of it shows
	$relation = 'letter' if $relation eq 'place';
	$scope = $all = [ $self->item('x', $COLUMNS{$relation}) ];
	if (chance(0.2))
	{
		my $r = pick(qw(place animal v_safe));
		$using = " USING $r s";
		$all = [ @$scope, $self->item('s', $COLUMNS{$r}) ];
	}
	return "DELETE FROM $relation x$using"
	  . $self->where_write($scope, $all, $using)
	  . $self->returning($scope, $returning);
}

sub where_write
{
	my ($self, $scope, $all, $joined) = @_;
	my ($key) = map { $_->{name} } grep { $_->{type} eq 'i' } @{ $scope->[0]{columns} };
	my @conditions;

	push @conditions, "x.$key = s.id" if $joined;
	push @conditions, "x.$key < " . num(60) if chance(0.7);
	push @conditions, $self->free_bool($all) if chance(0.5);
	push @conditions, $self->bool(1, $all) if chance(0.2);
	return @conditions ? ' WHERE ' . join(' AND ', @conditions) : '';
}

# A condition over unrestricted columns alone: what a write may have.
sub free_bool
{
	my ($self, $scope) = @_;

	local $self->{free} = 1;
	return $self->bool(1, $scope);
}

sub returning
{
	my ($self, $scope, $must) = @_;

	return '' unless $must || chance(0.7);
	return ' RETURNING ' . pick('*', 'x.*', 'x', 'x.*') if chance(0.2);
	return ' RETURNING ' . join(', ', map { $self->expr(pick(qw(i t t d n b)), 1, $scope) . " AS r$_" } 1 .. 1 + num(3));
}

sub insert
{
	my ($self, $returning) = @_;
	my $id = 5000 + num(1000);
	my $source = pick(
		"person (id, grp, city, email, salary) VALUES ($id, 3, 'new', 'new\@new.org', 77000)",
		"person (id, grp, city, ssn) VALUES ($id, 3, 'new', 'new-$id')",
		"person (id, grp, salary) VALUES ($id, 3, -5)",
		"person (id, grp, born) VALUES (" . num(300) . ", 3, '1800-01-01')",
		"person (id, grp) VALUES (" . num(600) . ", 4) ON CONFLICT (id) DO UPDATE SET "
		  . pick('grp = excluded.grp', "city = person.city || 'x'", 'salary = 5', 'city = person.email', 'grp = person.salary')
		  . pick('', ' WHERE person.grp < 4', ' WHERE person.salary > 40000'),
		"person (id, grp) VALUES (" . num(600) . ", 4) ON CONFLICT DO NOTHING",
		"account (aid, pid, kind, pin, iban) VALUES ($id, " . num(300) . ", 'new', 1, 'new$id') ON CONFLICT (iban) DO "
		  . pick("UPDATE SET kind = 'y'", "UPDATE SET kind = account.iban", 'NOTHING'),
		"account (aid, pid, kind, pin, iban) VALUES ($id, " . num(400) . ", 'new', 20000, 'new')",
		"letter (lid, grp, body, secret) VALUES ($id, " . num(12) . ", 'b', 's')",
		"visit (vid, region, pid, day, diag, doctor, cost) VALUES ($id, '" . pick(qw(n e w q)) . "', 1, '2020-05-05', 'd', 'Dr', 5)",
		"v_check (id, grp, city, email) VALUES ($id, " . num(12) . ", 'c', 'e')",
		"fzs.diary (id, line, mood) VALUES ($id, 'l', 3)",
		"cat (id, name, owner, lives) VALUES ($id, 'Tom', 'Anna', 9)",
		"place (id, city, name) SELECT id + 1000, city, " . $self->expr('t', 1, [ $self->item('person', $COLUMNS{person}) ])
		  . " FROM person WHERE id < " . num(30),
		"place (id, code) SELECT aid + 1000, " . pick('pin', 'pid', 'home', 'pid + 1') . ' FROM account WHERE aid < ' . num(40),
		"letter (lid, body, secret) SELECT lid + 1000, " . pick('body, body', 'secret, body', 'body, secret') . ' FROM letter');
	my ($relation) = $source =~ /^(\S+)/;
	my $scope = [ $self->item($relation =~ s/.*\.//r, $COLUMNS{$relation}) ];

	return "INSERT INTO $source" unless $returning || chance(0.6);
	return "INSERT INTO $source RETURNING "
	  . (chance(0.3) ? '*' : join(', ', map { $self->expr(pick(qw(i t t d n)), 1, $scope) . " AS r$_" } 1 .. 2));
}

sub restricted_of
{
	my ($self, $relation) = @_;

	return map { $_->{name} } grep { $_->{flag} } @{ $COLUMNS{$relation} };
}

sub keys_sorted { my ($hash) = @_; return sort keys %$hash; }

# ---- SELECT ----------------------------------------------------------------

# A SELECT, perhaps with CTEs and set operations.
sub query
{
	my ($self, $depth) = @_;

	if ($depth > 0 && chance(0.13))
	{
		return $self->with_query($depth);
	}
	if ($depth > 0 && chance(0.12))
	{
		my @types = map { pick(qw(i t t d n)) } 1 .. 1 + num(3);
		my $operation = pick('UNION', 'UNION ALL', 'INTERSECT', 'EXCEPT', 'UNION ALL', 'EXCEPT ALL', 'INTERSECT ALL');
		my $query = $self->simple($depth - 1, \@types) . " $operation " . $self->simple($depth - 1, \@types);
		return $query . $self->order_limit(scalar @types);
	}
	return $self->simple($depth, undef, 1);
}

sub with_query
{
	my ($self, $depth) = @_;
	my @ctes = @{ $self->{ctes} };
	my $name = 'cte' . ++$self->{counter};
	my @types = map { pick(qw(i t t d n)) } 1 .. 1 + num(3);
	my $body = $self->simple($depth - 1, \@types);
	my $k = 0;
	my @columns = map { { name => 'k' . ++$k, type => $_, flag => 'r' } } @types;
	my $with;

	if (chance(0.15))
	{
		$with = "WITH RECURSIVE $name (n, t) AS (SELECT p.id, p.email FROM v_safe p WHERE p.id < 3 UNION ALL "
		  . "SELECT $name.n + 1, " . pick('p.email', 'p.city', 't', 'p.phone') . " FROM $name JOIN v_safe p ON p.id = $name.n + 1 WHERE $name.n < 8)";
		@columns = ({ name => 'n', type => 'i', flag => '' }, { name => 't', type => 't', flag => 'r' });
		if (!$self->{exact} && chance(0.5))
		{
			$with .= pick('', ' SEARCH ' . pick('DEPTH', 'BREADTH') . ' FIRST BY ' . pick('t', 'n', 't, n') . ' SET o')
			  . pick('', ' CYCLE ' . pick('t', 'n', 'n, t') . ' SET c USING p');
			push @columns, { name => 'o::text', type => 't', flag => 'r' } if $with =~ / SET o/;
			push @columns, { name => 'p::text', type => 't', flag => 'r' } if $with =~ / USING p/;
		}
	}
	else
	{
		$with = "WITH $name (" . join(', ', map { $_->{name} } @columns) . ') AS '
		  . pick('', '', 'MATERIALIZED ', 'NOT MATERIALIZED ') . "($body)";
	}
	local $self->{ctes} = [ @ctes, { name => $name, columns => \@columns } ];
	return "$with " . $self->simple($depth - 1, undef, 1, $self->{ctes}[-1]);
}

# A plain SELECT: columns of the given types, or of any.
sub simple
{
	my ($self, $depth, $types, $top, $must) = @_;
	my ($from, $scope) = $self->from($depth, $self->{outer}, $must);
	my $where = chance(0.65) ? $self->bool($depth, $scope) : '';
	my $fixed = $types;

	$types ||= [ map { pick(qw(i t t t d n b a j i)) } 1 .. 1 + num(4) ];
	if (chance(0.25)) { return $self->grouped($depth, $types, $from, $scope, $where, $fixed); }
	my @list = map { $self->expr($_, $depth, $scope) } @$types;
	my ($distinct, $windows) = ('', 0);
	if (!$fixed)
	{
		if (chance(0.1)) { $list[0] = $self->window($scope); $windows = 1; }
		elsif (chance(0.1)) { push @list, $self->star($scope); }
		elsif (!$self->{exact} && chance(0.06)) { push @list, $self->set_returning($scope); }
	}
	if (chance(0.12))
	{
		$distinct = 'DISTINCT ';
		if (!$self->{exact} && !$windows && chance(0.4))
		{
			return "SELECT DISTINCT ON ($list[0]) " . join(', ', @list) . " FROM $from" . ($where && " WHERE $where")
			  . (chance(0.5) ? " ORDER BY $list[0]" : '') . $self->limit();
		}
	}
	my $query = "SELECT $distinct" . join(', ', @list) . " FROM $from" . ($where && " WHERE $where");
	return $query if $fixed;
	if (!$self->{exact} && !$distinct && chance(0.3))
	{
		$query .= ' ORDER BY ' . $self->expr(pick(qw(i t d n)), 1, $scope) . pick('', ' DESC', ' NULLS FIRST')
		  . (chance(0.15) ? ' FETCH FIRST ' . (1 + num(9)) . ' ROWS WITH TIES' : $self->limit());
	}
	else { $query .= $self->order_limit(scalar @list, $windows); }
	if (!$self->{exact} && !$distinct && $top && chance(0.05))
	{
		$query .= ' FOR ' . pick('UPDATE', 'SHARE', 'NO KEY UPDATE', 'KEY SHARE')
		  . (chance(0.3) && !$scope->[0]{row} ? " OF $scope->[0]{alias}" : '') . pick('', ' SKIP LOCKED', ' NOWAIT');
	}
	return $query;
}

sub grouped
{
	my ($self, $depth, $types, $from, $scope, $where, $fixed) = @_;
	my (@list, @group);

	for my $type (@$types)
	{
		if (chance(0.4))
		{
			my $e = $self->column_or_literal($type, $scope);
			push @group, $e if $e =~ /\./;
			push @list, $e;
		}
		else { push @list, $self->aggregate($type, $depth, $scope); }
	}
	my $group = '';
	if (@group)
	{
		$group = ' GROUP BY '
		  . weighted(
			8, join(', ', @group),
			1, 'ROLLUP (' . join(', ', @group) . ')',
			1, 'CUBE (' . join(', ', @group) . ')',
			1, 'GROUPING SETS ((' . join('), (', @group) . '), ())');
	}
	my $having = chance(0.2) ? ' HAVING ' . $self->aggregate('i', $depth, $scope) . pick(' > ', ' < ') . pick(0, 1, 3, 20000) : '';

	return 'SELECT ' . join(', ', @list) . " FROM $from" . ($where && " WHERE $where") . $group . $having
	  . ($fixed ? '' : $self->order_limit(scalar @list));
}

sub limit
{
	my ($self) = @_;

	return '' if $self->{exact};
	return ' LIMIT (SELECT ' . pick('count(*)', 'max(salary) % 9', 'min(length(phone))', 'count(born)') . ' FROM v_safe WHERE id < 9)'
	  if chance(0.06);
	return pick('', ' LIMIT ' . (1 + num(20)), ' LIMIT ' . (1 + num(20)) . ' OFFSET ' . num(10),
		' LIMIT 5', ' FETCH FIRST 3 ROWS ONLY');
}

# ORDER BY positions; in exact mode a LIMIT needs all of them.
sub order_limit
{
	my ($self, $n, $none) = @_;

	if ($self->{exact})
	{
		return '' if $none || chance(0.6);
		return ' ORDER BY ' . join(', ', 1 .. $n) . pick('', ' LIMIT 7', ' LIMIT 20 OFFSET 3');
	}
	return (chance(0.35) ? ' ORDER BY ' . (1 + num($n)) . pick('', ' DESC', ' NULLS FIRST', ' DESC NULLS LAST') : '')
	  . $self->limit();
}

sub item
{
	my ($self, $alias, $columns) = @_;

	return { alias => $alias, columns => $columns };
}

# A FROM clause: its text, and what its aliases offer.
sub from
{
	my ($self, $depth, $outer, $must) = @_;
	my $items = weighted(5, 1, 4, 2, 1, 3);
	my ($text, @scope) = ('');

	$items = 1 if $depth <= 0 && chance(0.6);
	for my $i (1 .. $items)
	{
		my ($sql, $item) = $self->from_item($depth, \@scope, $i == 1 ? $must : undef);
		if ($i == 1) { $text = $sql; push @scope, $item; next; }
		my $lateral = $sql =~ /^LATERAL/;
		if (!$lateral && chance(0.05) && !$self->{exact})
		{
			# USING and NATURAL merge columns: few unqualified ones remain
			my ($left) = $self->join_columns(\@scope, $item);
			if ($left && $left->{name} && $items == 2)
			{
				push @scope, $item;
				$text .= pick(' JOIN ', ' LEFT JOIN ', ' FULL JOIN ') . "$sql USING ($left->{name})";
				if (chance(0.4))
				{
					my $merged = 'j' . ++$self->{counter};
					$text .= " AS $merged";
					push @scope, $self->item($merged, [$left]);
				}
				next;
			}
		}
		if (!$lateral && !$self->{exact} && $items == 2 && chance(0.02))
		{
			push @scope, $item;
			$text .= " NATURAL JOIN $sql";
			next;
		}
		my $on = $self->join_condition(\@scope, $item, $depth);
		push @scope, $item;
		if ($lateral && chance(0.6)) { $text .= ", $sql"; next; }
		$text .= weighted(6, ' JOIN ', 4, ' LEFT JOIN ', ($lateral ? () : (1, ' RIGHT JOIN ', 1, ' FULL JOIN '))) . "$sql ON ";
		$text .= $text =~ /FULL JOIN [^()]* ON $/ ? $on->[0] : join(' AND ', @$on);
	}
	return ($text, [ @scope, @{ $outer || [] } ]);
}

# Equality of two columns of the same type, keys or restricted ones; and more.
sub join_condition
{
	my ($self, $scope, $item, $depth) = @_;
	my @all = @$scope;
	my $left = pick(@all);
	my (@conditions, @pairs);

	for my $a ($self->usable($left))
	{
		for my $b ($self->usable($item))
		{
			push @pairs, [ $a, $b ] if $a->{type} eq $b->{type} && $a->{type} =~ /[itdn]/;
		}
	}
	@pairs = grep { $_->[0]{name} ne 'code' && $_->[0]{name} ne 'grp' || chance(0.2) } @pairs;
	# mostly keys, for the sizes of results
	my @keys = grep { $_->[0]{name} =~ /^(id|aid|pid|vid|lid|home|pin|k1)$/ && $_->[1]{name} =~ /^(id|aid|pid|vid|lid|home|k1)$/ } @pairs;
	my $pair = @keys && chance(0.7) ? pick(@keys) : @pairs ? pick(@pairs) : undef;
	push @conditions, $pair ? "$left->{alias}.$pair->[0]{name} = $item->{alias}.$pair->[1]{name}" : 'false';
	push @conditions, $self->bool(0, [ @$scope, $item ]) if chance(0.3);
	return \@conditions;
}

sub join_columns
{
	my ($self, $scope, $item) = @_;

	return unless @$scope == 1;
	my %names = map { $_->{name} => $_->{type} } $self->usable($item);
	my @shared = grep { ($names{ $_->{name} } // '') eq $_->{type} && $_->{name} ne 'nothing' } $self->usable($scope->[0]);
	return @shared ? pick(@shared) : undef;
}

sub from_item
{
	my ($self, $depth, $scope, $must) = @_;
	my $alias = 't' . ++$self->{counter};
	my $cte = $must || (@{ $self->{ctes} } && chance(0.3) ? pick(@{ $self->{ctes} }) : undef);

	return ("$cte->{name} $alias", $self->item($alias, $cte->{columns})) if $cte;
	if ($depth > 0 && chance(0.16))
	{
		my $lateral = @$scope && chance(0.5);
		my @types = map { pick(qw(i t t d n)) } 1 .. 1 + num(3);
		local $self->{outer} = $lateral ? $scope : undef;
		my $query = $self->simple($depth - 1, \@types);
		my $k = 0;
		my @columns = map { { name => 'k' . ++$k, type => $_, flag => 'r' } } @types;
		$query .= ' LIMIT ' . (1 + num(9)) if !$self->{exact} && ($lateral || chance(0.2));
		$query .= ' OFFSET 0' if chance(0.1) && $query !~ /LIMIT/;
		return (($lateral ? 'LATERAL ' : '') . "($query) $alias (" . join(', ', map { $_->{name} } @columns) . ')',
			$self->item($alias, \@columns));
	}
	if (!$self->{all} && chance(0.06))
	{
		my ($sql, $columns) = @{ pick(
				[ 'fperson(' . num(12) . ')', $self->columns_of('id:i email:t:r salary:i:r born:d:r') ],
				[ 'fatomic(' . num(50) . ')', $self->columns_of('aid:i pin:i:r iban:t:r') ],
				[ 'fsetof(' . num(250) . ')', $COLUMNS{account} ],
				[ 'ROWS FROM (generate_series(1, 3))', $self->columns_of('id:i') ]) };
		return ("$sql $alias", $self->item($alias, $columns)) if $sql !~ /^ROWS/;
		return ("$sql $alias (id)", $self->item($alias, $columns));
	}
	return $self->exotic_item($alias, $scope) if chance(0.09);
	my $relation = pick(@{ $self->{relations} });
	my $sql = "$relation $alias";
	if ($relation =~ /^(person|account|visit|animal|letter|fzs.diary|cat)$/ && !$self->{exact} && chance(0.04))
	{
		my $sample = chance(0.7) ? pick(10, 50, 90) : '(SELECT ' . pick('count(*)', 'max(salary) % 90', 'min(length(email)) + 40') . ' FROM v_safe)';
		$sql .= ' TABLESAMPLE ' . pick('BERNOULLI', 'SYSTEM') . " ($sample) REPEATABLE (" . num(5) . ')';
	}
	return ($sql, { %{ $self->item($alias, $COLUMNS{$relation}) }, table => $relation !~ /\bv_/ });
}

# What stands in FROM but is no relation: functions, lists, rows of relations.
sub exotic_item
{
	my ($self, $alias, $scope) = @_;
	my $lateral = @$scope && chance(0.7);
	my $e = sub { return $self->expr($_[0], 0, $lateral ? $scope : [ $self->item('none', []) ]) };
	my $prefix = $lateral ? 'LATERAL ' : '';
	my $relation = pick(qw(account animal letter fzs.diary v_safe v_join), $self->{exact} ? () : qw(cat visit_e));
	my @rows = map { { %$_, name => "r).$_->{name}" } } @{ $COLUMNS{$relation} };
	my ($sql, $columns) = @{ pick(
			[ "${prefix}unnest(" . $e->('a') . ") WITH ORDINALITY $alias (t, id)", 't:t:r id:i' ],
			[ "${prefix}ROWS FROM (generate_series(1, " . num(4) . '), unnest(' . $e->('a') . "), regexp_split_to_table("
				  . $e->('t') . ", '[a-e]')) $alias (id, t, u)", 'id:i t:t:r u:t:r' ],
			[ "$prefix(VALUES (" . $e->('i') . ', ' . $e->('t') . '), (' . $e->('i') . ', ' . $e->('t') . ")) $alias (i, t)", 'i:i:r t:t:r' ],
			[ "${prefix}jsonb_each_text(" . $e->('j') . ") $alias (k, t)", 'k:t:r t:t:r' ],
			[ "${prefix}XMLTABLE('/v' PASSING xmlelement(name v, " . $e->('t') . ', '
				  . $e->('i') . ") COLUMNS id FOR ORDINALITY, t text PATH '.', d text PATH 'w' DEFAULT " . $e->('t') . ") $alias",
			  'id:i t:t:r d:t:r' ],
			[ "${prefix}jsonb_to_recordset(jsonb_build_array(jsonb_build_object('i', " . $e->('i') . ", 't', " . $e->('t')
				  . "))) $alias (i int, t text)", 'i:i:r t:t:r' ]) };

	# the columns of a row, one level down: (t1.r).column
	if (chance(0.4))
	{
		my $inner = pick(
			"SELECT q AS r FROM $relation q" . pick('', ' OFFSET 0', ' WHERE ' . $self->bool(0, [ $self->item('q', $COLUMNS{$relation}) ])),
			"SELECT q AS r FROM (SELECT * FROM $relation) q", "SELECT r FROM $relation r",
			"SELECT q AS r FROM place n LEFT JOIN $relation q ON " . $self->bool(0, [ $self->item('q', $COLUMNS{$relation}) ]));

		@rows = grep { !$_->{flag} || $_->{flag} eq 'r' } @rows;
		return ("($inner) $alias", { alias => "($alias", columns => \@rows, row => $alias });
	}
	return ($sql, $self->item($alias, $self->columns_of($columns)));
}

sub columns_of
{
	my ($self, $text) = @_;

	return [ map { my ($n, $t, $f) = split /:/; { name => $n, type => $t, flag => $f // '' } } split ' ', $text ];
}

sub base_relation { my ($self) = @_; return pick(qw(person account visit_ns visit_e visit_w1 animal dog cat letter fzs.diary mv_person place)); }

sub some_columns
{
	my ($self, $relation) = @_;
	my @columns = grep { chance(0.4) && $self->may($_) } @{ $COLUMNS{$relation} };

	return @columns ? @columns : ($COLUMNS{$relation}[0]);
}

sub column_of
{
	my ($self, $relation) = @_;
	my @columns = @{ $COLUMNS{$relation} };

	return pick(@columns, grep { $_->{flag} } @columns);
}

# ---- expressions -----------------------------------------------------------

# May this statement use the column?
sub may
{
	my ($self, $column) = @_;

	return 0 if $column->{flag} eq 'b' && !$self->{blocked};
	return 0 if $self->{free} && $column->{flag};
	return 1;
}

sub usable
{
	my ($self, $item) = @_;

	return grep { $self->may($_) } @{ $item->{columns} };
}

# A column of a type as alias.name, restricted ones first; undef if none.
sub column
{
	my ($self, $type, $scope) = @_;
	my @found;

	for my $item (@$scope)
	{
		for my $column ($self->usable($item))
		{
			next if $column->{type} ne $type;
			push @found, ("$item->{alias}.$column->{name}") x ($column->{flag} ? 3 : 1);
		}
	}
	return @found ? pick(@found) : undef;
}

sub column_or_literal
{
	my ($self, $type, $scope) = @_;

	return $self->column($type, $scope) // $self->literal($type);
}

my %LITERALS = (
	t => [
		"'a'", "'c'", "'city3'", "'cash'", "'DE'", "'[note]'", "''", "'e'", "'Dr 7'", "'diag2'", "'o5'", "'s3'",
		"'X12'", "'Dr ?'", "'b****\@****.com'", "'Ada'", "'A'", "'note 4'", "'zzz'", 'NULL::text'
	],
	i => [ 0, 1, 2, 3, 5, 7, 10, 25, 42, 100, 150, 20000, 45000, 50000, 52000, 1965, -1, 'NULL::int' ],
	d => [ "date '1930-06-01'", "date '1950-01-01'", "date '1975-05-05'", "date '2020-06-01'", "date '2021-01-20'", 'NULL::date' ],
	n => [ '0.5', '10.25', '100', '500', '999.99', 'NULL::numeric' ],
	b => [qw(true false NULL::boolean)],
	a => [ "array['t1']", "array['t1', 't2']", "'{}'::text[]", 'NULL::text[]' ],
	j => [ qq('{"lang": "l1"}'::jsonb), "'{}'::jsonb", 'NULL::jsonb' ]);

sub literal { my ($self, $type) = @_; return pick(@{ $LITERALS{$type} }); }

# An expression of a type.  In exact mode equal numbers must look alike.
sub expr
{
	my ($self, $type, $depth, $scope) = @_;
	my $expression = $self->any_expr($type, $depth, $scope);

	return $self->{exact} && $type eq 'n' && $expression =~ /\W/ && $expression !~ /^\w+\.\w+$/
	  ? "trim_scale($expression)" : $expression;
}

sub any_expr
{
	my ($self, $type, $depth, $scope) = @_;

	return $self->bool($depth, $scope) if $type eq 'b' && chance(0.6);
	return $self->column($type, $scope) // $self->converted($type, $scope)
	  if $depth < 0 || chance(0.5);
	return $self->literal($type) if chance(0.06);
	return $self->scalar_subquery($type, $depth, $scope) if $depth > 0 && chance(0.08);
	my $d = $depth - 1;
	my $e = sub { return $self->expr($_[0], $d, $scope) };
	if (chance(0.12))
	{
		return weighted(
			3, sub { 'CASE WHEN ' . $self->bool($d, $scope) . ' THEN ' . $e->($type) . ' ELSE ' . $e->($type) . ' END' },
			2, sub { 'coalesce(' . $e->($type) . ', ' . $e->($type) . ')' },
			1, sub { 'nullif(' . $e->($type) . ', ' . $self->literal($type) . ')' },
			1, sub { $type =~ /[itdn]/ ? 'greatest(' . $e->($type) . ', ' . $e->($type) . ')' : $e->($type) })->();
	}
	my $x = $self->{exact};
	my %ways = (
		t => [
			sub { 'upper(' . $e->('t') . ')' }, sub { 'left(' . $e->('t') . ', ' . (1 + num(3)) . ')' },
			sub { '(' . $e->('t') . ' || ' . $e->('t') . ')' }, sub { 'md5(' . $e->('t') . ')' },
			sub { '(' . $e->(pick(qw(i d n a j))) . ')::text' }, sub { 'split_part(' . $e->('t') . ", '\@', 1)" },
			sub { '(' . $e->('j') . " ->> 'lang')" }, sub { '(' . $e->('j') . " ->> 'x')" },
			sub { '(' . $e->('a') . ')[1]' },
			sub { 'concat_ws(\',\', ' . $e->('t') . ', ' . $e->('i') . ')' },
			sub { $x ? $e->('t') : 'leak_t(' . $e->('t') . ')' },
			sub { $x ? $e->('t') : 'fplain(' . $e->('i') . ')' },
			sub { $self->whole_row($scope) }, sub { $x ? $e->('t') : $self->system_column($scope) },
			sub { '(' . $self->column_or_literal('t', $scope) . ' COLLATE "C")' },
			sub { $x ? $e->('t') : '(xpath(\'/v/text()\', xmlelement(name v, ' . $e->('t') . ')))[1]::text' },
			sub { '(ARRAY[' . $e->('t') . ', ' . $e->('t') . '])[' . (1 + num(3)) . ']' },
			sub { $x ? $e->('t') : '(' . $self->whole_row_json($scope) . " ->> '" . pick(qw(email salary iban pin secret owner line k)) . "')" },
			sub { 'to_char(' . $e->('d') . ", 'YYYY-MM')" }, ],
		i => [
			sub { '(' . $e->('i') . pick(' + ', ' - ', ' % 7 + ') . $e->('i') . ' % 1000)' },
			sub { '(' . $e->('i') . ' / 10)' }, sub { 'length(' . $e->('t') . ')' },
			sub { 'extract(' . pick('year', 'month') . ' FROM ' . $e->('d') . ')::int' },
			sub { $x ? $e->('i') : '(100000 / ' . $e->('i') . ')' }, sub { 'cardinality(' . $e->('a') . ')' },
			sub { $x ? $e->('i') : '(' . $e->('t') . ')::int' }, sub { 'hashtext(' . $e->('t') . ')' },
			sub { $x ? $e->('i') : 'leak_i(' . $e->('i') . ')' },
			sub { $x ? $e->('i') : 'fdefiner(' . $e->('i') . ')' }, sub { 'ascii(' . $e->('t') . ')' },
			sub { '(' . $e->('b') . ')::int' }, sub { '(' . $e->('d') . ' - ' . $e->('d') . ')' },
			sub { 'width_bucket(' . $e->('i') . ', 10000, 80000, 5)' }, ],
		d => [
			sub { '(' . $e->('d') . ' + ' . pick(1, 30, 400) . ')' },
			sub { "date_trunc('month', " . $e->('d') . ')::date' },
			sub { $x ? $e->('d') : '(' . $e->('t') . ')::date' }, ],
		n => [
			sub { '(' . $e->('n') . ' + ' . $e->('i') . ')' }, sub { 'round(' . $e->('n') . ', 1)' },
			sub { '(' . $e->('i') . ')::numeric' }, sub { 'abs(' . $e->('n') . ')' },
			sub { $x ? $e->('n') : '(1 / ' . $e->('n') . ')' }, ],
		b => [ sub { $self->bool($d, $scope) } ],
		a => [
			sub { 'array[' . $e->('t') . ', ' . $e->('t') . ']' }, sub { 'array_append(' . $e->('a') . ', ' . $e->('t') . ')' },
			sub { 'string_to_array(' . $e->('t') . ", '\@')" }, ],
		j => [
			sub { 'to_jsonb(' . $e->('t') . ')' }, sub { "jsonb_build_object('k', " . $e->(pick('t', 'i')) . ')' },
			sub { $self->whole_row_json($scope) }, ]);
	return pick(@{ $ways{$type} })->();
}

# A column of another type, made to fit.
sub converted
{
	my ($self, $type, $scope) = @_;
	my $int = $self->column('i', $scope);

	return $self->literal($type) unless defined $int;
	return "$int\::text" if $type eq 't';
	return "($int % 10 > 4)" if $type eq 'b';
	return "(date '2000-01-01' + $int % 1000)" if $type eq 'd';
	return "$int\::numeric" if $type eq 'n';
	return "array[$int\::text]" if $type eq 'a';
	return "to_jsonb($int)";
}

# What every table has besides its columns.
sub system_column
{
	my ($self, $scope) = @_;
	my @tables = grep { $_->{table} } @$scope;

	return $self->literal('t') unless @tables;
	return pick(@tables)->{alias} . pick('.ctid::text', '.tableoid::regclass::text', '.cmin::text');
}

# A row as text: of a relation without blocked columns, or the query errs.
sub whole_row
{
	my ($self, $scope) = @_;
	my $item = pick(@$scope);
	my @columns = map { "$item->{alias}.$_->{name}" } $self->usable($item);

	return $self->{exact} ? $columns[0] // "'x'" : "$item->{row}.r::text" if $item->{row} && !$self->{free};
	return $self->literal('t') unless @columns && !$self->{free};
	return 'ROW(' . join(', ', @columns[ 0 .. num(scalar @columns) ]) . ')::text' if $self->{exact} || chance(0.3);
	return pick("$item->{alias}\::text", "($item->{alias}.*)::text", "left($item->{alias}\::text, 60)", "frow($item->{alias})")
	  if $self->{blocked} || !grep { $_->{flag} eq 'b' } @{ $item->{columns} };
	return "$columns[0]\::text";
}

sub whole_row_json
{
	my ($self, $scope) = @_;
	my $item = pick(grep { !$_->{row} } @$scope, $self->item('none', []));

	return $self->literal('j')
	  if $item->{alias} eq 'none' || $self->{exact} || $self->{free} || !$self->{blocked} && grep { $_->{flag} eq 'b' } @{ $item->{columns} };
	return pick("to_jsonb($item->{alias})", "row_to_json($item->{alias})::jsonb");
}

sub star
{
	my ($self, $scope) = @_;
	my $item = $scope->[0];

	return pick("$item->{row}.*", "($item->{row}.r).*") if $item->{row} && !$self->{exact};
	return $item->{alias} . '.*' if !$self->{exact} && !grep { $_->{flag} eq 'b' } @{ $item->{columns} };
	return map { "$item->{alias}.$_->{name}" } $self->usable($item);
}

sub set_returning
{
	my ($self, $scope) = @_;

	return pick(
		'unnest(' . $self->expr('a', 0, $scope) . ')',
		'generate_series(1, length(' . $self->expr('t', 0, $scope) . ') % 4)',
		'(jsonb_each_text(' . $self->column_or_literal('j', $scope) . ')).value',
		'regexp_split_to_table(' . $self->expr('t', 0, $scope) . ", '-')");
}

sub scalar_subquery
{
	my ($self, $type, $depth, $scope) = @_;

	local $self->{outer} = $scope;
	local $self->{free} = 0 if chance(0.3);
	my ($from, $inner) = $self->from(0, $scope);
	my $where = $self->bool(0, $inner);

	return '(SELECT ' . $self->aggregate($type, 0, $inner) . " FROM $from WHERE $where)" if $self->{exact} || chance(0.6);
	return '(SELECT ' . $self->expr($type, 0, $inner) . " FROM $from WHERE $where LIMIT 1)";
}

# An aggregate call of a type.
sub aggregate
{
	my ($self, $type, $depth, $scope) = @_;
	my $e = sub { return $self->expr($_[0], 0, $scope) };
	my $filter = chance(0.12) ? ' FILTER (WHERE ' . $self->bool(0, $scope) . ')' : '';
	my $x = $self->{exact};
	my %ways = (
		i => [
			sub { 'count(*)::int' }, sub { my $i = pick(@$scope); 'count(' . ($i->{row} ? "$i->{row}.r" : $x ? '*' : $i->{alias}) . ')::int' },
			sub { $x ? 'count(*)::int' : 'rank(' . pick(7, 45000) . ') WITHIN GROUP (ORDER BY ' . $e->('i') . ')::int' }, sub { 'count(' . pick('', 'DISTINCT ') . $e->(pick(qw(i t d n))) . ")$filter\::int" },
			sub { pick('max(', 'min(') . $e->('i') . ")$filter" }, sub { '(sum(' . $e->('i') . ")$filter % 100000)::int" }, ],
		t => [
			sub { pick('max(', 'min(') . $e->('t') . ")$filter" },
			sub { my $c = $e->('t'); "string_agg($c, ',' ORDER BY $c)$filter" },
			sub { $x ? 'max(' . $e->('t') . ')' : 'string_agg(' . $e->('t') . ", ',')$filter" },
			sub { $x ? 'min(' . $e->('t') . ')' : 'leak_agg(' . $e->('t') . ")$filter" },
			sub { 'md5(string_agg(DISTINCT ' . $e->('t') . ", ','))" },
			sub { 'percentile_disc(0.3) WITHIN GROUP (ORDER BY ' . $e->('t') . ")$filter" },
			sub { $x ? 'max(' . $e->('t') . ')' : 'json_object_agg(coalesce(' . $e->('t') . ", 'x'), " . $e->('i') . ")$filter\::text" },
			sub { $x ? 'max(' . $e->('t') . ')' : 'xmlagg(xmlelement(name v, ' . $e->('t') . "))$filter\::text" }, ],
		d => [ sub { pick('max(', 'min(') . $e->('d') . ")$filter" } ],
		n => [ sub { pick('max(', 'min(', 'sum(', 'avg(') . $e->('n') . ")$filter" }, sub { 'sum(' . $e->('i') . ")$filter\::numeric" },
			sub { $x ? 'sum(' . $e->('i') . ')::numeric' : 'percentile_cont(0.5) WITHIN GROUP (ORDER BY ' . $e->('i') . ')::numeric' } ],
		b => [ sub { pick('bool_and(', 'bool_or(') . $self->bool(0, $scope) . ")$filter" } ],
		a => [ sub { my $c = $e->('t'); "array_agg($c ORDER BY $c)$filter" }, sub { 'array_agg(DISTINCT ' . $e->('t') . ")$filter" } ],
		j => [ sub { my $c = $e->('i'); "jsonb_agg($c ORDER BY $c)$filter" } ]);

	my $call = pick(@{ $ways{$type} })->();
	return $x && $type eq 'n' ? "trim_scale($call)" : $call;
}

sub window
{
	my ($self, $scope) = @_;
	my $e = sub { return $self->column_or_literal($_[0], $scope) };
	my $call = $self->{exact}
	  ? pick('rank()', 'dense_rank()', 'count(' . $e->('t') . ')', 'sum(' . $e->('i') . ')', 'max(' . $e->('t') . ')', 'cume_dist()')
	  : pick('rank()', 'row_number()', 'count(*)', 'lag(' . $e->('t') . ')', 'first_value(' . $e->('i') . ')',
		'ntile(4)', 'sum(' . $e->('i') . ')', 'last_value(' . $e->('t') . ')', 'lead(' . $e->('d') . ', 2)');
	my $over = (chance(0.5) ? 'PARTITION BY ' . $e->(pick(qw(i t d))) . ' ' : '') . (chance(0.8) ? 'ORDER BY ' . $e->(pick(qw(i t d n))) : '');

	$over .= pick(' ROWS BETWEEN 1 PRECEDING AND CURRENT ROW', ' ROWS UNBOUNDED PRECEDING')
	  if !$self->{exact} && $over =~ /ORDER/ && $call !~ /rank|ntile|row_number/ && chance(0.3);
	if (!$self->{exact} && $over =~ /ORDER BY (\S+)$/ && $call !~ /rank|ntile|row_number|cume/ && chance(0.2))
	{
		my ($by) = $1;
		my $offset = $by =~ /(?:salary|pin|id|score|mood|twice|home|weight|lives|cost|ward|grp)$/ ? pick(1, 500, 20000)
		  : $by =~ /(?:born|day)$/ ? pick("interval '1 year'", "interval '3 days'") : undef;

		$over .= defined $offset
		  ? ' RANGE BETWEEN ' . $offset . ' PRECEDING AND ' . pick('CURRENT ROW', "$offset FOLLOWING")
		  : ' GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING';
		$over .= pick('', ' EXCLUDE TIES', ' EXCLUDE CURRENT ROW', ' EXCLUDE GROUP');
	}
	return "$call OVER ($over)";
}

# A condition.
sub bool
{
	my ($self, $depth, $scope) = @_;
	my $d = $depth - 1;
	my $x = $self->{exact};

	if ($depth > 0 && chance(0.25))
	{
		return '(' . $self->bool($d, $scope) . pick(' AND ', ' OR ', ' AND ') . $self->bool($d, $scope) . ')';
	}
	return 'NOT (' . $self->bool($d, $scope) . ')' if $depth > 0 && chance(0.05);
	my $type = pick(qw(i i t t d n));
	my $left = chance(0.75) ? $self->column_or_literal($type, $scope) : $self->expr($type, $d, $scope);
	my $right = sub { return chance(0.6) ? $self->literal($type) : $self->expr($type, $d, $scope) };

	return weighted(
		30, sub { "$left " . pick('=', '=', '<', '>', '<=', '>=', '<>') . ' ' . $right->() },
		6, sub { "$left IS " . pick('NULL', 'NOT NULL') },
		4, sub { "$left IS DISTINCT FROM " . $right->() },
		4, sub { "$left BETWEEN " . $right->() . ' AND ' . $right->() },
		5, sub { "$left " . pick('', 'NOT ') . 'IN (' . join(', ', map { $right->() } 1 .. 1 + num(4)) . ')' },
		4, sub { $self->column_or_literal('t', $scope) . pick(' LIKE ', ' ~~* ', ' ~ ', ' NOT LIKE ') . pick("'a%'", "'%1%'", "'c'", "'%com'", "'_b%'") },
		1, sub { my $i = pick(grep { !$_->{row} } @$scope, $self->item('none', []));
			$i->{alias} eq 'none' || $self->{free} || (!$self->{blocked} && grep { $_->{flag} eq 'b' } @{ $i->{columns} })
			  ? 'true' : $i->{alias} . pick(' IS NULL', ' IS NOT NULL', ' IS DISTINCT FROM NULL') },
		1, sub { my @row = map { $self->column_or_literal($_, $scope) } qw(t i);
			'ROW(' . join(', ', @row) . ') ' . pick('IS NULL', 'IS NOT NULL', '= ROW(' . $self->expr('t', 0, $scope) . ', 5)',
				'IS DISTINCT FROM ROW(' . join(', ', @row) . ')') },
		2, sub { "$left = ANY (array[" . join(', ', map { $self->literal($type) } 1 .. 2) . '])' },
		3, sub { '(' . $self->column_or_literal('i', $scope) . ', ' . $self->column_or_literal('t', $scope) . ') '
			  . pick('=', '<', '>=') . ' (' . $self->expr('i', 0, $scope) . ', ' . $self->expr('t', 0, $scope) . ')' },
		2, sub { $self->column_or_literal('a', $scope) . pick(' @> ', ' && ', ' = ') . $self->literal('a') },
		2, sub { $self->column_or_literal('j', $scope) . pick(' @> ', ' = ') . $self->literal('j') },
		2, sub { my $b = $self->column('b', $scope); defined $b ? $b : 'true' },
		($x ? () : (
			3, sub { 'leak(' . $self->column_or_literal($type, $scope) . ')' },
			2, sub { $self->column_or_literal('t', $scope) . ' === ' . $self->expr('t', 0, $scope) },
			2, sub { $self->column_or_literal('i', $scope) . ' <<< ' . $self->expr('i', 0, $scope) },
			1, sub { '100 / ' . $self->column_or_literal('i', $scope) . ' > 0' },
			1, sub { $self->column_or_literal('t', $scope) . "::int = 5" })),
		($depth > 0 ? (
			5, sub { $self->in_subquery($type, $left, $scope) },
			5, sub { $self->exists($scope) }) : ()))->();
}

sub in_subquery
{
	my ($self, $type, $left, $scope) = @_;

	local $self->{outer} = $scope;
	local $self->{free} = 0 if chance(0.3);
	my ($from, $inner) = $self->from(0, $scope);
	my $query = 'SELECT ' . $self->expr($type, 0, $inner) . " FROM $from" . (chance(0.6) ? ' WHERE ' . $self->bool(0, $inner) : '');

	return "($left, " . $self->column_or_literal('t', $scope) . ') ' . pick('IN', 'NOT IN', '< ANY', '>= ALL') . ' ('
	  . $query =~ s/^SELECT .*? FROM (?=$from)/'SELECT ' . $self->expr($type, 0, $inner) . ', ' . $self->expr('t', 0, $inner) . ' FROM '/ser . ')'
	  if chance(0.15) && index($query, $from) > 0 && $from !~ m{[()|*+?\[\]\\^\$.]};
	return "$left = ANY (ARRAY($query))" if chance(0.1);
	return "$left " . pick("IN ($query)", "NOT IN ($query)", "> ALL ($query)", "= ANY ($query)");
}

sub exists
{
	my ($self, $scope) = @_;

	local $self->{outer} = $scope;
	local $self->{free} = 0 if chance(0.3);
	my ($from, $inner) = $self->from(0, $scope);
	return pick('', 'NOT ') . "EXISTS (SELECT FROM $from WHERE " . $self->bool(0, $inner) . ' AND ' . $self->bool(0, $inner) . ')';
}

# Planner settings for a batch of statements: what makes plans differ.
sub plan_settings
{
	my ($self) = @_;
	my @settings = ("random_page_cost = " . pick(1, 1.1, 4));

	for my $name (qw(seqscan indexscan bitmapscan indexonlyscan hashjoin mergejoin nestloop hashagg material memoize sort incremental_sort))
	{
		push @settings, "enable_$name = off" if chance(0.1);
	}
	push @settings, 'enable_seqscan = off', 'enable_bitmapscan = off' if chance(0.15);
	push @settings, 'cpu_tuple_cost = 1' if chance(0.1);
	push @settings, "work_mem = '64kB'" if chance(0.2);
	push @settings, 'enable_partitionwise_join = on', 'enable_partitionwise_aggregate = on' if chance(0.2);
	push @settings, 'join_collapse_limit = 1' if chance(0.1);
	push @settings, 'plan_cache_mode = force_generic_plan' if chance(0.2);
	push @settings, 'constraint_exclusion = on' if chance(0.3);
	push @settings, 'parallel_setup_cost = 0', 'parallel_tuple_cost = 0', 'min_parallel_table_scan_size = 0' if chance(0.1);
	return @settings;
}

1;
