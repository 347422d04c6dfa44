-- class: dynamic
-- who: stranger
-- proves: ts_rewrite runs its query as any other
SELECT ts_rewrite('a'::tsquery, 'SELECT ''a''::tsquery, quote_literal(ssn)::tsquery FROM app.customer WHERE id = 9');
