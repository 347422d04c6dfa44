-- The error of a view's WITH CHECK OPTION has the failing row in its DETAIL,
-- just as that of a CHECK constraint does: it must be withheld too.
-- property: interference
-- user: fz_user
-- purpose: fz_marketing
BEGIN; UPDATE v_check SET grp = 25; ROLLBACK;
