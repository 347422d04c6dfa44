/*-------------------------------------------------------------------------
 *
 * mention.c
 *		Names in the expressions of labels.
 *
 * A label is a text; the server does not know that it depends on the columns,
 * tables, types and functions that its expressions name.  An owner who renamed
 * the column of a WHEN, and another one to its name, would give the label
 * another meaning.  So what a label names cannot be renamed, dropped or moved
 * to another schema until the label is changed.  The names are compared as
 * names: two functions of one name in two schemas count as one, which can only
 * refuse too much.
 *
 * What disappears in spite of that (with its owner, by CASCADE) closes the
 * label, which does not resolve any more; expression_check.c sees to it that
 * nobody else can put something in its place.
 *
 * The invariant: a label is parsed if the name is anywhere in its text.
 *
 *-------------------------------------------------------------------------
 */
#include "mention.h"

#include <ctype.h>

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_seclabel.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "compat.h"
#include "expression.h"
#include "label.h"

/* What is looked for in an expression. */
typedef struct Search
{
	const char *name;
	const char *relname;		/* of the relation that "name" is a column of */
	List	   *tree;			/* the relations whose own labels may name the
								 * column without naming the relation */
	enum
	{
		SEARCH_COLUMN,
		SEARCH_RELATION,
		SEARCH_FUNCTION,
		SEARCH_SCHEMA,
		SEARCH_TYPE,
		SEARCH_VALUE
	}			kind;
	const char *schema;			/* SEARCH_FUNCTION: of the function, or NULL */
	bool		found;
	bool		relation_found; /* SEARCH_COLUMN: relname is mentioned too */
} Search;

static bool
is_name(Node *node, const char *name)
{
	return IsA(node, String) && strcmp(strVal(node), name) == 0;
}

static bool
any_is_name(List *names, const char *name)
{
	ListCell   *lc;

	foreach(lc, names)
		if (is_name(lfirst(lc), name))
			return true;
	return false;
}

/*
 * Could a function that is called by this name be in the schema?  Without
 * a schema of its own, the name means one of the server's or ours.
 */
static bool
may_be_in_schema(List *names, const char *schema)
{
	if (schema == NULL)
		return true;
	if (list_length(names) > 1)
		return is_name(list_nth(names, list_length(names) - 2), schema);
	return strcmp(schema, "pg_catalog") == 0 ||
		strcmp(schema, PURPOSE_SCHEMA) == 0;
}

/*
 * raw_expression_tree_walker callback.
 */
static bool
search_node(Node *node, Search *search)
{
	if (node == NULL)
		return false;
	if (IsA(node, ColumnRef))
	{
		List	   *fields = ((ColumnRef *) node)->fields;

		/* "relation.column", "column": all parts count. */
		if ((search->kind == SEARCH_COLUMN ||
			 search->kind == SEARCH_RELATION ||
			 search->kind == SEARCH_SCHEMA) &&
			any_is_name(fields, search->name))
			search->found = true;
		return false;
	}
	if (IsA(node, RangeVar))
	{
		RangeVar   *relation = (RangeVar *) node;

		if (search->relname != NULL &&
			strcmp(relation->relname, search->relname) == 0)
			search->relation_found = true;
		if (search->kind == SEARCH_RELATION &&
			strcmp(relation->relname, search->name) == 0)
			search->found = true;
		if (search->kind == SEARCH_SCHEMA && relation->schemaname != NULL &&
			strcmp(relation->schemaname, search->name) == 0)
			search->found = true;
		return false;
	}
	if (IsA(node, FuncCall))
	{
		List	   *names = ((FuncCall *) node)->funcname;

		if (search->kind == SEARCH_FUNCTION &&
			is_name(llast(names), search->name) &&
			may_be_in_schema(names, search->schema))
			search->found = true;
		if (search->kind == SEARCH_SCHEMA && list_length(names) > 1 &&
			any_is_name(names, search->name))
			search->found = true;
	}
	if (IsA(node, TypeName) &&
		(search->kind == SEARCH_SCHEMA || search->kind == SEARCH_TYPE) &&
		any_is_name(((TypeName *) node)->names, search->name))
		search->found = true;
	if (IsA(node, A_Const) && search->kind == SEARCH_VALUE &&
		!((A_Const *) node)->isnull &&
		is_name((Node *) &((A_Const *) node)->val, search->name))
		search->found = true;
	return raw_expression_tree_walker(node, search_node, search);
}

