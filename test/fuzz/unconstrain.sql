-- unconstrain.sql - before rows.sql makes a physically masked copy: no
-- constraint may refuse masked values, and no index may promise anything.
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
SET search_path = fz, pg_catalog;
DROP MATERIALIZED VIEW mv_person, mv_grp;
DO $$
DECLARE
  c record;
BEGIN
  FOR c IN SELECT conrelid::regclass AS rel, conname FROM pg_constraint
    WHERE contype = 'c' AND connamespace = 'fz'::regnamespace AND conislocal
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.rel, c.conname);
  END LOOP;
  FOR c IN SELECT indexrelid::regclass AS index FROM pg_index
    WHERE indexrelid::regclass::text = ANY ('{person_ssn_uniq,account_iban}')
  LOOP
    EXECUTE format('DROP INDEX %s', c.index);
  END LOOP;
END $$;
ALTER TABLE account ALTER pin DROP NOT NULL;
ALTER TABLE person ALTER twice DROP EXPRESSION, ALTER year DROP EXPRESSION;
