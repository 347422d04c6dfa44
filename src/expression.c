/*-------------------------------------------------------------------------
 *
 * expression.c
 *		Parse analysis of the expressions in labels.
 *
 * Conditions and masks are trusted: they read raw values, whoever runs the
 * query.  So nothing about the session may change what they mean:
 *
 *	- names are looked up with search_path = pg_catalog, purpose, pg_temp;
 *	- the settings by which literals are read are fixed;
 *	- what runs does not depend on settings either (expression_settings.c);
 *	- what is named must be in trusted hands (expression_check.c);
 *	- analysis runs as the bootstrap superuser, so that the caller needs no
 *	  USAGE on the schemas named; nothing of the expression is executed here.
 *
 * The invariant: an expression that does not resolve never means "open".
 *
 *-------------------------------------------------------------------------
 */
#include "expression.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "access/transam.h"
#include "catalog/namespace.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_class.h"
#include "catalog/pg_language.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "commands/dbcommands.h"
#include "common/hashfn.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "parser/parse_coerce.h"
#include "parser/parse_collate.h"
#include "parser/parse_expr.h"
#include "parser/parse_relation.h"
#include "parser/parse_target.h"
#include "parser/parse_type.h"
#include "rewrite/rewriteDefine.h"
#include "rewrite/rewriteHandler.h"
#include "rewrite/rewriteManip.h"
#include "tcop/tcopprot.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/regproc.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "compat.h"
#include "expression_check.h"
#include "expression_settings.h"
#include "maskfuncs.h"

/* A mask's target; a condition has none. */
typedef struct MaskTarget
{
	AttrNumber	attno;
	Oid			type;
	int32		typmod;
	Oid			collation;
} MaskTarget;

const char *
purpose_relkind_name(char relkind)
{
	switch (relkind)
	{
		case RELKIND_FOREIGN_TABLE:
			return "foreign table";
		case RELKIND_MATVIEW:
			return "materialized view";
		case RELKIND_TOASTVALUE:
			return "TOAST table";
		default:
			return "table";
	}
}

char *
purpose_label_place(Oid relid, AttrNumber attno, LabelLevel level)
{
	const char *relname = get_rel_name(relid);
	const char *kind = purpose_relkind_name(get_rel_relkind(relid));

	if (relname == NULL)
		relname = "?";
	switch (level)
	{
		case LEVEL_COLUMN:
			return psprintf("label on column \"%s\" of %s \"%s\"",
							get_attname(relid, attno, false), kind, relname);
		case LEVEL_TABLE:
			return psprintf("label on %s \"%s\"", kind, relname);
		case LEVEL_SCHEMA:
			return psprintf("label on schema \"%s\"",
							get_namespace_name(get_rel_namespace(relid)));
		case LEVEL_DATABASE:
			return psprintf("label on database \"%s\"",
							get_database_name(MyDatabaseId));
	}
	return "label";
}

/*
 * The settings that change how an expression reads.
 */
static void
fix_settings(void)
{
	static const char *const fixed[][2] = {
		{"search_path", "pg_catalog, purpose, pg_temp"},
		{"transform_null_equals", "off"},
		{"DateStyle", "ISO, MDY"},
		{"IntervalStyle", "postgres"},
		{"TimeZone", "UTC"},
		{"timezone_abbreviations", "Default"},
		{"lc_monetary", "C"},
		{"array_nulls", "on"},
		{"xmloption", "content"}
	};

	for (int i = 0; i < lengthof(fixed); i++)
		(void) set_config_option(fixed[i][0], fixed[i][1],
								 PGC_USERSET, PGC_S_SESSION,
								 GUC_ACTION_SAVE, true, 0, false);
}

/*
 * Sub-selects come from parse analysis; whoever plans them expects what the
 * rewriter makes of them (views, row security).
 */
static bool
rewrite_subselects(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, SubLink))
	{
		SubLink    *sublink = (SubLink *) node;
		List	   *queries;

		(void) rewrite_subselects(sublink->testexpr, context);
		queries = QueryRewrite(castNode(Query, sublink->subselect));
		if (list_length(queries) != 1)
			elog(ERROR, "unexpected result of rewriting a sub-select");
		sublink->subselect = linitial(queries);
		return false;
	}
	return expression_tree_walker(node, rewrite_subselects, context);
}

static Oid
owner_of(Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Oid			result;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for relation %u", relid);
	result = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return result;
}

/*
 * The analysis proper.  The caller has fixed the settings.
 */
