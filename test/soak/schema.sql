-- test/soak/schema.sql - what the soak's sessions work on.
--
-- Every value of a restricted column is a canary, ZQ<tag>_<id>_<version>ZQ,
-- that no mask gives away; Oracle.pm says who may see which tag.  The version
-- stands in an open column too, so that a lost or masked value is found at the
-- end.  salary and the text of profile belong to other tags' rules: 8800<id>
-- counts as "card".
--
-- Labels are first set here and then changed by Changer.pm, always within what
-- Oracle.pm calls certain.

\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;

CREATE ROLE soak_app LOGIN;			-- declares every purpose, always
CREATE ROLE soak_owner LOGIN;		-- the same, and owns the tables
CREATE ROLE soak_super LOGIN SUPERUSER;
CREATE ROLE soak_flip LOGIN;		-- its purposes come and go
CREATE ROLE soak_none NOLOGIN;		-- declares nothing
CREATE ROLE soak_officer NOLOGIN;	-- labels, and may read nothing
CREATE ROLE soak_detector LOGIN;	-- may switch the guard off: it must leak then
GRANT soak_none TO soak_app, soak_owner;
GRANT pg_read_all_stats TO soak_app, soak_owner;		-- pg_backend_memory_contexts
ALTER ROLE soak_flip SET purpose.log_decisions = 'all';
ALTER ROLE soak_owner SET purpose.log_decisions = 'restricted';
GRANT SET ON PARAMETER purpose.enforcement TO soak_detector;

CREATE EXTENSION pg_purpose;
INSERT INTO purpose.vocabulary (name, parent, requires_justification) VALUES
  ('service', NULL, false), ('support', 'service', false), ('billing', 'service', false),
  ('delivery', 'service', false), ('marketing', NULL, false), ('research', NULL, false),
  ('outreach', 'marketing', false), ('audit', NULL, true), ('enforcement', NULL, false),
  ('deportation', 'enforcement', false);
SECURITY LABEL FOR purpose ON ROLE soak_app IS
  'DECLARE service, marketing, research, audit, enforcement, outreach';
SECURITY LABEL FOR purpose ON ROLE soak_owner IS
  'DECLARE service, marketing, research, audit, enforcement, outreach';
SECURITY LABEL FOR purpose ON ROLE soak_detector IS
  'DECLARE service, marketing, research, audit, enforcement, outreach';
SECURITY LABEL FOR purpose ON ROLE soak_flip IS 'DECLARE marketing, research';
SECURITY LABEL FOR purpose ON ROLE soak_officer IS 'ADMINISTER';

CREATE SCHEMA app AUTHORIZATION soak_owner;
CREATE SCHEMA diary AUTHORIZATION soak_owner;
GRANT USAGE ON SCHEMA app, diary TO soak_app, soak_flip, soak_none, soak_officer, soak_detector;
GRANT CREATE ON SCHEMA app TO soak_app, soak_flip, soak_detector;

SET ROLE soak_owner;
ALTER DEFAULT PRIVILEGES FOR ROLE soak_owner
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO soak_app, soak_flip, soak_none, soak_detector;

-- ---- tables -----------------------------------------------------------------

CREATE TABLE app.person (
  id int PRIMARY KEY,
  name text,
  phone text,
  phone_v int NOT NULL DEFAULT 0,
  email text,
  ssn text UNIQUE,
  ssn_v int NOT NULL DEFAULT 0,
  card text,
  card_v int NOT NULL DEFAULT 0,
  salary bigint,
  profile jsonb,
  hobby text,
  age int CONSTRAINT person_age CHECK (age >= 0),
  optin boolean NOT NULL DEFAULT false,
  extra text,
  phone_tag text GENERATED ALWAYS AS ('g:' || phone) STORED
);
CREATE TABLE app.consent (person int PRIMARY KEY REFERENCES app.person ON DELETE CASCADE, yes boolean NOT NULL);
CREATE TABLE app.orders (id serial PRIMARY KEY, person int NOT NULL REFERENCES app.person ON DELETE CASCADE, item text);
CREATE TABLE app.claim (id int PRIMARY KEY, ssn text REFERENCES app.person (ssn) ON UPDATE CASCADE ON DELETE CASCADE);
CREATE TABLE diary.memo (id int PRIMARY KEY, body text);
CREATE TABLE app.visit (id int, place text, day date, place_tag text GENERATED ALWAYS AS ('g:' || place) STORED) PARTITION BY RANGE (id);
CREATE TABLE app.visit_0 PARTITION OF app.visit FOR VALUES FROM (0) TO (100);
CREATE TABLE app.visit_1 PARTITION OF app.visit FOR VALUES FROM (100) TO (200);
CREATE TABLE app.animal (id int, chip text);
CREATE TABLE app.dog (breed text) INHERITS (app.animal);
GRANT USAGE ON SEQUENCE app.orders_id_seq TO soak_app, soak_flip, soak_none, soak_detector;

-- Who never consents (id % 3 = 0), always (1), and now and then (2).
INSERT INTO app.person (id, name, phone, email, ssn, card, salary, profile, hobby, age, optin)
  SELECT i, 'person ' || i, format('ZQphone_%s_0ZQ', i), format('ZQemail_%s_0ZQ@example.org', i),
    format('ZQssn_%s_0ZQ', i), format('ZQcard_%s_0ZQ', i), 88000000000 + i,
    jsonb_build_object('k', format('ZQprofile_%s_0ZQ', i)), format('ZQhobby_%s_0ZQ', i), i % 90, i % 3 = 1
  FROM generate_series(1, 200) AS i;
