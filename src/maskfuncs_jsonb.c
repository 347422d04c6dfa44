/*-------------------------------------------------------------------------
 *
 * maskfuncs_jsonb.c
 *		Masks that remove, replace or keep members of jsonb documents.
 *
 * A member is addressed by the keys that lead to it, joined by dots:
 *
 *		path := [ '**.' ] step { '.' step }
 *		step := key | '"' key '"' | '*'
 *
 * "*" is any key, a leading "**." any depth.  Arrays do not count: a path
 * applies to every element of the arrays on its way.  In double quotes a key
 * may contain dots and stars; backslash quotes the next character there.
 * This is not jsonpath, whose filters would let a mask depend on what it
 * hides and whose lax mode would have to be explained to every reader.
 *
 * The document is rebuilt as a tree of JsonbValues.  pushJsonbValue would do
 * too, but is another function in every other major version.  The pairs of a
 * stored object are sorted and unique, and leaving some out keeps them so.
 *
 * The invariant: what jsonb_keep does not name is not in its result,
 * whatever shape the document has.  jsonb_remove and jsonb_mask cannot
 * promise as much: what they do not name stays.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "compat.h"

PG_FUNCTION_INFO_V1(purpose_mask_jsonb_remove);
PG_FUNCTION_INFO_V1(purpose_mask_jsonb_mask);
PG_FUNCTION_INFO_V1(purpose_mask_jsonb_keep);

typedef struct PathStep
{
	bool		any_key;		/* "*" */
	char	   *key;
	int			length;			/* bytes of key */
} PathStep;

typedef struct KeyPath
{
	bool		any_depth;		/* began with "**." */
	int			nsteps;
	PathStep   *steps;
} KeyPath;

typedef enum RewriteMode
{
	REWRITE_COPY,				/* everything stays */
	REWRITE_REMOVE,				/* members on a path go */
	REWRITE_REPLACE,			/* members on a path become the replacement */
	REWRITE_KEEP				/* members on no path go */
} RewriteMode;

typedef struct Rewrite
{
	RewriteMode mode;
	int			npaths;
	KeyPath    *paths;
	JsonbValue *replacement;	/* of REWRITE_REPLACE */
} Rewrite;

/* The keys from the document's root down to where we are, innermost first. */
typedef struct KeyTrail
{
	const struct KeyTrail *outer;
	int			depth;			/* 1 for a member of the root */
	const char *key;
	int			length;
} KeyTrail;

static JsonbValue *rewrite_container(JsonbContainer *container,
									 const Rewrite *rewrite,
									 const KeyTrail *trail);

/*
 * Complain about a path.  It is the label's, not a user's, so the message
 * may show it.
 */
static void
path_error(const char *path, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid path \"%s\"", path),
			 errdetail("%s", detail),
			 errhint("A path is keys joined by dots, such as address.street; \"*\" is any key and a leading \"**.\" any depth.")));
}

/*
 * Read one step at *p, which is moved to behind it.
 */
static PathStep
parse_step(const char *path, const char **p)
{
	PathStep	step = {false, NULL, 0};
	StringInfoData key;
	bool		quoted = **p == '"';

	initStringInfo(&key);
	if (quoted)
	{
		(*p)++;
		while (**p != '\0' && **p != '"')
		{
			if (**p == '\\' && (*p)[1] != '\0')
				(*p)++;
			appendStringInfoChar(&key, *(*p)++);
		}
		if (**p == '\0')
			path_error(path, "A quoted key is not ended.");
		(*p)++;
	}
	else
	{
		while (**p != '\0' && **p != '.' && **p != '"')
			appendStringInfoChar(&key, *(*p)++);
		if (key.len == 0)
			path_error(path, "A key is missing.");
		if (strcmp(key.data, "**") == 0)
			path_error(path, "\"**\" can only be the first step, with another behind it.");
		step.any_key = strcmp(key.data, "*") == 0;
	}
	if (**p != '\0' && **p != '.')
		path_error(path, "There is text between the end of a key and the next dot.");

	step.key = key.data;
	step.length = key.len;
	return step;
}