static void
search_label(const Label *label, Search *search)
{
	ListCell   *lc;

	foreach(lc, label->allows)
	{
		AllowClause *allow = lfirst(lc);

		if (allow->condition != NULL)
			(void) search_node(purpose_label_raw(allow->condition), search);
	}
	if (label->mask != NULL)
		(void) search_node(purpose_label_raw(label->mask), search);
}

/*
 * Is the name anywhere in the text, in any case?
 */
static bool
text_has(const char *haystack, const char *needle)
{
	size_t		length = strlen(needle);

	for (; *haystack != '\0'; haystack++)
		if (pg_strncasecmp(haystack, needle, length) == 0)
			return true;
	return false;
}

/*
 * Could the text name this?  Names can be written with doubled quotes and with
 * U&"..." as well.
 */
static bool
may_name(const char *text, const char *name)
{
	return text_has(text, name) || text_has(text, "U&") ||
		strchr(name, '"') != NULL;
}

/*
 * Does the label of an object mention what is looked for?
 */
static bool
is_mentioned(const char *text, Oid relid, int32 subid, Search *search)
{
	LabelError	error;
	Label	   *label;

	if (search->kind != SEARCH_VALUE && !may_name(text, search->name))
		return false;
	label = purpose_label_parse(text, subid != 0 ? LABEL_ON_COLUMN :
								LABEL_ON_CONTAINER, &error);
	if (label == NULL)
		return false;
	search->found = search->relation_found = false;
	search_label(label, search);
	if (search->kind == SEARCH_COLUMN && search->relname != NULL)
		return search->found &&
			(search->relation_found || list_member_oid(search->tree, relid));
	return search->found;
}

static void
refuse(Oid relid, int32 subid, const Search *search, const char *action)
{
	static const char *const kinds[] = {
		"column", "relation", "function", "schema", "type", "value"
	};

	ereport(ERROR,
			(errcode(ERRCODE_DEPENDENT_OBJECTS_STILL_EXIST),
			 errmsg("cannot %s %s \"%s\" because a purpose label names it",
					action, kinds[search->kind], search->name),
			 errdetail("It is named by the %s.",
					   purpose_label_place(relid, subid, subid != 0 ?
										   LEVEL_COLUMN : LEVEL_TABLE)),
			 errhint("Change the label first.")));
}

/*
 * Look through all labels on tables and columns.
 */
static void
check(Search *search, const char *action)
{
	Relation	rel = table_open(SecLabelRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(rel, InvalidOid, false, NULL, 0,
										  NULL);
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		FormData_pg_seclabel *form = (FormData_pg_seclabel *) GETSTRUCT(tuple);
		TupleDesc	desc = RelationGetDescr(rel);
		bool		isnull;
		Datum		provider = heap_getattr(tuple, Anum_pg_seclabel_provider,
											desc, &isnull);
		Datum		stored = heap_getattr(tuple, Anum_pg_seclabel_label, desc,
										  &isnull);

		if (form->classoid == RelationRelationId &&
			strcmp(TextDatumGetCString(provider), PURPOSE_PROVIDER) == 0 &&
			is_mentioned(TextDatumGetCString(stored), form->objoid,
						 form->objsubid, search))
			refuse(form->objoid, form->objsubid, search, action);
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
}

void
purpose_mention_check_column(Oid relid, const char *column,
							 const char *action)
{
	Search		search = {0};

	search.kind = SEARCH_COLUMN;
	search.name = column;
	if (OidIsValid(relid))
	{
		search.relname = get_rel_name(relid);
		search.tree = find_all_inheritors(relid, NoLock, NULL);
	}
	check(&search, action);
}

void
purpose_mention_check_relation(Oid relid, const char *action)
{
	Search		search = {0};

	/* Labels never mean temporary relations. */
	if (get_rel_persistence(relid) == RELPERSISTENCE_TEMP)
		return;
	search.kind = SEARCH_RELATION;
	search.name = get_rel_name(relid);
	if (search.name != NULL)
		check(&search, action);
}

void
purpose_mention_check_function(const char *schema, const char *name,
							   const char *action)
{
	Search		search = {0};

	search.kind = SEARCH_FUNCTION;
	search.schema = schema;
	search.name = name;
	check(&search, action);
}

void
purpose_mention_check_type(const char *name, const char *action)
{
	Search		search = {0};

	search.kind = SEARCH_TYPE;
	search.name = name;
	check(&search, action);
}

void
purpose_mention_check_value(const char *value, const char *action)
{
	Search		search = {0};

	search.kind = SEARCH_VALUE;
	search.name = value;
	check(&search, action);
}

void
purpose_mention_check_schema(const char *name, const char *action)
{
	Search		search = {0};

	search.kind = SEARCH_SCHEMA;
	search.name = name;
	check(&search, action);
}
