-- class: copy
-- who: stranger
-- proves: COPY table TO gives what SELECT gives
COPY app.customer TO STDOUT;
COPY app.customer (id, ssn) TO STDOUT WITH (FORMAT csv, HEADER);
