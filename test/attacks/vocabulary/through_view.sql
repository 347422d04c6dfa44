-- class: vocabulary
-- who: stranger
-- proves: the vocabulary is not written through a view or by COPY
CREATE VIEW app.words AS SELECT * FROM purpose.vocabulary;
UPDATE app.words SET parent = 'service' WHERE name IN ('marketing', 'research');
COPY purpose.vocabulary (name, parent) FROM STDIN;
mine	service
\.
SELECT ssn FROM app.customer;
