-- class: copy
-- who: stranger
-- proves: COPY of a table whose schema has the label gives no values
COPY hr.pay TO STDOUT;
COPY hr.pay (remark) TO STDOUT;
