-- class: copy
-- who: stranger
-- from: 19
-- proves: COPY of a partitioned table, which 19 does, gives no more than a query of it
COPY app.payment TO stdout;
COPY app.payment (id, card) TO stdout;
COPY app.payment (amount) TO stdout (FORMAT csv, HEADER);
COPY app.payment TO stdout (FORMAT json);
COPY app.payment TO stdout (FORMAT json, FORCE_ARRAY);
SET row_security = off;
COPY app.payment TO stdout;
