-- class: dynamic
-- who: stranger
-- proves: and those that rewrite
SELECT ts_rewrite('a'::tsquery, 'SELECT ''a''::tsquery, quote_literal(ssn)::tsquery FROM app.customer WHERE id = 9');
