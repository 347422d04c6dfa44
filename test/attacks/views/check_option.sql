-- class: views
-- who: stranger
-- shows: difference
-- proves: a CHECK OPTION on a hidden column does not say whether it holds
CREATE VIEW app.rich AS SELECT * FROM app.customer WHERE salary % 1000 > 560 WITH CHECK OPTION;
UPDATE app.rich SET note = 'x' WHERE id = 50;
UPDATE app.rich SET note = 'x' WHERE id = 51;
UPDATE app.rich SET note = 'x' WHERE id = 52;
SELECT id FROM app.customer WHERE note = 'x' ORDER BY id;
