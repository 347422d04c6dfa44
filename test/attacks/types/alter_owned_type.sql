-- class: types
-- who: owner
-- proves: changing a type that columns have opens nothing
ALTER TYPE app.pair RENAME ATTRIBUTE first TO other;
SELECT (p).other FROM app.mixed;
ALTER TYPE app.pair ADD ATTRIBUTE third text;
SELECT p FROM app.mixed;
