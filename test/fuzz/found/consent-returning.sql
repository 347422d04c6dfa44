-- A statement that writes treats a conditional column as a masked one, also in
-- RETURNING: or it shows the values that it has itself just given consent to.
-- property: interference
-- user: fz_owner
-- purpose: fz_research
BEGIN; UPDATE person SET consent = true RETURNING id, phone; ROLLBACK;
