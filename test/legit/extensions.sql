-- Extensions that an owner may create in a labelled database, and what they
-- bring: types, operator classes, indexes on open columns of labelled tables.
-- who: owner
-- purpose: none
-- requires: hstore citext pg_trgm btree_gist btree_gin unaccent pgcrypto ltree
-- test: extensions that an owner may create
SET client_min_messages = warning;
CREATE SCHEMA ext;
CREATE EXTENSION hstore SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext;
CREATE EXTENSION pg_trgm SCHEMA ext;
CREATE EXTENSION btree_gist SCHEMA ext;
CREATE EXTENSION btree_gin SCHEMA ext;
CREATE EXTENSION unaccent SCHEMA ext;
CREATE EXTENSION pgcrypto SCHEMA ext;
CREATE EXTENSION ltree SCHEMA ext;
CREATE TABLE ext.t (id int, name ext.citext, attrs ext.hstore, path ext.ltree, during tsrange,
	EXCLUDE USING gist (id WITH =, during WITH &&));
INSERT INTO ext.t VALUES (1, 'Name', 'a=>1', 'a.b', '[2000-01-01,2001-01-01)');
SELECT * FROM ext.t WHERE name = 'NAME';
CREATE INDEX ON ext.t USING gist (name ext.gist_trgm_ops);
CREATE INDEX ON app.customer USING gin (note ext.gin_trgm_ops);
CREATE INDEX ON app.customer USING gist (name ext.gist_trgm_ops);
SELECT id FROM app.customer WHERE name ILIKE '%e 11%' ORDER BY id;
DROP EXTENSION ltree CASCADE;
