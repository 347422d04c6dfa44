-- class: parallel
-- who: stranger
-- proves: compiled expressions are masked ones
SET jit = on; SET jit_above_cost = 0; SET jit_inline_above_cost = 0; SET jit_optimize_above_cost = 0;
SELECT ssn || salary, upper(email) FROM app.customer WHERE id + 1 > 5;
