/*-------------------------------------------------------------------------
 *
 * utility.c
 *		Statements that are not planned: COPY, cursors, refreshes.
 *
 * COPY table TO reads the table without planning a query, so it is turned
 * into COPY (SELECT ...) TO, which is planned and masked like any other;
 * the server does the same for row security.  What DDL would evaluate over
 * rows is in ddl.c.
 *
 * The invariant: no utility statement reads a restricted relation without
 * either a planned query or a check here or in ddl.c.
 *
 *-------------------------------------------------------------------------
 */
#include "utility.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "nodes/makefuncs.h"
#include "nodes/parsenodes.h"
#include "utils/lsyscache.h"
#include "utils/portal.h"
#include "utils/rel.h"

#include "compat.h"
#include "ddl.h"
#include "fresh.h"
#include "guard.h"
#include "held_cursor.h"
#include "integrity.h"
#include "policy.h"
#include "redact.h"
#include "relation.h"
#include "session.h"
#include "settings.h"
#include "stamp.h"

/* ---------- COPY ---------- */

static ResTarget *
make_column_target(const char *name)
{
	ColumnRef  *ref = makeNode(ColumnRef);
	ResTarget  *target = makeNode(ResTarget);

	ref->fields = list_make1(makeString(pstrdup(name)));
	ref->location = -1;
	target->val = (Node *) ref;
	target->location = -1;
	return target;
}

/*
 * The columns that COPY TO writes: those named, or all but generated ones.
 */
static List *
make_copy_targets(const CopyStmt *stmt, Relation rel)
{
	TupleDesc	desc = RelationGetDescr(rel);
	List	   *targets = NIL;
	ListCell   *lc;

	foreach(lc, stmt->attlist)
		targets = lappend(targets, make_column_target(strVal(lfirst(lc))));
	for (int i = 0; stmt->attlist == NIL && i < desc->natts; i++)
	{
		Form_pg_attribute attr = TupleDescAttr(desc, i);

		if (!attr->attisdropped && attr->attgenerated == '\0')
			targets = lappend(targets,
							  make_column_target(NameStr(attr->attname)));
	}
	return targets;
}

/*
 * Is there anything in this relation that COPY TO must not just write out?
 */
static bool
copy_needs_query(Oid relid, bool tree)
{
	if (purpose_relation_is_statistics(relid))
		return purpose_guard_is_on();
	switch (purpose_session_get()->enforcement)
	{
		case ENFORCEMENT_OFF:
			return false;
		case ENFORCEMENT_ON:
			/* Where nothing is restricted, nothing is changed. */
			if (purpose_settings_log_decisions() != LOG_DECISIONS_ALL)
				return purpose_guard_restricted_columns(relid, tree) != NULL;
			break;
		case ENFORCEMENT_REPORT:
			break;
	}
	return purpose_policy_get(relid, tree) != NULL;
}

/*
 * Does the server copy from this kind of relation?  It says itself what it
 * does not copy from.
 */
static bool
is_copied(Relation rel)
{
	switch (rel->rd_rel->relkind)
	{
		case RELKIND_RELATION:
		case RELKIND_TOASTVALUE:
			return true;
		case RELKIND_PARTITIONED_TABLE:
			return purpose_copies_partitions;
		case RELKIND_MATVIEW:
			return purpose_copies_matviews(rel);
		default:
			return false;
	}
}

/*
 * Does the column list name a generated column?  The server refuses that.
 */
static bool
lists_generated(const CopyStmt *stmt, Relation rel)
{
	ListCell   *lc;

	foreach(lc, stmt->attlist)
	{
		AttrNumber	attno = get_attnum(RelationGetRelid(rel),
									   strVal(lfirst(lc)));

		if (attno > 0 &&
			TupleDescAttr(RelationGetDescr(rel), attno - 1)->attgenerated)
			return true;
	}
	return false;
}

/*
 * COPY table TO -> COPY (SELECT columns FROM ONLY table) TO; of a partitioned
 * table, without ONLY.
 */
