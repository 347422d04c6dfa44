/*-------------------------------------------------------------------------
 *
 * compat.h
 *		Every difference between PostgreSQL 15, 16, 17, 18 and 19.
 *
 * All tests of PG_VERSION_NUM are here, as macros and small wrappers, so
 * that the rest of the code reads as if there were one version.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_COMPAT_H
#define PURPOSE_COMPAT_H

#include "postgres.h"

#if PG_VERSION_NUM < 150000
#error "pg_purpose needs PostgreSQL 15 or later"
#endif

#include "utils/guc.h"
#include "utils/syscache.h"

/* 19: syscache callbacks take an enum where they took an int. */
#if PG_VERSION_NUM < 190000
typedef int SysCacheIdentifier;
#endif

/* 16: the "extra" of GUC hooks comes from guc_malloc(). */
#if PG_VERSION_NUM < 160000
#define guc_malloc(elevel, size)	malloc(size)
#endif

#include "catalog/namespace.h"
#include "executor/executor.h"
#include "nodes/parsenodes.h"
#include "nodes/plannodes.h"
#include "rewrite/rewriteManip.h"

/* 18: GROUP BY expressions have a range table entry of their own. */
#if PG_VERSION_NUM >= 180000
#define purpose_rte_is_group(rte)		((rte)->rtekind == RTE_GROUP)
#define purpose_rte_groupexprs(rte)		((rte)->groupexprs)
#else
#define purpose_rte_is_group(rte)		(false)
#define purpose_rte_groupexprs(rte)		(NIL)
#endif

/* 17: MERGE's join condition is kept apart from the join tree. */
#if PG_VERSION_NUM >= 170000
#define purpose_merge_join_condition(query) ((query)->mergeJoinCondition)
#else
#define purpose_merge_join_condition(query) ((Node *) NULL)
#endif

/*
 * 16: permissions to check are kept apart from the range table.
 *
 * purpose_rte_needs_permission: does the executor check permissions for this
 * entry?  True of all relations that a user's query or a view names, false
 * of what the planner adds by itself, such as partitions.
 *
 * purpose_plan_updated_columns: the columns that an UPDATE sets, as the
 * server keeps them, counted from FirstLowInvalidHeapAttributeNumber.
 *
 * purpose_query_check_permissions: raise the server's own error if the user
 * lacks a permission on a relation of this query level.
 *
 * purpose_rte_move_permission: the subquery's only entry "inner" takes the
 * permission check over from "outer", of whose contents it is a copy.
 */
#if PG_VERSION_NUM >= 160000
#define purpose_rte_needs_permission(rte)	((rte)->perminfoindex != 0)
#define purpose_plan_updated_columns(plan, rte) \
	(list_nth_node(RTEPermissionInfo, (plan)->permInfos, \
				   (rte)->perminfoindex - 1)->updatedCols)

/*
 * The server expects what the planner makes of a query, where no two entries
 * share their permissions.  Those of a view with an INSTEAD OF trigger do.
 */
static inline void
purpose_query_check_permissions(Query *query)
{
	List	   *rtable = NIL;
	Bitmapset  *seen = NULL;
	ListCell   *lc;

	foreach(lc, query->rtable)
	{
		RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);

		if (rte->perminfoindex == 0 || bms_is_member(rte->perminfoindex, seen))
			continue;
		seen = bms_add_member(seen, rte->perminfoindex);
		rtable = lappend(rtable, rte);
	}
	(void) ExecCheckPermissions(rtable, query->rteperminfos, true);
}

static inline void
purpose_rte_move_permission(Query *query, RangeTblEntry *outer,
							Query *subquery, RangeTblEntry *inner)
{
	if (outer->perminfoindex != 0)
	{
		subquery->rteperminfos =
			list_make1(copyObject(list_nth(query->rteperminfos,
										   outer->perminfoindex - 1)));
		inner->perminfoindex = 1;
	}
	outer->perminfoindex = 0;
}
#else
#define purpose_rte_needs_permission(rte)	((rte)->requiredPerms != 0)
#define purpose_plan_updated_columns(plan, rte)	((rte)->updatedCols)
#define purpose_query_check_permissions(query) \
	((void) ExecCheckRTPerms((query)->rtable, true))

