-- class: types
-- who: stranger
-- proves: values wrapped in other types are values
SELECT during, lower(during), upper(during) FROM app.booking;
SELECT int4range(salary, salary, '[]'), ARRAY[[salary]], ROW(birth, birth) FROM app.customer WHERE id > 4;
SELECT json_build_object('k', ssn), xmlelement(name e, ssn)::text FROM app.customer WHERE id > 4;
