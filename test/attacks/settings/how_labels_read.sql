-- class: settings
-- who: stranger
-- proves: no setting changes how a condition or mask is read
-- modes: mask cond
-- purpose: research
-- @setup
CREATE TABLE app.read (id int, consent boolean DEFAULT false, since timestamptz, day date, v text, w text, u text);
INSERT INTO app.read SELECT id, consent, '2000-06-01 12:00+00', '2000-03-02', ssn, ssn, ssn FROM app.customer WHERE id > 4;
-- @labels
SECURITY LABEL FOR purpose ON COLUMN app.read.v IS 'ALLOW service; ALLOW research WHEN (since < ''2000-06-01 12:00''); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.read.w IS 'ALLOW service; ALLOW research WHEN (day < ''02/03/2000''); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN app.read.u IS 'ALLOW service; ALLOW research WHEN (consent = NULL); ELSE MASK WITH (NULL)';
-- @attack
SET timezone = '-12';
SET datestyle = 'SQL, DMY';
SET transform_null_equals = on;
SET standard_conforming_strings = off;
SET intervalstyle = iso_8601;
SET escape_string_warning = off;
SELECT v, w, u FROM app.read;
SET timezone = '+12';
SELECT v, w, u FROM app.read;
