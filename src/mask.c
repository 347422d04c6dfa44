/*-------------------------------------------------------------------------
 *
 * mask.c
 *		Replaces restricted relations by what a purpose sees of them.
 *
 * A range table entry for a restricted relation becomes one for the subquery
 *
 *		SELECT column, mask AS column, ... FROM relation
 *
 * as the rewriter does for a view, so that whatever the query does with the
 * relation it does with the masked values.  The planner pulls the subquery
 * up: plans keep their shape.  The relation that a statement writes to cannot
 * be replaced; there the masks take the place of the Vars in RETURNING, the
 * only place where guard.c lets masked columns of it through.
 *
 * What is masked, and whether the statement may run at all, is decided in
 * guard.c.
 *
 * The invariant: column n of the relation is column n of the subquery, and no
 * raw value of a restricted column is in the subquery's output, whether the
 * query is believed to use the column or not.
 *
 *-------------------------------------------------------------------------
 */
#include "mask.h"

#include "access/sysattr.h"
#include "access/table.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/analyze.h"
#include "parser/parsetree.h"
#include "rewrite/rewriteManip.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "compat.h"
#include "expression.h"

/* A relation that is being replaced. */
typedef struct Replacement
{
	const RestrictedRelation *restricted;
	Relation	opened;
	Relation	rel;			/* the same, or NULL: a transition table */
	TupleDesc	desc;			/* of the relation */
	Query	   *subquery;
	List	   *extras;			/* Vars for system columns and whole rows, in
								 * the order of the output columns that stand
								 * for them */
} Replacement;

/* All replacements of one query level. */
typedef struct LevelContext
{
	Query	   *query;
	Replacement **by_rti;		/* by rti - 1 */
	int			nrtes;
	int			sublevels_up;
} LevelContext;

/* ---------- masks ---------- */

static Node *
null_of_column(Form_pg_attribute attr)
{
	return (Node *) makeNullConst(attr->atttypid, attr->atttypmod,
								  attr->attcollation);
}

static Node *
var_of_column(Form_pg_attribute attr)
{
	return (Node *) makeVar(1, attr->attnum, attr->atttypid, attr->atttypmod,
							attr->attcollation, 0);
}

/*
 * Relations in the sub-selects of a label carry this where the server has the
 * names of what is no relation.  The planner keeps it.
 */
#define TRUSTED_MARK	"a label of pg_purpose"

bool
purpose_mask_is_trusted(const RangeTblEntry *rte)
{
	return rte->rtekind == RTE_RELATION && rte->enrname != NULL &&
		strcmp(rte->enrname, TRUSTED_MARK) == 0;
}

static void
mark_trusted(Query *query, Index rti, RangeTblEntry *rte, void *arg)
{
	if (rte->rtekind == RTE_RELATION)
		rte->enrname = pstrdup(TRUSTED_MARK);
}

/*
 * Mark the relations in the sub-selects of an expression.
 */
static bool
mark_sublinks(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, SubLink))
		purpose_lineage_each_relation(castNode(Query,
											   ((SubLink *) node)->subselect),
									  mark_trusted, NULL);
	return expression_tree_walker(node, mark_sublinks, context);
}

/*
 * The mask of a restriction, or NULL.  A mask that was written for another
 * relation of the inheritance tree and names a column that this one lacks
 * cannot be computed here.
 */
static Node *
make_mask(const Restriction *restriction, Relation rel,
		  Form_pg_attribute attr)
{
	ExpressionPlace place = {0};

	if (restriction->mask == NULL)
		return null_of_column(attr);
	place.relid = restriction->mask_relid;
	place.attno = place.relid == RelationGetRelid(rel) ? attr->attnum :
		get_attnum(place.relid, NameStr(attr->attname));
	return purpose_expression_mask(restriction->mask, rel, attr->attnum,
								   &place, false);
}

/*
 * One of a verdict's conditions: any of its expressions.  NULL where none can
 * be true in this relation.
 */