static inline void
purpose_rte_move_permission(Query *query, RangeTblEntry *outer,
							Query *subquery, RangeTblEntry *inner)
{
	outer->requiredPerms = 0;
	outer->checkAsUser = InvalidOid;
	outer->selectedCols = NULL;
	outer->insertedCols = NULL;
	outer->updatedCols = NULL;
	outer->extraUpdatedCols = NULL;
}
#endif

/* 16: Vars know of the outer joins that may make them NULL. */
#if PG_VERSION_NUM >= 160000
#define purpose_var_clear_nulling(var)	((var)->varnullingrels = NULL)
#else
#define purpose_var_clear_nulling(var)	((void) 0)
#endif

/* 18: ReplaceVarsFromTargetList knows of RETURNING OLD / NEW. */
#if PG_VERSION_NUM >= 180000
#define purpose_replace_vars(node, rti, rte, tlist, has_sublinks) \
	ReplaceVarsFromTargetList(node, rti, 0, rte, tlist, rti, \
							  REPLACEVARS_CHANGE_VARNO, rti, has_sublinks)
#else
#define purpose_replace_vars(node, rti, rte, tlist, has_sublinks) \
	ReplaceVarsFromTargetList(node, rti, 0, rte, tlist, \
							  REPLACEVARS_CHANGE_VARNO, rti, has_sublinks)
#endif

/* 16: JSON_OBJECT() and the like are expressions of their own. */
#if PG_VERSION_NUM >= 160000
#define purpose_json_constructor_args(node) \
	(IsA(node, JsonConstructorExpr) ? \
	 ((JsonConstructorExpr *) (node))->args : NIL)
#else
#define purpose_json_constructor_args(node) (NIL)
#endif

/* 17: and so are JSON_VALUE() and the like. */
#if PG_VERSION_NUM >= 170000
#define purpose_is_json_query(node)		IsA(node, JsonExpr)
#else
#define purpose_is_json_query(node)		(false)
#endif

/* 18: plans of SQL functions are kept by the plan cache. */
#define purpose_sql_functions_keep_plans	(PG_VERSION_NUM < 180000)

/* 19: foreign keys look rows up, and call casts, without a query. */
#define purpose_foreign_keys_call_casts	(PG_VERSION_NUM >= 190000)

/* 16: one function for the ownership of all kinds of objects. */
#if PG_VERSION_NUM >= 160000
#define purpose_is_relation_owner(relid, role) \
	object_ownercheck(RelationRelationId, relid, role)
#define purpose_is_schema_owner(schema, role) \
	object_ownercheck(NamespaceRelationId, schema, role)
#define purpose_is_type_owner(type, role) \
	object_ownercheck(TypeRelationId, type, role)
#else
#define purpose_is_relation_owner(relid, role)	pg_class_ownercheck(relid, role)
#define purpose_is_schema_owner(schema, role)	pg_namespace_ownercheck(schema, role)
#define purpose_is_type_owner(type, role)	pg_type_ownercheck(type, role)
#endif

/* 19: CLUSTER is one of the forms of REPACK. */
#if PG_VERSION_NUM >= 190000
#define ClusterStmt						RepackStmt
#define T_ClusterStmt					T_RepackStmt
#define purpose_cluster_relation(stmt) \
	((stmt)->relation != NULL ? (stmt)->relation->relation : NULL)
#else
#define purpose_cluster_relation(stmt)	((stmt)->relation)
#endif

/* 19: not every REPACK orders the table by an index. */
#if PG_VERSION_NUM >= 190000
#define purpose_cluster_orders(stmt) \
	((stmt)->usingindex || (stmt)->command == REPACK_COMMAND_CLUSTER)
#else
#define purpose_cluster_orders(stmt)	(true)
#endif

