-- schema.sql - the tables, views and functions of the fuzzer, without labels
-- and without rows.  run makes one database of it and clones that, so that
-- object identifiers agree everywhere.
--
-- Every table with restricted columns has at its end
--	filler	 restricted: as long as makes all rows of a table equally long, so
--			 that the page a row is on does not depend on restricted values
--			 (physical sizes are out of reach, doc/limits)
--	nothing	 always NULL: every row has a null bitmap, or a hidden NULL would
--			 show in the length of the row's header
-- and, for the same reason, columns that must be aligned before those of other
-- lengths: else an update of one shifts others by what hidden lengths say.
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pg_purpose;
INSERT INTO purpose.vocabulary (name, parent) VALUES
  ('fz_service', NULL), ('fz_care', 'fz_service'),
  ('fz_marketing', NULL), ('fz_research', NULL), ('fz_other', NULL);

CREATE SCHEMA fz;
CREATE SCHEMA fzs;
GRANT USAGE, CREATE ON SCHEMA fz, fzs TO fz_owner;
GRANT USAGE ON SCHEMA fz, fzs TO fz_user;
ALTER DEFAULT PRIVILEGES FOR ROLE fz_owner
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO fz_user;
SET ROLE fz_owner;
SET search_path = fz, pg_catalog;

-- A number of 0 to 2^28 - 1 that depends on a text and a number alone.
CREATE FUNCTION h(salt text, n int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || substr(md5(salt || n), 1, 7))::bit(28)::int;

CREATE TABLE place (id int PRIMARY KEY, city text, code int, name text);

CREATE TABLE person (
  id int PRIMARY KEY,
  grp int,
  salary int,				-- masked by a function
  born date,				-- NULL
  score int,				-- blocked; conditional
  twice int GENERATED ALWAYS AS (salary * 2) STORED,
  year int GENERATED ALWAYS AS (extract(year FROM born)::int) STORED,
  consent boolean,
  city text,
  ssn text,					-- blocked
  email text,				-- masked by a function; conditional
  phone text,				-- NULL; conditional
  note text,				-- masked by a constant; TOASTed
  tags text[],				-- NULL
  prefs jsonb,				-- masked by a function
  filler text,
  nothing int,
  CHECK (salary > 0), CHECK (born > '1900-01-01'), CHECK (score >= 0)
);
ALTER TABLE person ALTER note SET STORAGE EXTERNAL;

