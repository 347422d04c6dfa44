-- class: vocabulary
-- who: stranger
-- proves: not through a view, a rule or a copy either
CREATE VIEW app.words AS SELECT * FROM purpose.vocabulary;
UPDATE app.words SET parent = 'service' WHERE name IN ('marketing', 'research');
COPY purpose.vocabulary (name, parent) FROM STDIN;
mine	service
\.
SELECT ssn FROM app.customer;
