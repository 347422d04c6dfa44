/* pg_purpose--1.0.sql */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION pg_purpose" to load this file. \quit

GRANT USAGE ON SCHEMA purpose TO PUBLIC;
COMMENT ON SCHEMA purpose IS
'pg_purpose: purposes, questions about the policy, and functions for masks';

/* ---------- the vocabulary ---------- */

CREATE TABLE purpose.vocabulary (
	name text PRIMARY KEY,
	parent text,
	description text,
	requires_justification boolean NOT NULL DEFAULT false,
	legal_basis text,
	contact text
);
CREATE INDEX vocabulary_parent_idx ON purpose.vocabulary (parent);

COMMENT ON TABLE purpose.vocabulary IS
'the tree of purposes; writing it takes ADMINISTER, whatever GRANT says';
COMMENT ON COLUMN purpose.vocabulary.name IS
'the name that labels and purpose.current use: [a-z_][a-z0-9_]*, 63 bytes at most';
COMMENT ON COLUMN purpose.vocabulary.parent IS
'the more general purpose of which this one is a part; NULL at a root';
COMMENT ON COLUMN purpose.vocabulary.description IS
'what the purpose means, for those who declare it and those whose data it is';
COMMENT ON COLUMN purpose.vocabulary.requires_justification IS
'usable only with a non-empty purpose.justification';
COMMENT ON COLUMN purpose.vocabulary.legal_basis IS
'the law, contract or consent that the purpose rests on';
COMMENT ON COLUMN purpose.vocabulary.contact IS
'who answers for the purpose';

-- That a parent exists is seen to by the triggers: a foreign key of the table
-- to itself would have pg_dump warn of a circle.
-- Everybody may look purposes up.  Who may write is the triggers' decision.
GRANT SELECT, INSERT, UPDATE, DELETE ON purpose.vocabulary TO PUBLIC;
SELECT pg_catalog.pg_extension_config_dump('purpose.vocabulary', '');

CREATE FUNCTION purpose.vocabulary_before() RETURNS trigger
LANGUAGE c VOLATILE
AS 'MODULE_PATHNAME', 'purpose_vocabulary_before';
COMMENT ON FUNCTION purpose.vocabulary_before() IS
'trigger: who may write the vocabulary';
REVOKE ALL ON FUNCTION purpose.vocabulary_before() FROM PUBLIC;

CREATE FUNCTION purpose.vocabulary_row() RETURNS trigger
LANGUAGE c VOLATILE
AS 'MODULE_PATHNAME', 'purpose_vocabulary_row';
COMMENT ON FUNCTION purpose.vocabulary_row() IS
'trigger: names, cycles, purposes that labels name';
REVOKE ALL ON FUNCTION purpose.vocabulary_row() FROM PUBLIC;

CREATE TRIGGER vocabulary_before
BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON purpose.vocabulary
FOR EACH STATEMENT EXECUTE FUNCTION purpose.vocabulary_before();
CREATE TRIGGER vocabulary_row
AFTER INSERT OR UPDATE OR DELETE ON purpose.vocabulary
FOR EACH ROW EXECUTE FUNCTION purpose.vocabulary_row();
ALTER TABLE purpose.vocabulary ENABLE ALWAYS TRIGGER vocabulary_before;
ALTER TABLE purpose.vocabulary ENABLE ALWAYS TRIGGER vocabulary_row;

/* ---------- the session ---------- */

CREATE FUNCTION purpose.current() RETURNS text
LANGUAGE c STABLE LEAKPROOF PARALLEL SAFE
AS 'MODULE_PATHNAME', 'purpose_current';
COMMENT ON FUNCTION purpose.current() IS
'the declared purpose; NULL where none is, or where it may not be used';

CREATE FUNCTION purpose.complies(allowed text[], denied text[] DEFAULT '{}')
RETURNS boolean
LANGUAGE c STABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'purpose_complies';
COMMENT ON FUNCTION purpose.complies(text[], text[]) IS
'would a label ALLOW allowed; DENY denied allow the declared purpose? for policies of row-level security';

/* ---------- questions about the policy ---------- */

CREATE FUNCTION purpose.verdict(relation regclass, attname name,
	purpose text DEFAULT purpose.current())
RETURNS text
LANGUAGE c STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'purpose_verdict';
COMMENT ON FUNCTION purpose.verdict(regclass, name, text) IS
'what a purpose gets of a column: allow, conditional, mask, null or block';