static Node *
make_condition(const VerdictCondition *condition,
			   const Restriction *restriction, Relation rel)
{
	List	   *args = NIL;
	ListCell   *lc;

	foreach(lc, condition->exprs)
	{
		LabelExpr  *expr = lfirst(lc);
		ExpressionPlace place = {0};
		Node	   *condition_expr;

		place.relid = condition->relid;
		if (restriction->level == LEVEL_COLUMN)
			place.attno = restriction->label_attno;
		condition_expr = purpose_expression_condition(expr, rel, &place,
													  false);
		(void) mark_sublinks(condition_expr, NULL);
		args = lappend(args, condition_expr);
	}
	if (args == NIL)
		return NULL;
	return list_length(args) == 1 ? linitial(args) :
		(Node *) makeBoolExpr(OR_EXPR, args, -1);
}

/*
 * CASE WHEN all conditions THEN column ELSE mask END: the condition is asked
 * for each row, and NULL is not consent.
 */
static Node *
make_conditional(const Restriction *restriction, Relation rel,
				 Form_pg_attribute attr)
{
	Node	   *mask = make_mask(restriction, rel, attr);
	CaseExpr   *result;
	CaseWhen   *when;
	List	   *args = NIL;
	ListCell   *lc;

	foreach(lc, restriction->conditions)
	{
		Node	   *condition = make_condition(lfirst(lc), restriction, rel);

		if (condition == NULL)
			return mask;
		args = lappend(args, condition);
	}

	when = makeNode(CaseWhen);
	when->expr = (Expr *) (list_length(args) == 1 ? linitial(args) :
						   makeBoolExpr(AND_EXPR, args, -1));
	when->result = (Expr *) var_of_column(attr);
	when->location = -1;
	result = makeNode(CaseExpr);
	result->casetype = attr->atttypid;
	result->casecollid = attr->attcollation;
	result->args = list_make1(when);
	result->defresult = (Expr *) mask;
	result->location = -1;
	return (Node *) result;
}

/*
 * What the query gets to see of one column, with varno 1.
 */
static Node *
make_column(const RestrictedRelation *restricted, Relation rel,
			Form_pg_attribute attr)
{
	const Restriction *restriction =
		attr->attnum <= restricted->natts ?
		restricted->columns[attr->attnum - 1] : NULL;

	/* Keeps its place; the type is gone. */
	if (attr->attisdropped)
		return (Node *) makeNullConst(INT4OID, -1, InvalidOid);
	if (restriction == NULL)
		return var_of_column(attr);
	if (!restriction->used)
		return null_of_column(attr);
	if (restriction->identity)
		return var_of_column(attr);

	/* Of a transition table, no expression can be computed. */
	if (rel == NULL)
		return null_of_column(attr);

	switch (restriction->kind)
	{
		case VERDICT_ALLOW:
			return var_of_column(attr);
		case VERDICT_CONDITIONAL:
			return make_conditional(restriction, rel, attr);
		case VERDICT_MASK:
			return make_mask(restriction, rel, attr);
		case VERDICT_NULL:
		case VERDICT_BLOCK:
			break;
	}
	return null_of_column(attr);
}

/* ---------- replacing a relation that is read ---------- */

/*
 * The row as a whole, made of what is seen of its columns.
 */
static Node *
make_whole_row(const Replacement *replacement, const Var *var)
{
	RowExpr    *row = makeNode(RowExpr);

	row->row_typeid = var->vartype;
	row->row_format = COERCE_IMPLICIT_CAST;
	row->location = -1;
	for (int i = 0; i < replacement->desc->natts; i++)
	{
		Form_pg_attribute attr = TupleDescAttr(replacement->desc, i);

		row->args = lappend(row->args,
							make_column(replacement->restricted,
										replacement->rel, attr));
		if (var->vartype == RECORDOID)
			row->colnames = lappend(row->colnames,
									makeString(pstrdup(NameStr(attr->attname))));
	}
	return (Node *) row;
}

/*
 * The output column of the subquery that stands for a system column or whole
 * row; a new one if need be.
 */
