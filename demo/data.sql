-- Fill the postal service: about 240,000 people in 100,000 households and
-- more than 2,000,000 tracking events.
--
-- Everything is drawn by hashing keys, so two runs make the same people and
-- the same mail; dates count back from today.  Nobody in here is real: e-mail
-- domains are of example.com, .net and .org, telephone numbers are from
-- 555-0100 to 555-0199, IP addresses are from 198.18.0.0/15, 100.64.0.0/10 and
-- 2001:db8::/32, and card numbers continue the prefixes of test cards.

\set households 100000
\set packages   320000
\set covers     1500

SET client_min_messages = warning;
SET synchronous_commit = off;
SET work_mem = '128MB';
SET maintenance_work_mem = '256MB';
SET jit = off;

-- Dice -----------------------------------------------------------------------

-- A number in [0, n) that depends on the key and on what it is drawn for.
CREATE FUNCTION pg_temp.pick(key bigint, what int, n bigint) RETURNS bigint
	LANGUAGE sql IMMUTABLE
	RETURN (hashint8extended(key, what) & 9223372036854775807) % n;

-- The same in [0, 1).
CREATE FUNCTION pg_temp.chance(key bigint, what int) RETURNS float8
	LANGUAGE sql IMMUTABLE
	RETURN (hashint8extended(key, what) & 4294967295) / 4294967296.0::float8;

-- Vocabulary of the world ----------------------------------------------------

-- Words with a weight ("Smith 828, ...") spread over 1,000 slots, so that a
-- draw is a hash join.  Words without a weight continue with falling weights.
CREATE FUNCTION pg_temp.slots(list text) RETURNS TABLE (slot bigint, word text)
	LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	WITH word AS (
		SELECT nr, regexp_replace(w, '^\s+|\s+\d+\s*$|\s+$', '', 'g') AS word,
		       coalesce(substring(w FROM '\s(\d+)\s*$')::float8, 2000.0 / (nr + 8)) AS weight
		FROM string_to_table(list, ',') WITH ORDINALITY AS t (w, nr)
	), share AS (
		SELECT nr, word,
		       floor(1000 * (sum(weight) OVER (ORDER BY nr) - weight) / sum(weight) OVER ()) AS low,
		       floor(1000 * sum(weight) OVER (ORDER BY nr) / sum(weight) OVER ()) AS high
		FROM word
	)
	SELECT s, word FROM share, generate_series(low::bigint, high::bigint - 1) AS s;
END;

CREATE TEMP TABLE family_name AS SELECT * FROM pg_temp.slots($$
	Smith 828, Johnson 655, Williams 551, Brown 487, Jones 483, Garcia 395, Miller 394,
	Davis 378, Rodriguez 371, Martinez 359, Hernandez 354, Lopez 297, Gonzalez 285,
	Wilson 272, Anderson 266, Thomas 256, Taylor 254, Moore 246, Jackson 240, Martin 238,
	Lee 235, Perez 231, Thompson 225, White 224, Harris 212, Sanchez 208, Clark 191,
	Ramirez 189, Lewis 180, Robinson 179, Walker 177, Young 164, Allen 163, King 158,
	Wright 156, Scott 149, Torres 148, Nguyen 148, Hill 147, Flores 146, Green 146,
	Adams 145, Nelson 144, Baker 142, Hall 138, Rivera 133, Campbell 131, Mitchell 130,
	Carter 128, Roberts 127, Gomez 123, Phillips 122, Evans 121, Turner 118, Diaz 118,
	Parker 116, Cruz 116, Edwards 113, Collins 112, Reyes 111, Stewart 109, Morris 108,
	Morales 107, Murphy 105, Cook 103, Rogers 103, Gutierrez 103, Ortiz 100, Morgan 100,
	Cooper 98, Peterson 98, Bailey 98, Reed 97, Kelly 97, Howard 96, Ramos 96, Kim 95,
	Cox 94, Ward 93, Richardson 92, Watson 91, Brooks 91, Chavez 90, Wood 89, James 88,
	Bennett 88, Gray 87, Mendoza 87, Ruiz 86, Hughes 86, Price 85, Alvarez 85,
	Castillo 84, Sanders 83, Patel 82, Myers 81, Long 80, Ross 80, Foster 79, Jimenez 79,
	Powell 78, Jenkins 77, Perry 76, Russell 76, Sullivan 75, Bell 74, Coleman 74,
	Butler 73, Henderson 73, Barnes 72, Gonzales 72, Fisher 71, Vasquez 71, Simmons 70,
	Romero 69, Jordan 69, Patterson 68, Alexander 67, Hamilton 66, Graham 65, Chen 65,
	Wang 61, Tran 60, Wallace 58, Moreno 58, West 57, Cole 57, Hayes 56, Bryant 56,
	Herrera 55, Gibson 55, Ellis 54, Medina 54, Aguilar 53, Stevens 52, Murray 52,
	Ford 51, Castro 51, Marshall 50, Owens 50, Harrison 49, Fernandez 49, McDonald 48,
	Woods 47, Washington 47, Kennedy 46, Wells 45, Vargas 45, Henry 44, Freeman 43,
	Webb 43, Tucker 42, Guzman 42, Burns 41, Crawford 40, Olson 40, Simpson 39,
	Porter 39, Hunter 38, Gordon 38, Mendez 37, Silva 37, Shaw 37, Snyder 36, Mason 36,
	Munoz 35, Hunt 35, Hicks 34, Holmes 34, Palmer 33, Wagner 33, Black 32, Robertson 32,
	Boyd 31, Stone 31, Salazar 31, Fox 30, Warren 30, Mills 30, Meyer 29, Rice 29,
	Schmidt 28, Garza 28, Daniels 28, Ferguson 27, Nichols 27, Stephens 26, Soto 26,
	Weaver 26, Ryan 25, Gardner 25, Payne 25, Grant 24, Dunn 24, Kelley 24, Spencer 23,
	Hawkins 23, Singh 23, Pham 22, Huang 22, Le 21, Khan 21, Ali 20, Cohen 20,
	O'Brien 19, Schultz 19, Hansen 19, Larson 18, Carlson 18, Yang 18, Liu 18, Kaur 16,
	Shah 16, Mohamed 14, Novak 13, Rossi 12, Kowalski 11, Okafor 10, Haddad 9, Ivanov 8,
	Begay 8, Tsosie 6, Kealoha 5
$$);
CREATE TEMP TABLE given_name AS
SELECT 'F' AS sex, 1 AS generation, s.* FROM pg_temp.slots($$
	Mary, Patricia, Linda, Barbara, Susan, Nancy, Deborah, Sandra, Carol, Sharon, Karen,
	Donna, Margaret, Kathleen, Diane, Betty, Janet, Judith, Carolyn, Maria, Shirley,
	Brenda, Pamela, Cynthia, Joyce, Elizabeth, Dorothy, Martha, Gloria, Rose, Ruth,
	Theresa, Virginia, Alice, Rosa, Juanita, Helen, Guadalupe, Marie, Lan, Mei, Esther$$) s