static Node *
analyse(const LabelExpr *expr, Relation rel, const MaskTarget *target,
		const ExpressionPlace *place, bool checking)
{
	ParseState *pstate = make_parsestate(NULL);
	const char *relname = get_rel_name(place->relid);
	ParseNamespaceItem *item;
	Node	   *raw = purpose_label_raw(expr);
	Node	   *written;
	Node	   *result;

	pstate->p_sourcetext = expr->text;
	item = addRangeTableEntryForRelation(pstate, rel, AccessShareLock,
										 makeAlias(relname, NIL),
										 false, true);
	addNSItemToQuery(pstate, item, true, true, true);

	/* EXPR_KIND_POLICY refuses aggregates, window and set functions. */
	written = transformExpr(pstate, copyObject(raw), EXPR_KIND_POLICY);
	if (target == NULL)
		result = coerce_to_boolean(pstate, written, "WHEN");
	else
	{
		Oid			type = exprType(written);

		result = coerce_to_target_type(pstate, written, type,
									   target->type, target->typmod,
									   COERCION_ASSIGNMENT,
									   COERCE_IMPLICIT_CAST, -1);
		if (result == NULL)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("mask is of type %s, but the column is of type %s",
							format_type_be(type),
							format_type_be(target->type)),
					 errhint("Cast the mask to the type of the column."),
					 parser_errposition(pstate, exprLocation(raw))));
	}
	assign_expr_collations(pstate, result);
	purpose_expression_check_names(pstate, raw, result, place->relid);
	purpose_maskfuncs_authorize(result);

	if (pstate->p_hasSubLinks)
	{
		setRuleCheckAsUser(result, owner_of(place->relid));
		(void) rewrite_subselects(result, NULL);
	}
	free_parsestate(pstate);
	purpose_expression_check_code(result);

	/* What becomes the column's own domain is the mask, which all may see. */
	purpose_expression_check_domains(written);
	result = purpose_expression_fix_settings(result);

	/* Views on the column must see the column's collation. */
	if (target != NULL && exprCollation(result) != target->collation)
		result = applyRelabelType(result, target->type, target->typmod,
								  target->collation, COERCE_IMPLICIT_CAST,
								  -1, true);
	return result;
}

/*
 * Say which label is to blame.  Does not return.
 */
static void
rethrow(ErrorData *edata, const LabelExpr *expr, const ExpressionPlace *place,
		bool checking)
{
	if (checking)
	{
		/* The position is in the expression: make it one in the label. */
		edata->internalquery = pstrdup(place->label);
		edata->internalpos = pg_mbstrlen_with_len(place->label,
												  expr->location) +
			Max(edata->cursorpos, 1);
		edata->cursorpos = 0;
		ReThrowError(edata);
	}

	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("%s is broken",
					purpose_label_place(place->relid, place->attno,
										place->attno ? LEVEL_COLUMN :
										LEVEL_TABLE)),
			 edata->detail == NULL ?
			 errdetail("The expression %s does not resolve: %s.",
					   expr->text, edata->message) :
			 errdetail("The expression %s does not resolve: %s. %s",
					   expr->text, edata->message, edata->detail),
			 errhint("What it protects stays closed until an administrator of purposes mends the label.")));
}

/*
 * Is the error the expression's own fault?
 */
static bool
is_fault_of_expression(const ErrorData *edata)
{
	int			category = ERRCODE_TO_CATEGORY(edata->sqlerrcode);

	return category == ERRCODE_SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION ||
		category == ERRCODE_DATA_EXCEPTION ||
		category == ERRCODE_FEATURE_NOT_SUPPORTED ||
		category == ERRCODE_TO_CATEGORY(ERRCODE_CHECK_VIOLATION);
}

static Node *
analyse_guarded(const LabelExpr *expr, Relation rel, const MaskTarget *target,
				const ExpressionPlace *place, bool checking)
{
	MemoryContext context = CurrentMemoryContext;
	Node	   *result = NULL;
	int			nestlevel = NewGUCNestLevel();
	Oid			userid;
	int			sec_context;

	GetUserIdAndSecContext(&userid, &sec_context);
	fix_settings();
	SetUserIdAndSecContext(BOOTSTRAP_SUPERUSERID,
						   sec_context | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION);
	PG_TRY();
	{
		result = analyse(expr, rel, target, place, checking);
	}
	PG_CATCH();
	{
		ErrorData  *edata;

		SetUserIdAndSecContext(userid, sec_context);
		AtEOXact_GUC(true, nestlevel);
		MemoryContextSwitchTo(context);
		edata = CopyErrorData();
		if (!is_fault_of_expression(edata))
			PG_RE_THROW();

		/* Always ends in an error: no subtransaction has to clean up. */
		FlushErrorState();
		rethrow(edata, expr, place, checking);
	}
	PG_END_TRY();
	SetUserIdAndSecContext(userid, sec_context);
	AtEOXact_GUC(true, nestlevel);
	return result;
}

/* ---------- labels of another relation of the tree ---------- */

/* Looks for columns that the relation of the label has, and "relid" lacks. */
typedef struct LackSearch
{
	Oid			relid;
	Oid			place;
	const char *name;			/* of the relation of the label */
	bool		in_subselect;
} LackSearch;

