/*-------------------------------------------------------------------------
 *
 * ddl_table.c
 *		ALTER TABLE and CREATE TABLE: which columns they evaluate.
 *
 * A new type or default calls functions on values, and what mentions a column
 * is made anew with its type.  Constraints are in ddl_constraint.c, tables that
 * come below a parent or leave it in ddl_children.c, other statements in ddl.c;
 * what an owner may do nevertheless is said there, too.
 *
 * The invariant: of ALTER TABLE, only the forms listed as harmless pass
 * unchecked; what is not known is checked as if it used all columns.
 *
 *-------------------------------------------------------------------------
 */
#include "ddl_table.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_attrdef.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_index.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_statistic_ext.h"
#include "commands/tablecmds.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "attached_columns.h"
#include "authority.h"
#include "compat.h"
#include "ddl_children.h"
#include "ddl_columns.h"
#include "ddl_constraint.h"
#include "guard.h"
#include "mention.h"
#include "relation.h"

/* ---------- ALTER TABLE ---------- */

static void
check_column_def(Oid relid, const ColumnDef *def)
{
	ListCell   *lc;

	/* A name that a label uses would mean the new column. */
	if (purpose_guard_is_on() && !purpose_role_may_administer(GetUserId()))
		purpose_mention_check_column(relid, def->colname, "add");
	foreach(lc, def->constraints)
		purpose_ddl_constraint_check(relid, lfirst_node(Constraint, lc), NULL);
	purpose_guard_require_open(relid, purpose_ddl_columns_add_expr(NULL, relid, def->raw_default),
							   "evaluate the expression over rows");
}

/*
 * Forms that neither look at values nor hand them to anybody.
 */
static bool
is_harmless(AlterTableType subtype)
{
	switch (subtype)
	{
		case AT_ColumnDefault:
		case AT_DropNotNull:
		case AT_SetStatistics:
		case AT_SetOptions:
		case AT_ResetOptions:
		case AT_SetStorage:
		case AT_SetCompression:
		case AT_DropConstraint:
		case AT_ChangeOwner:
		case AT_DropCluster:
		case AT_SetLogged:
		case AT_SetUnLogged:
		case AT_DropOids:
		case AT_SetAccessMethod:
		case AT_SetTableSpace:
		case AT_SetRelOptions:
		case AT_ResetRelOptions:
		case AT_EnableTrig:
		case AT_EnableAlwaysTrig:
		case AT_EnableReplicaTrig:
		case AT_DisableTrig:
		case AT_EnableTrigAll:
		case AT_DisableTrigAll:
		case AT_EnableTrigUser:
		case AT_DisableTrigUser:
		case AT_EnableRule:
		case AT_EnableAlwaysRule:
		case AT_EnableReplicaRule:
		case AT_DisableRule:
		case AT_AddOf:
		case AT_DropOf:
		case AT_ReplicaIdentity:
		case AT_DisableRowSecurity:
		case AT_NoForceRowSecurity:
		case AT_AddIdentity:
		case AT_SetIdentity:
		case AT_DropIdentity:
			return true;
		default:
			return false;
	}
}

/*
 * The key columns of an index.
 */
static Bitmapset *
index_columns(Oid indexid)
{
	HeapTuple	tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(indexid));
	Form_pg_index form;
	Bitmapset  *columns = NULL;

	if (!HeapTupleIsValid(tuple))
		return NULL;
	form = (Form_pg_index) GETSTRUCT(tuple);
	for (int i = 0; i < form->indnkeyatts; i++)
		columns = bms_add_member(columns, form->indkey.values[i]);
	ReleaseSysCache(tuple);
	return columns;
}

/*
 * The index that the table was ordered by the last time, or InvalidOid.
 */
static Oid
clustered_index(Oid relid)
{
	Relation	rel = table_open(relid, AccessShareLock);
	Oid			result = InvalidOid;
	ListCell   *lc;

	foreach(lc, RelationGetIndexList(rel))
		if (get_index_isclustered(lfirst_oid(lc)))
			result = lfirst_oid(lc);
	table_close(rel, AccessShareLock);
	return result;
}

void
purpose_ddl_table_check_clustering(Oid relid, const char *indexname)
{
	Oid			indexid = indexname == NULL ? clustered_index(relid) :
		get_relname_relid(indexname, get_rel_namespace(relid));

	/* What there is not, the server says. */
	if (OidIsValid(indexid))
		purpose_guard_require_open(relid, index_columns(indexid),
								   "order the table by the index");
}

