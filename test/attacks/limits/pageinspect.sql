-- class: limits
-- who: super
-- requires: pageinspect
-- proves: a superuser may look at pages
-- limit: a superuser can read the data files, by functions too
-- @setup
CREATE EXTENSION pageinspect;
-- @attack
SELECT encode(t_data, 'escape') FROM heap_page_items(get_raw_page('app.customer', 1));