static PlannedStmt *
copy_to_as_query(PlannedStmt *pstmt)
{
	CopyStmt   *stmt = castNode(CopyStmt, pstmt->utilityStmt);
	Relation	rel;
	SelectStmt *select;
	RangeVar   *from;
	bool		tree;

	if (stmt->is_from || stmt->relation == NULL)
		return pstmt;

	rel = table_openrv(stmt->relation, AccessShareLock);
	tree = rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE;
	if (!is_copied(rel) || !copy_needs_query(RelationGetRelid(rel), tree) ||
		lists_generated(stmt, rel))
	{
		table_close(rel, NoLock);
		return pstmt;
	}

	from = makeRangeVar(get_namespace_name(RelationGetNamespace(rel)),
						pstrdup(RelationGetRelationName(rel)), -1);
	from->inh = tree;
	select = makeNode(SelectStmt);
	select->targetList = make_copy_targets(stmt, rel);
	select->fromClause = list_make1(from);
	table_close(rel, NoLock);

	pstmt = copyObject(pstmt);
	stmt = castNode(CopyStmt, pstmt->utilityStmt);
	stmt->relation = NULL;
	stmt->attlist = NIL;
	stmt->query = (Node *) select;
	return pstmt;
}

/* ---------- cursors ---------- */

/*
 * FETCH and MOVE: say what is wrong with a cursor WITH HOLD whose rows are in
 * store; held_cursor.c keeps them from being fetched in any other way.
 */
static void
check_fetch(const FetchStmt *stmt)
{
	Portal		portal = GetPortalByName(stmt->portalname);

	if (!PortalIsValid(portal))
		return;
	purpose_held_cursor_check(portal);
	purpose_held_cursor_reopen();
}

/* ---------- refreshes ---------- */

/*
 * Does the statement create a materialized view with data?
 */
static bool
creates_matview(const Node *stmt)
{
	return IsA(stmt, CreateTableAsStmt) &&
		((const CreateTableAsStmt *) stmt)->objtype == OBJECT_MATVIEW &&
		!((const CreateTableAsStmt *) stmt)->into->skipData;
}

/*
 * Does the statement fill a materialized view by a query of its own?  EXPLAIN
 * ANALYZE does what it explains; without ANALYZE it says what that would say.
 */
static RefreshExpected
expected_refresh(const Node *stmt)
{
	if (IsA(stmt, RefreshMatViewStmt))
		return ((const RefreshMatViewStmt *) stmt)->skipData ?
			REFRESH_NONE : REFRESH_AS_OWNER;
	if (IsA(stmt, ExplainStmt))
	{
		const Query *query = castNode(Query,
									  ((const ExplainStmt *) stmt)->query);

		return query->commandType == CMD_UTILITY &&
			creates_matview(query->utilityStmt) ? REFRESH_NEXT : REFRESH_NONE;
	}
	return creates_matview(stmt) ? REFRESH_AS_OWNER : REFRESH_NONE;
}

/*
 * The partition that the statement detaches, or InvalidOid.
 */
static Oid
detached_partition(const Node *stmt)
{
	ListCell   *lc;

	if (!IsA(stmt, AlterTableStmt))
		return InvalidOid;
	foreach(lc, ((const AlterTableStmt *) stmt)->cmds)
	{
		AlterTableCmd *cmd = lfirst_node(AlterTableCmd, lc);

		if (cmd->subtype == AT_DetachPartition)
			return RangeVarGetRelid(castNode(PartitionCmd, cmd->def)->name,
									NoLock, true);
	}
	return InvalidOid;
}

/*
 * Does the statement write rows that it gets from expressions, or that go
 * through functions?
 */
static bool
writes_rows(const Node *stmt)
{
	switch (nodeTag(stmt))
	{
		case T_CopyStmt:
			return ((const CopyStmt *) stmt)->is_from;
		case T_AlterTableStmt:
		case T_IndexStmt:
		case T_ReindexStmt:
			return true;
		default:
			return expected_refresh(stmt) != REFRESH_NONE;
	}
}

/*
 * Does the statement leave all relations as they are, by itself?  Functions
 * call such ones often; what statements below it do is looked at below it.
 */
static bool
keeps_relations(const Node *stmt)
{
	switch (nodeTag(stmt))
	{
		case T_CallStmt:
		case T_ClosePortalStmt:
		case T_DoStmt:
		case T_FetchStmt:
		case T_LockStmt:
		case T_NotifyStmt:
		case T_VariableSetStmt:
		case T_VariableShowStmt:
			return true;
		default:
			return false;
	}
}

void
purpose_utility_begin(UtilityState *state, const PlannedStmt *pstmt)
{
	const Node *stmt = pstmt->utilityStmt;

	state->refresh_expected = purpose_guard_expect_refresh(expected_refresh(stmt));
	purpose_writing_begin(&state->writing, writes_rows(stmt));
	purpose_ddl_columns_enter(&state->names, !keeps_relations(stmt));
}

void
purpose_utility_check_done(const PlannedStmt *pstmt)
{
	purpose_ddl_columns_watch();
	purpose_ddl_check_done(pstmt->utilityStmt);
}

