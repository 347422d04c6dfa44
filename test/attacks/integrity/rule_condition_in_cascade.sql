-- class: integrity
-- who: stranger
-- proves: the condition of a rule, which becomes a part of the server's own statement, is enforced
CREATE TABLE app.mine (c int REFERENCES app.customer ON DELETE CASCADE);
CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql AS
	$$BEGIN RAISE NOTICE 'leak %', $1; RETURN false; END$$;
CREATE RULE r AS ON DELETE TO app.mine WHERE (SELECT app.leak(string_agg(ssn, ' ')) FROM app.customer) DO INSTEAD NOTHING;
INSERT INTO app.mine VALUES (50);
DELETE FROM app.customer WHERE id = 50;