CREATE FUNCTION purpose.allowed(relation regclass, attname name,
	purpose text DEFAULT purpose.current())
RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN purpose.verdict(relation, attname, purpose) OPERATOR(pg_catalog.=) 'allow';
COMMENT ON FUNCTION purpose.allowed(regclass, name, text) IS
'may a purpose use a column as it is, without a mask or a condition?';

CREATE FUNCTION purpose.may_declare(role name, purpose text)
RETURNS boolean
LANGUAGE c STABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'purpose_may_declare';
COMMENT ON FUNCTION purpose.may_declare(name, text) IS
'may a role declare a purpose?';

CREATE FUNCTION purpose.may_administer(role name)
RETURNS boolean
LANGUAGE c STABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'purpose_may_administer';
COMMENT ON FUNCTION purpose.may_administer(name) IS
'may a role write labels and the vocabulary?';

CREATE FUNCTION purpose.policy_rules(relation oid,
	OUT attnum int2, OUT origin text, OUT source oid, OUT level text,
	OUT allow text, OUT deny text, OUT otherwise text, OUT label text,
	OUT problem text)
RETURNS SETOF record
LANGUAGE c STABLE STRICT PARALLEL SAFE ROWS 10
AS 'MODULE_PATHNAME', 'purpose_policy_rules';
COMMENT ON FUNCTION purpose.policy_rules(oid) IS
'the rules of all columns of a relation; see purpose.column_policies';

CREATE VIEW purpose.column_policies AS
SELECT c.oid::pg_catalog.regclass AS relation,
	a.attname AS column_name,
	r.level,
	r.allow,
	r.deny,
	r.otherwise,
	r.origin,
	r.source::pg_catalog.regclass AS source,
	r.label,
	r.problem
FROM pg_catalog.pg_class AS c
	CROSS JOIN LATERAL purpose.policy_rules(c.oid) AS r
	JOIN pg_catalog.pg_attribute AS a
		ON a.attrelid OPERATOR(pg_catalog.=) c.oid
		AND a.attnum OPERATOR(pg_catalog.=) r.attnum
WHERE c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,f,m}'::"char"[])
	AND NOT a.attisdropped;
COMMENT ON VIEW purpose.column_policies IS
'the effective policy of each labelled column; all rows of a column must allow';
COMMENT ON COLUMN purpose.column_policies.level IS
'the level whose label gives ALLOW and ELSE: column, table, schema or database';
COMMENT ON COLUMN purpose.column_policies.origin IS
'own: of its own relation''s labels; inherited: of another one in the inheritance tree; derived: of a column it is computed from';
COMMENT ON COLUMN purpose.column_policies.source IS
'the relation whose labels these are';
COMMENT ON COLUMN purpose.column_policies.problem IS
'why the label is broken, so that the column is blocked; NULL if it is not';
GRANT SELECT ON purpose.column_policies TO PUBLIC;

CREATE VIEW purpose.labels AS
SELECT l.objtype, l.objname AS object, l.label
FROM pg_catalog.pg_seclabels AS l
WHERE l.provider OPERATOR(pg_catalog.=) 'purpose'
	AND (l.objtype OPERATOR(pg_catalog.<>) 'database'
		OR l.objoid OPERATOR(pg_catalog.=) (
			SELECT d.oid FROM pg_catalog.pg_database AS d
			WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()));
COMMENT ON VIEW purpose.labels IS
'all purpose labels of the database, and of roles';
GRANT SELECT ON purpose.labels TO PUBLIC;

/* ---------- labelling ---------- */

CREATE FUNCTION purpose.set_label(relation regclass, attname name, label text)
RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'purpose_set_label';
COMMENT ON FUNCTION purpose.set_label(regclass, name, text) IS
'label a column, or a table for a NULL attname, for an administrator of purposes who does not own it';

/* ---------- statistics ---------- */

CREATE FUNCTION purpose.statistic_visible(relation oid, attnum int2)
RETURNS boolean
LANGUAGE c STABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'purpose_statistic_visible';
COMMENT ON FUNCTION purpose.statistic_visible(oid, int2) IS
'internal: is a row of pg_statistic about an open column?';

CREATE FUNCTION purpose.statistic_ext_visible(statistic oid)
RETURNS boolean
LANGUAGE c STABLE STRICT LEAKPROOF PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'purpose_statistic_ext_visible';
COMMENT ON FUNCTION purpose.statistic_ext_visible(oid) IS
'internal: is a row of pg_statistic_ext_data about open columns?';

