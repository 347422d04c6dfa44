-- class: settings
-- who: stranger
-- proves: no setting changes how the strings in a label are read
-- purpose: research
-- @setup
CREATE TABLE app.read (id int, consent boolean DEFAULT false, note text, v text);
INSERT INTO app.read SELECT id, false, $$\$$, ssn FROM app.customer WHERE id > 4;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.read.v IS $l$ALLOW service; ALLOW research WHEN (note = '\\'); ELSE NULL$l$;
-- @attack
SET standard_conforming_strings = off;
SET backslash_quote = on;
SELECT v FROM app.read;
