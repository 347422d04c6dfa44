/*-------------------------------------------------------------------------
 *
 * statistics.c
 *		What the planner and users learn from statistics and indexes.
 *
 * Statistics hold values: most common ones, histogram bounds.  Users see them
 * by pg_stats and the like, operators and functions of their own are handed
 * them when the planner estimates, and EXPLAIN shows estimates.  So
 *
 *	- rows of pg_statistic and pg_statistic_ext_data about restricted columns
 *	  are made invisible by a condition in front of all others, in whatever
 *	  view the catalog is read;
 *	- the planner gets no statistics of a restricted column, no extended
 *	  statistics that hold one, and no index of which a key, expression or
 *	  predicate holds one: an index-only scan would hand out rows in the order
 *	  of the hidden values.  What a condition of a label reads in a sub-select
 *	  keeps its indexes: no order comes out of it;
 *	- the average width of a restricted column is what its type tells.
 *
 * With an allowed purpose nothing is restricted, so nothing is taken away.
 *
 * The invariant: an expression statistic or index counts as holding a column
 * if it mentions it anywhere.
 *
 *-------------------------------------------------------------------------
 */
#include "statistics.h"

#include "access/htup_details.h"
#include "access/sysattr.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_index.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_statistic_ext.h"
#include "catalog/pg_statistic_ext_data.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parse_func.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "compat.h"
#include "guard.h"
#include "lineage.h"
#include "relation.h"
#include "vocabulary.h"

/* ---------- the catalogs ---------- */

/*
 * The condition for rows of one of the catalogs: a call of a function of the
 * extension's, or false where the extension is not there to answer.
 */
static Expr *
make_filter(Index rti, const char *function, int nargs,
			const AttrNumber *attnos, const Oid *types)
{
	List	   *name = list_make2(makeString(pstrdup(PURPOSE_SCHEMA)),
								  makeString(pstrdup(function)));
	Oid			funcid = InvalidOid;
	List	   *args = NIL;

	if (OidIsValid(purpose_vocabulary_relid()))
		funcid = LookupFuncName(name, nargs, types, true);
	if (!OidIsValid(funcid))
		return (Expr *) makeBoolConst(false, false);

	for (int i = 0; i < nargs; i++)
		args = lappend(args, makeVar(rti, attnos[i], types[i], -1, InvalidOid,
									 0));
	return (Expr *) makeFuncExpr(funcid, BOOLOID, args, InvalidOid, InvalidOid,
								 COERCE_EXPLICIT_CALL);
}

/*
 * RelationVisitor: put the condition in front of those of the entry.
 */
static void
filter_relation(Query *query, Index rti, RangeTblEntry *rte, void *arg)
{
	static const AttrNumber statistic_attnos[] = {
		Anum_pg_statistic_starelid, Anum_pg_statistic_staattnum
	};
	static const Oid statistic_types[] = {OIDOID, INT2OID};
	static const AttrNumber data_attnos[] = {
		Anum_pg_statistic_ext_data_stxoid
	};
	static const Oid data_types[] = {OIDOID};
	Expr	   *filter;

	if (rte->rtekind != RTE_RELATION)
		return;
	if (rte->relid == StatisticRelationId)
		filter = make_filter(rti, "statistic_visible", 2, statistic_attnos,
							 statistic_types);
	else if (rte->relid == StatisticExtDataRelationId)
		filter = make_filter(rti, "statistic_ext_visible", 1, data_attnos,
							 data_types);
	else if (purpose_relation_is_statistics(rte->relid))
		/* Parts of values, of no column in particular. */
		filter = (Expr *) makeBoolConst(false, false);
	else
		return;
	rte->securityQuals = lcons(filter, rte->securityQuals);
}

void
purpose_statistics_filter_query(Query *query)
{
	if (purpose_guard_is_on())
		purpose_lineage_each_relation(query, filter_relation, NULL);
}

/* ---------- the planner ---------- */

bool
purpose_statistics_hide(Oid relid, bool tree, AttrNumber attno,
						VariableStatData *vardata)
{
	if (!purpose_guard_is_restricted(relid, tree, attno))
		return false;
	vardata->statsTuple = NULL;
	vardata->freefunc = NULL;
	return true;
}

int32
purpose_statistics_width(Oid relid, AttrNumber attno)
{
	const RelPolicy *policy;
	const VerdictSet *verdicts =
		purpose_guard_restricting_verdicts(relid, true, &policy);

	return verdicts != NULL &&
		purpose_verdict_restricts(verdicts, policy, attno) ?
		policy->columns[attno - 1]->width : 0;
}

/*
 * Does an expression or list of expressions mention one of the columns?  Its
 * Vars have varno "varno".
 */
static bool
mentions(Node *expr, Index varno, const Bitmapset *columns)
{
	Bitmapset  *attnos = NULL;
	int			column = -1;

	pull_varattnos(expr, varno, &attnos);
	while ((column = bms_next_member(attnos, column)) >= 0)
	{
		AttrNumber	attno = column + FirstLowInvalidHeapAttributeNumber;

		if (attno == 0 || (attno > 0 && bms_is_member(attno, columns)))
			return true;
	}
	return false;
}

/*
 * Read a node tree from a catalog column; NULL where there is none.
 */
