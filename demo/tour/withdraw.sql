UPDATE customer SET marketing_consent = :consent WHERE customer_id = :yes
RETURNING given_name, marketing_consent;