static bool
lacks(const LackSearch *search, const char *column)
{
	return get_attnum(search->relid, column) == InvalidAttrNumber;
}

static bool
lacks_any(const LackSearch *search)
{
	char	   *column;

	/* The name of a dropped column is found, too, but under no number. */
	for (AttrNumber attno = 1;
		 (column = get_attname(search->place, attno, true)) != NULL; attno++)
		if (get_attnum(search->place, column) == attno &&
			lacks(search, column))
			return true;
	return false;
}

/*
 * Inside of a sub-select, a name belongs to the labelled relation only with
 * the relation's name in front: expression_check.c sees to that.
 */
static bool
reference_lacks(const ColumnRef *ref, const LackSearch *search)
{
	int			nfields = list_length(ref->fields);
	Node	   *last = llast(ref->fields);
	Node	   *before = nfields > 1 ? list_nth(ref->fields, nfields - 2) : NULL;

	if (before == NULL)
	{
		if (search->in_subselect || !IsA(last, String))
			return false;
		if (strcmp(strVal(last), search->name) == 0 &&
			get_attnum(search->place, strVal(last)) == InvalidAttrNumber)
			return lacks_any(search);
		return lacks(search, strVal(last));
	}
	if (!IsA(before, String) || strcmp(strVal(before), search->name) != 0)
		return false;
	return IsA(last, String) ? lacks(search, strVal(last)) : lacks_any(search);
}

/*
 * Does an item of FROM have this name?
 */
static bool
item_has_name(Node *item, const char *name)
{
	const char *relname = NULL;
	Alias	   *alias = NULL;

	switch (nodeTag(item))
	{
		case T_RangeVar:
			alias = ((RangeVar *) item)->alias;
			relname = ((RangeVar *) item)->relname;
			break;
		case T_RangeTableSample:
			return item_has_name(((RangeTableSample *) item)->relation, name);
		case T_RangeSubselect:
			alias = ((RangeSubselect *) item)->alias;
			break;
		case T_RangeFunction:
			alias = ((RangeFunction *) item)->alias;
			break;
		case T_JoinExpr:
			alias = ((JoinExpr *) item)->alias;
			if (item_has_name(((JoinExpr *) item)->larg, name) ||
				item_has_name(((JoinExpr *) item)->rarg, name))
				return true;
			break;
		default:
			break;
	}
	if (alias != NULL)
		relname = alias->aliasname;
	return relname != NULL && strcmp(relname, name) == 0;
}

/*
 * raw_expression_tree_walker callback.
 */
static bool
names_missing_column(Node *node, LackSearch *search)
{
	LackSearch	inner = *search;
	ListCell   *lc;

	if (node == NULL)
		return false;
	if (IsA(node, ColumnRef))
		return reference_lacks((ColumnRef *) node, search);
	if (IsA(node, SelectStmt))
	{
		/* A relation of the same name inside hides the labelled one. */
		foreach(lc, ((SelectStmt *) node)->fromClause)
			if (item_has_name(lfirst(lc), search->name))
				return false;
		inner.in_subselect = true;
	}
	return raw_expression_tree_walker(node, names_missing_column, &inner);
}

/*
 * Does the expression, of a label on "place", name a column of that relation
 * that "rel" does not have?  Then it was written for another relation of the
 * inheritance tree.
 */
static bool
lacks_column(const LabelExpr *expr, Relation rel, Oid place)
{
	LackSearch	search = {0};

	if (place == RelationGetRelid(rel))
		return false;
	search.relid = RelationGetRelid(rel);
	search.place = place;
	search.name = get_rel_name(place);
	return search.name != NULL && names_missing_column(purpose_label_raw(expr), &search);
}

/*
 * The expression of another relation's label, which cannot be computed here:
 * a condition counts as false, a mask as NULL.
 */
static Node *
nothing(const MaskTarget *target)
{
	if (target == NULL)
		return makeBoolConst(false, false);
	return (Node *) makeNullConst(target->type, target->typmod,
								  target->collation);
}

static Node *
analyse_or_nothing(const LabelExpr *expr, Relation rel,
				   const MaskTarget *target, const ExpressionPlace *place,
				   bool checking)
{
	return lacks_column(expr, rel, place->relid) ? nothing(target) :
		analyse_guarded(expr, rel, target, place, checking);
}

/* ---------- the cache ---------- */

/*
 * Analysis costs more than planning a small query does, so its results are
 * kept.  All go at once when anything changes that could have been looked up:
 * functions and their owners, operators, casts, types, collations, schemas, or
 * the relation.  What has
 * a sub-select is not kept, as it depends on other relations and on row
 * security.
 */
