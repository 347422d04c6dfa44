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
 *	- functions that are not built in must fix their own search_path, or have
 *	  a body that was parsed when they were created: otherwise a caller could
 *	  slip his own function or operator below them and be handed raw values;
 *	- they must belong to a role that may administer purposes, since their
 *	  owner can give them another body at any time;
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

#include "authority.h"
#include "compat.h"
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
		{"array_nulls", "on"},
		{"xmloption", "content"}
	};

	for (int i = 0; i < lengthof(fixed); i++)
		(void) set_config_option(fixed[i][0], fixed[i][1],
								 PGC_USERSET, PGC_S_SESSION,
								 GUC_ACTION_SAVE, true, 0, false);
}

/*
 * Does the function's own SET clause fix the search_path?
 */
static bool
fixes_search_path(HeapTuple tuple)
{
	bool		isnull;
	Datum		datum = SysCacheGetAttr(PROCOID, tuple,
										Anum_pg_proc_proconfig, &isnull);
	Datum	   *elems;
	int			nelems;

	if (isnull)
		return false;
	deconstruct_array(DatumGetArrayTypeP(datum), TEXTOID, -1, false,
					  TYPALIGN_INT, &elems, NULL, &nelems);
	for (int i = 0; i < nelems; i++)
		if (pg_strncasecmp(TextDatumGetCString(elems[i]), "search_path=",
						   strlen("search_path=")) == 0)
			return true;
	return false;
}

/*
 * check_functions_in_node callback: may this function not be trusted with raw
 * values?
 */
static bool
function_is_open(Oid funcid, void *context)
{
	HeapTuple	tuple;
	Form_pg_proc form;
	bool		closed;

	/* The server's own; textanycat is in SQL, with all names qualified. */
	if (funcid < FirstUnpinnedObjectId)
		return false;
	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(funcid));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", funcid);
	form = (Form_pg_proc) GETSTRUCT(tuple);
	closed = purpose_role_may_administer(form->proowner) &&
		(form->prolang == INTERNALlanguageId ||
		 form->prolang == ClanguageId ||
		 !heap_attisnull(tuple, Anum_pg_proc_prosqlbody, NULL) ||
		 fixes_search_path(tuple));
	ReleaseSysCache(tuple);
	if (!closed)
		*(Oid *) context = funcid;
	return !closed;
}

static bool
find_open_function(Node *node, Oid *found)
{
	if (node == NULL)
		return false;
	if (check_functions_in_node(node, function_is_open, found))
		return true;
	if (IsA(node, Query))
		return query_tree_walker((Query *) node, find_open_function, found,
								 0);
	return expression_tree_walker(node, find_open_function, found);
}

static void
require_closed_functions(Node *expr)
{
	Oid			funcid = InvalidOid;

	if (find_open_function(expr, &funcid))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("function %s cannot be used in a purpose label",
						format_procedure(funcid)),
				 errdetail("It is handed raw values, so it must fix its search_path, and belong to a role that may administer purposes."),
				 errhint("Use ALTER FUNCTION ... SET search_path = pg_catalog, pg_temp, and ALTER FUNCTION ... OWNER TO.")));
}

static Oid
type_namespace(Oid type)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	Oid			result = InvalidOid;

	if (HeapTupleIsValid(tuple))
	{
		result = ((Form_pg_type) GETSTRUCT(tuple))->typnamespace;
		ReleaseSysCache(tuple);
	}
	return result;
}

static void
refuse_temporary(const char *kind, const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TABLE_DEFINITION),
			 errmsg("%s \"%s\" of a temporary schema cannot be used in a purpose label",
					kind, name)));
}

/*
 * raw_expression_tree_walker callback: every session has types of its own.
 */
static bool
check_types(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, TypeName))
	{
		Oid			type = LookupTypeNameOid(NULL, (TypeName *) node, true);

		if (OidIsValid(type) && isAnyTempNamespace(type_namespace(type)))
			refuse_temporary("type", format_type_be(type));
		return false;
	}
	return raw_expression_tree_walker(node, check_types, context);
}

