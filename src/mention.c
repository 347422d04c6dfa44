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
 * names: two functions of one name and schema count as one, which can only
 * refuse too much.  A whole row has all columns in it, by their names.
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
	const char *schema;			/* SEARCH_FUNCTION, SEARCH_RELATION: of what
								 * is looked for; the former or NULL */
	Oid			relid;			/* SEARCH_RELATION: the relation */
	List	   *gone;			/* relations whose labels do not count */
	Oid			place;			/* the relation of the label */
	List	   *items;			/* String: what the label's FROMs call items */
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
 * raw_expression_tree_walker callback: what items of FROM are called.
 */
static bool
collect_items(Node *node, List **items)
{
	Alias	   *alias = NULL;

	if (node == NULL)
		return false;
	switch (nodeTag(node))
	{
		case T_RangeVar:
			alias = ((RangeVar *) node)->alias;
			*items = lappend(*items, makeString(alias != NULL ? alias->aliasname :
												((RangeVar *) node)->relname));
			return false;
		case T_RangeSubselect:
			alias = ((RangeSubselect *) node)->alias;
			break;
		case T_RangeFunction:
			alias = ((RangeFunction *) node)->alias;
			break;
		case T_JoinExpr:
			alias = ((JoinExpr *) node)->alias;
			break;
		default:
			break;
	}
	if (alias != NULL)
		*items = lappend(*items, makeString(alias->aliasname));
	return raw_expression_tree_walker(node, collect_items, items);
}

/*
 * Does the reference stand for a whole row, of an item of FROM or of the
 * labelled relation?  Then it names all columns: a function may ask for one by
 * its name.  A plain "*" does not count, which SELECT * FROM ... is written
 * with in EXISTS; what is called by an alias does.
 */
static bool
is_whole_row(const ColumnRef *ref, const Search *search)
{
	Node	   *last = llast(ref->fields);
	const char *own = get_rel_name(search->place);

	if (list_length(ref->fields) > 1)
		return IsA(last, A_Star);
	if (!IsA(last, String))
		return false;
	return any_is_name(search->items, strVal(last)) ||
		(own != NULL && is_name(last, own) &&
		 get_attnum(search->place, own) == InvalidAttrNumber);
}

/*
 * Does the name stand where that of the labelled relation does, in front of a
 * column or for the whole row?  Any other relation is in a FROM, too.
 */
static bool
names_own_relation(const ColumnRef *ref, const Search *search)
{
	int			nfields = list_length(ref->fields);

	if (search->place != search->relid)
		return false;
	if (nfields == 1)
		return is_name(linitial(ref->fields), search->name) &&
			get_attnum(search->place, search->name) == InvalidAttrNumber;
	return is_name(list_nth(ref->fields, nfields - 2), search->name);
}

static bool
is_in_reference(const ColumnRef *ref, const Search *search)
{
	switch (search->kind)
	{
		case SEARCH_COLUMN:
			return is_name(llast(ref->fields), search->name) ||
				(search->relname != NULL && is_whole_row(ref, search));
		case SEARCH_RELATION:
			return names_own_relation(ref, search);
		case SEARCH_SCHEMA:
			return any_is_name(ref->fields, search->name);
		default:
			return false;
	}
}

/*
 * Names without a schema are looked up in two of them only.
 */
static bool
is_in_from(const RangeVar *relation, const Search *search)
{
	if (search->kind == SEARCH_SCHEMA)
		return relation->schemaname != NULL &&
			strcmp(relation->schemaname, search->name) == 0;
	if (search->kind != SEARCH_RELATION ||
		strcmp(relation->relname, search->name) != 0)
		return false;
	if (relation->schemaname != NULL)
		return strcmp(relation->schemaname, search->schema) == 0;
	return strcmp(search->schema, "pg_catalog") == 0 ||
		strcmp(search->schema, PURPOSE_SCHEMA) == 0;
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
		search->found |= is_in_reference((ColumnRef *) node, search);
		return false;
	}
	if (IsA(node, RangeVar))
	{
		RangeVar   *relation = (RangeVar *) node;

		if (search->relname != NULL &&
			strcmp(relation->relname, search->relname) == 0)
			search->relation_found = true;
		search->found |= is_in_from(relation, search);
		return false;
	}
	if (IsA(node, A_Indirection) && search->kind == SEARCH_COLUMN &&
		any_is_name(((A_Indirection *) node)->indirection, search->name))
		search->found = true;
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
search_expression(const LabelExpr *expr, Search *search)
{
	Node	   *raw = purpose_label_raw(expr);

	search->items = NIL;
	(void) collect_items(raw, &search->items);
	(void) search_node(raw, search);
}

static void
search_label(const Label *label, Search *search)
{
	ListCell   *lc;

	foreach(lc, label->allows)
	{
		AllowClause *allow = lfirst(lc);

		if (allow->condition != NULL)
			search_expression(allow->condition, search);
	}
	if (label->mask != NULL)
		search_expression(label->mask, search);
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

	if (list_member_oid(search->gone, relid))
		return false;

	/* A value may be written in ways, a column be in a whole row. */
	if (search->kind != SEARCH_VALUE && !may_name(text, search->name) &&
		(search->relname == NULL ||
		 (!may_name(text, search->relname) && !list_member_oid(search->tree, relid))))
		return false;
	label = purpose_label_parse(text, subid != 0 ? LABEL_ON_COLUMN :
								LABEL_ON_CONTAINER, &error);
	if (label == NULL)
		return false;
	search->found = search->relation_found = false;
	search->place = relid;
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

static void
check_relation(Oid relid, List *gone, const char *action)
{
	Search		search = {0};

	/* Labels never mean temporary relations. */
	if (get_rel_persistence(relid) == RELPERSISTENCE_TEMP)
		return;
	search.kind = SEARCH_RELATION;
	search.relid = relid;
	search.name = get_rel_name(relid);
	search.schema = get_namespace_name(get_rel_namespace(relid));
	search.gone = gone;
	if (search.name != NULL && search.schema != NULL)
		check(&search, action);
}

void
purpose_mention_check_relation(Oid relid, const char *action)
{
	check_relation(relid, NIL, action);
}

void
purpose_mention_check_dropped(Oid relid, List *gone)
{
	check_relation(relid, gone, "drop");
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