typedef struct AnalysedKey
{
	Oid			relid;			/* the relation that is read */
	Oid			place;			/* the one whose label it stands in */
	AttrNumber	attno;			/* the mask's column, or 0: a condition */
	uint32		text_hash;
} AnalysedKey;

typedef struct Analysed
{
	AnalysedKey key;
	char	   *text;
	Node	   *node;
} Analysed;

static MemoryContext analysed_context = NULL;
static HTAB *analysed = NULL;
static bool analysed_stale = false;

static void
forget_on_syscache(Datum arg, SysCacheIdentifier cacheid, uint32 hashvalue)
{
	/* Our own signal to the plan cache is no change of a function. */
	if (cacheid != PROCOID || hashvalue != PURPOSE_PLAN_MARK)
		analysed_stale = true;
}

static void
forget_on_relcache(Datum arg, Oid relid)
{
	HASH_SEQ_STATUS status;
	Analysed   *entry;

	if (analysed == NULL || analysed_stale)
		return;
	hash_seq_init(&status, analysed);
	while ((entry = hash_seq_search(&status)) != NULL)
		if (relid == InvalidOid || entry->key.relid == relid ||
			entry->key.place == relid)
		{
			analysed_stale = true;
			hash_seq_term(&status);
			break;
		}
}

void
purpose_expression_init(void)
{
	static const SysCacheIdentifier caches[] = {
		PROCOID, OPEROID, CASTSOURCETARGET, TYPEOID, COLLOID, NAMESPACEOID,
		AUTHOID, AUTHMEMROLEMEM
	};

	for (int i = 0; i < lengthof(caches); i++)
		CacheRegisterSyscacheCallback(caches[i], forget_on_syscache,
									  (Datum) 0);
	CacheRegisterRelcacheCallback(forget_on_relcache, (Datum) 0);
}

/*
 * The table of kept results, emptied if something has changed.
 */
static HTAB *
get_analysed(void)
{
	HASHCTL		ctl = {0};

	if (analysed != NULL && !analysed_stale)
		return analysed;
	if (analysed_context == NULL)
		analysed_context = AllocSetContextCreate(TopMemoryContext,
												 "pg_purpose expressions",
												 ALLOCSET_SMALL_SIZES);
	analysed = NULL;
	MemoryContextReset(analysed_context);
	ctl.keysize = sizeof(AnalysedKey);
	ctl.entrysize = sizeof(Analysed);
	ctl.hcxt = analysed_context;
	analysed = hash_create("pg_purpose expressions", 32, &ctl,
						   HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	analysed_stale = false;
	return analysed;
}

/*
 * Keep a result, unless it must not be, or something changed meanwhile.
 */
static void
keep(const AnalysedKey *key, const LabelExpr *expr, Node *node)
{
	Analysed   *entry;
	MemoryContext old;
	char	   *copied_text;
	Node	   *copied_node;

	if (checkExprHasSubLink(node) || analysed_stale)
		return;
	old = MemoryContextSwitchTo(analysed_context);
	copied_text = pstrdup(expr->text);
	copied_node = copyObject(node);
	MemoryContextSwitchTo(old);
	entry = hash_search(analysed, key, HASH_ENTER, NULL);
	entry->text = copied_text;
	entry->node = copied_node;
}

/*
 * Analyse, or take what was kept.
 */
static Node *
analyse_cached(const LabelExpr *expr, Relation rel, const MaskTarget *target,
			   const ExpressionPlace *place, bool checking)
{
	AnalysedKey key;
	Analysed   *entry;
	Node	   *node;

	if (checking)
		return analyse_or_nothing(expr, rel, target, place, true);

	memset(&key, 0, sizeof(key));
	key.relid = RelationGetRelid(rel);
	key.place = place->relid;
	key.attno = target != NULL ? target->attno : 0;
	key.text_hash = hash_bytes((const unsigned char *) expr->text,
							   strlen(expr->text));
	entry = hash_search(get_analysed(), &key, HASH_FIND, NULL);
	if (entry != NULL && strcmp(entry->text, expr->text) == 0)
		return copyObject(entry->node);

	node = analyse_or_nothing(expr, rel, target, place, false);
	keep(&key, expr, node);
	return node;
}

Node *
purpose_expression_condition(const LabelExpr *expr, Relation rel,
							 const ExpressionPlace *place, bool checking)
{
	return analyse_cached(expr, rel, NULL, place, checking);
}

Node *
purpose_expression_mask(const LabelExpr *expr, Relation rel, AttrNumber attno,
						const ExpressionPlace *place, bool checking)
{
	Form_pg_attribute attr = TupleDescAttr(RelationGetDescr(rel), attno - 1);
	MaskTarget	target;

	target.attno = attno;
	target.type = attr->atttypid;
	target.typmod = attr->atttypmod;
	target.collation = attr->attcollation;
	return analyse_cached(expr, rel, &target, place, checking);
}
