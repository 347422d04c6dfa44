/*-------------------------------------------------------------------------
 *
 * lineage.c
 *		Which columns of which relations a query tree uses.
 *
 * The walk goes from demand to supply.  At the top all output columns are
 * demanded; each expression that is needed demands the columns that its Vars
 * name; a demand on a subquery, CTE, join or set operation is handed on to
 * the expressions behind it.  On the first visit of a query all that it needs
 * whatever it is asked for (conditions, groups, orders, limits, functions in
 * FROM) is demanded too.  A pair (query, column) is handed on once, so that
 * recursive CTEs come to an end.
 *
 * What the purposes have to do with it is not known here.
 *
 * The invariant: in doubt a column is used.  To take a column for used that
 * is not costs the user an error; the other way round he gets NULL where a
 * value belongs, since mask.c puts NULL in place of columns that are not used.
 * That it cannot do with the relation that a statement writes to: a column of
 * that is used wherever it is mentioned, but in RETURNING.
 *
 *-------------------------------------------------------------------------
 */
#include "lineage.h"

#include "access/htup_details.h"
#include "access/sysattr.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "optimizer/tlist.h"
#include "parser/parsetree.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "compat.h"

/* Where a demanded value goes. */
typedef enum Demand
{
	DEMAND_USED,
	DEMAND_RETURNED
} Demand;

typedef struct QueryNode
{
	Query	   *query;
	struct QueryNode *parent;	/* the query one level up */
	bool		visited;
	Bitmapset  *demanded[2];	/* output columns, by Demand */
	RelationUse **uses;			/* by rti - 1 */
	struct QueryNode **children;	/* of RTE_SUBQUERY, by rti - 1 */
	List	   *inner;			/* QueryNodes of CTEs and SubLinks */
} QueryNode;

typedef struct WalkContext
{
	Lineage    *lineage;
	QueryNode  *node;			/* whose expression is being walked */
	Demand		demand;
	bool		values_only;	/* follow values, not conditions */

	/* Vars of this entry are not followed: row security's own columns */
	QueryNode  *exempt_node;
	Index		exempt_rti;
} WalkContext;

static bool walk(Node *expr, WalkContext *cxt);
static void visit(QueryNode *node, WalkContext *cxt);
static void demand_output(QueryNode *node, int resno, WalkContext *cxt);
static void demand_all_outputs(QueryNode *node, WalkContext *cxt);

/* ---------- nodes ---------- */

static QueryNode *
make_node(Lineage *lineage, Query *query, QueryNode *parent)
{
	QueryNode  *node = palloc0(sizeof(QueryNode));
	int			nrtes = Max(list_length(query->rtable), 1);

	node->query = query;
	node->parent = parent;
	node->uses = palloc0(sizeof(RelationUse *) * nrtes);
	node->children = palloc0(sizeof(QueryNode *) * nrtes);
	lineage->nodes = lappend(lineage->nodes, node);
	if (query->commandType != CMD_SELECT)
		lineage->writes = true;
	return node;
}

static QueryNode *
child_of_rte(QueryNode *node, Index rti, WalkContext *cxt)
{
	if (node->children[rti - 1] == NULL)
		node->children[rti - 1] =
			make_node(cxt->lineage,
					  rt_fetch(rti, node->query->rtable)->subquery, node);
	return node->children[rti - 1];
}

static QueryNode *
child_of_query(QueryNode *node, Query *query, WalkContext *cxt)
{
	ListCell   *lc;
	QueryNode  *child;

	foreach(lc, node->inner)
	{
		child = lfirst(lc);
		if (child->query == query)
			return child;
	}
	child = make_node(cxt->lineage, query, node);
	node->inner = lappend(node->inner, child);
	return child;
}

static QueryNode *
climb(QueryNode *node, Index levelsup)
{
	for (; levelsup > 0 && node != NULL; levelsup--)
		node = node->parent;
	if (node == NULL)
		elog(ERROR, "query tree refers to a query level that does not exist");
	return node;
}

