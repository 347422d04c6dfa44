-- class: writing
-- who: stranger
-- shows: difference
-- proves: a statement that writes through a security_barrier view does not choose rows by what is hidden
CREATE VIEW app.rich WITH (security_barrier) AS SELECT id, note FROM app.customer WHERE salary % 1000 > 560;
UPDATE app.rich SET note = 'rich' RETURNING id;
SELECT id FROM app.customer WHERE note = 'rich' ORDER BY id;
