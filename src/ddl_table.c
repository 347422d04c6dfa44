/*-------------------------------------------------------------------------
 *
 * ddl_table.c
 *		ALTER TABLE, constraints, CREATE TABLE: which columns they evaluate.
 *
 * A constraint tells by success and failure what the values are like, a new
 * type or default calls functions on them, a partition's rows are tested
 * against its bounds.  Other statements are in ddl.c; what an owner may do
 * nevertheless is said there, too.
 *
 * The invariant: of ALTER TABLE, only the forms listed as harmless pass
 * unchecked; what is not known is checked as if it used all columns.
 *
 *-------------------------------------------------------------------------
 */
#include "ddl_table.h"

#include "access/htup_details.h"
#include "access/sysattr.h"
#include "access/table.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_index.h"
#include "catalog/pg_inherits.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "authority.h"
#include "compat.h"
#include "ddl_columns.h"
#include "departure.h"
#include "guard.h"
#include "mention.h"
#include "relation.h"

/* ---------- constraints ---------- */

/*
 * A new foreign key tells by success and failure which values its table and
 * the referenced one have.
 */
static void
check_foreign_key(Oid relid, const Constraint *constraint, List *fk_attrs)
{
	Oid			pkrelid = purpose_ddl_columns_relation(constraint->pktable);
	Bitmapset  *columns = NULL;

	if (OidIsValid(relid))
		purpose_guard_require_open(relid, purpose_ddl_columns_add_names(NULL, relid, fk_attrs),
								   "add the foreign key");
	if (!OidIsValid(pkrelid))
		return;
	if (constraint->pk_attrs != NIL)
		columns = purpose_ddl_columns_add_names(NULL, pkrelid, constraint->pk_attrs);
	else
	{
		Relation	rel = table_open(pkrelid, AccessShareLock);
		Bitmapset  *keys = RelationGetIndexAttrBitmap(rel,
													  INDEX_ATTR_BITMAP_PRIMARY_KEY);
		int			key = -1;

		while ((key = bms_next_member(keys, key)) >= 0)
			columns = bms_add_member(columns,
									 key + FirstLowInvalidHeapAttributeNumber);
		table_close(rel, AccessShareLock);
	}
	purpose_guard_require_open(pkrelid, columns, "refer to the columns by a foreign key");
}

static void
check_exclusions(Oid relid, const Constraint *constraint)
{
	Bitmapset  *columns = purpose_ddl_columns_add_expr(NULL, relid, constraint->where_clause);
	ListCell   *lc;

	foreach(lc, constraint->exclusions)
		columns = purpose_ddl_columns_add_elems(columns, relid,
												list_make1(linitial(lfirst(lc))), true);
	purpose_guard_require_open(relid, columns, "add the exclusion constraint");
}

/*
 * A constraint on existing rows.  "column" is the one whose definition it
 * stands in, or NULL.
 */
static void
check_constraint(Oid relid, const Constraint *constraint, const char *column)
{
	List	   *self = column ? list_make1(makeString(pstrdup(column))) : NIL;

	switch (constraint->contype)
	{
		case CONSTR_CHECK:
		case CONSTR_GENERATED:
			/* NOT VALID too: an UPDATE of anything else evaluates it. */
			purpose_guard_require_open(relid, purpose_ddl_columns_add_expr(NULL, relid, constraint->raw_expr),
									   "evaluate the expression over rows");
			break;
		case CONSTR_PRIMARY:
		case CONSTR_UNIQUE:
			if (constraint->indexname != NULL)
				purpose_guard_require_open(relid, purpose_ddl_columns_all(),
										   "make the index a constraint");
			else
				purpose_guard_require_open(relid,
										   purpose_ddl_columns_add_names(NULL, relid,
																		 constraint->keys != NIL ?
																		 constraint->keys : self),
										   "add the unique constraint");
			break;
		case CONSTR_EXCLUSION:
			check_exclusions(relid, constraint);
			break;
		case CONSTR_FOREIGN:
			check_foreign_key(relid, constraint,
							  constraint->fk_attrs != NIL ?
							  constraint->fk_attrs : self);
			break;
		case CONSTR_NOTNULL:
			/* A column of its own; 18 has it as a table constraint too. */
			purpose_guard_require_open(relid, purpose_ddl_columns_add_names(NULL, relid, constraint->keys),
									   "test the values for NULL");
			break;
		default:
			break;
	}
}

static void
check_column_def(Oid relid, const ColumnDef *def)
{
	ListCell   *lc;

	foreach(lc, def->constraints)
		check_constraint(relid, lfirst_node(Constraint, lc), NULL);
	purpose_guard_require_open(relid, purpose_ddl_columns_add_expr(NULL, relid, def->raw_default),
							   "evaluate the expression over rows");
}

/* ---------- ALTER TABLE ---------- */

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
		case AT_AlterConstraint:
		case AT_DropConstraint:
		case AT_AlterColumnGenericOptions:
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
		case AT_AddInherit:
		case AT_DetachPartitionFinalize:
		case AT_AddOf:
		case AT_DropOf:
		case AT_ReplicaIdentity:
		case AT_EnableRowSecurity:
		case AT_DisableRowSecurity:
		case AT_ForceRowSecurity:
		case AT_NoForceRowSecurity:
		case AT_GenericOptions:
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