static QueryNode *
cte_node(QueryNode *node, RangeTblEntry *rte, WalkContext *cxt)
{
	QueryNode  *owner = climb(node, rte->ctelevelsup);
	ListCell   *lc;

	foreach(lc, owner->query->cteList)
	{
		CommonTableExpr *cte = lfirst_node(CommonTableExpr, lc);

		if (strcmp(cte->ctename, rte->ctename) == 0)
			return child_of_query(owner, castNode(Query, cte->ctequery), cxt);
	}
	elog(ERROR, "could not find CTE \"%s\"", rte->ctename);
	return NULL;
}

static RelationUse *
use_of(QueryNode *node, Index rti, WalkContext *cxt)
{
	RelationUse *use = node->uses[rti - 1];

	if (use == NULL)
	{
		use = palloc0(sizeof(RelationUse));
		use->query = node->query;
		use->rti = rti;
		use->rte = rt_fetch(rti, node->query->rtable);
		use->is_result = node->query->resultRelation == (int) rti;
		node->uses[rti - 1] = use;
		cxt->lineage->uses = lappend(cxt->lineage->uses, use);
	}
	return use;
}

/* ---------- demands ---------- */

/*
 * Walk something in another node than the current one.
 */
static void
walk_in(QueryNode *node, Node *expr, Demand demand, WalkContext *cxt)
{
	QueryNode  *save_node = cxt->node;
	Demand		save_demand = cxt->demand;

	cxt->node = node;
	cxt->demand = demand;
	(void) walk(expr, cxt);
	cxt->node = save_node;
	cxt->demand = save_demand;
}

/*
 * Demand a column of an entry of the range table: attno 0 is the whole row.
 */
static void
demand_column(QueryNode *node, Index rti, AttrNumber attno, WalkContext *cxt)
{
	RangeTblEntry *rte = rt_fetch(rti, node->query->rtable);
	RelationUse *use;
	List	   *aliasvars;

	if (node == cxt->exempt_node && rti == cxt->exempt_rti)
		return;

	switch (rte->rtekind)
	{
		case RTE_RELATION:
		case RTE_NAMEDTUPLESTORE:
			if (attno == TableOidAttributeNumber)
				use_of(node, rti, cxt)->names_partitions = true;
			if (attno < 0)
				return;
			/* EXCLUDED is what the statement itself brings. */
			if (node->query->onConflict != NULL &&
				node->query->onConflict->exclRelIndex == (int) rti)
				return;
			use = use_of(node, rti, cxt);
			if (cxt->demand == DEMAND_RETURNED)
				use->returned = bms_add_member(use->returned, attno);
			else
				use->used = bms_add_member(use->used, attno);
			return;

		case RTE_SUBQUERY:
			if (attno > 0)
				demand_output(child_of_rte(node, rti, cxt), attno, cxt);
			else
				demand_all_outputs(child_of_rte(node, rti, cxt), cxt);
			return;

		case RTE_CTE:
			if (attno > 0)
				demand_output(cte_node(node, rte, cxt), attno, cxt);
			else
				demand_all_outputs(cte_node(node, rte, cxt), cxt);
			return;

		case RTE_JOIN:
			aliasvars = rte->joinaliasvars;
			walk_in(node, attno > 0 ? list_nth(aliasvars, attno - 1) :
					(Node *) aliasvars, cxt->demand, cxt);
			return;

		case RTE_FUNCTION:
		case RTE_TABLEFUNC:
		case RTE_VALUES:
			/* The first visit of the query has demanded their arguments. */
			if (cxt->values_only)
			{
				walk_in(node, (Node *) rte->functions, cxt->demand, cxt);
				walk_in(node, (Node *) rte->tablefunc, cxt->demand, cxt);
				walk_in(node, (Node *) rte->values_lists, cxt->demand, cxt);
			}
			return;

		case RTE_RESULT:
			return;

		default:
			if (purpose_rte_is_group(rte))
			{
				List	   *exprs = purpose_rte_groupexprs(rte);

				walk_in(node, attno > 0 ? list_nth(exprs, attno - 1) :
						(Node *) exprs, cxt->demand, cxt);
				return;
			}
			elog(ERROR, "unrecognized RTE kind: %d", (int) rte->rtekind);
	}
}