UNION ALL SELECT 'M', 1, s.* FROM pg_temp.slots($$
	James, Robert, John, William, Michael, David, Richard, Thomas, Charles, Gary, Larry,
	Ronald, Joseph, Kenneth, Donald, Steven, Dennis, Paul, Stephen, George, Daniel,
	Edward, Mark, Jerry, Gregory, Raymond, Frank, Jose, Walter, Roger, Carl, Juan,
	Harold, Albert, Luis, Eugene, Ernest, Louis, Hung, Wei, Abdul, Manuel$$) s
UNION ALL SELECT 'F', 2, s.* FROM pg_temp.slots($$
	Jennifer, Jessica, Amanda, Ashley, Sarah, Melissa, Michelle, Kimberly, Stephanie,
	Nicole, Elizabeth, Heather, Lisa, Amy, Angela, Christina, Rebecca, Laura, Rachel,
	Maria, Megan, Lauren, Amber, Tiffany, Danielle, Andrea, Samantha, Kelly, Crystal,
	Erin, Vanessa, Natalie, Erica, Ana, Monica, Veronica, Priya, Linh, Fatima, Grace,
	Xiomara, Keisha, Alejandra, Yolanda$$) s
UNION ALL SELECT 'M', 2, s.* FROM pg_temp.slots($$
	Michael, Christopher, Matthew, Jason, David, James, Joshua, John, Robert, Daniel,
	Joseph, Brian, Justin, Ryan, William, Andrew, Eric, Jonathan, Brandon, Kevin, Jose,
	Anthony, Steven, Timothy, Nicholas, Adam, Jeremy, Mark, Carlos, Juan, Luis, Aaron,
	Miguel, Jesus, Sean, Marcus, Travis, Minh, Amit, Omar, Victor, Darnell, Ivan, Ahmed$$) s
UNION ALL SELECT 'F', 3, s.* FROM pg_temp.slots($$
	Emily, Olivia, Emma, Sophia, Isabella, Madison, Ava, Abigail, Hannah, Mia, Charlotte,
	Amelia, Camila, Alexis, Alyssa, Harper, Evelyn, Victoria, Luna, Sofia, Ella, Chloe,
	Grace, Zoe, Lily, Valentina, Aaliyah, Layla, Maya, Jasmine, Brianna, Ximena, Nevaeh,
	Aria, Anika, Fatima, Chau, Imani, Daniela, Valeria, Rosalie, Hazel$$) s
UNION ALL SELECT 'M', 3, s.* FROM pg_temp.slots($$
	Liam, Noah, Jacob, Ethan, Mason, Alexander, Michael, Daniel, Elijah, Matthew, Lucas,
	Benjamin, Logan, Aiden, Oliver, Joshua, Mateo, Jayden, Angel, Sebastian, Anthony,
	Tyler, Diego, Gabriel, Isaac, Santiago, Julian, Henry, Levi, Luis, Adrian, Ezra,
	Xavier, Leonardo, Jose, Kai, Muhammad, Arjun, Malik, Bao, Thiago, Emiliano$$) s;

CREATE TEMP TABLE street AS SELECT * FROM pg_temp.slots($$
	Main St 60, 2nd St 34, 3rd St 33, 1st St 32, Oak St 30, 4th St 30, Park Ave 29,
	Maple Ave 28, 5th Ave 28, Pine St 27, Elm St 26, Cedar St 25, Washington St 25,
	6th St 24, Maple St 24, 7th Ave 23, Lake Rd 22, Hill Rd 22, Oak Ave 21, 8th St 20,
	Walnut St 20, Church St 20, Spring St 18, North St 18, 9th St 17, Ridge Rd 17,
	Chestnut St 17, Willow Ln 16, Meadow Ln 16, Highland Ave 15, Mill Rd 15,
	Sunset Blvd 14, Jackson St 14, Lincoln Ave 14, Jefferson St 14, Franklin St 13,
	River Rd 13, Center St 13, Cherry Ln 12, Adams St 12, Forest Dr 12, Dogwood Ct 11,
	Broadway 11, Hickory Ln 10, Madison St 10, Locust St 10, Railroad Ave 10,
	Prospect Ave 9, Monroe St 9, Grove St 9, Pleasant St 9, School St 8, College Ave 8,
	Union St 8, Valley View Dr 8, Martin Luther King Jr Blvd 8, Magnolia Ave 7,
	Cherokee Trl 6, Canyon Dr 6, Juniper Way 6, Harbor View Ter 5, Cesar Chavez Ave 5,
	Old Post Rd 5, Orchard Ln 5, Pecan St 5, Peachtree Ln 5, Mockingbird Ln 4,
	Kettle Creek Rd 4, Fairview Ave 4, Creekside Cir 4, County Road 12 4, Vista Pl 3
$$);

