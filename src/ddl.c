/*-------------------------------------------------------------------------
 *
 * ddl.c
 *		DDL that evaluates rows, or takes relations out of a policy.
 *
 * Building an expression index, validating a CHECK, rewriting a table with
 * USING and so on call functions of the user's choice on raw values, or tell
 * by success and failure what the values are like.  An owner who is no
 * administrator of purposes may do so only with columns that are open for the
 * purpose he declared.  Which columns a statement names is found out by
 * ddl_columns.c; ALTER TABLE, constraints and CREATE TABLE are in ddl_table.c,
 * what labels name is kept by mention.c, the functions that tables call are
 * found by attached.c.
 *
 * Statements that only define something for rows to come are not checked.
 *
 * The invariant: a statement that calls functions of the user's on rows that
 * are there, or moves a relation away from a label, has a case here.
 *
 *-------------------------------------------------------------------------
 */
#include "ddl.h"

#include "access/genam.h"
#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_database.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "commands/dbcommands.h"
#include "commands/defrem.h"
#include "commands/seclabel.h"
#include "nodes/makefuncs.h"
#include "nodes/parsenodes.h"
#include "parser/parse_type.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "attached.h"
#include "authority.h"
#include "compat.h"
#include "ddl_columns.h"
#include "ddl_table.h"
#include "guard.h"
#include "mention.h"
#include "policy.h"

/*
 * A materialized view keeps the rows that a view below it gave, while its
 * policy would follow the view's new definition.
 */
static void
check_view_replacement(const RangeVar *view)
{
	Oid			relid = purpose_ddl_columns_relation(view);

	if (OidIsValid(relid) && get_rel_relkind(relid) == RELKIND_VIEW &&
		purpose_policy_feeds_labelled(relid))
		purpose_require_administer("replace a view that a labelled materialized view reads");
}

static void
check_index(const IndexStmt *stmt)
{
	Oid			relid = purpose_ddl_columns_relation(stmt->relation);
	Bitmapset  *columns;

	if (!OidIsValid(relid))
		return;
	if (stmt->transformed)
	{
		ListCell   *lc;

		columns = purpose_ddl_columns_add_analysed(NULL, stmt->whereClause);
		foreach(lc, stmt->indexParams)
		{
			IndexElem  *elem = lfirst_node(IndexElem, lc);

			columns = purpose_ddl_columns_add_analysed(columns, elem->expr);
			if (elem->name != NULL && stmt->unique)
				columns = purpose_ddl_columns_add_name(columns, relid, elem->name);
		}
	}
	else
	{
		columns = purpose_ddl_columns_add_elems(NULL, relid, stmt->indexParams,
												stmt->unique);
		columns = purpose_ddl_columns_add_expr(columns, relid, stmt->whereClause);
	}
	purpose_guard_require_open(relid, columns, stmt->unique ?
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
			purpose_ddl_columns_relation(lfirst(lc)) : InvalidOid;
		Bitmapset  *columns = NULL;

		if (!OidIsValid(relid))
			continue;
		foreach(lc2, stmt->exprs)
		{
			StatsElem  *elem = lfirst_node(StatsElem, lc2);

			columns = purpose_ddl_columns_add_expr(columns, relid, elem->expr);
			if (elem->name != NULL)
				columns = purpose_ddl_columns_add_name(columns, relid, elem->name);
		}
		purpose_guard_require_open(relid, columns, "create the statistics");
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
			purpose_guard_require_open(depend->objid,
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
			relid = purpose_ddl_columns_relation(stmt->relation);
			if (OidIsValid(relid))
				purpose_mention_check_column(relid, stmt->subname, "rename");
			break;
		case OBJECT_TABLE:
		case OBJECT_FOREIGN_TABLE:
		case OBJECT_MATVIEW:
		case OBJECT_VIEW:
			relid = purpose_ddl_columns_relation(stmt->relation);
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
	relid = purpose_ddl_columns_relation(stmt->relation);
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
	purpose_guard_require_open(purpose_ddl_columns_relation(relation), purpose_ddl_columns_all(), action);
}

static void
check_cluster(const ClusterStmt *stmt)
{
	Oid			relid = purpose_ddl_columns_relation(stmt->relation);

	if (OidIsValid(relid) && stmt->indexname != NULL)
		purpose_ddl_table_check_clustering(relid, stmt->indexname);
}

void
purpose_ddl_check(Node *stmt)
{
	switch (nodeTag(stmt))
	{
		case T_AlterTableStmt:
			purpose_ddl_table_check_alter((AlterTableStmt *) stmt);
			break;
		case T_IndexStmt:
			check_index((IndexStmt *) stmt);
			break;
		case T_CreateStatsStmt:
			check_statistics((CreateStatsStmt *) stmt);
			break;
		case T_CreateStmt:
			purpose_ddl_table_check_create((CreateStmt *) stmt);
			break;
		case T_CreateForeignTableStmt:
			purpose_ddl_table_check_create(&((CreateForeignTableStmt *) stmt)->base);
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