/*
 * Demand the column of each branch of a set operation.
 */
static void
demand_of_setop(QueryNode *node, Node *setop, int resno, WalkContext *cxt)
{
	check_stack_depth();
	if (IsA(setop, RangeTblRef))
	{
		QueryNode  *child = child_of_rte(node, ((RangeTblRef *) setop)->rtindex,
										 cxt);

		if (resno > 0)
			demand_output(child, resno, cxt);
		else
			demand_all_outputs(child, cxt);
	}
	else
	{
		SetOperationStmt *op = castNode(SetOperationStmt, setop);

		demand_of_setop(node, op->larg, resno, cxt);
		demand_of_setop(node, op->rarg, resno, cxt);
	}
}

/*
 * All set operations but UNION ALL compare whole rows.
 */
static void
demand_of_comparing_setops(QueryNode *node, Node *setop, WalkContext *cxt)
{
	SetOperationStmt *op;

	check_stack_depth();
	if (setop == NULL || !IsA(setop, SetOperationStmt))
		return;
	op = (SetOperationStmt *) setop;
	if (!op->all || op->op != SETOP_UNION)
		demand_of_setop(node, setop, 0, cxt);
	else
	{
		demand_of_comparing_setops(node, op->larg, cxt);
		demand_of_comparing_setops(node, op->rarg, cxt);
	}
}

/*
 * The list that makes a query's output.
 */
static List *
output_list(const Query *query)
{
	return query->commandType == CMD_SELECT ? query->targetList :
		query->returningList;
}

static void
demand_output(QueryNode *node, int resno, WalkContext *cxt)
{
	List	   *outputs;
	TargetEntry *tle;
	ListCell   *lc;

	check_stack_depth();
	if (bms_is_member(resno, node->demanded[cxt->demand]))
		return;
	node->demanded[cxt->demand] =
		bms_add_member(node->demanded[cxt->demand], resno);
	visit(node, cxt);

	if (node->query->setOperations != NULL)
	{
		demand_of_setop(node, node->query->setOperations, resno, cxt);
		return;
	}

	/* They are in order; should one not be, it is looked for. */
	outputs = output_list(node->query);
	if (resno <= list_length(outputs))
	{
		tle = list_nth_node(TargetEntry, outputs, resno - 1);
		if (tle->resno == resno)
		{
			walk_in(node, (Node *) tle->expr, cxt->demand, cxt);
			return;
		}
	}
	foreach(lc, outputs)
	{
		tle = lfirst_node(TargetEntry, lc);
		if (tle->resno == resno)
			walk_in(node, (Node *) tle->expr, cxt->demand, cxt);
	}
}

static void
demand_all_outputs(QueryNode *node, WalkContext *cxt)
{
	ListCell   *lc;

	visit(node, cxt);
	foreach(lc, output_list(node->query))
	{
		TargetEntry *tle = lfirst_node(TargetEntry, lc);

		if (!tle->resjunk)
			demand_output(node, tle->resno, cxt);
	}
}

/* ---------- expressions ---------- */

/*
 * The value of a sub-select comes from all that the sub-select uses, whether
 * only values are followed or not.
 */
static void
walk_sublink(SubLink *sublink, WalkContext *cxt)
{
	QueryNode  *child = child_of_query(cxt->node,
									   castNode(Query, sublink->subselect),
									   cxt);
	bool		save_values_only = cxt->values_only;

	(void) walk(sublink->testexpr, cxt);
	cxt->values_only = false;

	/* EXISTS does not look at what its query selects. */
	if (sublink->subLinkType == EXISTS_SUBLINK)
		visit(child, cxt);
	else
		demand_all_outputs(child, cxt);
	cxt->values_only = save_values_only;
}

/*
 * The value of a window function comes from what makes its window, too.
 */