/* 17: maintenance is a privilege apart from ownership. */
#if PG_VERSION_NUM >= 170000
#define purpose_may_maintain(relid, role) \
	(pg_class_aclcheck(relid, role, ACL_MAINTAIN) == ACLCHECK_OK)
#else
#define purpose_may_maintain(relid, role)	purpose_is_relation_owner(relid, role)
#endif

/*
 * 18: ALTER CONSTRAINT may enforce a constraint, or hand it down to children:
 * the name of one that is tested on rows then, or NULL.
 */
#if PG_VERSION_NUM >= 180000
static inline const char *
purpose_tested_constraint(const AlterTableCmd *cmd)
{
	const ATAlterConstraint *alter = castNode(ATAlterConstraint, cmd->def);

	return alter->alterEnforceability ||
		(alter->alterInheritability && !alter->noinherit) ?
		alter->conname : NULL;
}
#else
#define purpose_tested_constraint(cmd)	((const char *) NULL)
#endif

/* 19: strings always conform to the standard. */
#if PG_VERSION_NUM >= 190000
#define purpose_swap_conforming_strings(on)	(true)
#else
#include "parser/parser.h"

static inline bool
purpose_swap_conforming_strings(bool on)
{
	bool		before = standard_conforming_strings;

	standard_conforming_strings = on;
	return before;
}
#endif

/* 19: publications may leave relations out. */
#if PG_VERSION_NUM >= 190000
#define purpose_relation_publications(relid) \
	GetRelationIncludedPublications(relid)
#else
#define purpose_relation_publications(relid)	GetRelationPublications(relid)
#endif

/* 19: looking up operators also answers why there is none. */
#if PG_VERSION_NUM >= 190000
static inline FuncCandidateList
purpose_operator_candidates(List *name, char kind)
{
	int			why;

	return OpernameGetCandidates(name, kind, false, &why);
}
#else
#define purpose_operator_candidates(name, kind) \
	OpernameGetCandidates(name, kind, false)
#endif

/* 16: make_range takes an ErrorSaveContext. */
#if PG_VERSION_NUM >= 160000
#define purpose_make_range(t, l, u, e)	make_range(t, l, u, e, NULL)
#else
#define purpose_make_range(t, l, u, e)	make_range(t, l, u, e)
#endif

/*
 * Signatures of hooks.  _PARAMS declare the parameters that come after the
 * common ones, _ARGS hand them on.
 */
#if PG_VERSION_NUM >= 190000
#define PURPOSE_PLANNER_PARAMS	, ExplainState *es
#define PURPOSE_PLANNER_ARGS	, es
#else
#define PURPOSE_PLANNER_PARAMS
#define PURPOSE_PLANNER_ARGS
#endif

/* Of the relation that the hook is about, the entry says the rest. */
#if PG_VERSION_NUM >= 190000
#include "optimizer/pathnode.h"
#define get_relation_info_hook			build_simple_rel_hook
#define get_relation_info_hook_type		build_simple_rel_hook_type
#define PURPOSE_RELATION_PARAMS \
	PlannerInfo *root, RelOptInfo *rel, RangeTblEntry *entry
#define PURPOSE_RELATION_ARGS	root, rel, entry
#else
#include "optimizer/plancat.h"
#define PURPOSE_RELATION_PARAMS \
	PlannerInfo *root, Oid relid, bool inhparent, RelOptInfo *rel
#define PURPOSE_RELATION_ARGS	root, relid, inhparent, rel
#endif

#if PG_VERSION_NUM >= 180000
#define PURPOSE_RUN_PARAMS
#define PURPOSE_RUN_ARGS
#else
#define PURPOSE_RUN_PARAMS		, bool execute_once
#define PURPOSE_RUN_ARGS		, execute_once
#endif

#if PG_VERSION_NUM >= 160000
#define PURPOSE_PERMS_PARAMS	List *rtable, List *perminfos
#define PURPOSE_PERMS_ARGS		rtable, perminfos
#else
#define PURPOSE_PERMS_PARAMS	List *rtable
#define PURPOSE_PERMS_ARGS		rtable
#endif