INSERT INTO app.consent SELECT i, i % 3 = 1 FROM generate_series(1, 200) AS i;
INSERT INTO app.claim SELECT i, format('ZQssn_%s_0ZQ', i) FROM generate_series(1, 200) AS i;
INSERT INTO app.orders (person, item) SELECT i, 'thing ' || i FROM generate_series(1, 200) AS i;
INSERT INTO diary.memo SELECT i, format('ZQmemo_%s_0ZQ', i) FROM generate_series(1, 200) AS i;
INSERT INTO app.visit (id, place) SELECT i, format('ZQplace_%s_0ZQ', i) FROM generate_series(1, 199) AS i;
INSERT INTO app.animal SELECT i, format('ZQtagp_%s_0ZQ', i) FROM generate_series(1, 50) AS i;
INSERT INTO app.dog SELECT i, format('ZQchip_%s_0ZQ', i), 'mongrel' FROM generate_series(51, 100) AS i;

-- ---- views and functions -------------------------------------------------------

CREATE VIEW app.person_view AS SELECT id, name, phone, email, ssn, card FROM app.person;
CREATE VIEW app.contact WITH (security_barrier) AS SELECT v.id, v.phone, m.body FROM app.person_view AS v JOIN diary.memo AS m USING (id);
CREATE VIEW app.contact_invoker WITH (security_invoker) AS SELECT id, phone || '' AS phone, body FROM app.contact;
CREATE MATERIALIZED VIEW app.person_mv AS SELECT id, phone, email FROM app.person WHERE id <= 200;

CREATE FUNCTION app.phone_of(wanted int) RETURNS text LANGUAGE plpgsql STABLE AS
  $$ BEGIN RETURN (SELECT p.phone FROM app.person AS p WHERE p.id = wanted); END $$;
CREATE FUNCTION app.phones(below int) RETURNS SETOF text LANGUAGE sql STABLE AS
  $$ SELECT p.phone FROM app.person AS p WHERE p.id < below $$;
CREATE FUNCTION app.phone_scalar(wanted int) RETURNS text LANGUAGE sql STABLE AS
  $$ SELECT p.phone FROM app.person AS p WHERE p.id = wanted $$;
CREATE FUNCTION app.phone_atomic(wanted int) RETURNS text LANGUAGE sql STABLE
  BEGIN ATOMIC SELECT p.phone FROM app.person AS p WHERE p.id = wanted; END;
CREATE FUNCTION app.loop_phones(below int) RETURNS SETOF text LANGUAGE plpgsql STABLE AS
  $$ DECLARE r record;
     BEGIN FOR r IN SELECT p.phone FROM app.person AS p WHERE p.id < below LOOP RETURN NEXT r.phone; END LOOP; END $$;
CREATE FUNCTION app.notice_phone(wanted int) RETURNS void LANGUAGE plpgsql AS
  $$ DECLARE r app.person;
     BEGIN
       SELECT p.phone INTO r.phone FROM app.person AS p WHERE p.id = wanted;
       RAISE NOTICE 'the phone is %', r.phone;
       RAISE EXCEPTION 'no more of %', r.phone USING DETAIL = coalesce(r.phone, 'nothing'), ERRCODE = 'P0001';
     END $$;
-- Acts for a purpose of its own, whoever calls.
CREATE FUNCTION app.billing_ssn(wanted int) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
  SET purpose.current = 'billing' SET search_path = pg_catalog, pg_temp AS
  $$ SELECT p.ssn FROM app.person AS p WHERE p.id = wanted $$;
-- Acts with the owner's rights for the caller's purpose.
CREATE FUNCTION app.definer_phone(wanted int) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS
  $$ BEGIN RETURN (SELECT p.phone FROM app.person AS p WHERE p.id = wanted); END $$;

-- A number of statements of different kinds within one: for the sessions
-- whose memory is watched.  Returns how many there were.
CREATE FUNCTION app.many_statements(times int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  i int;
  n int := 0;
  t text;
BEGIN
  FOR i IN 1 .. times LOOP
    n := n + 5;
    EXECUTE 'SELECT count(phone) FROM app.person WHERE id = ' || i INTO t;
    SELECT p.hobby INTO t FROM app.person AS p WHERE p.id = i;
    SELECT v.body INTO t FROM app.contact AS v WHERE v.id = i;
    SELECT f INTO t FROM app.phones(3) AS f LIMIT 1;
    t := app.phone_of(i);
  END LOOP;
  RETURN n;
EXCEPTION WHEN insufficient_privilege THEN
  RETURN n;
END $$;
GRANT SELECT ON app.person_mv TO soak_app, soak_flip, soak_none, soak_detector;
RESET ROLE;

-- ---- labels -------------------------------------------------------------------

SECURITY LABEL FOR purpose ON TABLE app.person IS 'ALLOW billing; ELSE NULL';
SELECT purpose.set_label('app.person', a, 'UNRESTRICTED')
  FROM unnest(ARRAY['id', 'name', 'phone_v', 'ssn_v', 'card_v', 'age', 'optin', 'extra']::name[]) AS a \g /dev/null
SECURITY LABEL FOR purpose ON COLUMN app.person.phone IS 'ALLOW support; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.person.email IS 'ALLOW support; ELSE MASK WITH (email(email))';
SECURITY LABEL FOR purpose ON COLUMN app.person.ssn IS 'ALLOW billing; ELSE BLOCK';
SECURITY LABEL FOR purpose ON COLUMN app.person.profile IS 'ALLOW support, research; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.person.hobby IS 'ALLOW support; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.claim.ssn IS 'ALLOW billing; ELSE NULL';
SECURITY LABEL FOR purpose ON SCHEMA diary IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN diary.memo.id IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN app.visit.place IS 'ALLOW delivery; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.dog.chip IS 'ALLOW billing; ELSE NULL';
ANALYZE;
