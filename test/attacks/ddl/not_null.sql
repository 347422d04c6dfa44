-- class: ddl
-- who: owner
-- shows: difference
-- proves: whether there are NULLs cannot be asked by SET NOT NULL
DELETE FROM app.customer WHERE id NOT IN (8, 9);
ALTER TABLE app.customer ALTER COLUMN diagnosis SET NOT NULL;
DELETE FROM app.customer WHERE id = 8;
ALTER TABLE app.customer ALTER COLUMN diagnosis SET NOT NULL;
ALTER TABLE app.customer ADD PRIMARY KEY (id, diagnosis);