PlannedStmt *
purpose_utility_check(PlannedStmt *pstmt)
{
	Node	   *stmt = pstmt->utilityStmt;

	/* EXECUTE should find its kept plan to be stale, and make another. */
	if (IsTransactionState())
		purpose_fresh_look_to_plan();
	switch (nodeTag(stmt))
	{
		case T_CopyStmt:
			return copy_to_as_query(pstmt);
		case T_FetchStmt:
			check_fetch((FetchStmt *) stmt);
			return pstmt;
		default:
			if (!purpose_ddl_is_kept(stmt))
				purpose_ddl_check(stmt, false);
			else
			{
				pstmt = copyObject(pstmt);
				purpose_ddl_check(pstmt->utilityStmt, true);
			}
			purpose_integrity_expect_removal(detached_partition(pstmt->utilityStmt));
			return pstmt;
	}
}

/*
 * Does the statement look at rows that are there, by functions and constraints
 * of the table's owner?  *relation is the one relation that it names, or NULL
 * where it names none, or several.
 */
static bool
looks_at_rows(const Node *stmt, const RangeVar **relation)
{
	*relation = NULL;
	switch (nodeTag(stmt))
	{
		case T_AlterTableStmt:
			*relation = ((const AlterTableStmt *) stmt)->relation;
			return true;
		case T_IndexStmt:
			*relation = ((const IndexStmt *) stmt)->relation;
			return true;
		case T_ClusterStmt:
			*relation = purpose_cluster_relation((const ClusterStmt *) stmt);
			return true;
		case T_VacuumStmt:
			if (list_length(((const VacuumStmt *) stmt)->rels) == 1)
				*relation = linitial_node(VacuumRelation,
										  ((const VacuumStmt *) stmt)->rels)->relation;
			return true;
		case T_ReindexStmt:
		case T_AlterDomainStmt:
			return true;
		default:
			return false;
	}
}

/*
 * Could an error quote rows of another table than the one that is altered: of a
 * partition with restricted columns that is attached, or of whatever references
 * one that is detached?
 */
static bool
looks_at_other_rows(const Node *stmt)
{
	ListCell   *lc;

	if (!IsA(stmt, AlterTableStmt))
		return false;
	foreach(lc, ((const AlterTableStmt *) stmt)->cmds)
	{
		AlterTableCmd *cmd = lfirst_node(AlterTableCmd, lc);
		Oid			child;

		if (cmd->subtype == AT_DetachPartition)
			return true;
		if (cmd->subtype != AT_AttachPartition)
			continue;
		child = RangeVarGetRelid(castNode(PartitionCmd, cmd->def)->name,
								 NoLock, true);
		if (OidIsValid(child) &&
			purpose_redact_relation(child) != REDACT_NOTHING)
			return true;
	}
	return false;
}

int
purpose_utility_redaction(const PlannedStmt *pstmt)
{
	const Node *stmt = pstmt->utilityStmt;
	const RangeVar *relation;
	bool		looks = looks_at_rows(stmt, &relation);
	Oid			relid;

	if (IsA(stmt, CopyStmt) && ((const CopyStmt *) stmt)->is_from)
		relation = ((const CopyStmt *) stmt)->relation;
	if ((relation == NULL && !looks) || !purpose_guard_is_on())
		return REDACT_NOTHING;
	if (relation == NULL)
		return REDACT_ROWS | REDACT_OPERANDS;
	relid = RangeVarGetRelid(relation, NoLock, true);
	if ((!OidIsValid(relid) ||
		 purpose_redact_relation(relid) == REDACT_NOTHING) &&
		!looks_at_other_rows(stmt))
		return REDACT_NOTHING;
	return REDACT_ROWS | (looks ? REDACT_OPERANDS : 0);
}

/*
 * SET CONSTRAINTS checks all that has been deferred, and so does a COMMIT in a
 * procedure or DO block.
 */
uint64
purpose_utility_writes(const PlannedStmt *pstmt)
{
	switch (nodeTag(pstmt->utilityStmt))
	{
		case T_ConstraintsSetStmt:
		case T_CallStmt:
		case T_DoStmt:
			return 0;
		default:
			return purpose_redact_transaction_writes;
	}
}

void
purpose_utility_done(const UtilityState *state)
{
	purpose_ddl_columns_leave(&state->names);
	purpose_integrity_forget_check();
	(void) purpose_guard_expect_refresh(state->refresh_expected);
	purpose_writing_end(&state->writing);
}
