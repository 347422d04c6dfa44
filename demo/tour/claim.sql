-- Stop the demo unless :held is true: what it shows would not be what it
-- says.  Silent otherwise.
\if :held
\else
\warn NOT AS CLAIMED: :claim
DO $$ BEGIN RAISE EXCEPTION 'the demo does not show what it claims'; END $$;
\endif
\set ECHO queries
