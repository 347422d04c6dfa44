\echo
\echo -- Owns nothing, reads nothing, decides what may be read for what.
\set because 'family_name'
\set ON_ERROR_STOP off
SELECT family_name FROM customer LIMIT 1;
\set ON_ERROR_STOP on
\ir refused.sql

SELECT purpose.set_label('sign_in', 'device', 'ALLOW security; ELSE NULL');