static void
walk_window(const WindowFunc *func, WalkContext *cxt)
{
	const Query *query = cxt->node->query;
	ListCell   *lc;
	ListCell   *lc2;

	foreach(lc, query->windowClause)
	{
		WindowClause *window = lfirst_node(WindowClause, lc);

		if (window->winref != func->winref)
			continue;
		foreach(lc2, window->partitionClause)
			(void) walk(get_sortgroupclause_expr(lfirst(lc2),
												 query->targetList), cxt);
		foreach(lc2, window->orderClause)
			(void) walk(get_sortgroupclause_expr(lfirst(lc2),
												 query->targetList), cxt);
		(void) walk(window->startOffset, cxt);
		(void) walk(window->endOffset, cxt);
	}
}

/*
 * "(t).column" needs that column only, if t is a row of a relation.
 */
static bool
walk_field_of_row(FieldSelect *select, WalkContext *cxt)
{
	Var		   *var = (Var *) select->arg;
	QueryNode  *node;
	RangeTblEntry *rte;

	if (!IsA(var, Var) || var->varattno != InvalidAttrNumber)
		return false;
	node = climb(cxt->node, var->varlevelsup);
	rte = rt_fetch(var->varno, node->query->rtable);
	if (rte->rtekind != RTE_RELATION ||
		get_typ_typrelid(var->vartype) != rte->relid)
		return false;
	demand_column(node, var->varno, select->fieldnum, cxt);
	return true;
}

static bool
walk(Node *expr, WalkContext *cxt)
{
	if (expr == NULL)
		return false;
	if (IsA(expr, Var))
	{
		Var		   *var = (Var *) expr;

		demand_column(climb(cxt->node, var->varlevelsup), var->varno,
					  var->varattno, cxt);
		return false;
	}
	if (IsA(expr, SubLink))
	{
		walk_sublink((SubLink *) expr, cxt);
		return false;
	}
	if (IsA(expr, WindowFunc) && cxt->values_only)
		walk_window((WindowFunc *) expr, cxt);
	if (IsA(expr, FieldSelect) &&
		walk_field_of_row((FieldSelect *) expr, cxt))
		return false;
	if (IsA(expr, Query))
		elog(ERROR, "unexpected Query node in an expression");
	return expression_tree_walker(expr, walk, cxt);
}

/* ---------- what a query needs in any case ---------- */

static void
visit_jointree(QueryNode *node, Node *jtnode, WalkContext *cxt)
{
	ListCell   *lc;

	check_stack_depth();
	if (jtnode == NULL || IsA(jtnode, RangeTblRef))
		return;
	if (IsA(jtnode, FromExpr))
	{
		foreach(lc, ((FromExpr *) jtnode)->fromlist)
			visit_jointree(node, lfirst(lc), cxt);
		(void) walk(((FromExpr *) jtnode)->quals, cxt);
	}
	else
	{
		JoinExpr   *join = castNode(JoinExpr, jtnode);

		visit_jointree(node, join->larg, cxt);
		visit_jointree(node, join->rarg, cxt);
		(void) walk(join->quals, cxt);
	}
}

/*
 * Row security's conditions may look at all columns of their own row: they
 * belong to the table.  Queries inside them are like any other's.
 */
static void
visit_row_security(QueryNode *node, Index rti, Node *quals, WalkContext *cxt)
{
	QueryNode  *save_node = cxt->exempt_node;
	Index		save_rti = cxt->exempt_rti;

	cxt->exempt_node = node;
	cxt->exempt_rti = rti;
	(void) walk(quals, cxt);
	cxt->exempt_node = save_node;
	cxt->exempt_rti = save_rti;
}

/*
 * Does the query write to its relation through a view?  The rewriter leaves
 * the view in the range table.
 */
static bool
writes_through_view(const Query *query)
{
	ListCell   *lc;

	if (query->resultRelation == 0)
		return false;
	foreach(lc, query->rtable)
	{
		RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);

		if (rte->rtekind == RTE_RELATION && rte->relkind == RELKIND_VIEW)
			return true;
	}
	return false;
}