void
purpose_ddl_table_check_clustering(Oid relid, const char *indexname)
{
	Oid			indexid = indexname == NULL ? InvalidOid :
		get_relname_relid(indexname, get_rel_namespace(relid));

	purpose_guard_require_open(relid, OidIsValid(indexid) ? index_columns(indexid) :
							   purpose_ddl_columns_all(),
							   "order the table by the index");
}

/*
 * Attaching a partition tests its rows, and those of the default partition,
 * against the bounds.
 */
static void
check_attach(Oid relid, const PartitionCmd *cmd)
{
	Oid			child = purpose_ddl_columns_relation(cmd->name);
	Bitmapset  *columns = purpose_relation_partition_key(relid);
	Bitmapset  *child_columns = NULL;
	int			attno = -1;

	while ((attno = bms_next_member(columns, attno)) >= 0)
	{
		if (attno == 0 || !OidIsValid(child))
			child_columns = bms_add_member(child_columns, 0);
		else
			child_columns = purpose_ddl_columns_add_name(child_columns, child,
														 get_attname(relid, attno, false));
	}
	purpose_guard_require_open(child, child_columns, "test the partition's rows");
	purpose_guard_require_open(relid, columns, "test the rows of the default partition");
}

/*
 * Children may keep a column that their parent drops, and have had its policy
 * from there.
 */
static void
write_labels_of_children(Oid relid)
{
	ListCell   *lc;

	foreach(lc, find_inheritance_children(relid, NoLock))
		purpose_departure_write_labels(lfirst_oid(lc), relid);
}

static void
check_alter_command(Oid relid, const AlterTableCmd *cmd)
{
	Oid			child;

	switch (cmd->subtype)
	{
		case AT_AddColumn:
			check_column_def(relid, castNode(ColumnDef, cmd->def));
			break;
		case AT_AddConstraint:
			check_constraint(relid, castNode(Constraint, cmd->def), NULL);
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
			purpose_guard_require_open(relid,
									   purpose_ddl_columns_add_expr(purpose_ddl_columns_add_name(NULL, relid, cmd->name), relid,
																	castNode(ColumnDef, cmd->def)->raw_default),
									   "convert the values");
			break;
		case AT_ClusterOn:
			purpose_ddl_table_check_clustering(relid, cmd->name);
			break;
		case AT_AttachPartition:
			check_attach(relid, castNode(PartitionCmd, cmd->def));
			break;
		case AT_DetachPartition:
			child = purpose_ddl_columns_relation(castNode(PartitionCmd, cmd->def)->name);
			if (OidIsValid(child))
				purpose_departure_write_labels(child, relid);
			break;
		case AT_DropInherit:
			purpose_departure_write_labels(relid,
										   purpose_ddl_columns_relation(castNode(RangeVar, cmd->def)));
			break;
		case AT_DropColumn:
			purpose_mention_check_column(relid, cmd->name, "drop");
			write_labels_of_children(relid);
			break;
		default:
			if (!is_harmless(cmd->subtype))
				purpose_guard_require_open(relid, purpose_ddl_columns_all(), "alter the table");
			break;
	}
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
	Oid			relid = purpose_ddl_columns_relation(stmt->relation);
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
				check_alter_command(relid, lfirst_node(AlterTableCmd, lc));
			break;
		case RELKIND_COMPOSITE_TYPE:
			check_alter_composite(stmt);
			break;
		default:
			break;
	}
}

/* ---------- CREATE TABLE ---------- */

void
purpose_ddl_table_check_create(const CreateStmt *stmt)
{
	ListCell   *lc;
	ListCell   *lc2;

	/* There are no rows yet, but those of referenced tables. */
	foreach(lc, stmt->constraints)
		if (lfirst_node(Constraint, lc)->contype == CONSTR_FOREIGN)
			check_foreign_key(InvalidOid, lfirst(lc), NIL);
	foreach(lc, stmt->tableElts)
	{
		Node	   *elem = lfirst(lc);

		if (IsA(elem, Constraint) &&
			((Constraint *) elem)->contype == CONSTR_FOREIGN)
			check_foreign_key(InvalidOid, (Constraint *) elem, NIL);
		if (!IsA(elem, ColumnDef))
			continue;
		foreach(lc2, ((ColumnDef *) elem)->constraints)
			if (lfirst_node(Constraint, lc2)->contype == CONSTR_FOREIGN)
				check_foreign_key(InvalidOid, lfirst(lc2), NIL);
	}

	/* A new partition tests the rows of the default one. */
	if (stmt->partbound != NULL && list_length(stmt->inhRelations) == 1)
	{
		Oid			parent = purpose_ddl_columns_relation(linitial(stmt->inhRelations));

		if (OidIsValid(parent) &&
			OidIsValid(get_default_partition_oid(parent)))
			purpose_guard_require_open(parent, purpose_relation_partition_key(parent),
									   "test the rows of the default partition");
	}
}
