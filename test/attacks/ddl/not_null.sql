-- class: ddl
-- who: owner
-- shows: difference
-- proves: whether there are NULLs cannot be asked by SET NOT NULL
DELETE FROM app.customer WHERE id <> 13;
ALTER TABLE app.customer ALTER COLUMN diagnosis SET NOT NULL;
ALTER TABLE app.orders DROP CONSTRAINT orders_customer_fkey;
ALTER TABLE app.customer DROP CONSTRAINT customer_pkey, ADD PRIMARY KEY (id, diagnosis);
