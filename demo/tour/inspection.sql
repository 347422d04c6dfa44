\echo
\echo -- A crime against the mail is another matter, with a reason that goes on record.
\set because 'justification'
\set ON_ERROR_STOP off
SELECT count(recipient_id) FROM package;
\set ON_ERROR_STOP on
\ir refused.sql

SET purpose.justification = 'case 4711: stolen parcels, Wichita';
SELECT p.tracking_number, a.family_name, a.street, a.city
FROM package p JOIN addressee a ON a.customer_id = p.recipient_id
WHERE a.customer_id = :receiver ORDER BY p.package_id LIMIT 2;

\echo
\echo -- Still not everything: outside the mail it sees what all others see.
SELECT ip_address, device FROM sign_in ORDER BY at DESC LIMIT 2;

\set ECHO none
\set claim 'an inspector sees no full IP address'
SELECT bool_and(masklen(ip_address) IN (24, 48)) AS held FROM (SELECT * FROM sign_in LIMIT 1000) AS s \gset
\ir claim.sql

\echo
\echo -- What was prepared or opened for one purpose is not used for another.
PREPARE find(text) AS SELECT given_name, family_name, city FROM addressee WHERE family_name = $1 ORDER BY customer_id LIMIT 2;
EXECUTE find('Hernandez');
SET purpose.current = 'immigration_enforcement';
\set because 'immigration_enforcement'
\set ON_ERROR_STOP off
EXECUTE find('Hernandez');
\set ON_ERROR_STOP on
\ir refused.sql

SET purpose.current = 'postal_inspection';
BEGIN;
DECLARE list CURSOR FOR SELECT given_name, family_name, city FROM addressee ORDER BY customer_id;
FETCH 1 FROM list;
SET purpose.current = 'immigration_enforcement';
\set because ''
\set ON_ERROR_STOP off
FETCH 1 FROM list;
\set ON_ERROR_STOP on
\ir refused.sql
ROLLBACK;