/* ---------- functions for masks ---------- */

--
-- Mask functions: what the expressions of ELSE MASK WITH are written with.
--
-- All are STRICT: the mask of NULL is NULL.  Those that depend on a setting,
-- a file or the date are STABLE.  No name is that of a function in
-- pg_catalog, which the search path of labels puts first.
--

--
-- Masks: text
--

CREATE FUNCTION purpose.partial(value text, prefix int4, padding text, suffix int4)
RETURNS text
AS 'MODULE_PATHNAME', 'purpose_mask_partial'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;

COMMENT ON FUNCTION purpose.partial(text, int4, text, int4) IS
'first and last characters with the padding between; the padding alone if nothing would be hidden';

CREATE FUNCTION purpose.email(value text)
RETURNS text
AS 'MODULE_PATHNAME', 'purpose_mask_email'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;

COMMENT ON FUNCTION purpose.email(text) IS
'e-mail address as j****@****.com';

CREATE FUNCTION purpose.card(value text)
RETURNS text
AS 'MODULE_PATHNAME', 'purpose_mask_card'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;

COMMENT ON FUNCTION purpose.card(text) IS
'payment card number in its format, with its last four digits';

CREATE FUNCTION purpose.phone(value text)
RETURNS text
AS 'MODULE_PATHNAME', 'purpose_mask_phone'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;

COMMENT ON FUNCTION purpose.phone(text) IS
'telephone number in its format, with its last two digits';

CREATE FUNCTION purpose.postcode(value text, keep int4 DEFAULT 2)
RETURNS text
AS 'MODULE_PATHNAME', 'purpose_mask_postcode'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;

COMMENT ON FUNCTION purpose.postcode(text, int4) IS
'postal code in its format, with its first letters and digits';

CREATE FUNCTION purpose.first_letter(value text)
RETURNS text
AS 'MODULE_PATHNAME', 'purpose_mask_first_letter'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;

COMMENT ON FUNCTION purpose.first_letter(text) IS
'first character, or * if there is no other';

CREATE FUNCTION purpose.initials(value text)
RETURNS text
AS 'MODULE_PATHNAME', 'purpose_mask_initials'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;

COMMENT ON FUNCTION purpose.initials(text) IS
'initials of the words of a name';

CREATE FUNCTION purpose.redact(value text)
RETURNS text
AS 'MODULE_PATHNAME', 'purpose_mask_redact_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;

COMMENT ON FUNCTION purpose.redact(text) IS
'the placeholder [redacted]';

CREATE FUNCTION purpose.redact(value bytea)
RETURNS bytea
AS 'MODULE_PATHNAME', 'purpose_mask_redact_bytea'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;

COMMENT ON FUNCTION purpose.redact(bytea) IS
'no bytes';

CREATE FUNCTION purpose.blank(value text)
RETURNS text
AS 'MODULE_PATHNAME', 'purpose_mask_blank'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;

COMMENT ON FUNCTION purpose.blank(text) IS
'an x for every character: shows the length';

--
-- Masks: numbers, to the step below or to the range of the step
--

CREATE FUNCTION purpose.round_down(value int4, step int4)
RETURNS int4
AS 'MODULE_PATHNAME', 'purpose_mask_round_down_int4'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;

COMMENT ON FUNCTION purpose.round_down(int4, int4) IS
'greatest multiple of the step that is not above the value';

CREATE FUNCTION purpose.round_down(value int8, step int8)
RETURNS int8
AS 'MODULE_PATHNAME', 'purpose_mask_round_down_int8'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;

COMMENT ON FUNCTION purpose.round_down(int8, int8) IS
'greatest multiple of the step that is not above the value';

