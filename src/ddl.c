/*-------------------------------------------------------------------------
 *
 * ddl.c
 *		DDL that evaluates rows, or takes relations out of a policy.
 *
 * Building an expression index, validating a CHECK, rewriting a table with
 * USING and so on call functions of the user's choice on raw values, or tell
 * by success and failure what the values are like.  An owner who is no
 * administrator of purposes may do so only with columns that are open for the
 * purpose he declared.  The columns are read off the raw parse tree: a name
 * that is no column of the table counts as all of them.
 *
 * Statements that only define something for rows to come are not checked.
 *
 * The invariant: of ALTER TABLE, only the forms listed as harmless pass
 * unchecked; what is not known is checked as if it used all columns.
 *
 *-------------------------------------------------------------------------
 */
#include "ddl.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/sysattr.h"
#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_database.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_index.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "commands/dbcommands.h"
#include "commands/defrem.h"
#include "commands/seclabel.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "optimizer/optimizer.h"
#include "parser/parse_type.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "attached.h"
#include "authority.h"
#include "compat.h"
#include "departure.h"
#include "guard.h"
#include "mention.h"
#include "policy.h"

/* ---------- which columns ---------- */

typedef struct ColumnScan
{
	Oid			relid;
	Bitmapset  *columns;
} ColumnScan;

static Bitmapset *
all_columns(void)
{
	return bms_make_singleton(0);
}

static Bitmapset *
add_name(Bitmapset *columns, Oid relid, const char *name)
{
	AttrNumber	attno = get_attnum(relid, name);

	if (attno < 0)
		return columns;
	return bms_add_member(columns, Max(attno, 0));
}

/*
 * raw_expression_tree_walker callback.
 */
static bool
scan_columns(Node *node, ColumnScan *scan)
{
	if (node == NULL)
		return false;
	if (IsA(node, ColumnRef))
	{
		Node	   *last = llast(((ColumnRef *) node)->fields);

		if (IsA(last, String))
			scan->columns = add_name(scan->columns, scan->relid,
									 strVal(last));
		else
			scan->columns = bms_add_member(scan->columns, 0);
		return false;
	}
	return raw_expression_tree_walker(node, scan_columns, scan);
}

static Bitmapset *
add_expr(Bitmapset *columns, Oid relid, Node *expr)
{
	ColumnScan	scan = {relid, columns};

	(void) scan_columns(expr, &scan);
	return scan.columns;
}

/*
 * The columns of an expression that has been analysed already, as those that
 * CREATE TABLE (LIKE ...) takes over.
 */
static Bitmapset *
add_analysed_expr(Bitmapset *columns, Node *expr)
{
	Bitmapset  *attnos = NULL;
	int			column = -1;

	pull_varattnos(expr, 1, &attnos);
	while ((column = bms_next_member(attnos, column)) >= 0)
	{
		AttrNumber	attno = column + FirstLowInvalidHeapAttributeNumber;

		if (attno >= 0)
			columns = bms_add_member(columns, attno);
	}
	return columns;
}

static Bitmapset *
add_names(Bitmapset *columns, Oid relid, List *names)
{
	ListCell   *lc;

	foreach(lc, names)
		columns = add_name(columns, relid, strVal(lfirst(lc)));
	return columns;
}

/*
 * The columns of elements of an index: only expressions, or all key columns.
 */
static Bitmapset *
add_index_elems(Bitmapset *columns, Oid relid, List *elems, bool keys_too)
{
	ListCell   *lc;

	foreach(lc, elems)
	{
		IndexElem  *elem = lfirst_node(IndexElem, lc);

		columns = add_expr(columns, relid, elem->expr);
		if (elem->name != NULL && keys_too)
			columns = add_name(columns, relid, elem->name);
	}
	return columns;
}

static Oid
find_relation(const RangeVar *relation)
{
	return relation == NULL ? InvalidOid :
		RangeVarGetRelid(relation, NoLock, true);
}

static void
require_open(Oid relid, Bitmapset *columns, const char *action)
{
	if (OidIsValid(relid))
		purpose_guard_require_open(relid, columns, action);
}

/* ---------- constraints ---------- */

/*
 * A new foreign key tells by success and failure which values its table and
 * the referenced one have.
 */
static void
check_foreign_key(Oid relid, const Constraint *constraint, List *fk_attrs)
{
	Oid			pkrelid = find_relation(constraint->pktable);
	Bitmapset  *columns = NULL;

	if (OidIsValid(relid))
		require_open(relid, add_names(NULL, relid, fk_attrs),
					 "add the foreign key");
	if (!OidIsValid(pkrelid))
		return;
	if (constraint->pk_attrs != NIL)
		columns = add_names(NULL, pkrelid, constraint->pk_attrs);
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
	require_open(pkrelid, columns, "refer to the columns by a foreign key");
}

