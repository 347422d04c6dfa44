-- class: dynamic
-- who: stranger
-- proves: and those that take rows apart
-- requires: hstore
-- @setup
CREATE EXTENSION hstore SCHEMA public;
-- @attack
SELECT public.hstore(c) FROM app.customer AS c;
SELECT public.each(public.hstore(c)) FROM app.customer AS c WHERE id > 110;
SELECT c OPERATOR(public.#=) ''::public.hstore FROM app.customer AS c;