/*
 * With the type or the generation expression of a column, the server makes
 * anew what mentions the column: it looks up operators and functions for the
 * new type, and calls or tests them on all columns that are mentioned, in
 * descendants as well.  What it refuses (views, triggers, policies) is left
 * to it.
 */
static void
check_remade(Oid relid, const char *column)
{
	ListCell   *lc;
	ListCell   *lc2;

	if (!purpose_guard_is_on())
		return;
	foreach(lc, find_all_inheritors(relid, NoLock, NULL))
	{
		AttrNumber	attno = get_attnum(lfirst_oid(lc), column);

		if (attno <= 0)
			continue;
		foreach(lc2, purpose_relation_dependents(RelationRelationId,
												 lfirst_oid(lc), attno))
		{
			ObjectAddress *object = &((Dependent *) lfirst(lc2))->object;

			if (object->classId == ConstraintRelationId ||
				object->classId == StatisticExtRelationId ||
				object->classId == AttrDefaultRelationId ||
				(object->classId == RelationRelationId &&
				 purpose_relation_of_object(object) != object->objectId))
				purpose_attached_columns_each(object, purpose_guard_require_open,
											  "make anew what mentions the column");
		}
	}
}

static void
check_alter_type(Oid relid, const AlterTableCmd *cmd)
{
	Bitmapset  *columns = purpose_ddl_columns_add_name(NULL, relid, cmd->name);

	columns = purpose_ddl_columns_add_expr(columns, relid,
										   castNode(ColumnDef, cmd->def)->raw_default);
	purpose_guard_require_open(relid, columns, "convert the values");
	check_remade(relid, cmd->name);
}

/*
 * What another server calls a column or table is said by options, or by the
 * names here; a column that has been dropped comes back with its values.
 */
static void
check_foreign(Oid relid)
{
	if (get_rel_relkind(relid) == RELKIND_FOREIGN_TABLE)
		purpose_guard_require_open(relid, purpose_ddl_columns_all(),
								   "alter the foreign table");
}

static void
check_alter_command(Oid relid, const AlterTableCmd *cmd, bool only)
{
	ListCell   *lc;

	switch (cmd->subtype)
	{
		case AT_AddColumn:
			check_foreign(relid);
			check_column_def(relid, castNode(ColumnDef, cmd->def));
			break;
		case AT_AddConstraint:
			purpose_ddl_constraint_check(relid, castNode(Constraint, cmd->def), NULL);
			break;
		case AT_AlterConstraint:
			if (purpose_tested_constraint(cmd) != NULL)
				purpose_ddl_constraint_check_named(relid, purpose_tested_constraint(cmd),
												   "enforce the constraint");
			break;
		case AT_ValidateConstraint:
			purpose_ddl_constraint_check_named(relid, cmd->name,
											   "validate the constraint");
			break;
		case AT_SetNotNull:
			purpose_guard_require_open(relid, purpose_ddl_columns_add_name(NULL, relid, cmd->name),
									   "test the values for NULL");
			break;
		case AT_DropExpression:
			purpose_guard_require_open(relid, purpose_ddl_columns_add_name(NULL, relid, cmd->name),
									   "turn the generated column into a plain one");
			break;
		case AT_AlterColumnType:
			check_alter_type(relid, cmd);
			break;
		case AT_ClusterOn:
			purpose_ddl_table_check_clustering(relid, cmd->name);
			break;
		case AT_AddInherit:
			purpose_ddl_children_check_inherit(relid,
											   purpose_ddl_columns_lock_present(castNode(RangeVar, cmd->def), ShareUpdateExclusiveLock));
			break;
		case AT_AttachPartition:
			purpose_ddl_children_check_attach(relid, castNode(PartitionCmd, cmd->def));
			break;
		case AT_DetachPartition:
		case AT_DetachPartitionFinalize:
			purpose_ddl_children_check_departure(purpose_ddl_columns_lock_present(castNode(PartitionCmd, cmd->def)->name, castNode(PartitionCmd, cmd->def)->concurrent ? ShareUpdateExclusiveLock : AccessExclusiveLock),
												 list_make1_oid(relid));
			break;
		case AT_EnableRowSecurity:
		case AT_ForceRowSecurity:
			purpose_guard_require_open(relid, purpose_attached_columns_of_policies(relid),
									   "have policies decide by the values");
			break;
		case AT_DropInherit:
			break;				/* all at once: check_no_inherit() */
		case AT_DropColumn:
			check_foreign(relid);
			purpose_mention_check_column(relid, cmd->name, "drop");
			purpose_ddl_children_drop_column(relid, cmd->name, only);
			break;
		default:
			if (is_harmless(cmd->subtype))
				break;
			foreach(lc, purpose_rebuilt_partitions(cmd))
				purpose_ddl_children_check_rebuilt(purpose_ddl_columns_lock(lfirst(lc), AccessExclusiveLock),
												   relid);
			purpose_guard_require_open(relid, purpose_ddl_columns_all(), "alter the table");
			if (cmd->name != NULL)
				check_remade(relid, cmd->name);
			break;
	}
}

