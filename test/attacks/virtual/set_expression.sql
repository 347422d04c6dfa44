-- class: virtual
-- who: owner
-- from: 18
-- proves: an owner cannot point a declassified generated column at a restricted one
-- @setup
ALTER TABLE app.customer ADD COLUMN initial text GENERATED ALWAYS AS (right(ssn, 2)) STORED,
	ADD COLUMN second text GENERATED ALWAYS AS (right(ssn, 1)) VIRTUAL,
	ADD COLUMN town text GENERATED ALWAYS AS (upper(city)) VIRTUAL;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.customer.initial IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN app.customer.second IS 'UNRESTRICTED';
-- @attack
ALTER TABLE app.customer ALTER initial SET EXPRESSION AS (ssn);
ALTER TABLE app.customer ALTER second SET EXPRESSION AS (ssn);
ALTER TABLE app.customer ALTER town SET EXPRESSION AS (ssn);
ALTER TABLE app.customer ALTER city TYPE text USING ssn;
ALTER TABLE app.customer DROP COLUMN second, ADD COLUMN second text GENERATED ALWAYS AS (ssn) VIRTUAL;
SELECT initial, second, town FROM app.customer ORDER BY id;
