-- COPY of a table becomes COPY of a SELECT only where a purpose may not use all
-- of it: else rows could come in the order of an index, as they do not without
-- labels.
-- property: transparency
-- user: fz_owner
-- purpose: fz_service
-- setting: enable_seqscan = off
COPY fzs.diary (mood) TO STDOUT;