/*
 * Conditions in front of all others are row security's; but those of security
 * barrier views, which belong to whoever wrote the view, stand in the same
 * place for the relation that is written to, and none can be told from the
 * others.
 */
static void
visit_security_quals(QueryNode *node, Index rti, Node *quals,
					 WalkContext *cxt)
{
	if (node->query->resultRelation == (int) rti &&
		writes_through_view(node->query))
		(void) walk(quals, cxt);
	else
		visit_row_security(node, rti, quals, cxt);
}

static void
visit_rte(QueryNode *node, Index rti, RangeTblEntry *rte, WalkContext *cxt)
{
	switch (rte->rtekind)
	{
		case RTE_RELATION:
		case RTE_NAMEDTUPLESTORE:
			(void) use_of(node, rti, cxt);
			(void) walk((Node *) rte->tablesample, cxt);
			break;
		case RTE_SUBQUERY:
			visit(child_of_rte(node, rti, cxt), cxt);
			break;
		case RTE_CTE:
			visit(cte_node(node, rte, cxt), cxt);
			break;
		case RTE_FUNCTION:
			(void) walk((Node *) rte->functions, cxt);
			break;
		case RTE_TABLEFUNC:
			(void) walk((Node *) rte->tablefunc, cxt);
			break;
		case RTE_VALUES:
			(void) walk((Node *) rte->values_lists, cxt);
			break;
		case RTE_JOIN:
		case RTE_RESULT:
			break;
		default:
			/* What could be read by it is not known. */
			if (!purpose_rte_is_group(rte))
				elog(ERROR, "unrecognized RTE kind: %d", (int) rte->rtekind);
			(void) walk((Node *) purpose_rte_groupexprs(rte), cxt);
			break;
	}
	visit_security_quals(node, rti, (Node *) rte->securityQuals, cxt);
}

/*
 * Output columns that matter even if nobody asks for them: those that sort,
 * group or make rows distinct, that multiply rows, or that do something when
 * they are computed.
 */
static void
visit_outputs(QueryNode *node, WalkContext *cxt)
{
	Query	   *query = node->query;
	ListCell   *lc;

	foreach(lc, query->targetList)
	{
		TargetEntry *tle = lfirst_node(TargetEntry, lc);

		if (query->setOperations != NULL)
		{
			if (tle->ressortgroupref != 0)
				demand_of_setop(node, query->setOperations, tle->resno, cxt);
			continue;
		}
		if (query->commandType != CMD_SELECT ||
			tle->ressortgroupref != 0 ||
			(!IsA(tle->expr, Var) &&
			 (expression_returns_set((Node *) tle->expr) ||
			  contain_volatile_functions((Node *) tle->expr))))
			(void) walk((Node *) tle->expr, cxt);
	}
}

static void
add_written(RelationUse *use, List *targetlist)
{
	ListCell   *lc;

	foreach(lc, targetlist)
	{
		TargetEntry *tle = lfirst_node(TargetEntry, lc);

		if (!tle->resjunk)
			use->written = bms_add_member(use->written, tle->resno);
	}
}

/*
 * The columns of the constraint that ON CONFLICT ON CONSTRAINT names.
 */
static void
demand_constraint(QueryNode *node, Oid constraint, WalkContext *cxt)
{
	HeapTuple	tuple = SearchSysCache1(CONSTROID,
										ObjectIdGetDatum(constraint));
	Datum		datum;
	bool		isnull;
	ArrayType  *array;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for constraint %u", constraint);
	datum = SysCacheGetAttr(CONSTROID, tuple, Anum_pg_constraint_conkey,
							&isnull);
	if (!isnull)
	{
		array = DatumGetArrayTypeP(datum);
		/* 0 stands for an expression: then the whole row counts. */
		for (int i = 0; i < ARR_DIMS(array)[0]; i++)
			demand_column(node, node->query->resultRelation,
						  ((int16 *) ARR_DATA_PTR(array))[i], cxt);
	}
	ReleaseSysCache(tuple);
}

