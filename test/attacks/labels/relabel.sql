-- class: labels
-- who: owner
-- proves: the owner cannot change, drop or add labels
SECURITY LABEL FOR purpose ON COLUMN app.customer.ssn IS NULL;
SECURITY LABEL FOR purpose ON COLUMN app.customer.ssn IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON TABLE app.customer IS 'ALLOW ANY';
SECURITY LABEL FOR purpose ON COLUMN app.customer.ssn_upper IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN app.customer_mat.ssn IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON SCHEMA hr IS NULL;
SECURITY LABEL FOR purpose ON ROLE attack_owner IS 'DECLARE ANY';
SELECT purpose.set_label('app.customer', 'ssn', NULL);
SELECT purpose.set_label('app.customer', 'ssn', 'UNRESTRICTED');
SELECT ssn, ssn_upper FROM app.customer;
SELECT ssn FROM app.customer_mat;
TABLE hr.pay;
