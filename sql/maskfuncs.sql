--
-- The mask functions, as one would try them before writing a label.
--
-- Tables of odd inputs are in test/pgtap/maskfuncs.sql.
--
SET search_path = pg_catalog, purpose, pg_temp;	-- as labels are read
SET datestyle = 'ISO, MDY';
SET bytea_output = hex;

-- Text: part of a value, or nothing of one too short to be shown in part.
SELECT partial('Jane Doe', 1, '***', 2);
SELECT partial('Jane', 2, '***', 2);
SELECT partial('Jane Doe', -1, '***', 2);

-- Addresses that are none are hidden whole.
SELECT value, email(value)
  FROM (VALUES ('jane.doe@example.com'), ('j@example.com'),
               ('jane@example.co.uk'), ('jane@intranet'),
               ('a@b@example.com'), ('not an address'), ('')) AS v (value);

-- Numbers keep their format; what is not such a number keeps only that.
SELECT value, card(value), phone(value)
  FROM (VALUES ('4111 1111 1111 1234'), ('+49 (30) 901820-17'),
               ('1234'), ('call Jane')) AS v (value);
SELECT postcode('SW1A 1AA', 4), postcode('10115'), postcode('10');

SELECT value, first_letter(value), initials(value)
  FROM (VALUES ('Jane van der Berg'), ('J. O''Neil'), ('J'), ('')) AS v (value);

-- A placeholder, and one that shows the length.
SELECT redact('Jane'::text), redact('\x00ff'::bytea), blank('Jane Doe');

-- A typmod: like any longer value, a mask must fit its column.
SELECT redact('Jane'::text)::varchar(6);
CREATE TEMP TABLE short (name varchar(6));
INSERT INTO short SELECT redact('Jane'::text);
INSERT INTO short SELECT left(redact('Jane'::text), 6) RETURNING name;

-- NULL stays NULL.
SELECT num_nulls(partial(NULL, 1, '*', 1), email(NULL),
                 redact(NULL::text), round_down(NULL::int4, 10),
                 truncate_ip(NULL::inet), jsonb_keep(NULL, 'a')) AS nulls;

-- Numbers: to the step below, also below zero, or to a range.
SELECT value, round_down(value, 1000), to_range(value, 1000)
  FROM (VALUES (52750), (999), (0), (-1), (2147483647), (-2147483648))
       AS v (value);
SELECT round_down(12.34, 5), round_down(12.34::float8, 0.5),
       round_down('NaN'::numeric, 5), to_range(12.34, 5),
       to_range(9223372036854775807, 10);
SELECT round_down(5, 0);
SELECT to_range(5.5, 'NaN');

-- Dates.
SELECT unit, truncate_date(date '1984-08-17', unit),
       to_range(date '1984-08-17', unit)
  FROM unnest('{week,month,quarter,year,decade,century}'::text[]) AS unit;
SELECT truncate_date(timestamp '1984-08-17 13:45:06', 'hour'),
       to_range(timestamp '1984-08-17 13:45:06', 'day');
SET timezone = 'Europe/Berlin';
SELECT truncate_date(timestamptz '2026-03-29 12:00+02', 'day'),
       to_range(timestamptz '2026-03-29 12:00+02', 'day');
RESET timezone;
SELECT truncate_date(date '1984-08-17', 'day');
SELECT truncate_date(timestamp '1984-08-17', 'second');

-- Ages: the very old are one band, for there are few of them.
SELECT age_band('1984-08-17', 10, 90, '2026-08-16'),
       age_band('1984-08-17', 5, 90, '2026-08-17'),
       age_band('1930-01-01', 10, 90, '2026-01-01'),
       age_band('infinity', 10, 90, '2026-01-01') IS NULL AS no_age;
SELECT age_band('1984-08-17', 0, 90, '2026-01-01');

-- Network addresses.
SELECT value, truncate_ip(value), truncate_ip(value, 16, 32)
  FROM (VALUES (inet '192.0.2.77'), ('192.0.2.77/28'), ('10.1.2.3/8'),
               ('2001:db8:1:2:3:4:5:6'), ('::ffff:192.0.2.77')) AS v (value);
SELECT truncate_ip(cidr '192.0.2.64/26'), truncate_ip(cidr '10.0.0.0/8');
SELECT truncate_ip(inet '192.0.2.77', 33);

