-- What the postal service may use its data for.

CREATE EXTENSION pg_purpose;

-- The purposes, as a tree: who may act for one may act for those below it.
INSERT INTO purpose.vocabulary (name, parent, description) VALUES
	('service',                 NULL,              'Provide what the customer asked for'),
	('customer_service',        'service',         'Answer a customer'),
	('delivery',                'service',         'Carry and deliver mail'),
	('address_management',      'service',         'Keep addresses and changes of address'),
	('billing',                 'service',         'Charge for what was sent'),
	('authentication',          'service',         'Recognise a customer who signs in'),
	('marketing',               NULL,              'Tell customers of other products'),
	('research',                NULL,              'Statistics on mail'),
	('security',                NULL,              'Keep the service safe'),
	('security_monitoring',     'security',        'Notice attacks on accounts'),
	('fraud_prevention',        'security',        'Notice false payments'),
	('law_enforcement',         NULL,              'Authorised investigations'),
	('postal_inspection',       'law_enforcement', 'Crimes against the mail'),
	('immigration_enforcement', 'law_enforcement', 'Find and deport people');

UPDATE purpose.vocabulary SET requires_justification = true WHERE name = 'postal_inspection';

-- Whatever any other label says:
SECURITY LABEL FOR purpose ON DATABASE post IS 'DENY immigration_enforcement';

-- Customers: for the service they asked for, except where a column says more.
-- Consent: marketing gets the names and e-mail addresses of adults who opted
-- in, and of nobody else.
SECURITY LABEL FOR purpose ON TABLE customer IS 'ALLOW service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN customer.customer_id IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN customer.address_id IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN customer.customer_since IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN customer.marketing_consent IS 'ALLOW service, marketing, research; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN customer.given_name IS
	'ALLOW service, postal_inspection;
	 ALLOW marketing WHEN (marketing_consent AND born <= current_date - interval ''18 years'');
	 ELSE MASK WITH (purpose.initials(given_name))';
SECURITY LABEL FOR purpose ON COLUMN customer.family_name IS
	'ALLOW service, postal_inspection;
	 ALLOW marketing WHEN (marketing_consent AND born <= current_date - interval ''18 years'');
	 ELSE MASK WITH (purpose.initials(family_name))';
SECURITY LABEL FOR purpose ON COLUMN customer.born IS
	'ALLOW customer_service; ELSE MASK WITH (purpose.truncate_date(born, ''year''))';
SECURITY LABEL FOR purpose ON COLUMN customer.phone IS
	'ALLOW customer_service, delivery; ELSE MASK WITH (purpose.phone(phone))';

SECURITY LABEL FOR purpose ON COLUMN customer.email IS
	'ALLOW customer_service;
	 ALLOW marketing WHEN (marketing_consent AND born <= current_date - interval ''18 years'');
	 ELSE NULL';

-- Where they live: outside the service, the town and no more.
SECURITY LABEL FOR purpose ON TABLE address IS 'ALLOW service, postal_inspection; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN address.address_id IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN address.city IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN address.state IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN address.zip IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON TABLE address_change IS 'ALLOW service; ELSE BLOCK';

-- Accounts: from where somebody signs in is for security, others see the
-- network; the login is for customer service, others see a pseudonym.
SECURITY LABEL FOR purpose ON COLUMN online_account.login IS
	'ALLOW customer_service; ELSE MASK WITH (purpose.pseudonym(login, 12))';
SECURITY LABEL FOR purpose ON COLUMN online_account.password_hash IS 'ALLOW authentication; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN sign_in.ip_address IS
	'ALLOW security; ELSE MASK WITH (purpose.truncate_ip(ip_address))';

-- Mail: who writes to whom.
SECURITY LABEL FOR purpose ON COLUMN package.sender_id IS 'ALLOW service, postal_inspection; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN package.recipient_id IS 'ALLOW service, postal_inspection; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN package.address_id IS 'ALLOW service, postal_inspection; ELSE NULL';

-- Cards: a statement that asks for the number is refused.  card_tail is
-- computed from the number and would be refused too; its own label opens it.
SECURITY LABEL FOR purpose ON COLUMN payment.card_number IS 'ALLOW billing; ELSE BLOCK';
SECURITY LABEL FOR purpose ON COLUMN payment.card_expires IS 'ALLOW billing; ELSE BLOCK';
SECURITY LABEL FOR purpose ON COLUMN payment.card_tail IS 'ALLOW service; ELSE NULL';

-- Mail covers fade when their time is over, for everybody.
SECURITY LABEL FOR purpose ON COLUMN mail_cover.recipient_id IS 'ALLOW delivery, postal_inspection WHEN (retain_until >= current_date); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN mail_cover.image IS 'ALLOW delivery, postal_inspection WHEN (retain_until >= current_date); ELSE NULL';

-- Who may act for what.
SECURITY LABEL FOR purpose ON ROLE call_centre IS 'DECLARE customer_service';
SECURITY LABEL FOR purpose ON ROLE delivery IS 'DECLARE delivery, address_management';
SECURITY LABEL FOR purpose ON ROLE billing IS 'DECLARE billing';
SECURITY LABEL FOR purpose ON ROLE marketing IS 'DECLARE marketing';
SECURITY LABEL FOR purpose ON ROLE security_monitoring IS 'DECLARE security_monitoring';
SECURITY LABEL FOR purpose ON ROLE analyst IS 'DECLARE research';
SECURITY LABEL FOR purpose ON ROLE investigator IS 'DECLARE law_enforcement';
SECURITY LABEL FOR purpose ON ROLE privacy_officer IS 'ADMINISTER';
