\echo
\echo -- Who tries passwords?
SELECT ip_address, count(*) AS attempts, count(DISTINCT account_id) AS accounts,
       count(*) FILTER (WHERE succeeded) AS got_in
FROM sign_in WHERE at > current_date - 7
GROUP BY ip_address HAVING count(*) > 100 ORDER BY attempts DESC;

\echo
\echo -- Which accounts to lock; who they belong to is not needed for that.
SELECT a.account_id, a.login, c.family_name, s.at::timestamp(0)
FROM sign_in s JOIN online_account a USING (account_id) JOIN customer c USING (customer_id)
WHERE s.succeeded AND s.ip_address = '198.19.255.7' ORDER BY s.at LIMIT 4;

\set ECHO none
\set claim 'security monitoring sees IP addresses and no logins'
SELECT count(DISTINCT s.ip_address) = 3 AND bool_and(a.login ~ '^[0-9a-f]{12}$') AS held
FROM sign_in s JOIN online_account a USING (account_id)
WHERE s.succeeded AND s.device = 'python-requests' \gset
\ir claim.sql
