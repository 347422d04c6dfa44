-- class: ddl
-- who: owner
-- proves: a new partition tells nothing of the rows of the default one
-- shows: difference
-- @setup
CREATE TABLE app.part (id int, consent boolean, v text) PARTITION BY LIST (v);
CREATE TABLE app.part_rest PARTITION OF app.part DEFAULT;
ALTER TABLE app.part OWNER TO attack_owner;
ALTER TABLE app.part_rest OWNER TO attack_owner;
INSERT INTO app.part SELECT id, consent, ssn FROM app.customer;
-- @labels
SELECT pg_temp.label('app.part', 'v', '''x''');
-- @attack
SELECT string_agg(quote_literal(lpad(i::text, 3, '0') || '-ZEB' || 'RA-A-42'), ',') AS list FROM generate_series(1, 60) AS i \gset
SELECT format('CREATE TABLE app.part_new PARTITION OF app.part FOR VALUES IN (%s)', :'list') AS create \gset
:create;
CREATE TABLE app.cand (id int, consent boolean, v text);
SELECT format('ALTER TABLE app.part ATTACH PARTITION app.cand FOR VALUES IN (%s)', :'list') AS attach \gset
:attach;
