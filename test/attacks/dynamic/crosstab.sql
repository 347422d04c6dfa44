-- class: dynamic
-- who: stranger
-- proves: functions of other extensions that run a query from a string run it as any other
-- requires: tablefunc
-- @setup
CREATE EXTENSION tablefunc SCHEMA public;
-- @attack
SELECT * FROM public.crosstab('SELECT id, 1, ssn FROM app.customer ORDER BY 1') AS t (id int, v text);
SELECT * FROM public.connectby('app.customer', 'ssn', 'ssn', '0', 1) AS t (a text, b text, c int);
