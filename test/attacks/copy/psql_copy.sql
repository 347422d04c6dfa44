-- class: copy
-- who: stranger
-- proves: psql's copy is COPY
\copy app.customer to stdout
\copy (select ssn from app.customer) to stdout csv
