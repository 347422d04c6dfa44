\echo
\echo -- Enforcement is off here, and there is nothing to see:
SELECT given_name, family_name, born, email, phone, street, city
FROM customer LEFT JOIN address USING (address_id) WHERE address_id = :household ORDER BY customer_id;

\echo -- Mail can be studied all the same:
SELECT service, count(*) AS delivered,
       round(avg(extract(epoch FROM delivered.at - accepted.at)) / 3600, 1) AS hours_on_the_way
FROM package p
     JOIN tracking_event accepted ON accepted.package_id = p.package_id AND accepted.status = 'accepted'
     JOIN tracking_event delivered ON delivered.package_id = p.package_id AND delivered.status = 'delivered'
GROUP BY service ORDER BY hours_on_the_way;

\set ECHO none
\set claim 'the copy holds all packages, and no e-mail address, street or full date of birth'
SELECT (SELECT count(*) > 2000000 FROM tracking_event)
   AND (SELECT count(email) = 0 AND bool_and(born = date_trunc('year', born)) FROM customer)
   AND (SELECT count(street) = 0 FROM address)
   AND NOT EXISTS (SELECT FROM payment) AS held \gset
\ir claim.sql
