-- Stop the demo unless the last statement was refused for want of a purpose,
-- with a message that contains :because.  Silent otherwise.  psql looks at
-- ON_ERROR_STOP when it reads a line: turn it on again before including this.
\set held `test :'SQLSTATE' = 42501 && case :'LAST_ERROR_MESSAGE' in *:'because'*) echo on;; *) echo off;; esac || echo off`
\set ECHO none
\set claim 'the statement above is refused'
\ir claim.sql
