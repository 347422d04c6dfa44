-- People for the tour to look at: a household in which one adult opted in to
-- marketing, one did not, and a child ticked the box.  One "name=value" a line.
WITH home AS (
	SELECT yes.address_id AS household, yes.customer_id AS yes, no.customer_id AS no, no.email AS no_email, kid.customer_id AS kid
	FROM customer yes
	     JOIN customer kid ON kid.guardian_id = yes.customer_id AND kid.marketing_consent AND kid.email IS NOT NULL
	     JOIN customer no ON no.address_id = yes.address_id AND no.customer_id = yes.customer_id + 1
	                     AND NOT no.marketing_consent AND no.guardian_id IS NULL AND no.email IS NOT NULL
	WHERE yes.marketing_consent AND yes.email IS NOT NULL
	  AND (SELECT count(*) FROM customer c WHERE c.address_id = yes.address_id) = 4
	  AND (SELECT count(*) FROM payment p WHERE p.customer_id = yes.customer_id) >= 2
	ORDER BY yes.address_id LIMIT 1
)
SELECT format(E'household=%s\nyes=%s\nno=%s\nno_email=%s\nkid=%s\npeople=%s\nall_emails=%s\nwilling=%s\nall_births=%s\nconsenting=%s\nreceiver=%s',
       household, yes, no, no_email, kid,
       (SELECT count(*) FROM customer c WHERE c.address_id = household),
       (SELECT count(email) FROM customer c WHERE c.address_id = household),
       (SELECT count(email) FROM customer c WHERE c.address_id = household AND marketing_consent AND guardian_id IS NULL),
       (SELECT count(*) FROM customer c WHERE c.address_id = household AND born <> date_trunc('year', born)),
       (SELECT count(email) FROM customer WHERE marketing_consent AND born <= current_date - interval '18 years'),
       (SELECT recipient_id FROM package GROUP BY recipient_id ORDER BY count(*) DESC, recipient_id LIMIT 1))
FROM home;
