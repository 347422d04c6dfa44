-- The postal service of the demo: what it has to know of people to carry
-- their mail.  Nothing in this file knows of purposes; policy.sql adds them.
--
-- Keys, indexes and foreign keys are at the end of data.sql, as in a dump:
-- a bulk load is faster without them.

CREATE ROLE post_owner;
GRANT CREATE ON SCHEMA public TO post_owner;

-- The logins of the staff.  Every one of them may read every table: GRANT says
-- who may read, not what for.
CREATE ROLE staff;
CREATE ROLE call_centre         LOGIN IN ROLE staff;
CREATE ROLE delivery            LOGIN IN ROLE staff;
CREATE ROLE billing             LOGIN IN ROLE staff;
CREATE ROLE marketing           LOGIN IN ROLE staff;
CREATE ROLE security_monitoring LOGIN IN ROLE staff;
CREATE ROLE investigator        LOGIN IN ROLE staff;
CREATE ROLE analyst             LOGIN IN ROLE staff;
CREATE ROLE privacy_officer     LOGIN IN ROLE staff;

SET ROLE post_owner;

-- Where mail goes ------------------------------------------------------------

CREATE TABLE facility (
	facility_id  integer NOT NULL,
	name         text NOT NULL,
	state        char(2) NOT NULL
);

CREATE TABLE address (
	address_id   integer NOT NULL,
	house_number text,
	street       text,
	unit         text,
	city         text NOT NULL,
	state        char(2) NOT NULL,
	zip          char(5) NOT NULL,
	zip4         char(4),
	route        text
);

-- Who sends and receives it --------------------------------------------------

CREATE TABLE customer (
	customer_id       integer NOT NULL,
	address_id        integer,
	given_name        text NOT NULL,
	family_name       text NOT NULL,
	born              date NOT NULL,
	guardian_id       integer,         -- an adult of the household, for children
	email             text,
	phone             text,
	marketing_consent boolean NOT NULL,
	customer_since    date NOT NULL
);

CREATE TABLE merchant (
	merchant_id  integer NOT NULL,
	name         text NOT NULL,
	state        char(2) NOT NULL
);

CREATE TABLE online_account (
	account_id    integer NOT NULL,
	customer_id   integer NOT NULL,
	login         text NOT NULL,
	password_hash text,
	created_at    timestamptz NOT NULL
);

CREATE TABLE sign_in (
	account_id   integer NOT NULL,
	at           timestamptz NOT NULL,
	ip_address   inet NOT NULL,
	device       text,
	succeeded    boolean NOT NULL
);

-- The mail -------------------------------------------------------------------

CREATE TABLE package (
	package_id      integer NOT NULL,
	tracking_number text NOT NULL,
	service         text NOT NULL,
	merchant_id     integer,           -- sent by a merchant ...
	sender_id       integer,           -- ... or by a customer
	recipient_id    integer,
	address_id      integer,
	weight_g        integer NOT NULL,
	accepted_at     timestamptz NOT NULL
);

CREATE TYPE tracking_status AS ENUM (
	'label created', 'accepted', 'departed origin', 'in transit',
	'arrived at destination', 'out for delivery', 'delivery attempted',
	'held at post office', 'delivered', 'returned to sender'
);

CREATE TABLE tracking_event (
	package_id   integer NOT NULL,
	seq          smallint NOT NULL,
	facility_id  smallint NOT NULL,
	status       tracking_status NOT NULL,
	at           timestamptz NOT NULL
);

CREATE TABLE payment (
	payment_id   integer NOT NULL,
	customer_id  integer NOT NULL,
	package_id   integer NOT NULL,
	amount       numeric(8,2) NOT NULL,
	card_number  text NOT NULL,
	card_expires date NOT NULL,
	card_tail    text GENERATED ALWAYS AS (right(card_number, 4)) STORED,
	paid_at      timestamptz NOT NULL
);

CREATE TABLE address_change (
	change_id       integer NOT NULL,
	customer_id     integer NOT NULL,
	old_address_id  integer NOT NULL,
	new_address_id  integer NOT NULL,
	kind            text NOT NULL CHECK (kind IN ('permanent', 'temporary')),
	filed_on        date NOT NULL,
	effective_on    date NOT NULL
);

-- A mail cover is a photograph of the outside of a letter.
CREATE TABLE mail_cover (
	mail_cover_id integer NOT NULL,
	recipient_id  integer,
	scanned_at    timestamptz NOT NULL,
	retain_until  date NOT NULL,
	image         bytea                -- a PGM file
);

-- What applications use ------------------------------------------------------

-- The label on a letter: who lives where.
CREATE VIEW addressee AS
	SELECT c.customer_id, c.given_name, c.family_name,
	       a.house_number, a.street, a.unit, a.city, a.state, a.zip
	FROM customer c JOIN address a USING (address_id);

-- Somebody's address, by name: as its owner, whoever calls it.
CREATE FUNCTION find_person(given text, family text)
	RETURNS SETOF addressee
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
	SELECT * FROM addressee
	WHERE given_name = find_person.given AND family_name = find_person.family;
END;

GRANT SELECT ON ALL TABLES IN SCHEMA public TO staff;
GRANT UPDATE (email, phone, marketing_consent) ON customer TO call_centre, marketing;

RESET ROLE;
