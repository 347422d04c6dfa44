-- class: conflict
-- who: stranger
-- from: 19
-- proves: row security and ON CONFLICT DO SELECT together show no more
INSERT INTO app.guarded (id, city, secret) VALUES (20, 'city 1', 'x') ON CONFLICT (id) DO SELECT RETURNING *;
INSERT INTO app.guarded (id, city, secret) VALUES (21, 'city 1', 'x') ON CONFLICT (id) DO SELECT FOR UPDATE RETURNING secret;
