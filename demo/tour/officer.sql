\echo
\echo -- Reads no more than anybody without a purpose,
\set because 'card_number'
\set ON_ERROR_STOP off
SELECT card_number FROM payment LIMIT 1;
\set ON_ERROR_STOP on
\ir refused.sql

\echo
\echo -- owns no table, and labels them all the same: from now on the device is for security only.
SELECT purpose.set_label('sign_in', 'device', 'ALLOW security; ELSE NULL');
SELECT purpose.verdict('sign_in', 'device', 'security_monitoring') AS security_monitoring,
       purpose.verdict('sign_in', 'device', 'research') AS research;

\set ECHO none
\set claim 'a new label holds at once'
SELECT purpose.verdict('sign_in', 'device', 'security_monitoring') = 'allow'
   AND purpose.verdict('sign_in', 'device', 'research') = 'null' AS held \gset
\ir claim.sql