-- Documents.
CREATE TEMP TABLE doc AS SELECT jsonb
  '{"name": "Jane", "address": {"city": "Berlin", "street": "Am Ufer 1"},
    "contacts": [{"kind": "mail", "value": "jane@example.com"},
                 {"kind": "phone", "value": "030 1234567"}, "Bob"],
    "a.b": 1}' AS d;
SELECT jsonb_remove(d, 'name', 'address.street', 'contacts') FROM doc;
SELECT jsonb_remove(d, '**.value', '"a.b"', '*.city') FROM doc;
SELECT jsonb_mask(d, '"***"', 'contacts.value', 'address') FROM doc;
SELECT jsonb_keep(d, 'address.city', 'contacts.kind') FROM doc;
SELECT jsonb_keep('"Jane"', 'name'), jsonb_keep('["Jane", {"name": 1}]', 'name'),
       jsonb_keep('{"name": 1}', VARIADIC '{}');
SELECT jsonb_keep('{}', 'a..b');
SELECT jsonb_keep('{}', 'a.**');
SELECT jsonb_keep('{}', 'a', NULL);

-- Pseudonyms need a key, and say so.
ALTER SYSTEM SET purpose.pseudonym_key_file = '';
\set wanted ''
\set ECHO none
-- A setting arrives with the server's next look at its configuration, for
-- which no statement can wait from within: ask again, as often as it takes.
\set wait_for_setting 'SELECT format(''DO $$BEGIN IF current_setting(%L) <> %L THEN PERFORM pg_sleep(0.1); END IF; END$$'', ''purpose.pseudonym_key_file'', :''wanted'') FROM generate_series(1, 100)'
SELECT pg_reload_conf() AS reloading \gset
:wait_for_setting \gexec
\set ECHO all
SELECT pseudonym('jane@example.com');

-- A key for this test, written by the server into its data directory.
COPY (SELECT repeat('maskfuncs', 5)) TO PROGRAM
  'umask 077 && cat > purpose_maskfuncs_test.key';
ALTER SYSTEM SET purpose.pseudonym_key_file = 'purpose_maskfuncs_test.key';
\set wanted purpose_maskfuncs_test.key
\set ECHO none
SELECT pg_reload_conf() AS reloading \gset
:wait_for_setting \gexec
\set ECHO all
SELECT pseudonym('jane@example.com');
SELECT pseudonym('jane@example.com', 12),
       pseudonym('jane@example.com', 12, 'orders') AS other_context,
       pseudonym(4711), pseudonym(4711::int8), pseudonym(-4711),
       pseudonym(uuid '00000000-0000-0000-0000-000000000000');
SELECT pseudonym('jane@example.com', 65);
SELECT noise(52750, 0.1), noise(52750::int8, 0.1), noise(52750.00, 0.1),
       round(noise(52750::float8, 0.1)), noise(date '1984-08-17', 30);
SELECT noise(52750, 0);
SELECT pseudonym_key_id();

-- Who may compute pseudonyms at will can undo them all by trying.
CREATE ROLE regress_purpose_guesser;
SET ROLE regress_purpose_guesser;
SELECT pseudonym('jane@example.com') = pseudonym('jane@example.com');
SELECT noise(date '1984-08-17', 30);
SELECT pseudonym_key_id();
RESET ROLE;
GRANT EXECUTE ON FUNCTION purpose.pseudonym_key_id() TO regress_purpose_guesser;
SET ROLE regress_purpose_guesser;
SELECT pseudonym('jane@example.com', 12);
RESET ROLE;
REVOKE EXECUTE ON FUNCTION purpose.pseudonym_key_id() FROM regress_purpose_guesser;
DROP ROLE regress_purpose_guesser;

-- A key that others may read is no key.  The path is for superusers.
COPY (SELECT WHERE false) TO PROGRAM
  'chmod 644 purpose_maskfuncs_test.key';
SELECT pseudonym('jane@example.com');
COPY (SELECT 'short') TO PROGRAM
  'chmod 600 purpose_maskfuncs_test.key && cat > purpose_maskfuncs_test.key';
SELECT pseudonym('jane@example.com');
COPY (SELECT WHERE false) TO PROGRAM 'rm purpose_maskfuncs_test.key';
SELECT pseudonym('jane@example.com');

ALTER SYSTEM RESET purpose.pseudonym_key_file;
SELECT pg_reload_conf();