/*
 * Nor may relations of temporary schemas stand in for what is missing: any
 * user could make one, and be handed what the expression compares with it.
 */
static bool
check_relations(Node *node, void *context)
{
	ListCell   *lc;

	if (node == NULL)
		return false;
	if (!IsA(node, Query))
		return expression_tree_walker(node, check_relations, context);
	foreach(lc, ((Query *) node)->rtable)
	{
		RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);

		if (rte->rtekind == RTE_RELATION &&
			isAnyTempNamespace(get_rel_namespace(rte->relid)))
			refuse_temporary("relation", get_rel_name(rte->relid));
	}
	return query_tree_walker((Query *) node, check_relations, context, 0);
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
	Node	   *result;

	pstate->p_sourcetext = expr->text;
	item = addRangeTableEntryForRelation(pstate, rel, AccessShareLock,
										 makeAlias(relname, NIL),
										 false, true);
	addNSItemToQuery(pstate, item, true, true, true);

	/* EXPR_KIND_POLICY refuses aggregates, window and set functions. */
	result = transformExpr(pstate, copyObject(expr->raw), EXPR_KIND_POLICY);
	if (target == NULL)
		result = coerce_to_boolean(pstate, result, "WHEN");
	else
	{
		Oid			type = exprType(result);

		result = coerce_to_target_type(pstate, result, type,
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
					 parser_errposition(pstate, exprLocation(expr->raw))));
	}
	assign_expr_collations(pstate, result);
	require_closed_functions(result);
	if (!isAnyTempNamespace(RelationGetNamespace(rel)))
	{
		(void) check_types(expr->raw, NULL);
		(void) check_relations(result, NULL);
	}
	purpose_maskfuncs_authorize(result);

	if (pstate->p_hasSubLinks)
	{
		setRuleCheckAsUser(result, rel->rd_rel->relowner);
		if (!checking)
			(void) rewrite_subselects(result, NULL);
	}
	free_parsestate(pstate);

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
			 errdetail("The expression %s does not resolve: %s.",
					   expr->text, edata->message),
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

/* ---------- the cache ---------- */

/*
 * Analysis costs more than planning a small query does, so its results are
 * kept.  All go at once when anything changes that could have been looked up:
 * functions and their owners, operators, casts, types, schemas, or the relation.  What has
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
		PROCOID, OPEROID, CASTSOURCETARGET, TYPEOID, NAMESPACEOID,
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
		return analyse_guarded(expr, rel, target, place, true);

	memset(&key, 0, sizeof(key));
	key.relid = RelationGetRelid(rel);
	key.place = place->relid;
	key.attno = target != NULL ? target->attno : 0;
	key.text_hash = hash_bytes((const unsigned char *) expr->text,
							   strlen(expr->text));
	entry = hash_search(get_analysed(), &key, HASH_FIND, NULL);
	if (entry != NULL && strcmp(entry->text, expr->text) == 0)
		return copyObject(entry->node);

	node = analyse_guarded(expr, rel, target, place, false);
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

/*
 * raw_expression_tree_walker callback for purpose_expression_lacks_column.
 */
static bool
names_missing_column(Node *node, Relation rel)
{
	if (node == NULL)
		return false;
	if (IsA(node, SubLink))
		return names_missing_column(((SubLink *) node)->testexpr, rel);
	if (IsA(node, ColumnRef))
	{
		Node	   *last = llast(((ColumnRef *) node)->fields);

		return IsA(last, String) &&
			get_attnum(RelationGetRelid(rel), strVal(last)) ==
			InvalidAttrNumber;
	}
	return raw_expression_tree_walker(node, names_missing_column, rel);
}

bool
purpose_expression_lacks_column(const LabelExpr *expr, Relation rel)
{
	return names_missing_column(expr->raw, rel);
}
