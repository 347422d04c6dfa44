--
-- Authority: who may declare a purpose, who may use what was declared, who
-- may label, and who may write the vocabulary.
--
-- Declaring is checked when purpose.current is set and again at each use, so
-- most tests come in both forms.  Each test is a session of its own: a list
-- of statements, what the last one returned, and all of it undone.
--
\set ECHO none
SET client_min_messages = error;

BEGIN;
SELECT plan(411);

INSERT INTO purpose.vocabulary (name, parent, requires_justification) VALUES
  ('service', NULL, false),
    ('customer_service', 'service', false),
      ('refund', 'customer_service', false),
      ('complaint', 'customer_service', true),
    ('delivery', 'service', false),
  ('audit', NULL, false),
  ('spare', NULL, false);

CREATE ROLE authority_plain;
CREATE ROLE authority_one;
CREATE ROLE authority_list;
CREATE ROLE authority_two;
CREATE ROLE authority_any;
CREATE ROLE authority_admin;
CREATE ROLE authority_both;
CREATE ROLE authority_super SUPERUSER;
CREATE ROLE authority_member IN ROLE authority_one;
CREATE ROLE authority_chain IN ROLE authority_member;
CREATE ROLE authority_noinherit NOINHERIT IN ROLE authority_one;
CREATE ROLE authority_broken_chain IN ROLE authority_noinherit;
CREATE ROLE authority_multi IN ROLE authority_one, authority_two;
CREATE ROLE authority_of_super IN ROLE authority_super;
CREATE ROLE authority_admin_member IN ROLE authority_admin;
CREATE ROLE authority_admin_noinherit NOINHERIT IN ROLE authority_admin;

SECURITY LABEL FOR purpose ON ROLE authority_one IS 'DECLARE customer_service';
SECURITY LABEL FOR purpose ON ROLE authority_list IS 'DECLARE delivery, audit';
SECURITY LABEL FOR purpose ON ROLE authority_two IS 'DECLARE delivery; DECLARE audit';
SECURITY LABEL FOR purpose ON ROLE authority_any IS 'DECLARE ANY';
SECURITY LABEL FOR purpose ON ROLE authority_admin IS 'ADMINISTER';
SECURITY LABEL FOR purpose ON ROLE authority_both IS 'DECLARE audit; ADMINISTER';

-- A table that every declared purpose may read; "masked" for one only.
CREATE SCHEMA a;
GRANT USAGE, CREATE ON SCHEMA a TO PUBLIC;
CREATE TABLE a.t (open text, v text, masked text);
INSERT INTO a.t VALUES ('open', 'value', 'secret');
GRANT SELECT ON a.t TO PUBLIC;
SECURITY LABEL FOR purpose ON COLUMN a.t.v IS 'ALLOW ANY';
SECURITY LABEL FOR purpose ON COLUMN a.t.masked IS 'ALLOW spare; ELSE MASK WITH (''mask'')';