/*
 * ON CONFLICT: what it sets, reads, and finds the row by.  DO NOTHING tells
 * no more than a plain INSERT's error would.
 */
static void
visit_on_conflict(QueryNode *node, WalkContext *cxt)
{
	OnConflictExpr *conflict = node->query->onConflict;

	if (conflict == NULL || conflict->action == ONCONFLICT_NOTHING)
		return;
	(void) walk((Node *) conflict->arbiterElems, cxt);
	(void) walk(conflict->arbiterWhere, cxt);
	if (OidIsValid(conflict->constraint))
		demand_constraint(node, conflict->constraint, cxt);
	(void) walk((Node *) conflict->onConflictSet, cxt);
	(void) walk(conflict->onConflictWhere, cxt);
	add_written(use_of(node, node->query->resultRelation, cxt),
				conflict->onConflictSet);
}

static void
visit_merge(QueryNode *node, WalkContext *cxt)
{
	ListCell   *lc;

	(void) walk(purpose_merge_join_condition(node->query), cxt);
	foreach(lc, node->query->mergeActionList)
	{
		MergeAction *action = lfirst_node(MergeAction, lc);

		(void) walk(action->qual, cxt);
		(void) walk((Node *) action->targetList, cxt);
		if (action->commandType == CMD_UPDATE)
			add_written(use_of(node, node->query->resultRelation, cxt),
						action->targetList);
	}
}

/*
 * FOR PORTION OF finds rows by their range, and writes it: a DELETE, too, puts
 * rows with what remains of the range in the place of the old one.
 */
static void
visit_portion(QueryNode *node, WalkContext *cxt)
{
	RelationUse *use;

	if (purpose_portion(node->query) == NULL)
		return;
	(void) walk(purpose_portion(node->query), cxt);
	use = use_of(node, node->query->resultRelation, cxt);
	use->written = bms_add_member(use->written,
								  purpose_portion_column(node->query));
}

static void
visit_check_options(QueryNode *node, WalkContext *cxt)
{
	ListCell   *lc;

	foreach(lc, node->query->withCheckOptions)
	{
		WithCheckOption *wco = lfirst_node(WithCheckOption, lc);

		if (wco->kind == WCO_VIEW_CHECK)
			(void) walk(wco->qual, cxt);
		else
			visit_row_security(node, node->query->resultRelation, wco->qual,
							   cxt);
	}
}

/* Looking for what mentions the relation that a query writes to. */
typedef struct MentionContext
{
	QueryNode  *node;			/* the query */
	int			sublevels_up;
	WalkContext *walk;
} MentionContext;

static bool
is_mentioned(const Var *var, const MentionContext *mention)
{
	return IsA(var, Var) &&
		(int) var->varlevelsup == mention->sublevels_up &&
		var->varno == mention->node->query->resultRelation;
}

static bool
demand_mentioned(Node *expr, MentionContext *mention)
{
	if (expr == NULL)
		return false;
	if (IsA(expr, Var))
	{
		Var		   *var = (Var *) expr;

		if (is_mentioned(var, mention))
			demand_column(mention->node, var->varno, var->varattno,
						  mention->walk);
		return false;
	}
	if (IsA(expr, Query))
	{
		bool		result;

		mention->sublevels_up++;
		result = query_tree_walker((Query *) expr, demand_mentioned, mention,
								   0);
		mention->sublevels_up--;
		return result;
	}
	if (IsA(expr, FieldSelect))
	{
		FieldSelect *select = (FieldSelect *) expr;
		Var		   *var = (Var *) select->arg;

		/* "(t).column" needs that column only. */
		if (is_mentioned(var, mention) &&
			var->varattno == InvalidAttrNumber &&
			get_typ_typrelid(var->vartype) ==
			rt_fetch(var->varno, mention->node->query->rtable)->relid)
		{
			demand_column(mention->node, var->varno, select->fieldnum,
						  mention->walk);
			return false;
		}
	}
	return expression_tree_walker(expr, demand_mentioned, mention);
}

