-- class: copy
-- who: super
-- proves: COPY to a program gives no values
COPY app.customer TO PROGRAM 'cat >&2; cat';
COPY (SELECT ssn FROM app.customer) TO PROGRAM 'cat > /tmp/attack_copy.out';
COPY app.log (line) FROM PROGRAM 'cat /tmp/attack_copy.out; rm /tmp/attack_copy.out';
SELECT line FROM app.log;
