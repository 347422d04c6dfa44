/*-------------------------------------------------------------------------
 *
 * inline.c
 *		Keeps the planner from inlining SQL functions that read labelled
 *		relations.
 *
 * A set-returning SQL function in FROM is replaced by its query in the middle
 * of planning, when our hook has been passed already.  (Scalar SQL functions
 * are inlined only if they read no table.)  The conditions are those of the
 * planner's inline_set_returning_function(); where they hold, the body is
 * parsed as the planner would, and its relations are looked up.
 *
 * What the function does when it is called is enforced like anything else.
 *
 * The invariant: in doubt a function is called, not inlined.
 *
 *-------------------------------------------------------------------------
 */
#include "inline.h"

#include "access/htup_details.h"
#include "access/transam.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_language.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "executor/functions.h"
#include "nodes/nodeFuncs.h"
#include "rewrite/rewriteHandler.h"
#include "tcop/tcopprot.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "compat.h"
#include "lineage.h"
#include "policy.h"
#include "relation.h"

/*
 * Do labels bear on reading this relation?  They do on the catalogs of
 * statistics, too, which hold values of others.
 */
static bool
is_labelled(Oid relid)
{
	return purpose_policy_get(relid, true) != NULL ||
		(relid < FirstNormalObjectId &&
		 purpose_relation_is_statistics(relid));
}

/*
 * RelationVisitor.
 */
static void
find_labelled(Query *query, Index rti, RangeTblEntry *rte, void *arg)
{
	if (is_labelled(rte->relid))
		*(bool *) arg = true;
}

/*
 * The parsed and rewritten queries of a function's body.
 */
static List *
body_queries(HeapTuple tuple)
{
	bool		isnull;
	Datum		datum = SysCacheGetAttr(PROCOID, tuple,
										Anum_pg_proc_prosqlbody, &isnull);
	List	   *result = NIL;
	ListCell   *lc;

	if (!isnull)
	{
		Node	   *body = stringToNode(TextDatumGetCString(datum));
		List	   *queries = IsA(body, List) ?
			linitial_node(List, castNode(List, body)) : list_make1(body);

		foreach(lc, queries)
		{
			Query	   *query = lfirst_node(Query, lc);

			AcquireRewriteLocks(query, true, false);
			result = list_concat(result, pg_rewrite_query(query));
		}
	}
	else
	{
		SQLFunctionParseInfoPtr info;
		char	   *source;

		datum = SysCacheGetAttr(PROCOID, tuple, Anum_pg_proc_prosrc, &isnull);
		source = TextDatumGetCString(datum);
		info = prepare_sql_fn_parse_info(tuple, NULL, InvalidOid);
		foreach(lc, pg_parse_query(source))
			result = list_concat(result,
								 pg_analyze_and_rewrite_withcb(lfirst_node(RawStmt, lc),
															   source,
															   (ParserSetupHook) sql_fn_parser_setup,
															   info, NULL));
	}
	return result;
}

static bool
body_reads_labelled(HeapTuple tuple)
{
	bool		found = false;
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext,
												  "pg_purpose function body",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(scratch);
	ListCell   *lc;

	foreach(lc, body_queries(tuple))
	{
		Query	   *query = lfirst_node(Query, lc);

		if (query->commandType != CMD_UTILITY)
			purpose_lineage_each_relation(query, find_labelled, &found);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(scratch);
	return found;
}

/*
 * The types of such a function's arguments are known to its callers only.
 */
static bool
is_polymorphic(HeapTuple tuple)
{
	oidvector  *types = &((Form_pg_proc) GETSTRUCT(tuple))->proargtypes;

	for (int i = 0; i < types->dim1; i++)
		if (IsPolymorphicType(types->values[i]))
			return true;
	return false;
}

/*
 * Does the planner consider inlining the function's query at all?
 */
static bool
is_candidate(HeapTuple tuple)
{
	Form_pg_proc form = (Form_pg_proc) GETSTRUCT(tuple);

	return form->prolang == SQLlanguageId &&
		form->prokind == PROKIND_FUNCTION &&
		form->proretset &&
		!form->proisstrict &&
		!form->prosecdef &&
		form->provolatile != PROVOLATILE_VOLATILE &&
		form->prorettype != VOIDOID &&
		heap_attisnull(tuple, Anum_pg_proc_proconfig, NULL);
}

bool
purpose_inline_is_unsafe(Oid funcid)
{
	HeapTuple	tuple;
	bool		result;

	if (!purpose_stored_label_any())
		return false;
	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(funcid));
	if (!HeapTupleIsValid(tuple))
		return false;
	if (!is_candidate(tuple))
		result = false;
	else if (is_polymorphic(tuple))
		result = true;
	else
		result = body_reads_labelled(tuple);
	ReleaseSysCache(tuple);
	return result;
}

/*
 * Could a query that names this relation read something labelled?  A view
 * could, whatever is below it.
 */
static bool
may_be_labelled(Oid relid)
{
	return OidIsValid(relid) &&
		(get_rel_relkind(relid) == RELKIND_VIEW || is_labelled(relid));
}

/*
 * RelationVisitor.
 */
static void
find_possibly_labelled(Query *query, Index rti, RangeTblEntry *rte, void *arg)
{
	if (may_be_labelled(rte->relid))
		*(bool *) arg = true;
}

/*
 * raw_expression_tree_walker callback.
 */
static bool
names_possibly_labelled(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, RangeVar))
		return may_be_labelled(RangeVarGetRelid((RangeVar *) node, NoLock,
												true));
	return raw_expression_tree_walker(node, names_possibly_labelled, context);
}

/*
 * Does the text of a function name a relation that may be labelled?  Only
 * parsed, not analysed: it may never be executed, and must not fail here.
 */
static bool
text_names_labelled(const char *source)
{
	ListCell   *lc;

	foreach(lc, pg_parse_query(source))
	{
		Node	   *stmt = lfirst_node(RawStmt, lc)->stmt;

		switch (nodeTag(stmt))
		{
			case T_SelectStmt:
			case T_InsertStmt:
			case T_UpdateStmt:
			case T_DeleteStmt:
			case T_MergeStmt:
				if (names_possibly_labelled(stmt, NULL))
					return true;
				break;
			default:
				break;
		}
	}
	return false;
}

static bool
parsed_body_names_labelled(Datum body)
{
	Node	   *node = stringToNode(TextDatumGetCString(body));
	List	   *queries = IsA(node, List) ?
		linitial_node(List, castNode(List, node)) : list_make1(node);
	bool		found = false;
	ListCell   *lc;

	foreach(lc, queries)
		purpose_lineage_each_relation(lfirst_node(Query, lc),
									  find_possibly_labelled, &found);
	return found;
}

bool
purpose_inline_reads_labelled(Oid funcid)
{
	HeapTuple	tuple;
	bool		result = false;
	bool		isnull;
	Datum		datum;

	if (funcid < FirstUnpinnedObjectId || !purpose_stored_label_any())
		return false;
	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(funcid));
	if (!HeapTupleIsValid(tuple))
		return false;
	if (((Form_pg_proc) GETSTRUCT(tuple))->prolang == SQLlanguageId)
	{
		datum = SysCacheGetAttr(PROCOID, tuple, Anum_pg_proc_prosqlbody,
								&isnull);
		if (!isnull)
			result = parsed_body_names_labelled(datum);
		else
		{
			datum = SysCacheGetAttr(PROCOID, tuple, Anum_pg_proc_prosrc,
									&isnull);
			result = !isnull &&
				text_names_labelled(TextDatumGetCString(datum));
		}
	}
	ReleaseSysCache(tuple);
	return result;
}
