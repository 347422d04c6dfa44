-- class: limits
-- who: stranger
-- proves: sequences have no policy
-- limit: a sequence is not the column; who may read it is a matter of GRANT
SELECT last_value FROM app.numbered_id_seq;
-- @setup
CREATE TABLE app.numbered (id serial, consent boolean DEFAULT false);
ALTER SEQUENCE app.numbered_id_seq RESTART 7310001;
INSERT INTO app.numbered DEFAULT VALUES;
GRANT SELECT ON app.numbered_id_seq TO PUBLIC;
-- @labels
SELECT pg_temp.label('app.numbered', 'id', '0');