-- State, city, telephone area code, weight (thousands of people) and ZIP codes.
CREATE TEMP TABLE city AS
SELECT * FROM (VALUES
	('AK', 'Anchorage', '907', 290, '99501 99504 99508'),
	('AL', 'Birmingham', '205', 200, '35203 35205 35209'),
	('AR', 'Little Rock', '501', 200, '72201 72205 72211'),
	('AZ', 'Phoenix', '602', 1650, '85003 85008 85015 85018 85032 85041'),
	('AZ', 'Tucson', '520', 545, '85705 85710 85719'),
	('CA', 'Los Angeles', '213', 3900, '90004 90011 90019 90026 90034 90042 90045 90057'),
	('CA', 'San Diego', '619', 1390, '92101 92104 92114 92126'),
	('CA', 'San Jose', '408', 1010, '95112 95122 95125'),
	('CA', 'San Francisco', '415', 870, '94109 94110 94112 94122'),
	('CA', 'Fresno', '559', 540, '93702 93722 93727'),
	('CA', 'Sacramento', '916', 520, '95815 95823 95831'),
	('CA', 'Oakland', '510', 440, '94601 94606 94610'),
	('CO', 'Denver', '303', 715, '80202 80205 80219'),
	('CO', 'Colorado Springs', '719', 480, '80909 80918'),
	('CT', 'Hartford', '860', 120, '06106 06114'),
	('DC', 'Washington', '202', 690, '20001 20002 20009 20011'),
	('DE', 'Wilmington', '302', 70, '19801 19805'),
	('FL', 'Miami', '305', 440, '33125 33126 33135 33142'),
	('FL', 'Jacksonville', '904', 950, '32205 32210 32218 32246'),
	('FL', 'Orlando', '407', 310, '32801 32808 32822'),
	('FL', 'Tampa', '813', 385, '33602 33610 33614'),
	('GA', 'Atlanta', '404', 500, '30303 30310 30316 30318'),
	('GA', 'Savannah', '912', 145, '31401 31405'),
	('HI', 'Honolulu', '808', 345, '96813 96816 96817'),
	('IA', 'Des Moines', '515', 210, '50310 50315'),
	('ID', 'Boise', '208', 235, '83702 83704 83709'),
	('IL', 'Chicago', '312', 2700, '60608 60614 60617 60618 60623 60629 60639 60647'),
	('IL', 'Springfield', '217', 114, '62702 62704'),
	('IN', 'Indianapolis', '317', 880, '46201 46219 46227'),
	('KS', 'Wichita', '316', 395, '67203 67212'),
	('KY', 'Louisville', '502', 630, '40203 40214 40218'),
	('LA', 'New Orleans', '504', 380, '70112 70117 70119'),
	('MA', 'Boston', '617', 675, '02116 02118 02124 02128'),
	('MA', 'Worcester', '508', 205, '01603 01604'),
	('MD', 'Baltimore', '410', 580, '21202 21215 21224'),
	('ME', 'Portland', '207', 68, '04101 04103'),
	('MI', 'Detroit', '313', 635, '48205 48219 48228'),
	('MI', 'Grand Rapids', '616', 198, '49503 49507'),
	('MN', 'Minneapolis', '612', 425, '55404 55407 55411'),
	('MO', 'Kansas City', '816', 505, '64110 64118 64130'),
	('MO', 'St. Louis', '314', 295, '63109 63116 63118'),
	('MS', 'Jackson', '601', 150, '39204 39206'),
	('MT', 'Billings', '406', 117, '59101 59102'),
	('NC', 'Charlotte', '704', 880, '28205 28208 28215'),
	('NC', 'Raleigh', '919', 470, '27603 27604 27610'),
	('ND', 'Fargo', '701', 126, '58102 58103'),
	('NE', 'Omaha', '402', 490, '68104 68107'),
	('NH', 'Manchester', '603', 115, '03102 03103'),
	('NJ', 'Newark', '973', 305, '07104 07105 07107'),
	('NJ', 'Jersey City', '201', 290, '07302 07305 07306'),
	('NM', 'Albuquerque', '505', 560, '87105 87108 87121'),
	('NV', 'Las Vegas', '702', 645, '89101 89104 89108 89110'),
	('NY', 'New York', '212', 1690, '10002 10009 10025 10027 10029 10032'),
	('NY', 'Brooklyn', '718', 2730, '11206 11207 11208 11211 11220 11226 11236'),
	('NY', 'Bronx', '718', 1470, '10453 10456 10458 10467'),
	('NY', 'Flushing', '718', 1200, '11354 11355 11358'),
	('NY', 'Buffalo', '716', 275, '14207 14215'),
	('OH', 'Columbus', '614', 905, '43204 43211 43229'),
	('OH', 'Cleveland', '216', 370, '44102 44109 44111'),
	('OH', 'Cincinnati', '513', 310, '45205 45211'),
	('OK', 'Oklahoma City', '405', 680, '73109 73112 73119'),
	('OR', 'Portland', '503', 650, '97202 97206 97217'),
	('PA', 'Philadelphia', '215', 1600, '19104 19120 19124 19134 19143 19149'),
	('PA', 'Pittsburgh', '412', 300, '15206 15210 15221'),
	('RI', 'Providence', '401', 190, '02905 02907 02909'),
	('SC', 'Charleston', '843', 150, '29403 29407'),
	('SD', 'Sioux Falls', '605', 195, '57103 57106'),
	('TN', 'Nashville', '615', 690, '37207 37211 37217'),
	('TN', 'Memphis', '901', 630, '38109 38116 38127'),
	('TX', 'Houston', '713', 2300, '77004 77021 77036 77057 77081 77087'),
	('TX', 'San Antonio', '210', 1430, '78207 78210 78228 78237'),
	('TX', 'Dallas', '214', 1300, '75211 75217 75228 75243'),
	('TX', 'Austin', '512', 960, '78702 78704 78741 78745'),
	('TX', 'El Paso', '915', 680, '79901 79924 79936'),
	('TX', 'Laredo', '956', 255, '78040 78041'),
	('UT', 'Salt Lake City', '801', 200, '84102 84104 84116'),
	('VA', 'Richmond', '804', 226, '23220 23223 23224'),
	('VA', 'Virginia Beach', '757', 460, '23452 23454 23462'),
	('VT', 'Burlington', '802', 45, '05401 05408'),
	('WA', 'Seattle', '206', 737, '98103 98105 98118 98122'),
	('WA', 'Spokane', '509', 229, '99201 99205'),
	('WI', 'Milwaukee', '414', 577, '53204 53207 53215'),
	('WV', 'Charleston', '304', 48, '25301 25304'),
	('WY', 'Cheyenne', '307', 65, '82001 82009')
) AS city (state, city, area_code, weight, zips);

