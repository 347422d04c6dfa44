-- class: partitions
-- who: stranger
-- proves: rows cast to the type of the table above carry no values
SELECT p::app.payment FROM app.payment_2024 AS p;
SELECT e::app.person FROM app.employee AS e;
SELECT (m::app.employee).badge, (m::app.person).tax FROM app.manager AS m;
