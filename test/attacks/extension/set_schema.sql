-- class: extension
-- who: owner
-- modes: block null
-- requires: pgtap
-- proves: a table does not leave a labelled schema as a member of an extension that moves
-- (pgtap stands for any extension that needs no superuser and may be moved.)
SET client_min_messages = warning;
CREATE EXTENSION pgtap SCHEMA hr;
ALTER EXTENSION pgtap ADD TABLE hr.pay;
ALTER EXTENSION pgtap SET SCHEMA app;
SELECT * FROM app.pay;