static Node *
tuple_expr(int cacheid, HeapTuple tuple, AttrNumber attno)
{
	bool		isnull;
	Datum		datum = SysCacheGetAttr(cacheid, tuple, attno, &isnull);

	return isnull ? NULL : stringToNode(TextDatumGetCString(datum));
}

bool
purpose_statistics_hide_index(Oid indexid, VariableStatData *vardata)
{
	HeapTuple	tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(indexid));
	Oid			relid;
	Bitmapset  *restricted;
	bool		hide = false;

	if (!HeapTupleIsValid(tuple))
		return false;
	relid = ((Form_pg_index) GETSTRUCT(tuple))->indrelid;
	restricted = purpose_guard_restricted_columns(relid, false);
	if (restricted != NULL)
		hide = mentions(tuple_expr(INDEXRELID, tuple, Anum_pg_index_indexprs),
						1, restricted) ||
			mentions(tuple_expr(INDEXRELID, tuple, Anum_pg_index_indpred),
					 1, restricted);
	ReleaseSysCache(tuple);
	if (hide)
	{
		vardata->statsTuple = NULL;
		vardata->freefunc = NULL;
	}
	return hide;
}

static bool
index_is_hidden(const IndexOptInfo *index, const RelPolicy *policy,
				const VerdictSet *verdicts)
{
	Bitmapset  *restricted;

	for (int i = 0; i < index->nkeycolumns; i++)
		if (purpose_verdict_restricts(verdicts, policy, index->indexkeys[i]))
			return true;
	if (index->indexprs == NIL && index->indpred == NIL)
		return false;
	restricted = purpose_verdict_restricted_columns(verdicts, policy);
	return mentions((Node *) index->indexprs, index->rel->relid, restricted) ||
		mentions((Node *) index->indpred, index->rel->relid, restricted);
}

static bool
statistic_is_hidden(const StatisticExtInfo *statistic, Index relid,
					const RelPolicy *policy, const VerdictSet *verdicts)
{
	Bitmapset  *restricted = purpose_verdict_restricted_columns(verdicts, policy);

	return bms_overlap(statistic->keys, restricted) ||
		mentions((Node *) statistic->exprs, relid, restricted);
}

/*
 * Write the widths of the restricted columns where the planner keeps them,
 * lest it ask for each.  What it has there already it has asked for.
 */
static void
set_widths(RelOptInfo *rel, const RelPolicy *policy,
		   const VerdictSet *verdicts)
{
	int			natts = Min(policy->natts, rel->max_attr);

	for (int i = 0; i < natts; i++)
		if (verdicts->kinds[i] != VERDICT_ALLOW)
			rel->attr_widths[i + 1 - rel->min_attr] =
				policy->columns[i]->width;
}

void
purpose_statistics_prune(Oid relid, bool tree, bool keep_indexes,
						 RelOptInfo *rel)
{
	const RelPolicy *policy;
	const VerdictSet *verdicts =
		purpose_guard_restricting_verdicts(relid, tree, &policy);
	ListCell   *lc;

	if (verdicts == NULL)
		return;
	set_widths(rel, policy, verdicts);
	foreach(lc, rel->indexlist)
		if (!keep_indexes && index_is_hidden(lfirst(lc), policy, verdicts))
			rel->indexlist = foreach_delete_current(rel->indexlist, lc);
	foreach(lc, rel->statlist)
		if (statistic_is_hidden(lfirst(lc), rel->relid, policy, verdicts))
			rel->statlist = foreach_delete_current(rel->statlist, lc);
}

/* ---------- SQL functions in the filters ---------- */

PG_FUNCTION_INFO_V1(purpose_statistic_visible);
PG_FUNCTION_INFO_V1(purpose_statistic_ext_visible);

/*
 * statistic_visible(relid oid, attnum int2): may rows of pg_statistic about
 * this column be seen?  An index's statistics are those of its expressions.
 */
Datum
purpose_statistic_visible(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_GETARG_OID(0);
	AttrNumber	attno = PG_GETARG_INT16(1);
	char		relkind = get_rel_relkind(relid);
	VariableStatData ignored;

	if (relkind == RELKIND_INDEX || relkind == RELKIND_PARTITIONED_INDEX)
		PG_RETURN_BOOL(!purpose_statistics_hide_index(relid, &ignored));
	PG_RETURN_BOOL(!purpose_guard_is_restricted(relid, true, attno));
}

/*
 * statistic_ext_visible(statistic oid): may rows of pg_statistic_ext_data of
 * this object be seen?
 */
Datum
purpose_statistic_ext_visible(PG_FUNCTION_ARGS)
{
	HeapTuple	tuple = SearchSysCache1(STATEXTOID, PG_GETARG_DATUM(0));
	Form_pg_statistic_ext form;
	Bitmapset  *restricted;
	bool		visible = true;

	if (!HeapTupleIsValid(tuple))
		PG_RETURN_BOOL(true);
	form = (Form_pg_statistic_ext) GETSTRUCT(tuple);
	restricted = purpose_guard_restricted_columns(form->stxrelid, true);
	for (int i = 0; i < form->stxkeys.dim1; i++)
		if (bms_is_member(form->stxkeys.values[i], restricted))
			visible = false;
	if (restricted != NULL &&
		mentions(tuple_expr(STATEXTOID, tuple, Anum_pg_statistic_ext_stxexprs),
				 1, restricted))
		visible = false;
	ReleaseSysCache(tuple);
	PG_RETURN_BOOL(visible);
}
