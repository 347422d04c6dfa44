-- class: writing
-- who: stranger
-- shows: difference
-- proves: no error of a statement that writes comes from a hidden value
UPDATE app.customer SET id = id + 0 / greatest(0, 7310060 - salary) WHERE id = 13;
UPDATE app.customer SET id = id + 0 / greatest(0, 7310060 - salary) WHERE id = 17;
UPDATE app.customer SET id = id + 0 / greatest(0, 7310060 - salary) WHERE id = 20;
UPDATE app.customer SET id = id + 0 / greatest(0, 7310060 - salary) WHERE id = 30;