CREATE FUNCTION purpose.round_down(value numeric, step numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'purpose_mask_round_down_numeric'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3;

COMMENT ON FUNCTION purpose.round_down(numeric, numeric) IS
'greatest multiple of the step that is not above the value';

CREATE FUNCTION purpose.round_down(value float8, step float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'purpose_mask_round_down_float8'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;

COMMENT ON FUNCTION purpose.round_down(float8, float8) IS
'greatest multiple of the step that is not above the value';

CREATE FUNCTION purpose.to_range(value int4, step int4)
RETURNS int4range
AS 'MODULE_PATHNAME', 'purpose_mask_to_range_int4'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION purpose.to_range(int4, int4) IS
'range between two multiples of the step that contains the value';

CREATE FUNCTION purpose.to_range(value int8, step int8)
RETURNS int8range
AS 'MODULE_PATHNAME', 'purpose_mask_to_range_int8'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION purpose.to_range(int8, int8) IS
'range between two multiples of the step that contains the value';

CREATE FUNCTION purpose.to_range(value numeric, step numeric)
RETURNS numrange
AS 'MODULE_PATHNAME', 'purpose_mask_to_range_numeric'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION purpose.to_range(numeric, numeric) IS
'range between two multiples of the step that contains the value';

--
-- Masks: dates and timestamps.  Those with time zone depend on TimeZone.
--

CREATE FUNCTION purpose.truncate_date(value date, unit text)
RETURNS date
AS 'MODULE_PATHNAME', 'purpose_mask_truncate_date'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3;

COMMENT ON FUNCTION purpose.truncate_date(date, text) IS
'beginning of the value''s week, month, quarter, year, decade or century';

CREATE FUNCTION purpose.truncate_date(value timestamp, unit text)
RETURNS timestamp
AS 'MODULE_PATHNAME', 'purpose_mask_truncate_timestamp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3;

COMMENT ON FUNCTION purpose.truncate_date(timestamp, text) IS
'beginning of the value''s minute, hour, day, week, month, quarter, year, decade or century';

CREATE FUNCTION purpose.truncate_date(value timestamptz, unit text)
RETURNS timestamptz
AS 'MODULE_PATHNAME', 'purpose_mask_truncate_timestamptz'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 3;

COMMENT ON FUNCTION purpose.truncate_date(timestamptz, text) IS
'beginning of the value''s minute, hour, day, week, month, quarter, year, decade or century';

CREATE FUNCTION purpose.to_range(value date, unit text)
RETURNS daterange
AS 'MODULE_PATHNAME', 'purpose_mask_to_range_date'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION purpose.to_range(date, text) IS
'range of the value''s week, month, quarter, year, decade or century';

CREATE FUNCTION purpose.to_range(value timestamp, unit text)
RETURNS tsrange
AS 'MODULE_PATHNAME', 'purpose_mask_to_range_timestamp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION purpose.to_range(timestamp, text) IS
'range of the value''s minute, hour, day, week, month, quarter, year, decade or century';

CREATE FUNCTION purpose.to_range(value timestamptz, unit text)
RETURNS tstzrange
AS 'MODULE_PATHNAME', 'purpose_mask_to_range_timestamptz'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION purpose.to_range(timestamptz, text) IS
'range of the value''s minute, hour, day, week, month, quarter, year, decade or century';

CREATE FUNCTION purpose.age_band(birth date, width int4 DEFAULT 10, top int4 DEFAULT 90)
RETURNS int4range
AS 'MODULE_PATHNAME', 'purpose_mask_age_band'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION purpose.age_band(date, int4, int4) IS
'band of the age in years today; top and above are one band';

CREATE FUNCTION purpose.age_band(birth date, width int4, top int4, at date)
RETURNS int4range
AS 'MODULE_PATHNAME', 'purpose_mask_age_band_at'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION purpose.age_band(date, int4, int4, date) IS
'band of the age in years on a day; top and above are one band';

--
-- Masks: network addresses
--

CREATE FUNCTION purpose.truncate_ip(value inet, v4 int4 DEFAULT 24, v6 int4 DEFAULT 48)
RETURNS inet
AS 'MODULE_PATHNAME', 'purpose_mask_truncate_inet'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;

COMMENT ON FUNCTION purpose.truncate_ip(inet, int4, int4) IS
'leading bits of a network address, the others zero';

CREATE FUNCTION purpose.truncate_ip(value cidr, v4 int4 DEFAULT 24, v6 int4 DEFAULT 48)
RETURNS cidr
AS 'MODULE_PATHNAME', 'purpose_mask_truncate_inet'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;

COMMENT ON FUNCTION purpose.truncate_ip(cidr, int4, int4) IS
'leading bits of a network address, the others zero';

--
-- Masks: jsonb
--

CREATE FUNCTION purpose.jsonb_remove(value jsonb, VARIADIC paths text[])
RETURNS jsonb
AS 'MODULE_PATHNAME', 'purpose_mask_jsonb_remove'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION purpose.jsonb_remove(jsonb, text[]) IS
'document without the members that the paths name';

CREATE FUNCTION purpose.jsonb_mask(value jsonb, replacement jsonb, VARIADIC paths text[])
RETURNS jsonb
AS 'MODULE_PATHNAME', 'purpose_mask_jsonb_mask'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION purpose.jsonb_mask(jsonb, jsonb, text[]) IS
'document with the members that the paths name replaced';

CREATE FUNCTION purpose.jsonb_keep(value jsonb, VARIADIC paths text[])
RETURNS jsonb
AS 'MODULE_PATHNAME', 'purpose_mask_jsonb_keep'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

COMMENT ON FUNCTION purpose.jsonb_keep(jsonb, text[]) IS
'document with only the members that the paths name';

--
-- Masks: keyed with the content of purpose.pseudonym_key_file.
--
-- EXECUTE is left to PUBLIC, for a mask runs as the user it hides from.  The
-- functions themselves refuse calls that are not a policy's, unless the
-- caller holds EXECUTE on purpose.pseudonym_key_id().
--

CREATE FUNCTION purpose.pseudonym_key_id()
RETURNS text
AS 'MODULE_PATHNAME', 'purpose_mask_pseudonym_key_id'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION purpose.pseudonym_key_id() IS
'name of the pseudonym key; EXECUTE on it allows calling pseudonym and noise directly';

REVOKE ALL ON FUNCTION purpose.pseudonym_key_id() FROM PUBLIC;

CREATE FUNCTION purpose.pseudonym(value text, context text DEFAULT '')
RETURNS text
AS 'MODULE_PATHNAME', 'purpose_mask_pseudonym_text'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION purpose.pseudonym(text, text) IS
'keyed pseudonym of 64 hexadecimal digits';

CREATE FUNCTION purpose.pseudonym(value text, length int4, context text DEFAULT '')
RETURNS text
AS 'MODULE_PATHNAME', 'purpose_mask_pseudonym_text_length'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION purpose.pseudonym(text, int4, text) IS
'keyed pseudonym of length hexadecimal digits';

CREATE FUNCTION purpose.pseudonym(value uuid, context text DEFAULT '')
RETURNS uuid
AS 'MODULE_PATHNAME', 'purpose_mask_pseudonym_uuid'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION purpose.pseudonym(uuid, text) IS
'keyed pseudonym of a uuid, of version 8';

CREATE FUNCTION purpose.pseudonym(value int4, context text DEFAULT '')
RETURNS int4
AS 'MODULE_PATHNAME', 'purpose_mask_pseudonym_int4'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;

COMMENT ON FUNCTION purpose.pseudonym(int4, text) IS
'keyed pseudonym of an integer, one to one and of the same sign';

CREATE FUNCTION purpose.pseudonym(value int8, context text DEFAULT '')
RETURNS int8
AS 'MODULE_PATHNAME', 'purpose_mask_pseudonym_int8'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;

COMMENT ON FUNCTION purpose.pseudonym(int8, text) IS
'keyed pseudonym of an integer, one to one and of the same sign';

CREATE FUNCTION purpose.noise(value int4, ratio float8, context text DEFAULT '')
RETURNS int4
AS 'MODULE_PATHNAME', 'purpose_mask_noise_int4'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION purpose.noise(int4, float8, text) IS
'value moved by at most the ratio of itself, always by the same amount';

CREATE FUNCTION purpose.noise(value int8, ratio float8, context text DEFAULT '')
RETURNS int8
AS 'MODULE_PATHNAME', 'purpose_mask_noise_int8'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION purpose.noise(int8, float8, text) IS
'value moved by at most the ratio of itself, always by the same amount';

CREATE FUNCTION purpose.noise(value float8, ratio float8, context text DEFAULT '')
RETURNS float8
AS 'MODULE_PATHNAME', 'purpose_mask_noise_float8'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION purpose.noise(float8, float8, text) IS
'value moved by at most the ratio of itself, always by the same amount';

CREATE FUNCTION purpose.noise(value numeric, ratio float8, context text DEFAULT '')
RETURNS numeric
AS 'MODULE_PATHNAME', 'purpose_mask_noise_numeric'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION purpose.noise(numeric, float8, text) IS
'value moved by at most the ratio of itself, always by the same amount';

CREATE FUNCTION purpose.noise(value date, days int4, context text DEFAULT '')
RETURNS date
AS 'MODULE_PATHNAME', 'purpose_mask_noise_date'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION purpose.noise(date, int4, text) IS
'date moved by at most so many days, always by the same number';
