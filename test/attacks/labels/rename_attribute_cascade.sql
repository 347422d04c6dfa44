-- class: labels
-- who: owner
-- proves: renaming and adding attributes of a type opens no column
ALTER TYPE app.form RENAME ATTRIBUTE secret TO other CASCADE;
ALTER TYPE app.form ADD ATTRIBUTE secret text CASCADE;
SELECT other, secret FROM app.typed;