static KeyPath
parse_path(const char *path)
{
	KeyPath		result;
	const char *p = path;
	int			dots = 0;

	for (; *p != '\0'; p++)
		dots += *p == '.';
	result.steps = palloc(sizeof(PathStep) * (dots + 1));
	result.nsteps = 0;

	result.any_depth = strncmp(path, "**.", 3) == 0;
	p = result.any_depth ? path + 3 : path;
	for (;;)
	{
		result.steps[result.nsteps++] = parse_step(path, &p);
		if (*p == '\0')
			return result;
		p++;					/* the dot */
	}
}

/*
 * Fill in the paths of *rewrite from a text array.
 */
static void
parse_paths(ArrayType *array, Rewrite *rewrite)
{
	Datum	   *elements;
	bool	   *nulls;
	int			i;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT,
					  &elements, &nulls, &rewrite->npaths);
	rewrite->paths = palloc(sizeof(KeyPath) * Max(rewrite->npaths, 1));
	for (i = 0; i < rewrite->npaths; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("path must not be null")));
		rewrite->paths[i] = parse_path(TextDatumGetCString(elements[i]));
	}
}

/*
 * Does the trail, read outwards, agree with steps "last" to 0 of the path?
 * It must be at least as long as that.
 */
static bool
steps_match(const KeyPath *path, int last, const KeyTrail *trail)
{
	int			i;

	for (i = last; i >= 0; i--, trail = trail->outer)
	{
		const PathStep *step = &path->steps[i];

		if (!step->any_key &&
			(step->length != trail->length ||
			 memcmp(step->key, trail->key, trail->length) != 0))
			return false;
	}
	return true;
}

/*
 * Does a path name the member that the trail ends in?
 */
static bool
is_named(const Rewrite *rewrite, const KeyTrail *trail)
{
	int			i;

	for (i = 0; i < rewrite->npaths; i++)
	{
		const KeyPath *path = &rewrite->paths[i];

		if ((path->any_depth ? trail->depth >= path->nsteps :
			 trail->depth == path->nsteps) &&
			steps_match(path, path->nsteps - 1, trail))
			return true;
	}
	return false;
}

/*
 * Might a path name something inside the member that the trail ends in?
 */
static bool
leads_to_named(const Rewrite *rewrite, const KeyTrail *trail)
{
	int			i;

	for (i = 0; i < rewrite->npaths; i++)
	{
		const KeyPath *path = &rewrite->paths[i];

		if (path->any_depth ||
			(trail->depth < path->nsteps &&
			 steps_match(path, trail->depth - 1, trail)))
			return true;
	}
	return false;
}

static JsonbValue *
copy_value(const JsonbValue *value)
{
	JsonbValue *copy;
	static const Rewrite everything = {REWRITE_COPY, 0, NULL, NULL};

	if (value->type == jbvBinary)
		return rewrite_container(value->val.binary.data, &everything, NULL);
	copy = palloc(sizeof(JsonbValue));
	*copy = *value;
	return copy;
}

/*
 * What becomes of an element of an array; NULL if it goes.
 */
static JsonbValue *
rewrite_element(JsonbValue *value, const Rewrite *rewrite,
				const KeyTrail *trail)
{
	if (value->type == jbvBinary)
		return rewrite_container(value->val.binary.data, rewrite, trail);
	return rewrite->mode == REWRITE_KEEP ? NULL : copy_value(value);
}

/*
 * What becomes of the member that the trail ends in; NULL if it goes.
 */
static JsonbValue *
rewrite_member(JsonbValue *value, const Rewrite *rewrite,
			   const KeyTrail *trail)
{
	if (rewrite->mode == REWRITE_COPY)
		return copy_value(value);
	if (is_named(rewrite, trail))
	{
		switch (rewrite->mode)
		{
			case REWRITE_REMOVE:
				return NULL;
			case REWRITE_REPLACE:
				return rewrite->replacement;
			case REWRITE_KEEP:
			case REWRITE_COPY:
				return copy_value(value);
		}
	}
	if (rewrite->mode == REWRITE_KEEP &&
		(value->type != jbvBinary || !leads_to_named(rewrite, trail)))
		return NULL;
	return rewrite_element(value, rewrite, trail);
}

static void
rewrite_array(JsonbIterator **iterator, JsonbValue *result,
			  const Rewrite *rewrite, const KeyTrail *trail)
{
	JsonbValue	value;
	JsonbValue *elements = result->val.array.elems;
	int			count = 0;

	while (JsonbIteratorNext(iterator, &value, true) == WJB_ELEM)
	{
		JsonbValue *element = rewrite_element(&value, rewrite, trail);

		if (element != NULL)
			elements[count++] = *element;
	}
	result->val.array.nElems = count;
}