-- Run the steps, say what the last one returned, or which one failed and how;
-- then undo them all, roles and settings included.
CREATE FUNCTION session(VARIADIC steps text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  step text;
  n int := 0;
  result text := 'done';
BEGIN
  FOREACH step IN ARRAY steps LOOP
    n := n + 1;
    IF step ~* '^(select|values|insert.*returning)' THEN
      EXECUTE step INTO result;
    ELSE
      EXECUTE step;
      result := 'done';
    END IF;
  END LOOP;
  RAISE EXCEPTION USING ERRCODE = 'AU000', MESSAGE = coalesce(result, 'null');
EXCEPTION
  WHEN SQLSTATE 'AU000' THEN
    RETURN SQLERRM;
  WHEN OTHERS THEN
    RETURN format('step %s: %s', n, SQLSTATE);
END $$;

-- ======== who may declare =================================================
--
-- For each role, the purposes it may declare; all others it may not.

CREATE TEMP TABLE entitled (role name, purposes text, why text);
INSERT INTO entitled VALUES
  ('authority_plain', '{}', 'no label, no purpose'),
  ('authority_one', '{customer_service,refund,complaint}', 'a purpose comes with its descendants'),
  ('authority_list', '{delivery,audit}', 'a list'),
  ('authority_two', '{delivery,audit}', 'several clauses add up'),
  ('authority_any', '{service,customer_service,refund,complaint,delivery,audit,spare}', 'ANY'),
  ('authority_admin', '{}', 'ADMINISTER is no purpose'),
  ('authority_both', '{audit}', 'both clauses'),
  ('authority_super', '{service,customer_service,refund,complaint,delivery,audit,spare}', 'a superuser: any defined purpose'),
  ('authority_member', '{customer_service,refund,complaint}', 'membership that is inherited'),
  ('authority_chain', '{customer_service,refund,complaint}', 'a chain of such'),
  ('authority_noinherit', '{}', 'membership that is not inherited'),
  ('authority_broken_chain', '{}', 'a chain with such a link'),
  ('authority_multi', '{customer_service,refund,complaint,delivery,audit}', 'two groups'),
  ('authority_of_super', '{}', 'a member of a superuser is none');

CREATE TEMP VIEW question AS
  SELECT role, p, p = ANY (purposes::text[]) AS may, why
    FROM entitled, unnest('{service,customer_service,refund,complaint,delivery,audit,nonesuch}'::text[]) p;

SELECT is(purpose.may_declare(role, p), may,
          format('may_declare(%s, %s): %s', role, p, why))
  FROM question ORDER BY role, p;
-- The setting itself: 42501 if it exists, 22023 if there is no such purpose.
SELECT is(session('SET ROLE ' || role, 'SET purpose.current = ' || p),
          CASE WHEN may THEN 'done'
               WHEN p = 'nonesuch' THEN 'step 2: 22023' ELSE 'step 2: 42501' END,
          format('SET by %s to %s: %s', role, p, why))
  FROM question ORDER BY role, p;
-- Its use: declared by a superuser, used by the role.
SELECT is(session('SET purpose.justification = ''case 1''', 'SET purpose.current = ' || p,
                  'SET ROLE ' || role, 'SELECT v FROM a.t'),
          CASE WHEN may THEN 'value' ELSE 'step 4: 42501' END,
          format('use by %s of %s: %s', role, p, why))
  FROM question WHERE p IN ('refund', 'audit') ORDER BY role, p;

-- ======== the outer user ==================================================

SELECT is(session('SET SESSION AUTHORIZATION authority_one',
                  'SET purpose.current = customer_service', 'SELECT v FROM a.t'),
          'value', 'SET SESSION AUTHORIZATION to one who may');
SELECT is(session('SET SESSION AUTHORIZATION authority_plain',
                  'SET purpose.current = customer_service'),
          'step 2: 42501', '... to one who may not');
SELECT is(session('SET purpose.current = customer_service',
                  'SET SESSION AUTHORIZATION authority_plain', 'SELECT v FROM a.t'),
          'step 3: 42501', '... and what was declared before is of no use to him');
SELECT is(session('SET SESSION AUTHORIZATION authority_noinherit',
                  'SET purpose.current = refund'),
          'step 2: 42501', 'who does not inherit must become the other role');
SELECT is(session('SET SESSION AUTHORIZATION authority_noinherit', 'SET ROLE authority_one',
                  'SET purpose.current = refund', 'SELECT v FROM a.t'),
          'value', '... by SET ROLE');
SELECT is(session('SET SESSION AUTHORIZATION authority_noinherit', 'SET ROLE authority_one',
                  'SET purpose.current = refund', 'RESET ROLE', 'SELECT v FROM a.t'),
          'step 5: 42501', '... and has lost it after RESET ROLE');
SELECT is(session('SET SESSION AUTHORIZATION authority_noinherit', 'SET ROLE authority_one',
                  'SET purpose.current = refund', 'RESET ROLE', 'SET ROLE authority_one',
                  'SELECT v FROM a.t'),
          'value', '... and has it again with the role');
SELECT is(session('SET purpose.current = refund', 'SET ROLE authority_plain', 'SELECT open FROM a.t'),
          'open', 'a purpose that may not be used does not matter to an open column');
SELECT is(session('SET purpose.current = refund', 'SET ROLE authority_plain', 'SELECT masked FROM a.t'),
          'step 3: 42501', '... but is an error where a mask would be, too');
SELECT is(session('SET purpose.current = refund', 'SET ROLE authority_one', 'SELECT masked FROM a.t'),
          'mask', '... of which a usable purpose gets the mask');
SELECT is(session('SET purpose.current = refund', 'SET ROLE authority_plain', 'SELECT purpose.current()'),
          'null', 'purpose.current() is NULL for who may not use it');
SELECT is(session('SET purpose.current = refund', 'SET ROLE authority_one', 'SELECT purpose.current()'),
          'refund', '... and the purpose for who may');
-- no hint may be left of the refused value
SELECT is(session('SET ROLE authority_one', 'SET purpose.current = refund',
                  'SELECT session(''SET purpose.current = audit'')',
                  'SELECT current_setting(''purpose.current'')'),
          'refund', 'a refused SET leaves the declared purpose in place');

-- ======== SECURITY DEFINER functions ======================================

-- A procedure that acts for one purpose.
CREATE FUNCTION a.acts() RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  SET purpose.current = 'customer_service'
  AS $$BEGIN RETURN (SELECT v FROM a.t); END$$;
-- The same purpose, declared in its body.
CREATE FUNCTION a.declares() RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  AS $$BEGIN SET purpose.current = 'customer_service'; RETURN (SELECT v FROM a.t); END$$;
CREATE FUNCTION a.declares_locally() RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  AS $$BEGIN SET LOCAL purpose.current = 'customer_service'; RETURN (SELECT v FROM a.t); END$$;
CREATE FUNCTION a.sets_config() RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  AS $$BEGIN PERFORM set_config('purpose.current', 'customer_service', false);
             RETURN (SELECT v FROM a.t); END$$;
-- None of its own.
CREATE FUNCTION a.definer() RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  AS $$BEGIN RETURN (SELECT v FROM a.t); END$$;
CREATE FUNCTION a.invoker() RETURNS text LANGUAGE plpgsql
  AS $$BEGIN RETURN (SELECT v FROM a.t); END$$;
-- A purpose, but the caller's authority.
CREATE FUNCTION a.invoker_acts() RETURNS text LANGUAGE plpgsql
  SET purpose.current = 'customer_service'
  AS $$BEGIN RETURN (SELECT v FROM a.t); END$$;
-- Nested calls.
CREATE FUNCTION a.acts_through(f text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  SET purpose.current = 'customer_service'
  AS $$DECLARE r text; BEGIN EXECUTE 'SELECT a.' || f || '()' INTO r; RETURN r; END$$;
CREATE FUNCTION a.fails() RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  SET purpose.current = 'customer_service'
  AS $$BEGIN RAISE EXCEPTION 'on purpose'; END$$;
-- The caller's session, looked at by the caller after an error.
CREATE FUNCTION a.survives() RETURNS text LANGUAGE plpgsql
  AS $$BEGIN PERFORM a.fails(); EXCEPTION WHEN raise_exception THEN
             RETURN coalesce(nullif(current_setting('purpose.current'), ''), 'none'); END$$;

ALTER FUNCTION a.acts() OWNER TO authority_one;
ALTER FUNCTION a.declares() OWNER TO authority_one;
ALTER FUNCTION a.declares_locally() OWNER TO authority_one;
ALTER FUNCTION a.sets_config() OWNER TO authority_one;
ALTER FUNCTION a.definer() OWNER TO authority_one;
ALTER FUNCTION a.acts_through(text) OWNER TO authority_one;
ALTER FUNCTION a.fails() OWNER TO authority_one;

SELECT is(session('SET ROLE authority_plain', 'SELECT a.acts()'), 'value',
          'a function''s SET clause uses its owner''s authority');
SELECT is(session('SET ROLE authority_plain', 'SELECT a.acts()', 'SELECT v FROM a.t'), 'step 3: 42501',
          '... and nothing of it is left to the caller');
SELECT is(session('SET ROLE authority_plain', 'SELECT a.acts()', 'SELECT purpose.current()'), 'null',
          '... not even the name');
SELECT is(session('SET ROLE authority_plain', 'SELECT a.survives()'), 'none',
          '... nor after an error');
SELECT is(session('SET ROLE authority_list', 'SET purpose.current = audit', 'SELECT a.acts()',
                  'SELECT purpose.current()'), 'audit',
          '... and the caller''s own purpose is back');
SELECT is(session('ALTER FUNCTION a.acts() OWNER TO authority_plain', 'SET ROLE authority_one',
                  'SELECT a.acts()'), 'step 3: 42501',
          'an owner without authority does not borrow the caller''s');
SELECT is(session('SET ROLE authority_plain',
                  'CREATE FUNCTION a.mine() RETURNS text LANGUAGE plpgsql SECURITY DEFINER'
                  ' SET purpose.current = ''customer_service'' AS ''BEGIN RETURN (SELECT v FROM a.t); END''',
                  'SELECT a.mine()'), 'step 2: 42501',
          'nobody gains a purpose by a function of his own');
SELECT is(session('SET ROLE authority_plain', 'SET check_function_bodies = off',
                  'CREATE FUNCTION a.mine() RETURNS text LANGUAGE plpgsql SECURITY DEFINER'
                  ' SET purpose.current = ''customer_service'' AS ''BEGIN RETURN (SELECT v FROM a.t); END''',
                  'SELECT a.mine()'), 'step 4: 42501',
          '... even if it was created without a look at it');
SELECT is(session('SET ROLE authority_plain', 'SELECT a.acts_through(''invoker'')'), 'value',
          'what such a function calls acts for the purpose, too');
SELECT is(session('SET ROLE authority_plain', 'SELECT a.acts_through(''definer'')'), 'value',
          '... other functions of the same owner as well');
SELECT is(session('SECURITY LABEL FOR purpose ON ROLE authority_one IS NULL',
                  'SET ROLE authority_plain', 'SELECT a.acts()'), 'step 3: 42501',
          'an owner who lost the purpose');
SELECT is(session('SET ROLE authority_any', 'SET purpose.current = customer_service',
                  'SET ROLE authority_plain', 'SELECT a.acts()'), 'value',
          'the caller''s unusable purpose does not matter inside');

-- A plain SET inside outlives the function, its authority does not.
SELECT is(session('SET ROLE authority_plain', format('SELECT a.%s()', f)), 'value',
          f || ': a purpose declared in the body has the owner''s authority there')
  FROM unnest('{declares,declares_locally,sets_config}'::text[]) f;
SELECT is(session('SET ROLE authority_plain', format('SELECT a.%s()', f), 'SELECT v FROM a.t'), 'step 3: 42501',
          f || ': the caller is left without it')
  FROM unnest('{declares,declares_locally,sets_config}'::text[]) f;
SELECT is(session('SET ROLE authority_plain', format('SELECT a.%s()', f), 'SELECT masked FROM a.t'), 'step 3: 42501',
          f || ': not even a mask')
  FROM unnest('{declares,declares_locally,sets_config}'::text[]) f;
SELECT is(session('SET ROLE authority_plain', format('SELECT a.%s()', f), 'SELECT a.invoker()'), 'step 3: 42501',
          f || ': nor in functions the caller calls next')
  FROM unnest('{declares,declares_locally,sets_config}'::text[]) f;
SELECT is(session('SET ROLE authority_plain', format('SELECT a.%s() || v FROM a.t', f)), 'step 2: 42501',
          f || ': nor in the same statement')
  FROM unnest('{declares,declares_locally,sets_config}'::text[]) f;
SELECT is(session('SET ROLE authority_plain',
                  format('CREATE FUNCTION a.mine() RETURNS text LANGUAGE plpgsql SECURITY DEFINER'
                         ' AS ''BEGIN PERFORM a.%s(); RETURN (SELECT v FROM a.t); END''', f),
                  'SELECT a.mine()'), 'step 3: 42501',
          f || ': nor in a SECURITY DEFINER function of the caller''s')
  FROM unnest('{declares,declares_locally,sets_config}'::text[]) f;
SELECT is(session('SET ROLE authority_one', format('SELECT a.%s()', f), 'SELECT v FROM a.t'), 'value',
          f || ': a caller who may keeps it')
  FROM unnest('{declares,sets_config}'::text[]) f;

-- Without a purpose of its own a function neither gains nor loses one.
SELECT is(session('SET ROLE authority_plain', 'SELECT a.definer()'), 'step 2: 42501',
          'the owner''s authority alone declares nothing');
SELECT is(session('SET purpose.current = customer_service', 'SET ROLE authority_plain', 'SELECT a.definer()'),
          'step 3: 42501', 'and does not help a caller who may not');
SELECT is(session('ALTER FUNCTION a.definer() OWNER TO authority_list', 'SET ROLE authority_one',
                  'SET purpose.current = customer_service', 'SELECT a.definer()'), 'value',
          'a caller''s purpose holds in functions of owners who have none of it');
SELECT is(session('SET ROLE authority_one', 'SELECT a.invoker_acts()'), 'value',
          'a SET clause without SECURITY DEFINER: a caller who may');
SELECT is(session('SET ROLE authority_plain', 'SELECT a.invoker_acts()'), 'step 2: 42501',
          '... and one who may not');

-- ======== what changes while a purpose is declared ========================

SELECT is(session('SET ROLE authority_one', 'SET purpose.current = refund', 'SELECT v FROM a.t',
                  'RESET ROLE', 'SECURITY LABEL FOR purpose ON ROLE authority_one IS NULL',
                  'SET ROLE authority_one', 'SELECT v FROM a.t'),
          'step 7: 42501', 'the role''s label is dropped');
SELECT is(session('SET ROLE authority_one', 'SET purpose.current = refund', 'SELECT v FROM a.t',
                  'RESET ROLE', 'SECURITY LABEL FOR purpose ON ROLE authority_one IS ''DECLARE audit''',
                  'SET ROLE authority_one', 'SELECT v FROM a.t'),
          'step 7: 42501', 'the role''s label is changed');
SELECT is(session('SET ROLE authority_one', 'SET purpose.current = refund', 'SELECT v FROM a.t',
                  'RESET ROLE', 'SECURITY LABEL FOR purpose ON ROLE authority_one IS ''DECLARE refund''',
                  'SET ROLE authority_one', 'SELECT v FROM a.t'),
          'value', 'the role''s label is changed to what still suffices');
SELECT is(session('SET ROLE authority_chain', 'SET purpose.current = refund', 'SELECT v FROM a.t',
                  'RESET ROLE', 'REVOKE authority_one FROM authority_member',
                  'SET ROLE authority_chain', 'SELECT v FROM a.t'),
          'step 7: 42501', 'a membership is revoked, two steps up');
SELECT is(session('SET ROLE authority_chain', 'SET purpose.current = refund', 'SELECT v FROM a.t',
                  'RESET ROLE', 'REVOKE authority_one FROM authority_member',
                  'GRANT authority_one TO authority_member',
                  'SET ROLE authority_chain', 'SELECT v FROM a.t'),
          'value', '... and granted again');
SELECT is(session('SET ROLE authority_super', 'SET purpose.current = refund', 'SELECT v FROM a.t',
                  'RESET ROLE', 'ALTER ROLE authority_super NOSUPERUSER',
                  'SET ROLE authority_super', 'SELECT v FROM a.t'),
          'step 7: 42501', 'a superuser is one no more');
SELECT is(session('SET ROLE authority_any', 'SET purpose.current = spare', 'SELECT masked FROM a.t',
                  'RESET ROLE', 'SECURITY LABEL FOR purpose ON COLUMN a.t.masked IS ''ALLOW ANY''',
                  'DELETE FROM purpose.vocabulary WHERE name = ''spare''',
                  'SET ROLE authority_any', 'SELECT v FROM a.t'),
          'step 8: 42501', 'the purpose is gone');
SELECT is(session('SET ROLE authority_one', 'SET purpose.current = refund', 'SELECT v FROM a.t',
                  'RESET ROLE', 'UPDATE purpose.vocabulary SET parent = ''audit'' WHERE name = ''refund''',
                  'SET ROLE authority_one', 'SELECT v FROM a.t'),
          'step 7: 42501', 'the purpose moved to where the role''s label does not reach');
-- a plan that is kept asks anew, too
SELECT is(session('SET ROLE authority_one', 'SET purpose.current = refund',
                  'SELECT a.invoker()', 'SELECT a.invoker()', 'RESET ROLE',
                  'SECURITY LABEL FOR purpose ON ROLE authority_one IS NULL',
                  'SET ROLE authority_one', 'SELECT a.invoker()'),
          'step 8: 42501', 'a kept plan of a function');

-- ======== justification ===================================================

SELECT is(session('SET ROLE authority_one', 'SET purpose.current = complaint'), 'done',
          'a purpose that requires a justification can be declared without');
SELECT is(session('SET ROLE authority_one', 'SET purpose.current = complaint', 'SELECT v FROM a.t'),
          'step 3: 42501', '... but not used');
SELECT is(session('SET ROLE authority_one', 'SET purpose.current = complaint', 'SELECT masked FROM a.t'),
          'step 3: 42501', '... nor answered with masks');
SELECT is(session('SET ROLE authority_one', 'SET purpose.current = complaint', 'SELECT open FROM a.t'),
          'open', 'what is open needs no justification');
SELECT is(session('SET ROLE authority_one', 'SET purpose.current = complaint', 'SELECT purpose.current()'),
          'null', 'purpose.current() says that it cannot be used');
SELECT is(session('SET ROLE authority_one', 'SET purpose.current = complaint',
                  format('SET purpose.justification = %L', j), 'SELECT v FROM a.t'), expected, why)
  FROM (VALUES ('case 4711', 'value', 'a justification'),
               ('', 'step 4: 42501', 'an empty one is none'),
               ('  ', 'step 4: 42501', 'nor is a blank one'),
               (E'\t\n ', 'step 4: 42501', 'of whatever blanks')) c (j, expected, why);
SELECT is(session('SET ROLE authority_one', 'SET purpose.justification = ''case 4711''',
                  'SET purpose.current = complaint', 'SELECT v FROM a.t'),
          'value', 'the order does not matter');
SELECT is(session('SET ROLE authority_one', 'SET purpose.justification = ''case 4711''',
                  'SET purpose.current = complaint', 'SELECT v FROM a.t',
                  'RESET purpose.justification', 'SELECT v FROM a.t'),
          'step 6: 42501', 'taken back');
SELECT is(session('SET ROLE authority_one', 'SET purpose.justification = ''case 4711''',
                  'SET purpose.current = complaint', 'SELECT purpose.current()'),
          'complaint', 'purpose.current() of a justified purpose');
SELECT is(session('SET ROLE authority_one', 'SET purpose.current = complaint',
                  'SELECT a.invoker()'), 'step 3: 42501', 'a function without a justification');
SELECT is(session('SET ROLE authority_one', 'SET purpose.current = complaint',
                  'SET purpose.justification = ''1''', 'SELECT a.invoker()',
                  'SET purpose.justification = ''''', 'SELECT a.invoker()'),
          'step 6: 42501', 'a kept plan notices that it is taken back');
SELECT is(session('UPDATE purpose.vocabulary SET requires_justification = true WHERE name = ''refund''',
                  'SET ROLE authority_one', 'SET purpose.current = refund', 'SELECT v FROM a.t'),
          'step 4: 42501', 'required from now on');
SELECT is(session('SET ROLE authority_one', 'SET purpose.current = refund', 'SELECT v FROM a.t', 'RESET ROLE',
                  'UPDATE purpose.vocabulary SET requires_justification = true WHERE name = ''refund''',
                  'SET ROLE authority_one', 'SELECT v FROM a.t'),
          'step 7: 42501', '... also for who has declared it already');
SELECT is(session('SET purpose.current = complaint', 'SELECT v FROM a.t'),
          'step 2: 42501', 'superusers have their reasons, too, and must say them');

-- ======== who may label ===================================================

CREATE TABLE a.plains (v text);
ALTER TABLE a.plains OWNER TO authority_plain;
CREATE TABLE a.admins (v text);
ALTER TABLE a.admins OWNER TO authority_admin;
CREATE SCHEMA authority_admins AUTHORIZATION authority_admin;
CREATE SCHEMA authority_plains AUTHORIZATION authority_plain;

CREATE TEMP TABLE labelling (role name, statement text, expected text, why text);
INSERT INTO labelling VALUES
  ('authority_plain', 'SECURITY LABEL FOR purpose ON COLUMN a.plains.v IS ''ALLOW audit''', '42501', 'the owner, without ADMINISTER'),
  ('authority_plain', 'SECURITY LABEL FOR purpose ON TABLE a.plains IS ''ALLOW audit''', '42501', 'the owner of a table'),
  ('authority_plain', 'SECURITY LABEL FOR purpose ON COLUMN a.plains.v IS NULL', '42501', 'the owner, dropping a label'),
  ('authority_plain', 'SECURITY LABEL FOR purpose ON SCHEMA authority_plains IS ''ALLOW audit''', '42501', 'the owner of a schema'),
  ('authority_any', 'SECURITY LABEL FOR purpose ON COLUMN a.plains.v IS ''ALLOW audit''', '42501', 'one who may declare everything'),
  ('authority_admin', 'SECURITY LABEL FOR purpose ON COLUMN a.admins.v IS ''ALLOW audit''', 'done', 'owner and ADMINISTER'),
  ('authority_admin', 'SECURITY LABEL FOR purpose ON COLUMN a.admins.v IS NULL', 'done', 'the same, dropping'),
  ('authority_admin', 'SECURITY LABEL FOR purpose ON TABLE a.admins IS ''ALLOW audit''', 'done', 'the same for a table'),
  ('authority_admin', 'SECURITY LABEL FOR purpose ON SCHEMA authority_admins IS ''ALLOW audit''', 'done', 'the same for a schema'),
  ('authority_admin', 'SECURITY LABEL FOR purpose ON COLUMN a.plains.v IS ''ALLOW audit''', '42501', 'ADMINISTER without owning'),
  ('authority_admin', 'SECURITY LABEL FOR purpose ON SCHEMA authority_plains IS ''ALLOW audit''', '42501', 'the same for a schema'),
  ('authority_admin', format('SECURITY LABEL FOR purpose ON DATABASE %I IS ''ALLOW audit''', current_database()), '42501', 'the same for the database'),
  ('authority_admin', 'SECURITY LABEL FOR purpose ON ROLE authority_plain IS ''DECLARE audit''', '42501', 'ADMINISTER without CREATEROLE'),
  ('authority_admin', 'SECURITY LABEL FOR purpose ON ROLE authority_admin IS ''DECLARE ANY; ADMINISTER''', '42501', '... not even for himself'),
  ('authority_super', 'SECURITY LABEL FOR purpose ON COLUMN a.plains.v IS ''ALLOW audit''', 'done', 'a superuser'),
  ('authority_super', format('SECURITY LABEL FOR purpose ON DATABASE %I IS ''ALLOW audit''', current_database()), 'done', 'a superuser, the database'),
  -- separation of duties
  ('authority_admin', 'SELECT purpose.set_label(''a.plains'', ''v'', ''ALLOW audit'')', '', 'set_label: ADMINISTER without owning'),
  ('authority_admin', 'SELECT purpose.set_label(''a.plains'', NULL, ''ALLOW audit'')', '', 'set_label: a table'),
  ('authority_admin', 'SELECT purpose.set_label(''a.plains'', ''v'', NULL)', '', 'set_label: dropping'),
  ('authority_admin_member', 'SELECT purpose.set_label(''a.plains'', ''v'', ''ALLOW audit'')', '', 'set_label: by inherited membership'),
  ('authority_admin_noinherit', 'SELECT purpose.set_label(''a.plains'', ''v'', ''ALLOW audit'')', '42501', 'set_label: membership not inherited'),
  ('authority_both', 'SELECT purpose.set_label(''a.plains'', ''v'', ''ALLOW audit'')', '', 'set_label: ADMINISTER among other clauses'),
  ('authority_plain', 'SELECT purpose.set_label(''a.plains'', ''v'', ''ALLOW audit'')', '42501', 'set_label: the owner, without ADMINISTER'),
  ('authority_plain', 'SELECT purpose.set_label(''a.plains'', ''v'', NULL)', '42501', 'set_label: the owner, dropping'),
  ('authority_any', 'SELECT purpose.set_label(''a.plains'', ''v'', ''ALLOW audit'')', '42501', 'set_label: one who may declare everything'),
  -- set_label leaves out the ownership, and no other check
  ('authority_admin', 'SELECT purpose.set_label(''a.plains'', ''v'', ''ALLOW nonesuch'')', '42704', 'set_label: unknown purpose'),
  ('authority_admin', 'SELECT purpose.set_label(''a.plains'', ''w'', ''ALLOW audit'')', '42703', 'set_label: unknown column'),
  ('authority_admin', 'SELECT purpose.set_label(''a.plains'', ''ctid'', ''ALLOW audit'')', '42703', 'set_label: a system column'),
  ('authority_admin', 'SELECT purpose.set_label(''a.plains'', ''v'', ''ALLOW'')', '42601', 'set_label: bad grammar'),
  ('authority_admin', 'SELECT purpose.set_label(''pg_class'', ''relname'', ''ALLOW audit'')', '42809', 'set_label: a catalog'),
  ('authority_admin', 'SELECT purpose.set_label(''purpose.vocabulary'', ''name'', ''ALLOW audit'')', '42809', 'set_label: the vocabulary'),
  ('authority_admin', 'SELECT purpose.set_label(''purpose.labels'', ''label'', ''ALLOW audit'')', '42809', 'set_label: a view'),
  ('authority_admin', 'SELECT purpose.set_label(0, ''v'', ''ALLOW audit'')', '42P01', 'set_label: no such relation'),
  ('authority_admin', 'SELECT purpose.set_label(NULL, ''v'', ''ALLOW audit'')', '22004', 'set_label: no relation at all');

SELECT is(session('SET ROLE ' || role, statement),
          CASE WHEN expected ~ '^[0-9]' THEN 'step 2: ' || expected ELSE expected END, role || ': ' || why)
  FROM labelling;
SELECT is(session('SET ROLE authority_admin',
                  'SELECT purpose.set_label(''a.plains'', ''v'', ''ALLOW audit; ELSE NULL'')', 'RESET ROLE',
                  'SELECT string_agg(object || '': '' || label, '', '') FROM purpose.labels WHERE object ~ ''plains'''),
          'a.plains.v: ALLOW audit; ELSE NULL', 'what set_label stores is a label like any other');

-- Role labels: core demands CREATEROLE (and from 16 on the ADMIN option), we
-- demand ADMINISTER besides.
SELECT is(session('ALTER ROLE authority_plain CREATEROLE', 'SET ROLE authority_plain',
                  'CREATE ROLE authority_new', 'SECURITY LABEL FOR purpose ON ROLE authority_new IS ''DECLARE ANY'''),
          'step 4: 42501', 'CREATEROLE without ADMINISTER labels nobody');
SELECT is(session('ALTER ROLE authority_admin CREATEROLE', 'SET ROLE authority_admin',
                  'CREATE ROLE authority_new', 'SECURITY LABEL FOR purpose ON ROLE authority_new IS ''DECLARE audit'''),
          'done', 'CREATEROLE and ADMINISTER do');

SELECT is(purpose.may_administer(role), may, role || ': may_administer')
  FROM (VALUES ('authority_plain', false), ('authority_any', false), ('authority_admin', true),
               ('authority_both', true), ('authority_super', true), ('authority_of_super', false),
               ('authority_admin_member', true), ('authority_admin_noinherit', false)) c (role, may);
SELECT throws_ok('SELECT purpose.may_administer(''authority_nobody'')', '42704', NULL, 'of no such role');
SELECT throws_ok('SELECT purpose.may_declare(''authority_nobody'', ''audit'')', '42704', NULL, 'of no such role');

-- ======== who may write the vocabulary ====================================

CREATE TEMP TABLE writing (statement text);
INSERT INTO writing VALUES
  ('INSERT INTO purpose.vocabulary (name) VALUES (''fresh'')'),
  ('INSERT INTO purpose.vocabulary (name) VALUES (''spare'') ON CONFLICT DO NOTHING'),
  ('INSERT INTO purpose.vocabulary (name) VALUES (''audit'') ON CONFLICT (name) DO UPDATE SET contact = ''me'''),
  ('INSERT INTO purpose.vocabulary (name) SELECT ''fresh'' WHERE false'),
  ('UPDATE purpose.vocabulary SET parent = ''service'' WHERE name = ''audit'''),
  ('UPDATE purpose.vocabulary SET description = ''mine'' WHERE false'),
  ('DELETE FROM purpose.vocabulary WHERE name = ''refund'''),
  ('MERGE INTO purpose.vocabulary v USING (VALUES (''fresh'')) n (name) ON n.name = v.name '
   'WHEN NOT MATCHED THEN INSERT (name) VALUES (n.name)'),
  ('WITH w AS (UPDATE purpose.vocabulary SET contact = ''me'' RETURNING name) SELECT count(*) FROM w'),
  ('COPY purpose.vocabulary (name) FROM PROGRAM ''echo fresh'''),
  ('INSERT INTO a.vocabulary_view (name) VALUES (''fresh'')');
-- a view of the owner's, who may write
CREATE VIEW a.vocabulary_view AS SELECT * FROM purpose.vocabulary;
GRANT ALL ON a.vocabulary_view TO PUBLIC;

-- GRANT has been generous; the answer is the same.
SELECT is(session('GRANT ALL ON purpose.vocabulary TO PUBLIC',
                  'GRANT pg_execute_server_program TO authority_plain, authority_any',
                  'SET ROLE ' || role, statement), 'step 4: 42501', role || ' may not: ' || statement)
  FROM writing, unnest('{authority_plain,authority_any}'::text[]) role;
SELECT is(session('GRANT SET ON PARAMETER session_replication_role TO authority_plain',
                  'SET ROLE authority_plain', 'SET session_replication_role = ' || r,
                  'INSERT INTO purpose.vocabulary (name) VALUES (''fresh'')'),
          'step 4: 42501', 'nor with session_replication_role = ' || r)
  FROM unnest('{replica,local}'::text[]) r;
SELECT is(session('GRANT ALL ON purpose.vocabulary TO PUBLIC', 'SET ROLE authority_plain',
                  'TRUNCATE purpose.vocabulary CASCADE'), 'step 3: 42501', 'nor TRUNCATE');
SELECT is(session('SET ROLE authority_plain', 'ALTER TABLE purpose.vocabulary DISABLE TRIGGER ALL'),
          'step 2: 42501', 'nor take the triggers away');
SELECT is(session('SET ROLE authority_plain', 'SELECT count(*) > 0 FROM purpose.vocabulary'), 'true',
          'everybody may read it');
-- nor keep others from reading it
SELECT is(session('GRANT ALL ON a.t TO authority_plain', 'SET ROLE authority_plain', format('LOCK TABLE %s IN %s MODE', relation, mode)), result,
          format('LOCK TABLE %s IN %s MODE', relation, mode))
  FROM (VALUES ('purpose.vocabulary'), ('a.vocabulary_view'), ('a.t, a.vocabulary_view')) AS r (relation),
       (VALUES ('ACCESS SHARE', 'done'), ('ROW EXCLUSIVE', 'done'), ('SHARE', 'step 3: 42501'),
        ('ACCESS EXCLUSIVE', 'step 3: 42501')) AS m (mode, result);
SELECT is(session('GRANT ALL ON a.t TO authority_admin', 'SET ROLE authority_admin',
                  'LOCK TABLE purpose.vocabulary, a.vocabulary_view'), 'done', 'an administrator may');

-- An administrator may, with what GRANT gives everybody.
SELECT is(session('GRANT pg_execute_server_program TO authority_admin', 'SET ROLE authority_admin', statement),
          'done', 'authority_admin may: ' || statement)
  FROM writing WHERE statement !~ '^(WITH|DELETE)';
SELECT is(session('SET ROLE authority_admin', 'DELETE FROM purpose.vocabulary WHERE name = ''refund'''), 'done',
          'authority_admin may DELETE what no label names');
SELECT is(session('SET ROLE authority_admin', 'DELETE FROM purpose.vocabulary WHERE name = ''audit'''), 'step 2: 2BP01',
          '... but not what one does');
SELECT is(session('TRUNCATE purpose.vocabulary CASCADE'), 'step 1: 0A000',
          'not even a superuser empties it under labels: TRUNCATE looks at no rows');
SELECT is(session('GRANT SET ON PARAMETER session_replication_role TO authority_admin', 'SET ROLE authority_admin',
                  'SET session_replication_role = replica',
                  'UPDATE purpose.vocabulary SET parent = ''refund'' WHERE name = ''service'''), 'step 4: 42P17',
          'an administrator with session_replication_role = replica closes no cycle');
SELECT is(session('INSERT INTO purpose.vocabulary (name, parent) VALUES (''one'', NULL), (''two'', ''one'')',
                  'SET ROLE authority_admin',
                  'UPDATE purpose.vocabulary SET name = replace(name, ''one'', ''uno''), parent = replace(parent, ''one'', ''uno'')',
                  'SELECT parent FROM purpose.vocabulary WHERE name = ''two'''), 'uno',
          'an administrator renames a purpose, with its children');

-- ======== membership that follows from other things ========================

SELECT is(session('SECURITY LABEL FOR purpose ON ROLE pg_database_owner IS ''DECLARE audit''',
                  'SELECT purpose.may_declare(''authority_plain'', ''audit'')'), 'false',
          'whoever does not own the database is no member of pg_database_owner');
SELECT is(session('SECURITY LABEL FOR purpose ON ROLE pg_database_owner IS ''DECLARE audit''',
                  'SELECT purpose.may_declare(''authority_plain'', ''audit'')',
                  'DO $$BEGIN EXECUTE format(''ALTER DATABASE %I OWNER TO authority_plain'', current_database()); END$$',
                  'SELECT purpose.may_declare(''authority_plain'', ''audit'')'), 'true',
          '... and its new owner is one from then on');
SELECT is(session('SELECT purpose.may_declare(''authority_plain'', ''audit'')',
                  'SECURITY LABEL FOR purpose ON ROLE authority_plain IS ''DECLARE audit''',
                  'SELECT purpose.may_declare(''authority_plain'', ''audit'')'), 'true',
          'a label counts at once, also for the role that was asked for last');
SELECT is(session('SELECT purpose.may_declare(''authority_plain'', ''service'')',
                  'GRANT authority_one TO authority_plain',
                  'REVOKE authority_one FROM authority_plain',
                  'SELECT purpose.may_declare(''authority_plain'', ''service'')'), 'false',
          '... and so does a membership that comes and goes');

-- ======== who may weaken the guard ========================================

SELECT is(session('SET ROLE authority_any', 'SET purpose.enforcement = ' || e), 'step 2: 42501',
          'purpose.enforcement is not anybody''s to set: ' || e)
  FROM unnest('{off,report,on}'::text[]) e;
SELECT is(session('SET ROLE authority_admin', 'SET purpose.enforcement = off'), 'step 2: 42501',
          '... nor an administrator''s');
SELECT is(session('GRANT SET ON PARAMETER purpose.enforcement TO authority_plain', 'SET ROLE authority_plain',
                  'SET purpose.enforcement = off', 'SELECT v FROM a.t'), 'value',
          '... but who was granted it');
SELECT is(session('SET ROLE authority_any', 'SET purpose.log_decisions = none'), 'step 2: 42501',
          'nor does anybody silence the log');

SELECT * FROM finish();
ROLLBACK;
