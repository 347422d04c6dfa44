SELECT CASE WHEN retain_until < current_date THEN 'past retention' ELSE 'kept' END AS age,
       count(*) AS mail_covers, count(image) AS readable, count(recipient_id) AS with_recipient
FROM mail_cover GROUP BY age ORDER BY age;

\set ECHO none
\set claim 'mail covers fade after their retention'
SELECT bool_and((image IS NULL) = (retain_until < current_date)) AND count(image) BETWEEN 1 AND count(*) - 1 AS held
FROM mail_cover \gset
\ir claim.sql
