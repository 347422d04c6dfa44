-- class: probing
-- who: stranger
-- from: 19
-- shows: difference
-- modes: block null mask
-- proves: IGNORE NULLS tells nothing of restricted columns
SELECT 'ORACLE', id, lead(CASE WHEN diagnosis IS NOT NULL THEN id END) IGNORE NULLS OVER (ORDER BY id) FROM app.customer ORDER BY id;
SELECT 'ORACLE', id, first_value(id) IGNORE NULLS OVER (ORDER BY ssn) FROM app.customer ORDER BY id;
