SELECT given_name, family_name, born, email, phone, house_number, street, city
FROM customer JOIN address USING (address_id)
WHERE address_id = :household ORDER BY customer_id;

\set ECHO none
\set claim 'of ' :people ' people: ' :emails ' e-mail addresses, ' :streets ' streets, ' :births ' dates of birth'
SELECT count(*) = :people AND count(email) = :emails AND count(street) = :streets
       AND count(*) FILTER (WHERE born <> date_trunc('year', born)) = :births AS held
FROM customer JOIN address USING (address_id) WHERE address_id = :household \gset
\ir claim.sql