/* 18: populated materialized views can be copied from. */
#if PG_VERSION_NUM >= 180000
#define purpose_copies_matviews(rel)	RelationIsPopulated(rel)
#else
#define purpose_copies_matviews(rel)	(false)
#endif

/* 19: partitioned tables can be copied from, which copies the partitions. */
#define purpose_copies_partitions		(PG_VERSION_NUM >= 190000)

/*
 * 20: property graphs.  A GRAPH_TABLE becomes a sub-select in the rewriter;
 * "expand" does that for an entry of a query that has not been rewritten.  The
 * elements of a graph depend on their tables, and are rows of a catalog.
 */
#if PG_VERSION_NUM >= 200000
#include "catalog/pg_propgraph_element.h"
#include "rewrite/rewriteGraphTable.h"
#define purpose_rte_is_graph(rte)		((rte)->rtekind == RTE_GRAPH_TABLE)
#define purpose_rte_expand_graph(query, rti) \
	((void) rewriteGraphTable(query, rti))
#define PURPOSE_RELKIND_GRAPH			RELKIND_PROPGRAPH
#define PURPOSE_GRAPH_ELEMENTS			PropgraphElementRelationId
#define PURPOSE_GRAPH_ELEMENTS_INDEX	PropgraphElementObjectIndexId
#define PURPOSE_GRAPH_ELEMENTS_OID		Anum_pg_propgraph_element_oid
#define PURPOSE_GRAPH_ELEMENTS_GRAPH	Anum_pg_propgraph_element_pgepgid
#define purpose_altered_graph(stmt) \
	(IsA(stmt, AlterPropGraphStmt) ? \
	 ((const AlterPropGraphStmt *) (stmt))->pgname : NULL)
#else
#define purpose_rte_is_graph(rte)		(false)
#define purpose_rte_expand_graph(query, rti)	((void) 0)
#define PURPOSE_RELKIND_GRAPH			'\0'
#define PURPOSE_GRAPH_ELEMENTS			InvalidOid
#define PURPOSE_GRAPH_ELEMENTS_INDEX	InvalidOid
#define PURPOSE_GRAPH_ELEMENTS_OID		0
#define PURPOSE_GRAPH_ELEMENTS_GRAPH	0
#define purpose_altered_graph(stmt)		((const RangeVar *) NULL)
#endif

/* 20: UPDATE and DELETE FOR PORTION OF a range, which they write. */
#if PG_VERSION_NUM >= 200000
#define purpose_portion(query)			((Node *) (query)->forPortionOf)
#define purpose_portion_column(query) \
	((query)->forPortionOf->rangeVar->varattno)
#else
#define purpose_portion(query)			((Node *) NULL)
#define purpose_portion_column(query)	(InvalidAttrNumber)
#endif

/*
 * 20: MERGE PARTITIONS and SPLIT PARTITION put new partitions in the place of
 * others: the names of those, a list of RangeVar *.
 */
#if PG_VERSION_NUM >= 200000
static inline List *
purpose_rebuilt_partitions(const AlterTableCmd *cmd)
{
	if (cmd->subtype == AT_MergePartitions)
		return castNode(PartitionCmd, cmd->def)->partlist;
	if (cmd->subtype == AT_SplitPartition)
		return list_make1(castNode(PartitionCmd, cmd->def)->name);
	return NIL;
}
#else
#define purpose_rebuilt_partitions(cmd)	(NIL)
#endif

/* What remembers a search_path has a new name since 17. */
#if PG_VERSION_NUM < 170000
#define SearchPathMatcher						OverrideSearchPath
#define GetSearchPathMatcher(context)			GetOverrideSearchPath(context)
#define SearchPathMatchesCurrentEnvironment(path) \
	OverrideSearchPathMatchesCurrent(path)
#endif

#endif							/* PURPOSE_COMPAT_H */
