-- class: limits
-- who: stranger
-- shows: difference
-- proves: a cascade over restricted keys tells whoever may delete which rows belong together
-- limit: DELETE is a matter of GRANT, and referential integrity always works
-- @setup
CREATE TABLE app.owner (id int PRIMARY KEY, secret int UNIQUE);
INSERT INTO app.owner SELECT id, salary FROM app.customer WHERE id > 4;
CREATE TABLE app.thing (id int PRIMARY KEY, secret int REFERENCES app.owner (secret) ON DELETE CASCADE);
INSERT INTO app.thing SELECT row_number() OVER (ORDER BY salary), salary FROM app.customer WHERE id > 4;
GRANT ALL ON app.owner, app.thing TO PUBLIC;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.owner.secret IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.thing.secret IS 'ALLOW service; ELSE NULL';
-- @attack
DELETE FROM app.owner WHERE id = 50;
SELECT i AS gone FROM generate_series(1, 116) AS i WHERE NOT EXISTS (SELECT FROM app.thing WHERE id = i);