-- ZIP codes spread over 10,000 slots by the people who live there.
CREATE TEMP TABLE place AS
WITH zip AS (
	SELECT state, city, area_code, zip,
	       weight::float8 / count(*) OVER (PARTITION BY state, city) AS weight
	FROM city, string_to_table(zips, ' ') AS zip
), share AS (
	SELECT *,
	       floor(10000 * (sum(weight) OVER (ORDER BY zip) - weight) / sum(weight) OVER ()) AS low,
	       floor(10000 * sum(weight) OVER (ORDER BY zip) / sum(weight) OVER ()) AS high
	FROM zip
)
SELECT slot, state, city, area_code, zip
FROM share, generate_series(low::bigint, high::bigint - 1) AS slot;

-- The courses a package can take, step by step: hours after acceptance (times
-- the pace of the service) or, for what the carrier does, a day after arrival
-- and a span of hours on that day.
CREATE TEMP TABLE course_step AS
SELECT course, row_number() OVER (PARTITION BY course ORDER BY hours, day NULLS FIRST, clock)::smallint AS seq,
       place, status::tracking_status, hours, day, clock, span
FROM (VALUES
	('1 2 3 4 5 6', 'origin',      'accepted',                0, NULL::int, NULL::float8, NULL::float8),
	('1 2 3 4 5 6', 'origin',      'departed origin',         8, NULL,      NULL, NULL),
	('2 3',         'origin',      'label created',         -20, NULL,      NULL, NULL),
	('2 3 4 5 6',   'hub',         'in transit',             28, NULL,      NULL, NULL),
	('3',           'hub',         'in transit',             51, NULL,      NULL, NULL),
	('1',           'destination', 'arrived at destination', 26, NULL,      NULL, NULL),
	('2 4 5 6',     'destination', 'arrived at destination', 53, NULL,      NULL, NULL),
	('3',           'destination', 'arrived at destination', 75, NULL,      NULL, NULL),
	('1',           'destination', 'out for delivery',       26, 1,  6.5, 1.2),
	('1',           'destination', 'delivered',              26, 1,  9,   9),
	('2 4 5 6',     'destination', 'out for delivery',       53, 1,  6.5, 1.2),
	('2',           'destination', 'delivered',              53, 1,  9,   9),
	('3',           'destination', 'out for delivery',       75, 1,  6.5, 1.2),
	('3',           'destination', 'delivered',              75, 1,  9,   9),
	('4 5 6',       'destination', 'delivery attempted',     53, 1,  9,   9),
	('4',           'destination', 'out for delivery',       53, 2,  6.5, 1.2),
	('4',           'destination', 'delivered',              53, 2,  9,   9),
	('5 6',         'destination', 'held at post office',    53, 1, 18.5, 1.5),
	('5',           'destination', 'delivered',              53, 4, 10,   7),
	('6',           'destination', 'returned to sender',     53, 19, 8,   2)
) AS step (courses, place, status, hours, day, clock, span), string_to_table(courses, ' ') AS course;

INSERT INTO facility (facility_id, name, state)
SELECT row_number() OVER (ORDER BY weight DESC, city),
       CASE WHEN weight > 600 THEN 'Regional Distribution Center '
            WHEN weight > 250 THEN 'Processing Center '
            ELSE 'Post Office ' END || city,
       state
FROM city;

-- Addresses ------------------------------------------------------------------

