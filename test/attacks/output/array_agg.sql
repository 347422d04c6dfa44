-- class: output
-- who: stranger
-- proves: aggregates see masked values
SELECT array_agg(ssn), string_agg(email, ','), max(salary), min(birth) FROM app.customer;