static AttrNumber
extra_column(Replacement *replacement, const Var *var)
{
	ListCell   *lc;
	AttrNumber	attno = replacement->desc->natts;

	foreach(lc, replacement->extras)
	{
		attno++;
		if (((Var *) lfirst(lc))->varattno == var->varattno)
			return attno;
	}
	replacement->extras = lappend(replacement->extras,
								  copyObjectImpl(var));
	return attno + 1;
}

/*
 * Let the Vars for system columns and whole rows of replaced relations refer
 * to the extra columns.  Vars of natural columns stay as they are.  Seeing
 * a Var twice does no harm: it has a natural number then.
 */
static bool
renumber_vars(Node *node, LevelContext *cxt)
{
	if (node == NULL)
		return false;
	if (IsA(node, Var))
	{
		Var		   *var = (Var *) node;

		if ((int) var->varlevelsup == cxt->sublevels_up &&
			var->varattno <= 0 &&
			var->varno > 0 && var->varno <= cxt->nrtes &&
			cxt->by_rti[var->varno - 1] != NULL)
		{
			var->varattno = extra_column(cxt->by_rti[var->varno - 1], var);
			var->varattnosyn = var->varattno;
		}
		return false;
	}
	if (IsA(node, Query))
	{
		bool		result;

		cxt->sublevels_up++;
		result = query_tree_walker((Query *) node, renumber_vars, cxt, 0);
		cxt->sublevels_up--;
		return result;
	}
	return expression_tree_walker(node, renumber_vars, cxt);
}

static void
add_output(Replacement *replacement, Node *expr, const char *name)
{
	Query	   *subquery = replacement->subquery;

	subquery->targetList =
		lappend(subquery->targetList,
				makeTargetEntry((Expr *) expr,
								list_length(subquery->targetList) + 1,
								pstrdup(name), false));
	if (!IsA(expr, Var))
		subquery->hasSubLinks |= checkExprHasSubLink(expr);
}

static void
add_natural_outputs(Replacement *replacement)
{
	for (int i = 0; i < replacement->desc->natts; i++)
	{
		Form_pg_attribute attr = TupleDescAttr(replacement->desc, i);

		add_output(replacement,
				   make_column(replacement->restricted, replacement->rel,
							   attr),
				   attr->attisdropped ? "" : NameStr(attr->attname));
	}
}

/*
 * What stands for a system column or a whole row, with varno 1.
 */
static Node *
make_extra(const Replacement *replacement, Var *var)
{
	if (var->varattno == InvalidAttrNumber)
		return make_whole_row(replacement, var);

	/* The name of a partition tells of its bounds. */
	if (var->varattno == TableOidAttributeNumber &&
		replacement->restricted->hides_partitions)
		return (Node *) makeNullConst(OIDOID, -1, InvalidOid);
	return (Node *) var;
}

static void
add_extra_outputs(Replacement *replacement, RangeTblEntry *rte)
{
	ListCell   *lc;

	/* The inner entry has the same names, but not these. */
	rte->eref = copyObject(rte->eref);
	foreach(lc, replacement->extras)
	{
		Var		   *var = copyObject(lfirst_node(Var, lc));
		const char *name = "row";

		if (var->varattno < 0)
			name = get_attname(RelationGetRelid(replacement->rel),
							   var->varattno, false);
		var->varno = 1;
		var->varnosyn = 1;
		var->varlevelsup = 0;
		purpose_var_clear_nulling(var);
		add_output(replacement, make_extra(replacement, var), name);
		rte->eref->colnames = lappend(rte->eref->colnames,
									  makeString(pstrdup(name)));
	}
}

/*
 * Move what belongs to the relation itself from the outer entry to the inner
 * one, in the subquery: row security, sampling, row locks, permissions.
 */