static void
rewrite_object(JsonbIterator **iterator, JsonbValue *result,
			   const Rewrite *rewrite, const KeyTrail *trail)
{
	JsonbValue	key;
	JsonbValue	value;
	JsonbPair  *pairs = result->val.object.pairs;
	int			count = 0;

	while (JsonbIteratorNext(iterator, &key, true) == WJB_KEY)
	{
		KeyTrail	here;
		JsonbValue *member;

		(void) JsonbIteratorNext(iterator, &value, true);
		here.outer = trail;
		here.depth = trail == NULL ? 1 : trail->depth + 1;
		here.key = key.val.string.val;
		here.length = key.val.string.len;

		member = rewrite_member(&value, rewrite, &here);
		if (member != NULL)
		{
			pairs[count].key = key;
			pairs[count].value = *member;
			pairs[count].order = 0;
			count++;
		}
	}
	result->val.object.nPairs = count;
}

/*
 * The container rewritten, as a tree without binary parts.
 *
 * The tree points into the container for keys, strings and numbers: it lives
 * no longer than that.  A document that is a scalar comes as an array with
 * one element and answers that element, or null if it must not be kept.
 */
static JsonbValue *
rewrite_container(JsonbContainer *container, const Rewrite *rewrite,
				  const KeyTrail *trail)
{
	JsonbIterator *iterator = JsonbIteratorInit(container);
	JsonbValue *result = palloc0(sizeof(JsonbValue));
	bool		is_scalar;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();

	if (JsonbIteratorNext(&iterator, result, false) == WJB_BEGIN_OBJECT)
	{
		result->val.object.pairs =
			palloc(sizeof(JsonbPair) * Max(result->val.object.nPairs, 1));
		rewrite_object(&iterator, result, rewrite, trail);
		return result;
	}

	is_scalar = result->val.array.rawScalar;
	result->val.array.rawScalar = false;
	result->val.array.elems =
		palloc(sizeof(JsonbValue) * Max(result->val.array.nElems, 1));
	rewrite_array(&iterator, result, rewrite, trail);
	if (!is_scalar)
		return result;
	if (result->val.array.nElems == 1)
		return &result->val.array.elems[0];
	result->type = jbvNull;
	return result;
}

static Jsonb *
rewrite_document(Jsonb *document, const Rewrite *rewrite)
{
	return JsonbValueToJsonb(rewrite_container(&document->root, rewrite,
											   NULL));
}

/*
 * jsonb_remove(value jsonb, VARIADIC paths text[]) -> jsonb
 */
Datum
purpose_mask_jsonb_remove(PG_FUNCTION_ARGS)
{
	Rewrite		rewrite = {REWRITE_REMOVE, 0, NULL, NULL};

	parse_paths(PG_GETARG_ARRAYTYPE_P(1), &rewrite);
	PG_RETURN_JSONB_P(rewrite_document(PG_GETARG_JSONB_P(0), &rewrite));
}

/*
 * jsonb_mask(value jsonb, replacement jsonb, VARIADIC paths text[]) -> jsonb
 */
Datum
purpose_mask_jsonb_mask(PG_FUNCTION_ARGS)
{
	static const Rewrite everything = {REWRITE_COPY, 0, NULL, NULL};
	Rewrite		rewrite = {REWRITE_REPLACE, 0, NULL, NULL};
	Jsonb	   *replacement = PG_GETARG_JSONB_P(1);

	parse_paths(PG_GETARG_ARRAYTYPE_P(2), &rewrite);
	rewrite.replacement = rewrite_container(&replacement->root, &everything,
											NULL);
	PG_RETURN_JSONB_P(rewrite_document(PG_GETARG_JSONB_P(0), &rewrite));
}

/*
 * jsonb_keep(value jsonb, VARIADIC paths text[]) -> jsonb
 */
Datum
purpose_mask_jsonb_keep(PG_FUNCTION_ARGS)
{
	Rewrite		rewrite = {REWRITE_KEEP, 0, NULL, NULL};

	parse_paths(PG_GETARG_ARRAYTYPE_P(1), &rewrite);
	PG_RETURN_JSONB_P(rewrite_document(PG_GETARG_JSONB_P(0), &rewrite));
}