static void
check_exclusions(Oid relid, const Constraint *constraint)
{
	Bitmapset  *columns = add_expr(NULL, relid, constraint->where_clause);
	ListCell   *lc;

	foreach(lc, constraint->exclusions)
		columns = add_index_elems(columns, relid,
								  list_make1(linitial(lfirst(lc))), true);
	require_open(relid, columns, "add the exclusion constraint");
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
			require_open(relid, add_expr(NULL, relid, constraint->raw_expr),
						 "evaluate the expression over rows");
			break;
		case CONSTR_PRIMARY:
		case CONSTR_UNIQUE:
			if (constraint->indexname != NULL)
				require_open(relid, all_columns(),
							 "make the index a constraint");
			else
				require_open(relid,
							 add_names(NULL, relid,
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
			require_open(relid, add_names(NULL, relid, constraint->keys),
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
	require_open(relid, add_expr(NULL, relid, def->raw_default),
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

static void
check_clustering(Oid relid, const char *indexname)
{
	Oid			indexid = indexname == NULL ? InvalidOid :
		get_relname_relid(indexname, get_rel_namespace(relid));

	require_open(relid, OidIsValid(indexid) ? index_columns(indexid) :
				 all_columns(),
				 "order the table by the index");
}

/*
 * Attaching a partition tests its rows, and those of the default partition,
 * against the bounds.
 */
static void
check_attach(Oid relid, const PartitionCmd *cmd)
{
	Oid			child = find_relation(cmd->name);
	Bitmapset  *columns = purpose_policy_partition_key(relid);
	Bitmapset  *child_columns = NULL;
	int			attno = -1;

	while ((attno = bms_next_member(columns, attno)) >= 0)
	{
		if (attno == 0 || !OidIsValid(child))
			child_columns = bms_add_member(child_columns, 0);
		else
			child_columns = add_name(child_columns, child,
									 get_attname(relid, attno, false));
	}
	require_open(child, child_columns, "test the partition's rows");
	require_open(relid, columns, "test the rows of the default partition");
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
			require_open(relid, add_name(NULL, relid, cmd->name),
						 "test the values for NULL");
			break;
		case AT_DropExpression:
			require_open(relid, add_name(NULL, relid, cmd->name),
						 "turn the generated column into a plain one");
			break;
		case AT_AlterColumnType:
			require_open(relid,
						 add_expr(add_name(NULL, relid, cmd->name), relid,
								  castNode(ColumnDef, cmd->def)->raw_default),
						 "convert the values");
			break;
		case AT_ClusterOn:
			check_clustering(relid, cmd->name);
			break;
		case AT_AttachPartition:
			check_attach(relid, castNode(PartitionCmd, cmd->def));
			break;
		case AT_DetachPartition:
			child = find_relation(castNode(PartitionCmd, cmd->def)->name);
			if (OidIsValid(child))
				purpose_departure_write_labels(child, relid);
			break;
		case AT_DropInherit:
			purpose_departure_write_labels(relid,
										   find_relation(castNode(RangeVar, cmd->def)));
			break;
		case AT_DropColumn:
			purpose_mention_check_column(relid, cmd->name, "drop");
			write_labels_of_children(relid);
			break;
		default:
			if (!is_harmless(cmd->subtype))
				require_open(relid, all_columns(), "alter the table");
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

/*
 * A materialized view keeps the rows that a view below it gave, while its
 * policy would follow the view's new definition.
 */
static void
check_view_replacement(const RangeVar *view)
{
	Oid			relid = find_relation(view);

	if (OidIsValid(relid) && get_rel_relkind(relid) == RELKIND_VIEW &&
		purpose_policy_feeds_labelled(relid))
		purpose_require_administer("replace a view that a labelled materialized view reads");
}

static void
check_alter_table(const AlterTableStmt *stmt)
{
	Oid			relid = find_relation(stmt->relation);
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

/* ---------- other statements ---------- */

static void
check_index(const IndexStmt *stmt)
{
	Oid			relid = find_relation(stmt->relation);
	Bitmapset  *columns;

	if (!OidIsValid(relid))
		return;
	if (stmt->transformed)
	{
		ListCell   *lc;

		columns = add_analysed_expr(NULL, stmt->whereClause);
		foreach(lc, stmt->indexParams)
		{
			IndexElem  *elem = lfirst_node(IndexElem, lc);

			columns = add_analysed_expr(columns, elem->expr);
			if (elem->name != NULL && stmt->unique)
				columns = add_name(columns, relid, elem->name);
		}
	}
	else
	{
		columns = add_index_elems(NULL, relid, stmt->indexParams,
								  stmt->unique);
		columns = add_expr(columns, relid, stmt->whereClause);
	}
	require_open(relid, columns, stmt->unique ?
				 "create the unique index" :
				 "evaluate the expression over rows");
}

static void
check_statistics(const CreateStatsStmt *stmt)
{
	ListCell   *lc;
	ListCell   *lc2;

	/* Of CREATE TABLE (LIKE ...): the new table has no rows. */
	if (stmt->transformed)
		return;
	foreach(lc, stmt->relations)
	{
		Oid			relid = IsA(lfirst(lc), RangeVar) ?
			find_relation(lfirst(lc)) : InvalidOid;
		Bitmapset  *columns = NULL;

		if (!OidIsValid(relid))
			continue;
		foreach(lc2, stmt->exprs)
		{
			StatsElem  *elem = lfirst_node(StatsElem, lc2);

			columns = add_expr(columns, relid, elem->expr);
			if (elem->name != NULL)
				columns = add_name(columns, relid, elem->name);
		}
		require_open(relid, columns, "create the statistics");
	}
}

static void
check_create_table(const CreateStmt *stmt)
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
		Oid			parent = find_relation(linitial(stmt->inhRelations));

		if (OidIsValid(parent) &&
			OidIsValid(get_default_partition_oid(parent)))
			require_open(parent, purpose_policy_partition_key(parent),
						 "test the rows of the default partition");
	}
}

/*
 * A constraint of a domain is tested on all columns of that type.
 */
static void
check_domain(const AlterDomainStmt *stmt)
{
	Oid			type = LookupTypeNameOid(NULL, makeTypeNameFromNameList(stmt->typeName),
										 true);
	Relation	rel;
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	tuple;

	if (!OidIsValid(type) ||
		(stmt->subtype != 'C' && stmt->subtype != 'O' && stmt->subtype != 'V'))
		return;

	rel = table_open(DependRelationId, AccessShareLock);
	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid,
				BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(TypeRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid,
				BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(type));
	scan = systable_beginscan(rel, DependReferenceIndexId, true, NULL,
							  2, keys);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend depend = (Form_pg_depend) GETSTRUCT(tuple);

		/* A column of the domain, or something made of the domain. */
		if (depend->classid == RelationRelationId && depend->objsubid > 0)
			require_open(depend->objid,
						 bms_make_singleton(depend->objsubid),
						 "test the values of the domain");
		else if (depend->classid == TypeRelationId &&
				 depend->deptype == DEPENDENCY_NORMAL &&
				 purpose_guard_is_on())
			purpose_require_administer("constrain a domain that other types are made of");
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
}

static void
check_function(const ObjectWithArgs *function, const char *action)
{
	purpose_mention_check_function(strVal(llast(function->objname)), action);
}

/*
 * What a label names keeps its name.
 */
static void
check_rename(const RenameStmt *stmt)
{
	Oid			relid;

	switch (stmt->renameType)
	{
		case OBJECT_COLUMN:
			relid = find_relation(stmt->relation);
			if (OidIsValid(relid))
				purpose_mention_check_column(relid, stmt->subname, "rename");
			break;
		case OBJECT_TABLE:
		case OBJECT_FOREIGN_TABLE:
		case OBJECT_MATVIEW:
		case OBJECT_VIEW:
			relid = find_relation(stmt->relation);
			if (OidIsValid(relid))
				purpose_mention_check_relation(relid, "rename");
			break;
		case OBJECT_FUNCTION:
		case OBJECT_PROCEDURE:
		case OBJECT_ROUTINE:
			check_function(castNode(ObjectWithArgs, stmt->object), "rename");
			break;
		case OBJECT_SCHEMA:
			purpose_mention_check_schema(stmt->subname, "rename");
			break;
		case OBJECT_ATTRIBUTE:
			/* CASCADE renames columns of typed tables. */
			if (stmt->behavior == DROP_CASCADE)
				purpose_mention_check_column(InvalidOid, stmt->subname,
											 "rename");
			break;
		default:
			break;
	}
}

/*
 * Moving a table out of a schema that has a label.
 */
static void
check_set_schema(const AlterObjectSchemaStmt *stmt)
{
	Oid			relid;
	ObjectAddress object;

	switch (stmt->objectType)
	{
		case OBJECT_TABLE:
		case OBJECT_FOREIGN_TABLE:
		case OBJECT_MATVIEW:
		case OBJECT_VIEW:		/* ALTER VIEW finds tables too */
		case OBJECT_SEQUENCE:
			break;
		case OBJECT_FUNCTION:
		case OBJECT_PROCEDURE:
		case OBJECT_ROUTINE:
			check_function(castNode(ObjectWithArgs, stmt->object), "move");
			return;
		default:
			return;
	}
	relid = find_relation(stmt->relation);
	if (!OidIsValid(relid))
		return;
	purpose_mention_check_relation(relid, "move");
	ObjectAddressSet(object, NamespaceRelationId, get_rel_namespace(relid));
	if (GetSecurityLabel(&object, PURPOSE_PROVIDER) != NULL)
		purpose_require_administer("move a table out of a labelled schema");
}

/*
 * A copy of a database would be one without the database's label.
 */
static void
check_create_database(const CreatedbStmt *stmt)
{
	const char *template = "template1";
	ObjectAddress object;
	Oid			dbid;
	ListCell   *lc;

	foreach(lc, stmt->options)
	{
		DefElem    *option = lfirst_node(DefElem, lc);

		if (strcmp(option->defname, "template") == 0 && option->arg != NULL)
			template = defGetString(option);
	}
	dbid = get_database_oid(template, true);
	if (!OidIsValid(dbid))
		return;
	ObjectAddressSet(object, DatabaseRelationId, dbid);
	if (GetSecurityLabel(&object, PURPOSE_PROVIDER) != NULL)
		purpose_require_administer("copy a database that has a label");
}

/*
 * A label on a base table covers its rows whoever reads them; code that the
 * owner attaches to the table is handed the rows as they are.
 */
static void
check_attached_code(const RangeVar *relation, const char *action)
{
	require_open(find_relation(relation), all_columns(), action);
}

static void
check_cluster(const ClusterStmt *stmt)
{
	Oid			relid = find_relation(stmt->relation);

	if (OidIsValid(relid) && stmt->indexname != NULL)
		check_clustering(relid, stmt->indexname);
}

void
purpose_ddl_check(Node *stmt)
{
	switch (nodeTag(stmt))
	{
		case T_AlterTableStmt:
			check_alter_table((AlterTableStmt *) stmt);
			break;
		case T_IndexStmt:
			check_index((IndexStmt *) stmt);
			break;
		case T_CreateStatsStmt:
			check_statistics((CreateStatsStmt *) stmt);
			break;
		case T_CreateStmt:
			check_create_table((CreateStmt *) stmt);
			break;
		case T_CreateForeignTableStmt:
			check_create_table(&((CreateForeignTableStmt *) stmt)->base);
			break;
		case T_AlterDomainStmt:
			check_domain((AlterDomainStmt *) stmt);
			break;
		case T_AlterObjectSchemaStmt:
			check_set_schema((AlterObjectSchemaStmt *) stmt);
			break;
		case T_RenameStmt:
			check_rename((RenameStmt *) stmt);
			break;
		case T_CreatedbStmt:
			check_create_database((CreatedbStmt *) stmt);
			break;
		case T_CreateTrigStmt:
			check_attached_code(((CreateTrigStmt *) stmt)->relation,
								"create the trigger");
			break;
		case T_ViewStmt:
			if (((ViewStmt *) stmt)->replace)
				check_view_replacement(((ViewStmt *) stmt)->view);
			break;
		case T_CreateFunctionStmt:
			if (((CreateFunctionStmt *) stmt)->replace)
				purpose_attached_check_function(((CreateFunctionStmt *) stmt)->funcname);
			break;
		case T_AlterFunctionStmt:
			purpose_attached_check_function(((AlterFunctionStmt *) stmt)->func->objname);
			break;
		case T_RuleStmt:
			check_view_replacement(((RuleStmt *) stmt)->relation);
			check_attached_code(((RuleStmt *) stmt)->relation,
								"create the rule");
			break;
		case T_CreatePolicyStmt:
			check_attached_code(((CreatePolicyStmt *) stmt)->table,
								"create the policy");
			break;
		case T_AlterPolicyStmt:
			check_attached_code(((AlterPolicyStmt *) stmt)->table,
								"alter the policy");
			break;
		case T_ClusterStmt:
			check_cluster((ClusterStmt *) stmt);
			break;
		default:
			break;
	}
}