CREATE TABLE account (
  aid int PRIMARY KEY,
  pid int REFERENCES person (id),
  pin int NOT NULL,			-- NULL though NOT NULL
  home int REFERENCES place (id),	-- NULL
  open boolean,
  kind text,
  balance numeric,			-- NULL; conditional (the table's label)
  iban text,				-- masked by a function
  filler text,
  nothing int,
  CHECK (pin BETWEEN 0 AND 9999)
);

CREATE TABLE visit (
  vid int,
  pid int,
  day date,
  ward int,
  cost int,					-- blocked: labelled on the partition visit_ns
  region text,
  diag text,				-- NULL: labelled on the parent
  doctor text,				-- masked; conditional: labelled on the partition visit_e
  filler text,
  nothing int
) PARTITION BY LIST (region);
CREATE TABLE visit_ns PARTITION OF visit FOR VALUES IN ('n', 's');
CREATE TABLE visit_e PARTITION OF visit FOR VALUES IN ('e');
CREATE TABLE visit_w PARTITION OF visit FOR VALUES IN ('w') PARTITION BY RANGE (day);
CREATE TABLE visit_w1 PARTITION OF visit_w FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE visit_w2 PARTITION OF visit_w FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
CREATE TABLE visit_x PARTITION OF visit DEFAULT;

CREATE TABLE animal (
  id int, weight int, name text,
  owner text,				-- NULL: labelled on the parent
  filler text, nothing int
);
CREATE TABLE dog (breed text, chip text) INHERITS (animal);	-- chip: NULL
CREATE TABLE cat (lives int) INHERITS (animal);	-- name: masked; conditional, labelled here only
ALTER TABLE animal ADD PRIMARY KEY (id);

CREATE TABLE letter (
  lid int PRIMARY KEY,
  grp int,
  body text,
  secret text,				-- masked by a constant
  sender text,				-- NULL; conditional, by a sub-select on agreement
  filler text,
  nothing int
);

CREATE TABLE agreement (		-- two rows for each letter
  lid int,
  what text,				-- NULL; 'mail' is what the condition asks for
  filler text,
  nothing int
);

CREATE TABLE fzs.diary (		-- the schema's label: NULL
  id int PRIMARY KEY,
  day date,
  mood int,
  line text,
  filler text,
  nothing int
);

CREATE INDEX person_ssn ON person (ssn);
CREATE UNIQUE INDEX person_ssn_uniq ON person (ssn);
CREATE INDEX person_email ON person (email);
CREATE INDEX person_lower ON person (lower(email));
CREATE INDEX person_salary ON person (salary DESC);
CREATE INDEX person_grp_salary ON person (grp, salary);
CREATE INDEX person_grp_incl ON person (grp) INCLUDE (salary, born);
CREATE INDEX person_partial ON person (city) WHERE salary > 50000;
CREATE INDEX person_partial2 ON person (id) WHERE born IS NULL;
CREATE INDEX person_city ON person (city);
CREATE INDEX person_born ON person USING brin (born);
CREATE INDEX person_phone ON person USING hash (phone);
CREATE INDEX person_tags ON person USING gin (tags);
CREATE INDEX person_prefs ON person USING gin (prefs);
CREATE INDEX person_twice ON person (twice);
CREATE UNIQUE INDEX account_iban ON account (iban);
CREATE INDEX account_pid ON account (pid);
CREATE INDEX account_balance ON account (balance);
CREATE INDEX account_pin ON account ((pin % 10));
CREATE INDEX account_home ON account (home);
CREATE INDEX visit_vid ON visit (vid);
CREATE INDEX visit_pid_diag ON visit (pid, diag);
CREATE INDEX visit_diag ON visit (diag);
CREATE INDEX cat_name ON cat (name);
CREATE INDEX animal_owner ON animal (owner);
CREATE INDEX letter_secret ON letter (secret);
CREATE INDEX letter_grp ON letter (grp) WHERE sender IS NOT NULL;
CREATE INDEX agreement_lid ON agreement (lid);
CREATE INDEX agreement_what ON agreement (what, lid);
CREATE INDEX diary_mood ON fzs.diary (mood);
CREATE INDEX diary_day ON fzs.diary (day);
CREATE STATISTICS st_person (dependencies, ndistinct, mcv) ON grp, salary, city FROM person;
CREATE STATISTICS st_person2 (mcv) ON city, born FROM person;
CREATE STATISTICS st_person3 ON (salary % 1000), (lower(email)) FROM person;
CREATE STATISTICS st_free (dependencies, ndistinct, mcv) ON grp, city FROM person;
CREATE STATISTICS st_account ON kind, pin FROM account;
CREATE STATISTICS st_visit (mcv) ON region, ward FROM visit;

ALTER TABLE letter ENABLE ROW LEVEL SECURITY;
-- A policy is an administrator's and reads raw values (which rows there are may
-- depend on them), so this one is true of both variants.
CREATE POLICY letter_user ON letter TO fz_user
  USING (grp < 8 AND coalesce(secret, '') <> 'never');

-- Functions that tell what they are called with, and cost nothing, so that
-- the planner runs them first.
CREATE FUNCTION leak(anyelement) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
$$ BEGIN RAISE NOTICE 'leak %', $1; RETURN true; END $$;
CREATE FUNCTION leak_i(int) RETURNS int LANGUAGE plpgsql IMMUTABLE COST 0.0000001 AS
$$ BEGIN RAISE NOTICE 'leak_i %', $1; RETURN $1; END $$;
CREATE FUNCTION leak_t(text) RETURNS text LANGUAGE plpgsql STABLE COST 0.0000001 AS
$$ BEGIN RAISE NOTICE 'leak_t %', left($1, 20); RETURN $1; END $$;
CREATE FUNCTION leak_eq(text, text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE COST 0.0000001 AS
$$ BEGIN RAISE NOTICE 'leak_eq % %', left($1, 20), left($2, 20); RETURN $1 = $2; END $$;
CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = leak_eq,
  RESTRICT = eqsel, JOIN = eqjoinsel);