/*
 * NO INHERIT from several parents: what they hand down together goes, though
 * each of them alone would leave it.
 */
static void
check_no_inherit(Oid relid, const List *cmds)
{
	List	   *parents = NIL;
	ListCell   *lc;

	foreach(lc, cmds)
	{
		AlterTableCmd *cmd = lfirst_node(AlterTableCmd, lc);
		Oid			parent;

		if (cmd->subtype != AT_DropInherit)
			continue;
		parent = purpose_ddl_columns_lock_present(castNode(RangeVar, cmd->def), AccessShareLock);
		if (OidIsValid(parent))
			parents = lappend_oid(parents, parent);
	}
	purpose_ddl_children_check_departure(relid, parents);
}

/*
 * ALTER TYPE ... CASCADE of a composite type alters the tables made of it.
 */
static void
check_alter_composite(const AlterTableStmt *stmt)
{
	ListCell   *lc;

	foreach(lc, stmt->cmds)
		if (lfirst_node(AlterTableCmd, lc)->behavior == DROP_CASCADE &&
			purpose_guard_is_on())
			purpose_require_administer("alter a type with all tables made of it");
}

void
purpose_ddl_table_check_alter(const AlterTableStmt *stmt)
{
	Oid			relid =
		purpose_ddl_columns_lock(stmt->relation,
							 AlterTableGetLockLevel(stmt->cmds));
	ListCell   *lc;

	if (!OidIsValid(relid))
		return;
	switch (get_rel_relkind(relid))
	{
		case RELKIND_RELATION:
		case RELKIND_PARTITIONED_TABLE:
		case RELKIND_FOREIGN_TABLE:
		case RELKIND_MATVIEW:
			foreach(lc, stmt->cmds)
				if (lfirst_node(AlterTableCmd, lc)->subtype == AT_AddColumn)
					purpose_ddl_columns_expect(relid,
											   castNode(ColumnDef, lfirst_node(AlterTableCmd, lc)->def)->colname);
			foreach(lc, stmt->cmds)
				check_alter_command(relid, lfirst_node(AlterTableCmd, lc),
									!stmt->relation->inh);
			check_no_inherit(relid, stmt->cmds);
			break;
		case RELKIND_COMPOSITE_TYPE:
			check_alter_composite(stmt);
			break;
		default:
			break;
	}
}

/* ---------- CREATE TABLE ---------- */

static void
check_new_foreign_key(const Node *constraint)
{
	if (IsA(constraint, Constraint) &&
		((const Constraint *) constraint)->contype == CONSTR_FOREIGN)
		purpose_ddl_constraint_check_foreign_key(InvalidOid,
												 (const Constraint *) constraint,
												 NIL);
}

void
purpose_ddl_table_check_create(const CreateStmt *stmt, bool foreign)
{
	ListCell   *lc;
	ListCell   *lc2;

	/* There are no rows yet, but those of referenced tables, ... */
	foreach(lc, stmt->constraints)
		check_new_foreign_key(lfirst(lc));
	foreach(lc, stmt->tableElts)
	{
		check_new_foreign_key(lfirst(lc));
		if (IsA(lfirst(lc), ColumnDef))
			foreach(lc2, ((ColumnDef *) lfirst(lc))->constraints)
				check_new_foreign_key(lfirst(lc2));
	}

	/* ... and of other partitions. */
	purpose_ddl_children_check_partition(stmt, foreign);
}
