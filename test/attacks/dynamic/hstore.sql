-- class: dynamic
-- who: stranger
-- proves: functions of other extensions that take rows apart are given masked ones
-- requires: hstore
-- @setup
CREATE EXTENSION hstore SCHEMA public;
-- @attack
SELECT public.hstore(c) FROM app.customer AS c;
SELECT public.each(public.hstore(c)) FROM app.customer AS c WHERE id > 110;
SELECT c OPERATOR(public.#=) ''::public.hstore FROM app.customer AS c;
