-- Stop the demo unless :held is true: what it shows would not be what it
-- says.  Silent otherwise.
\if :held
\else
\set ON_ERROR_STOP on
\warn NOT AS CLAIMED: :claim
DO $$ BEGIN RAISE EXCEPTION 'the demo does not show what it claims'; END $$;
\endif
\set ECHO queries
