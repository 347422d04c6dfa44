-- Mail covers: photographs of the outside of letters, drawn as PGM files of
-- 228 x 96 pixels with a typeface of 5 x 7 dots.  Included by data.sql.

-- Five bytes a letter: its columns from left to right, the lowest bit on top.
CREATE TEMP TABLE typeface AS
SELECT letter, y,
       (SELECT string_agg(CASE WHEN get_bit(decode(columns, 'hex'), 8 * x + y) = 1 THEN '20' ELSE 'f0' END, '' ORDER BY x)
        FROM generate_series(0, 4) AS x) || 'f0' AS pixels
FROM (VALUES
	(' ', '0000000000'), ('.', '0060600000'), (',', '0050300000'), ('-', '0808080808'), ('''', '0005030000'), ('#', '147f147f14'),
	('0', '3e5149453e'), ('1', '00427f4000'), ('2', '4261514946'), ('3', '2141454b31'), ('4', '1814127f10'),
	('5', '2745454539'), ('6', '3c4a494930'), ('7', '0171090503'), ('8', '3649494936'), ('9', '064949291e'),
	('A', '7e1111117e'), ('B', '7f49494936'), ('C', '3e41414122'), ('D', '7f4141221c'), ('E', '7f49494941'),
	('F', '7f09090901'), ('G', '3e4149497a'), ('H', '7f0808087f'), ('I', '00417f4100'), ('J', '2040413f01'),
	('K', '7f08142241'), ('L', '7f40404040'), ('M', '7f020c027f'), ('N', '7f0408107f'), ('O', '3e4141413e'),
	('P', '7f09090906'), ('Q', '3e4151215e'), ('R', '7f09192946'), ('S', '4649494931'), ('T', '01017f0101'),
	('U', '3f4040403f'), ('V', '1f2040201f'), ('W', '3f4038403f'), ('X', '6314081463'), ('Y', '0708700807'),
	('Z', '6151494543')
) AS glyph (letter, columns), generate_series(0, 6) AS y;

-- The lines of a letter: where they begin (x, y) and what they say.
CREATE TEMP TABLE cover_line AS
SELECT l.cover, line.x, line.y, left(upper(line.words), 22) AS words
FROM (SELECT m AS cover,
             1 + pg_temp.pick(m, 120, :customers) AS sender_id,
             1 + pg_temp.pick(m, 121, :customers) AS recipient_id
      FROM generate_series(1, :covers) AS m) AS l
     JOIN customer AS s ON s.customer_id = l.sender_id JOIN address AS sa ON sa.address_id = s.address_id
     JOIN customer AS r ON r.customer_id = l.recipient_id JOIN address AS ra ON ra.address_id = r.address_id
     CROSS JOIN LATERAL (VALUES
         (8, 8, s.given_name || ' ' || s.family_name), (8, 17, sa.house_number || ' ' || sa.street), (8, 26, sa.city || ' ' || sa.state || ' ' || sa.zip),
         (84, 52, r.given_name || ' ' || r.family_name), (84, 61, ra.house_number || ' ' || ra.street || coalesce(' ' || ra.unit, '')),
         (84, 70, ra.city), (84, 79, ra.state || ' ' || ra.zip || '-' || ra.zip4)) AS line (x, y, words);

-- A row of pixels of the whole letter: a line of text, part of the stamp in
-- the corner, both or plain paper.
INSERT INTO mail_cover (mail_cover_id, recipient_id, scanned_at, retain_until, image)
SELECT m, 1 + pg_temp.pick(m, 121, :customers), scan.at, scan.at::date + 30,
       convert_to(E'P5\n228 96\n255\n', 'UTF8') || decode(repeat('90', 228) || picture.pixels || repeat('90', 228), 'hex')
FROM generate_series(1, :covers) AS m
     CROSS JOIN LATERAL (SELECT current_date - interval '1 second' * floor(7776000 * pg_temp.chance(m, 122)) AS at) AS scan
     JOIN (
         SELECT cover, string_agg(
                    CASE WHEN y BETWEEN 6 AND 35
                         THEN overlay(coalesce(pixels, blank) PLACING CASE WHEN y IN (6, 35) THEN repeat('60', 24) ELSE '60' || repeat('b8', 22) || '60' END
                                      FROM 2 * 194 + 1)
                         ELSE coalesce(pixels, blank) END, '' ORDER BY y) AS pixels
         FROM generate_series(1, :covers) AS cover
              CROSS JOIN generate_series(1, 94) AS y
              CROSS JOIN (SELECT '90' || repeat('f0', 226) || '90' AS blank) AS paper
              LEFT JOIN (
                  SELECT cover, y, overlay('90' || repeat('f0', 226) || '90' PLACING pixels FROM 2 * x + 1) AS pixels
                  FROM (SELECT l.cover, l.x, l.y + t.y AS y, string_agg(t.pixels, '' ORDER BY place) AS pixels
                        FROM cover_line AS l
                             CROSS JOIN LATERAL regexp_split_to_table(l.words, '') WITH ORDINALITY AS c (letter, place)
                             JOIN typeface AS t USING (letter)
                        GROUP BY l.cover, l.x, l.y, t.y) AS text_row
              ) AS written USING (cover, y)
         GROUP BY cover
     ) AS picture ON picture.cover = m;