static void
move_to_subquery(Query *query, Index rti, RangeTblEntry *outer,
				 Query *subquery, RangeTblEntry *inner)
{
	RowMarkClause *mark = get_parse_rowmark(query, rti);

	/* What they refer to is one level further away now, or is itself. */
	if (inner->securityQuals != NIL)
	{
		IncrementVarSublevelsUp((Node *) inner->securityQuals, 1, 1);
		ChangeVarNodes((Node *) inner->securityQuals, rti, 1, 0);
		subquery->hasSubLinks |=
			checkExprHasSubLink((Node *) inner->securityQuals);
		subquery->hasRowSecurity = query->hasRowSecurity;
	}
	if (inner->tablesample != NULL)
	{
		IncrementVarSublevelsUp((Node *) inner->tablesample, 1, 0);
		subquery->hasSubLinks |=
			checkExprHasSubLink((Node *) inner->tablesample);
		outer->lateral = true;
	}
	if (mark != NULL)
		applyLockingClause(subquery, 1, mark->strength, mark->waitPolicy,
						   true);
	purpose_rte_move_permission(query, outer, subquery, inner);

	outer->securityQuals = NIL;
	outer->tablesample = NULL;
}

/*
 * Turn the entry for the relation into one for a subquery, which has no
 * output columns yet.
 */
static void
replace_entry(Query *query, Index rti, Replacement *replacement)
{
	RangeTblEntry *outer = rt_fetch(rti, query->rtable);
	RangeTblEntry *inner = makeNode(RangeTblEntry);
	Query	   *subquery = makeNode(Query);
	RangeTblRef *ref = makeNode(RangeTblRef);

	/*
	 * Moved, not copied: the decision refers to queries in its expressions by
	 * their address.  The names of the columns are shared.
	 */
	*inner = *outer;
	ref->rtindex = 1;
	inner->lateral = false;
	inner->inFromCl = true;
	subquery->commandType = CMD_SELECT;
	subquery->querySource = QSRC_ORIGINAL;
	subquery->canSetTag = true;
	subquery->rtable = list_make1(inner);
	subquery->jointree = makeFromExpr(list_make1(ref), NULL);
	replacement->subquery = subquery;
	move_to_subquery(query, rti, outer, subquery, inner);

	outer->rtekind = RTE_SUBQUERY;
	outer->subquery = subquery;
	outer->relid = InvalidOid;
	outer->relkind = 0;
	outer->rellockmode = 0;
	outer->inh = false;
	outer->enrname = NULL;
	outer->enrtuples = 0;
	outer->coltypes = NIL;
	outer->coltypmods = NIL;
	outer->colcollations = NIL;
}

/*
 * Give the subquery its output columns, now that it is known what refers to
 * it.
 */
static void
add_outputs(Query *query, Index rti, Replacement *replacement)
{
	add_natural_outputs(replacement);
	if (replacement->extras != NIL)
		add_extra_outputs(replacement, rt_fetch(rti, query->rtable));
}

/* ---------- the relation that is written to ---------- */

/*
 * Put masks in place of the Vars of the target relation in RETURNING.
 */
static void
mask_returning(Query *query, const RestrictedRelation *restricted,
			   Relation rel)
{
	TupleDesc	desc = RelationGetDescr(rel);
	List	   *masks = NIL;
	bool		has_sublinks = query->hasSubLinks;

	for (int i = 0; i < Min(desc->natts, restricted->natts); i++)
	{
		Form_pg_attribute attr = TupleDescAttr(desc, i);
		Node	   *expr;

		if (restricted->columns[i] == NULL || attr->attisdropped)
			continue;
		expr = make_column(restricted, rel, attr);
		has_sublinks |= checkExprHasSubLink(expr);
		ChangeVarNodes(expr, 1, restricted->rti, 0);
		masks = lappend(masks, makeTargetEntry((Expr *) expr, i + 1,
											   NameStr(attr->attname), false));
	}
	query->returningList = (List *)
		purpose_replace_vars((Node *) query->returningList, restricted->rti,
							 restricted->rte, masks, &has_sublinks);
	query->hasSubLinks = has_sublinks;
}

/* ---------- the walk over a statement ---------- */

/*
 * The entries that stand in the join tree of a query, as a set.
 */