/*
 * The relation that is written to cannot be replaced, so nothing may mention
 * it unnoticed: not even what a sub-select computes and nobody asks for.  In
 * RETURNING, mask.c replaces what is mentioned; row security may look.
 */
static void
visit_mentions(QueryNode *node, WalkContext *cxt)
{
	Query	   *query = node->query;
	MentionContext mention = {node, 0, cxt};
	Query		rest = *query;
	ListCell   *lc;

	if (query->resultRelation == 0)
		return;
	rest.returningList = NIL;
	rest.withCheckOptions = NIL;
	foreach(lc, query->withCheckOptions)
		if (lfirst_node(WithCheckOption, lc)->kind == WCO_VIEW_CHECK)
			rest.withCheckOptions = lappend(rest.withCheckOptions,
											lfirst(lc));
	/* The columns of a unique index: see visit_on_conflict. */
	if (rest.onConflict != NULL &&
		rest.onConflict->action == ONCONFLICT_NOTHING)
		rest.onConflict = NULL;
	(void) query_tree_walker(&rest, demand_mentioned, &mention,
							 QTW_IGNORE_RANGE_TABLE |
							 QTW_IGNORE_CTE_SUBQUERIES);
	if (writes_through_view(query))
		(void) demand_mentioned((Node *) rt_fetch(query->resultRelation,
												  query->rtable)->securityQuals,
								&mention);
}

/*
 * All that only a statement that writes has.
 */
static void
visit_write(QueryNode *node, WalkContext *cxt)
{
	Query	   *query = node->query;

	if (query->commandType == CMD_SELECT)
		return;
	if (query->resultRelation > 0)
		(void) use_of(node, query->resultRelation, cxt);
	if (query->commandType == CMD_UPDATE)
		add_written(use_of(node, query->resultRelation, cxt),
					query->targetList);
	visit_on_conflict(node, cxt);
	visit_merge(node, cxt);
	visit_portion(node, cxt);
	visit_check_options(node, cxt);
	visit_mentions(node, cxt);

	/* Of a CTE, the RETURNING list is what others may demand. */
	if (node->parent == NULL)
		walk_in(node, (Node *) query->returningList, DEMAND_RETURNED, cxt);
}

static void
visit_windows(QueryNode *node, WalkContext *cxt)
{
	ListCell   *lc;

	foreach(lc, node->query->windowClause)
	{
		WindowClause *window = lfirst_node(WindowClause, lc);

		(void) walk(window->startOffset, cxt);
		(void) walk(window->endOffset, cxt);
	}
}

/*
 * Writing CTEs run whether they are referred to or not.
 */
static void
visit_ctes(QueryNode *node, WalkContext *cxt)
{
	ListCell   *lc;

	foreach(lc, node->query->cteList)
	{
		Query	   *query =
			castNode(Query, lfirst_node(CommonTableExpr, lc)->ctequery);

		if (query->commandType != CMD_SELECT)
			visit(child_of_query(node, query, cxt), cxt);
	}
}

static void
visit(QueryNode *node, WalkContext *cxt)
{
	Query	   *query = node->query;
	QueryNode  *save_node = cxt->node;
	Demand		save_demand = cxt->demand;
	Index		rti = 0;
	ListCell   *lc;

	check_stack_depth();
	if (node->visited || cxt->values_only)
		return;
	node->visited = true;
	cxt->node = node;
	cxt->demand = DEMAND_USED;

	visit_jointree(node, (Node *) query->jointree, cxt);
	foreach(lc, query->rtable)
		visit_rte(node, ++rti, lfirst_node(RangeTblEntry, lc), cxt);
	visit_ctes(node, cxt);
	visit_outputs(node, cxt);
	demand_of_comparing_setops(node, query->setOperations, cxt);
	visit_windows(node, cxt);
	(void) walk(query->havingQual, cxt);
	(void) walk(query->limitOffset, cxt);
	(void) walk(query->limitCount, cxt);
	visit_write(node, cxt);

	cxt->node = save_node;
	cxt->demand = save_demand;
}