-- Every address is a household's; house numbers are mostly small, one address
-- in three is a flat.
INSERT INTO address (address_id, house_number, street, unit, city, state, zip, zip4, route)
SELECT a,
       (1 + floor(9800 * chance.house ^ 3))::int,
       CASE WHEN pg_temp.pick(a, 3, 10) < 3 AND street.word !~ ' (Ln|Ct|Way|Cir|Trl|Ter|Pl|12)$'
            THEN (ARRAY['N ', 'S ', 'E ', 'W '])[1 + pg_temp.pick(a, 4, 4)] ELSE '' END || street.word,
       CASE WHEN chance.flat < 0.22 THEN 'Apt ' || 1 + pg_temp.pick(a, 6, 12) || chr((65 + pg_temp.pick(a, 7, 6))::int)
            WHEN chance.flat < 0.32 THEN 'Apt ' || 101 + 100 * pg_temp.pick(a, 6, 9) + pg_temp.pick(a, 7, 16)
            WHEN chance.flat < 0.34 THEN 'Lot ' || 1 + pg_temp.pick(a, 6, 60) END,
       place.city, place.state, place.zip,
       lpad((1 + pg_temp.pick(a, 8, 9998))::text, 4, '0'),
       'C' || lpad((1 + pg_temp.pick(a, 9, 70))::text, 3, '0')
FROM generate_series(1, :households) AS a
     CROSS JOIN LATERAL (SELECT pg_temp.chance(a, 2) AS house, pg_temp.chance(a, 5) AS flat) AS chance
     JOIN street ON street.slot = pg_temp.pick(a, 1, 1000)
     JOIN place ON place.slot = pg_temp.pick(a, 10, 10000)
ORDER BY a;

-- People ---------------------------------------------------------------------

-- Households of 1 to 7 (2.4 on average); the first person is an adult of 19 to
-- 95 years, the second usually his or her partner, the others mostly children.
CREATE TEMP TABLE household AS
SELECT h AS address_id, size, age, one_parent, family.word AS family,
       sum(size) OVER (ORDER BY h) - size AS before,
       pg_temp.chance(h, 23) < 0.49 AS first_is_male
FROM generate_series(1, :households) AS h
     CROSS JOIN LATERAL (SELECT pg_temp.chance(h, 20) AS dice) AS d
     CROSS JOIN LATERAL (
         SELECT CASE WHEN dice < .28 THEN 1 WHEN dice < .62 THEN 2 WHEN dice < .77 THEN 3 WHEN dice < .90 THEN 4
                     WHEN dice < .96 THEN 5 WHEN dice < .99 THEN 6 ELSE 7 END AS size) AS s
     CROSS JOIN LATERAL (
         SELECT CASE WHEN size <= 2 THEN 19 + 76 * (pg_temp.chance(h, 21) + pg_temp.chance(h, 24)) / 2
                     ELSE 25 + 32 * (pg_temp.chance(h, 21) + pg_temp.chance(h, 24)) / 2 END AS age,
                size >= 2 AND pg_temp.chance(h, 22) < 0.15 AS one_parent) AS a
     JOIN family_name AS family ON family.slot = pg_temp.pick(h, 25, 1000);

CREATE TEMP TABLE person AS
SELECT h.before + n AS customer_id, h.address_id, n, h.before + 1 AS head_id, h.family,
       role.is_child,
       current_date - (365.25 * CASE WHEN role.is_child THEN greatest(0.1, h.age - 19 - 15 * pg_temp.chance(h.before + n, 30))
                                     WHEN n = 1 THEN h.age
                                     ELSE greatest(19, h.age + 9 * (pg_temp.chance(h.before + n, 30) - 0.5)) END)::int AS born,
       CASE WHEN n = 1 THEN h.first_is_male
            WHEN n = 2 AND NOT role.is_child THEN h.first_is_male = (pg_temp.chance(h.before + n, 31) < 0.03)
            ELSE pg_temp.chance(h.before + n, 31) < 0.51 END AS is_male
FROM household AS h
     CROSS JOIN LATERAL generate_series(1, h.size) AS n
     CROSS JOIN LATERAL (SELECT n > 2 OR (n = 2 AND h.one_parent AND h.age > 21) AS is_child) AS role;

-- Everybody has a name and a date of birth.  Adults have a telephone, most an
-- e-mail address; children from 12 on may.  30 % of the adults opted in to
-- marketing, and some children ticked the box too.
INSERT INTO customer (customer_id, address_id, given_name, family_name, born, guardian_id,
                      email, phone, marketing_consent, customer_since)
SELECT customer_id, address_id, given_name, family_name, born,
       CASE WHEN age < 18 THEN head_id END,
       mailbox || coalesce(nullif(row_number() OVER (PARTITION BY mailbox, provider ORDER BY customer_id), 1)::text, '') || '@' || provider,
       CASE WHEN age >= 18 OR age >= 12 AND pg_temp.chance(customer_id, 46) < 0.5
            THEN '+1 ' || area_code || ' 555 01' || lpad(pg_temp.pick(customer_id, 47, 100)::text, 2, '0') END,
       pg_temp.chance(customer_id, 48) < CASE WHEN age >= 18 THEN 0.30 WHEN age >= 12 THEN 0.08 ELSE 0.01 END,
       greatest(born, current_date - (5500 * pg_temp.chance(head_id, 49) ^ 1.5)::int)
