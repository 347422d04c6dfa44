-- class: copy
-- who: stranger
-- proves: nor is a table whose schema has the label
COPY hr.pay TO STDOUT;
COPY hr.pay (remark) TO STDOUT;
