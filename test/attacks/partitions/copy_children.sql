-- class: partitions
-- who: stranger
-- proves: COPY of a partition or child is covered
COPY app.payment_2024 TO STDOUT;
COPY app.employee TO STDOUT;
COPY app.manager (tax) TO STDOUT;
COPY (SELECT * FROM app.payment) TO STDOUT;
