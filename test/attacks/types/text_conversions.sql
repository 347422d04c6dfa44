-- class: types
-- who: stranger
-- proves: no conversion brings a value out
SELECT ssn::varchar(30), ssn::bytea::text, quote_literal(ssn), format('%s', ssn), to_char(salary, '9999999'), convert_to(ssn, 'UTF8')
FROM app.customer WHERE id > 4;
SELECT encode(ssn::bytea, 'escape'), chr(ascii(ssn)), reverse(reverse(ssn)), birth::timestamp, extract(epoch FROM birth)
FROM app.customer WHERE id > 4;
