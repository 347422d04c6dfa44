-- class: copy
-- who: stranger
-- from: 19
-- proves: COPY ... (FORMAT json) writes what a query shows
COPY app.customer TO stdout (FORMAT json);
COPY app.customer (id, ssn) TO stdout (FORMAT json, FORCE_ARRAY);
COPY app.customer_mat TO stdout (FORMAT json);
COPY (SELECT * FROM app.customer) TO stdout (FORMAT json);
COPY (SELECT c FROM app.customer AS c) TO stdout (FORMAT json);
COPY (UPDATE app.customer SET note = 'x' WHERE id = 60 RETURNING *) TO stdout (FORMAT json);
COPY hr.pay TO stdout (FORMAT json);