/* ---------- entry points ---------- */

typedef struct EachContext
{
	RelationVisitor visitor;
	void	   *arg;
} EachContext;

static void each_relation_below(Query *query, RelationVisitor visitor, void *arg);

/*
 * Find the queries in the expressions of a query.
 */
static bool
find_sublinks(Node *node, EachContext *each)
{
	if (node == NULL)
		return false;
	if (IsA(node, SubLink))
	{
		SubLink    *sublink = (SubLink *) node;

		each_relation_below(castNode(Query, sublink->subselect),
							each->visitor, each->arg);
		return find_sublinks(sublink->testexpr, each);
	}
	return expression_tree_walker(node, find_sublinks, each);
}

static void
each_relation_below(Query *query, RelationVisitor visitor, void *arg)
{
	check_stack_depth();
	purpose_lineage_each_relation(query, visitor, arg);
}

void
purpose_lineage_each_relation(Query *query, RelationVisitor visitor, void *arg)
{
	Index		rti = 0;
	ListCell   *lc;

	foreach(lc, query->rtable)
	{
		RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);

		rti++;
		if (rte->rtekind == RTE_RELATION ||
			(rte->rtekind == RTE_NAMEDTUPLESTORE && OidIsValid(rte->relid)))
			visitor(query, rti, rte, arg);
		else if (rte->rtekind == RTE_SUBQUERY)
			each_relation_below(rte->subquery, visitor, arg);
	}
	foreach(lc, query->cteList)
		each_relation_below(castNode(Query, lfirst_node(CommonTableExpr, lc)->ctequery),
							visitor, arg);
	if (query->hasSubLinks)
	{
		EachContext each = {visitor, arg};

		(void) query_tree_walker(query, find_sublinks, &each,
								 QTW_IGNORE_RT_SUBQUERIES |
								 QTW_IGNORE_CTE_SUBQUERIES);
	}
}

Lineage *
purpose_lineage_of_query(Query *query)
{
	Lineage    *lineage = palloc0(sizeof(Lineage));
	WalkContext cxt = {0};
	QueryNode  *top = make_node(lineage, query, NULL);

	cxt.lineage = lineage;
	cxt.node = top;
	cxt.demand = DEMAND_USED;
	if (query->commandType == CMD_SELECT)
		demand_all_outputs(top, &cxt);
	else
		visit(top, &cxt);
	return lineage;
}

RelationUse *
purpose_lineage_find(const Lineage *lineage, const Query *query, Index rti)
{
	ListCell   *lc;

	foreach(lc, lineage->nodes)
	{
		QueryNode  *node = lfirst(lc);

		if (node->query == query)
			return node->uses[rti - 1];
	}
	return NULL;
}

void
purpose_lineage_check_permissions(const Lineage *lineage)
{
	ListCell   *lc;

	foreach(lc, lineage->nodes)
		purpose_query_check_permissions(((QueryNode *) lfirst(lc))->query);
}

List *
purpose_lineage_sources(Query *query, int resno)
{
	Lineage    *lineage = palloc0(sizeof(Lineage));
	WalkContext cxt = {0};
	QueryNode  *top = make_node(lineage, query, NULL);
	List	   *sources = NIL;
	ListCell   *lc;

	cxt.lineage = lineage;
	cxt.node = top;
	cxt.demand = DEMAND_USED;
	cxt.values_only = true;
	if (resno > 0)
		demand_output(top, resno, &cxt);
	else
		demand_all_outputs(top, &cxt);

	foreach(lc, lineage->uses)
	{
		RelationUse *use = lfirst(lc);
		int			attno = -1;

		while ((attno = bms_next_member(use->used, attno)) >= 0)
		{
			LineageSource *source = palloc(sizeof(LineageSource));

			source->relid = use->rte->relid;
			source->attno = attno;
			sources = lappend(sources, source);
		}
	}
	return sources;
}
