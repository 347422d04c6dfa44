-- class: authority
-- who: super
-- proves: a superuser without a purpose is masked like others
SELECT ssn, salary FROM app.customer;
SELECT tax FROM app.person;
TABLE hr.pay;
SELECT c FROM app.customer_view AS c;