static void
collect_jointree(Node *jtnode, Bitmapset **rtis)
{
	ListCell   *lc;

	check_stack_depth();
	if (jtnode == NULL)
		return;
	if (IsA(jtnode, RangeTblRef))
		*rtis = bms_add_member(*rtis, ((RangeTblRef *) jtnode)->rtindex);
	else if (IsA(jtnode, FromExpr))
	{
		foreach(lc, ((FromExpr *) jtnode)->fromlist)
			collect_jointree(lfirst(lc), rtis);
	}
	else
	{
		collect_jointree(castNode(JoinExpr, jtnode)->larg, rtis);
		collect_jointree(castNode(JoinExpr, jtnode)->rarg, rtis);
	}
}

/*
 * The columns of a transition table are those of its relation.
 */
static Replacement *
make_replacement(const RestrictedRelation *restricted)
{
	Replacement *replacement = palloc0(sizeof(Replacement));
	Relation	rel = table_open(restricted->rte->relid, AccessShareLock);

	replacement->restricted = restricted;
	replacement->opened = rel;
	replacement->desc = RelationGetDescr(rel);
	if (restricted->rte->rtekind == RTE_RELATION)
		replacement->rel = rel;
	return replacement;
}

static void
finish_replacement(Replacement *replacement)
{
	table_close(replacement->opened, NoLock);
}

/*
 * Replace all that is read at one level of the statement.
 */
static void
mask_level(Query *query, List *restricted)
{
	LevelContext cxt = {0};
	Bitmapset  *joined = NULL;
	ListCell   *lc;

	cxt.query = query;
	cxt.nrtes = list_length(query->rtable);
	cxt.by_rti = palloc0(sizeof(Replacement *) * cxt.nrtes);
	collect_jointree((Node *) query->jointree, &joined);

	foreach(lc, restricted)
	{
		RestrictedRelation *relation = lfirst(lc);

		/* What is not in the join tree is not read: EXCLUDED, OLD and NEW. */
		if (query->resultRelation != (int) relation->rti &&
			bms_is_member(relation->rti, joined))
			cxt.by_rti[relation->rti - 1] = make_replacement(relation);
	}

	/*
	 * Row security's conditions refer to the relation itself, not to what
	 * stands for it, so they go into the subquery before the references to it
	 * are changed.
	 */
	for (int i = 0; i < cxt.nrtes; i++)
		if (cxt.by_rti[i] != NULL)
			replace_entry(query, i + 1, cxt.by_rti[i]);
	(void) query_tree_walker(query, renumber_vars, &cxt, 0);
	for (int i = 0; i < cxt.nrtes; i++)
	{
		if (cxt.by_rti[i] == NULL)
			continue;
		add_outputs(query, i + 1, cxt.by_rti[i]);
		finish_replacement(cxt.by_rti[i]);
	}
}

/*
 * All relations of the same level as the first one; *rest gets the others.
 */
static List *
take_level(List *todo, List **rest)
{
	Query	   *level = ((RestrictedRelation *) linitial(todo))->query;
	List	   *here = NIL;
	ListCell   *lc;

	*rest = NIL;
	foreach(lc, todo)
	{
		RestrictedRelation *relation = lfirst(lc);

		if (relation->query == level)
			here = lappend(here, relation);
		else
			*rest = lappend(*rest, relation);
	}
	return here;
}

void
purpose_mask_query(Query *query, const Decision *decision)
{
	List	   *todo = decision->relations;
	ListCell   *lc;

	while (todo != NIL)
	{
		List	   *rest;
		List	   *here = take_level(todo, &rest);

		mask_level(((RestrictedRelation *) linitial(here))->query, here);
		todo = rest;
	}

	/*
	 * Last, since this copies the RETURNING lists with all queries in them,
	 * which must have been masked by then.
	 */
	foreach(lc, decision->relations)
	{
		RestrictedRelation *relation = lfirst(lc);
		Relation	rel;

		if (relation->query->resultRelation != (int) relation->rti)
			continue;
		rel = table_open(relation->rte->relid, NoLock);
		mask_returning(relation->query, relation, rel);
		table_close(rel, NoLock);
	}
}
