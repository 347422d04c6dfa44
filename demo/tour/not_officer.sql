SELECT count(*) AS sign_ins, count(device) AS devices FROM sign_in;

\set ECHO none
\set claim 'the new label holds for others'
SELECT count(device) = 0 AS held FROM sign_in \gset
\ir claim.sql

\echo
\echo -- Nobody else can change that, nor find a way around it in the tree of purposes.
\set because ''
\set ON_ERROR_STOP off
SELECT purpose.set_label('sign_in', 'device', 'ALLOW research');
\set ON_ERROR_STOP on
\ir refused.sql
\set ON_ERROR_STOP off
UPDATE purpose.vocabulary SET parent = 'security' WHERE name = 'research';
\set ON_ERROR_STOP on
\ir refused.sql