CREATE FUNCTION leak_lt(int, int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE COST 0.0000001 AS
$$ BEGIN RAISE NOTICE 'leak_lt % %', $1, $2; RETURN $1 < $2; END $$;
CREATE OPERATOR <<< (LEFTARG = int, RIGHTARG = int, FUNCTION = leak_lt,
  RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE FUNCTION leak_add(text, text) RETURNS text LANGUAGE plpgsql AS
$$ BEGIN RAISE NOTICE 'leak_add %', left($2, 20); RETURN left($1 || coalesce($2, '-'), 40); END $$;
CREATE AGGREGATE leak_agg (text) (SFUNC = leak_add, STYPE = text, INITCOND = '');

-- Functions that read the tables: inlined, not inlined, with a body bound when
-- it was made, for a definer.
CREATE FUNCTION fperson(int) RETURNS TABLE (id int, email text, salary int, born date)
LANGUAGE sql STABLE AS
'SELECT id, email, salary, born FROM fz.person WHERE grp = $1';
CREATE FUNCTION fatomic(int) RETURNS TABLE (aid int, pin int, iban text)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT aid, pin, iban FROM fz.account WHERE pid < $1;
END;
CREATE FUNCTION fdefiner(int) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER AS
'SELECT max(salary) FROM fz.person WHERE grp = $1';
CREATE FUNCTION fplain(int) RETURNS text LANGUAGE plpgsql STABLE AS
$$ BEGIN RETURN (SELECT iban FROM fz.account WHERE aid = $1); END $$;
CREATE FUNCTION frow(account) RETURNS text LANGUAGE sql STABLE AS
'SELECT $1.iban || $1.kind';
CREATE FUNCTION fstats(text) RETURNS SETOF pg_stats LANGUAGE sql STABLE AS
'SELECT * FROM pg_stats WHERE tablename = $1';
CREATE FUNCTION fsetof(int) RETURNS SETOF account LANGUAGE sql STABLE AS
'SELECT * FROM fz.account WHERE pid = $1';

CREATE VIEW v_person AS SELECT * FROM person;
CREATE VIEW v_safe AS
  SELECT id, grp, consent, city, email, salary, born, phone, tags, twice, year FROM person;
CREATE VIEW v_nest AS SELECT id, grp, upper(email) AS email, salary + 1 AS salary, born
  FROM v_person WHERE grp < 9;
CREATE VIEW v_agg AS SELECT city, count(*)::int AS n, max(salary) AS salary, min(email) AS email,
  count(DISTINCT born)::int AS borns FROM person GROUP BY city;
CREATE VIEW v_barrier WITH (security_barrier) AS
  SELECT id, grp, email, salary, born FROM person WHERE salary > 20000 OR grp = 1;
CREATE VIEW v_invoker WITH (security_invoker) AS
  SELECT aid, pid, kind, balance, pin, iban FROM account;
CREATE VIEW v_join AS SELECT p.id, p.city, p.salary, a.aid, a.iban, a.pin, a.balance
  FROM v_safe p LEFT JOIN account a ON a.pid = p.id;
CREATE VIEW v_union AS SELECT id, email AS t, salary AS n FROM person
  UNION ALL SELECT aid, iban, pin FROM account;
CREATE VIEW v_exists AS SELECT pl.id, pl.city, pl.code FROM place pl
  WHERE EXISTS (SELECT FROM account a WHERE a.home = pl.id);
CREATE VIEW v_check AS SELECT id, grp, city, email FROM person WHERE grp < 6 WITH CHECK OPTION;
CREATE MATERIALIZED VIEW mv_person AS
  SELECT * FROM person WITH NO DATA;
CREATE INDEX mv_person_id ON mv_person (id);
CREATE INDEX mv_person_salary ON mv_person (salary);
CREATE MATERIALIZED VIEW mv_grp AS
  SELECT grp, count(*)::int AS n, max(salary) AS top FROM person GROUP BY grp WITH NO DATA;
GRANT SELECT ON mv_person, mv_grp TO fz_user;