FROM (SELECT p.*, given.word AS given_name, f.family_name, d.age, area.area_code,
             CASE WHEN pg_temp.chance(p.customer_id, 43) < CASE WHEN d.age >= 18 THEN 0.86 WHEN d.age >= 12 THEN 0.40 ELSE 0 END
                  THEN lower(replace(CASE pg_temp.pick(p.customer_id, 44, 4)
                           WHEN 0 THEN given.word || '.' || f.family_name
                           WHEN 1 THEN left(given.word, 1) || f.family_name || to_char(p.born, 'YY')
                           WHEN 2 THEN f.family_name || '.' || given.word
                           ELSE given.word || '_' || left(f.family_name, 1) || extract(year FROM p.born) END, '''', '')) END AS mailbox,
             (ARRAY['example.com', 'example.com', 'example.com', 'example.net', 'example.net', 'example.org',
                    'mail.example.com', 'cable.example.net'])[1 + pg_temp.pick(p.customer_id, 45, 8)] AS provider
      FROM person AS p
           CROSS JOIN LATERAL (SELECT extract(year FROM age(current_date, p.born)) AS age) AS d
           JOIN family_name AS own ON own.slot = pg_temp.pick(p.customer_id, 42, 1000)
           CROSS JOIN LATERAL (
               SELECT CASE WHEN p.n = 2 AND NOT p.is_child AND pg_temp.chance(p.customer_id, 40) < 0.28
                           THEN own.word ELSE p.family END AS family_name) AS f
           JOIN given_name AS given
               ON given.slot = pg_temp.pick(p.customer_id, 41, 1000)
              AND given.sex = CASE WHEN p.is_male THEN 'M' ELSE 'F' END
              AND given.generation = CASE WHEN p.born < '1966-01-01' THEN 1 WHEN p.born < '1996-01-01' THEN 2 ELSE 3 END
           JOIN place AS area ON area.slot = pg_temp.pick(p.address_id, 10, 10000)
     ) AS somebody
ORDER BY customer_id;

ALTER TABLE customer ADD PRIMARY KEY (customer_id);
SELECT count(*) AS customers FROM customer \gset

-- Accounts and sign-ins ------------------------------------------------------

INSERT INTO online_account (account_id, customer_id, login, password_hash, created_at)
SELECT row_number() OVER (ORDER BY customer_id), customer_id, email,
       '$2b$12$' || translate(left(encode(sha256(convert_to(email, 'UTF8')), 'base64')
                                   || encode(sha256(convert_to(email || 'x', 'UTF8')), 'base64'), 53), '+=', './'),
       customer_since + interval '1 day' * floor((current_date - customer_since) * pg_temp.chance(customer_id, 51))
                      + interval '1 second' * pg_temp.pick(customer_id, 52, 86400)
FROM customer
WHERE email IS NOT NULL AND guardian_id IS NULL AND pg_temp.chance(customer_id, 50) < 0.65;

SELECT count(*) AS accounts FROM online_account \gset

-- Sign-ins of the last 90 days: from home (IPv4 or IPv6, shared by the
-- household) or from a mobile network; few succeed at the second try only.
INSERT INTO sign_in (account_id, at, ip_address, device, succeeded)
SELECT a.account_id, t.at,
       CASE WHEN pg_temp.chance(a.account_id * 64 + n, 61) < 0.35
            THEN inet '100.64.0.0' + pg_temp.pick(a.account_id * 64 + n, 62, 4194304)
            WHEN pg_temp.chance(c.address_id, 63) < 0.45
            THEN ('2001:db8:' || to_hex(pg_temp.pick(c.address_id, 64, 4096)) || ':' || to_hex(pg_temp.pick(c.address_id, 69, 65536))
                  || '::' || to_hex(1 + pg_temp.pick(a.account_id, 65, 65535)))::inet
            ELSE inet '198.18.0.0' + pg_temp.pick(c.address_id, 64, 131072) END,
       (ARRAY['Android app', 'iPhone app', 'Chrome on Windows', 'Chrome on Android', 'Safari on iPhone',
              'Safari on macOS', 'Edge on Windows', 'Firefox on Linux'])[1 + (8 * pg_temp.chance(a.account_id * 64 + n, 66) ^ 1.6)::int % 8],
       pg_temp.chance(a.account_id * 64 + n, 67) < 0.96
FROM online_account AS a
     JOIN customer AS c USING (customer_id)
     CROSS JOIN LATERAL generate_series(1, floor(9 * pg_temp.chance(a.account_id, 60) ^ 2)::int) AS n
     CROSS JOIN LATERAL (
         SELECT current_date - interval '1 second' * floor(7776000 * pg_temp.chance(a.account_id * 64 + n, 68)) AS at) AS t
WHERE t.at > a.created_at;

-- And one night somebody tried stolen passwords.
INSERT INTO sign_in (account_id, at, ip_address, device, succeeded)
SELECT 1 + pg_temp.pick(n, 70, :accounts),
       current_date - interval '21 hours' + interval '0.7 seconds' * n,
       inet '198.19.255.7' + 7 * pg_temp.pick(n, 71, 3),
       'python-requests', pg_temp.chance(n, 72) < 0.004
FROM generate_series(1, 6000) AS n;

-- Packages and where they have been ------------------------------------------

INSERT INTO merchant (merchant_id, name, state)
SELECT m,
       (ARRAY['Blue Heron', 'Prairie', 'Lighthouse', 'Summit', 'Old Mill', 'Redwood', 'Harbor', 'Juniper', 'Copper',
              'Cascade', 'Liberty', 'Golden Gate', 'Bayou', 'Granite', 'Evergreen', 'Sunrise', 'Maple Leaf', 'Lone Star',
              'Great Lakes', 'Northwind'])[1 + (m - 1) / 20 % 20] || ' ' ||
       (ARRAY['Books', 'Outfitters', 'Pharmacy', 'Electronics', 'Pet Supply', 'Tea', 'Shoes', 'Hardware', 'Records', 'Toys',
              'Garden', 'Optics', 'Bicycles', 'Coffee', 'Yarn', 'Music', 'Parts', 'Kitchen', 'Baby', 'Seeds'])[1 + (m - 1) % 20],
       place.state
FROM generate_series(1, 400) AS m JOIN place ON place.slot = pg_temp.pick(m, 80, 10000);

-- Three packages in four come from merchants, of whom few send most; some
-- people get many, most get few.  The tracking number ends in the check digit
-- of its 21 other digits, weighted 3 and 1 from the right.
INSERT INTO package (package_id, tracking_number, service, merchant_id, sender_id, recipient_id, address_id, weight_g, accepted_at)
SELECT p,
       s.prefix || lpad(s.serial::text, 9, '0') || (10 - (s.prefix_sum
           + 3 * (s.serial % 10 + s.serial / 100 % 10 + s.serial / 10000 % 10 + s.serial / 1000000 % 10 + s.serial / 100000000)
           + s.serial / 10 % 10 + s.serial / 1000 % 10 + s.serial / 100000 % 10 + s.serial / 10000000 % 10) % 10) % 10,
       s.service,
       CASE WHEN from_merchant THEN 1 + floor(400 * pg_temp.chance(p, 83) ^ 2.5) END,
       CASE WHEN NOT from_merchant THEN sender.customer_id END,
       recipient.customer_id, recipient.address_id,
       (40 + 9000 * pg_temp.chance(p, 85) ^ 4)::int,
       current_date - floor(180 * pg_temp.chance(p, 86))::int - interval '4 hours'
           - interval '1 second' * pg_temp.pick(p, 89, 43200)
FROM generate_series(1, :packages) AS p
     CROSS JOIN LATERAL (SELECT pg_temp.chance(p, 81) AS dice, pg_temp.chance(p, 82) < 0.75 AS from_merchant,
                                100000000 + (p::bigint * 387420489 + 271828183) % 899999999 AS serial) AS d
     CROSS JOIN LATERAL (
         SELECT serial, service, prefix, prefix_sum
         FROM (VALUES (0.62, 'Ground', '940011189922', 90), (0.87, 'Priority', '940551189956', 120),
                      (0.95, 'Media', '941201189956', 105), (1.00, 'Express', '948101189956', 125))
              AS v (upto, service, prefix, prefix_sum)
         WHERE dice < upto ORDER BY upto LIMIT 1) AS s
     JOIN customer AS recipient ON recipient.customer_id = 1 + floor(:customers * pg_temp.chance(p, 87) ^ 1.6)::int * 48271::bigint % :customers
     JOIN customer AS sender ON sender.customer_id = 1 + pg_temp.pick(p, 88, :customers);

-- What happens to a package, in the order of time: most take two to five days
-- over one to three hubs; one in twelve needs a second attempt, a few go back.
-- Vans leave at seven.  Packages of the last days are still on their way.
INSERT INTO tracking_event (package_id, seq, facility_id, status, at)
SELECT p.package_id, step.seq,
       CASE step.place WHEN 'origin' THEN p.origin WHEN 'hub' THEN 1 + pg_temp.pick(p.package_id * 16 + step.seq, 94, 30)
                       ELSE p.destination END,
       step.status, t.at
FROM (SELECT k.package_id, k.accepted_at,
             CASE k.service WHEN 'Express' THEN 0.2 WHEN 'Priority' THEN 0.4 ELSE 0.5 END
                 + pg_temp.chance(k.package_id, 90) * CASE k.service WHEN 'Express' THEN 0.2 WHEN 'Priority' THEN 0.5 ELSE 1.3 END AS pace,
             CASE WHEN d.dice < 0.30 THEN '1' WHEN d.dice < 0.65 THEN '2' WHEN d.dice < 0.905 THEN '3'
                  WHEN d.dice < 0.975 THEN '4' WHEN d.dice < 0.99 THEN '5' ELSE '6' END AS course,
             1 + pg_temp.pick(k.package_id, 91, 84) AS origin,
             1 + pg_temp.pick(k.address_id, 92, 84) AS destination
      FROM package AS k CROSS JOIN LATERAL (SELECT pg_temp.chance(k.package_id, 93) AS dice) AS d) AS p
     JOIN course_step AS step USING (course)
     CROSS JOIN LATERAL (SELECT pg_temp.chance(p.package_id * 16 + step.seq, 95) AS dice) AS d
     CROSS JOIN LATERAL (
         SELECT date_trunc('minute',
                    CASE WHEN step.day IS NULL THEN p.accepted_at + interval '1 hour' * (step.hours * p.pace + d.dice)
                         ELSE date_trunc('day', p.accepted_at + interval '1 hour' * (step.hours * p.pace + 1))
                              + interval '1 hour' * (24 * step.day + step.clock + step.span * d.dice) END) AS at) AS t
WHERE t.at < current_date;

-- Card payments --------------------------------------------------------------

-- People pay for what they send.  A card number is a prefix, digits of the
-- payer and the check digit of Luhn: every second digit from the right is
-- doubled and counts with its cross sum.
INSERT INTO payment (payment_id, customer_id, package_id, amount, card_number, card_expires, paid_at)
SELECT row_number() OVER (ORDER BY k.package_id), k.sender_id, k.package_id,
       round((4.15 + k.weight_g * 0.0019 + CASE k.service WHEN 'Express' THEN 24.5 WHEN 'Priority' THEN 4.8 ELSE 0 END)::numeric, 2),
       card.prefix || lpad(n.digits::text, card.length, '0') || (10 - (card.prefix_sum
           + doubled[1 + n.digits % 10] + n.digits / 10 % 10 + doubled[1 + n.digits / 100 % 10] + n.digits / 1000 % 10
           + doubled[1 + n.digits / 10000 % 10] + n.digits / 100000 % 10 + doubled[1 + n.digits / 1000000 % 10]
           + n.digits / 10000000 % 10 + doubled[1 + n.digits / 100000000 % 10]) % 10) % 10,
       (date_trunc('month', current_date) + interval '1 month' * (1 + pg_temp.pick(k.sender_id, 102, 48)) - interval '1 day')::date,
       k.accepted_at - interval '4 minutes'
FROM package AS k
     JOIN (VALUES (0, '411111', 9, 15), (1, '400000', 9, 8), (2, '555555', 9, 18), (3, '222300', 9, 13),
                  (4, '378282', 8, 32), (5, '601111', 9, 9))
          AS card (kind, prefix, length, prefix_sum)
         ON card.kind = (6 * pg_temp.chance(k.sender_id, 100) ^ 1.5)::int % 6
     CROSS JOIN LATERAL (SELECT pg_temp.pick(k.sender_id, 101, CASE card.length WHEN 9 THEN 1000000000 ELSE 100000000 END) AS digits,
                                '{0,2,4,6,8,1,3,5,7,9}'::int[] AS doubled) AS n
WHERE k.sender_id IS NOT NULL;

-- Changes of address ---------------------------------------------------------

-- The head of a household files for everybody; one change in six is temporary.
INSERT INTO address_change (change_id, customer_id, old_address_id, new_address_id, kind, filed_on, effective_on)
SELECT row_number() OVER (ORDER BY filed.filed_on, p.customer_id), p.customer_id,
       CASE WHEN d.temporary THEN p.address_id ELSE d.other END,
       CASE WHEN d.temporary THEN d.other ELSE p.address_id END,
       CASE WHEN d.temporary THEN 'temporary' ELSE 'permanent' END,
       filed.filed_on, filed.filed_on + 3 + pg_temp.pick(p.head_id, 113, 25)::int
FROM person AS p
     CROSS JOIN LATERAL (SELECT pg_temp.chance(p.head_id, 111) < 0.17 AS temporary,
                                1 + pg_temp.pick(p.head_id, 112, :households) AS other) AS d
     CROSS JOIN LATERAL (SELECT current_date - 1 - pg_temp.pick(p.head_id, 114, 700)::int AS filed_on) AS filed
WHERE pg_temp.chance(p.head_id, 110) < 0.09 AND p.born < filed.filed_on;

\ir mail_covers.sql

-- Keys, indexes, foreign keys ------------------------------------------------

ALTER TABLE facility ADD PRIMARY KEY (facility_id);
ALTER TABLE address ADD PRIMARY KEY (address_id);
ALTER TABLE merchant ADD PRIMARY KEY (merchant_id);
ALTER TABLE online_account ADD PRIMARY KEY (account_id), ADD UNIQUE (login);
ALTER TABLE package ADD PRIMARY KEY (package_id), ADD UNIQUE (tracking_number);
ALTER TABLE tracking_event ADD PRIMARY KEY (package_id, seq);
ALTER TABLE payment ADD PRIMARY KEY (payment_id);
ALTER TABLE address_change ADD PRIMARY KEY (change_id);
ALTER TABLE mail_cover ADD PRIMARY KEY (mail_cover_id);

CREATE INDEX ON customer (email);
CREATE INDEX ON customer (family_name, given_name);
CREATE INDEX ON customer (address_id);
CREATE INDEX ON online_account (customer_id);
CREATE INDEX ON sign_in (account_id);
CREATE INDEX ON sign_in (at);
CREATE INDEX ON package (recipient_id);
CREATE INDEX ON payment (customer_id);
CREATE INDEX ON address_change (customer_id);
CREATE INDEX ON mail_cover (recipient_id);

ALTER TABLE customer ADD FOREIGN KEY (address_id) REFERENCES address, ADD FOREIGN KEY (guardian_id) REFERENCES customer;
ALTER TABLE online_account ADD FOREIGN KEY (customer_id) REFERENCES customer;
ALTER TABLE sign_in ADD FOREIGN KEY (account_id) REFERENCES online_account;
ALTER TABLE package ADD FOREIGN KEY (merchant_id) REFERENCES merchant, ADD FOREIGN KEY (sender_id) REFERENCES customer,
	ADD FOREIGN KEY (recipient_id) REFERENCES customer, ADD FOREIGN KEY (address_id) REFERENCES address;
ALTER TABLE tracking_event ADD FOREIGN KEY (package_id) REFERENCES package, ADD FOREIGN KEY (facility_id) REFERENCES facility;
ALTER TABLE payment ADD FOREIGN KEY (customer_id) REFERENCES customer, ADD FOREIGN KEY (package_id) REFERENCES package;
ALTER TABLE address_change ADD FOREIGN KEY (customer_id) REFERENCES customer,
	ADD FOREIGN KEY (old_address_id) REFERENCES address, ADD FOREIGN KEY (new_address_id) REFERENCES address;
ALTER TABLE mail_cover ADD FOREIGN KEY (recipient_id) REFERENCES customer;

VACUUM (ANALYZE);
