/*-------------------------------------------------------------------------
 *
 * ddl.c
 *		DDL that evaluates rows.
 *
 * Building an expression index, validating a CHECK, rewriting a table with
 * USING and so on call functions of the user's choice on raw values, or tell
 * by success and failure what the values are like.  An owner who is no
 * administrator of purposes may do so only with columns that are open for the
 * purpose he declared.  Which columns a statement names is found out by
 * ddl_columns.c; ALTER TABLE and CREATE TABLE are in ddl_table.c, what moves
 * relations away from labels in ddl_move.c, the functions that tables call are
 * found by attached.c, and the functions of types by type_code.c.
 *
 * Statements that only define something for rows to come are not checked.
 *
 * The invariant: a statement that calls functions of the user's on rows that
 * are there, or moves a relation away from a label, has a case in
 * purpose_ddl_check.
 *
 *-------------------------------------------------------------------------
 */
#include "ddl.h"

#include "catalog/dependency.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_foreign_server.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_type.h"
#include "commands/defrem.h"
#include "foreign/foreign.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/parsenodes.h"
#include "parser/parse_type.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"

#include "attached.h"
#include "authority.h"
#include "compat.h"
#include "ddl_columns.h"
#include "ddl_move.h"
#include "ddl_publication.h"
#include "ddl_table.h"
#include "guard.h"
#include "mention.h"
#include "policy.h"
#include "relation.h"
#include "type_code.h"
#include "vocabulary.h"

/*
 * A materialized view keeps the rows that a view below it gave, while its
 * policy would follow the view's new definition.
 */
static void
check_new_definition(Oid relid)
{
	if (OidIsValid(relid) && get_rel_relkind(relid) == RELKIND_VIEW &&
		purpose_policy_feeds_labelled(relid))
		purpose_require_administer("replace a view that a labelled materialized view reads");
}

static void
check_view_replacement(const RangeVar *view)
{
	check_new_definition(purpose_ddl_columns_lock_replaced(view));
}

static void
check_view_of_rule(const RangeVar *view)
{
	check_new_definition(purpose_ddl_columns_lock(view, AccessExclusiveLock));
}

/*
 * The same of a property graph.
 */
static void
check_graph(const RangeVar *graph)
{
	Oid			relid = purpose_ddl_columns_lock(graph, ShareRowExclusiveLock);

	if (OidIsValid(relid) && purpose_policy_feeds_labelled(relid))
		purpose_require_administer("alter a property graph that a labelled materialized view reads");
}

/*
 * Add the key columns of an index whose values it would hand to functions of
 * users: by their types, or by operator classes.
 */
static Bitmapset *
add_foreign_keys(Bitmapset *columns, Oid relid, const IndexStmt *stmt)
{
	Oid			method = get_am_oid(stmt->accessMethod, true);
	ListCell   *lc;

	foreach(lc, stmt->indexParams)
	{
		IndexElem  *elem = lfirst_node(IndexElem, lc);
		AttrNumber	attno = elem->name != NULL ? get_attnum(relid, elem->name) : 0;
		Oid			opclass = InvalidOid;

		if (attno <= 0 || !purpose_guard_is_restricted(relid, true, attno))
			continue;
		if (elem->opclass != NIL && OidIsValid(method))
			opclass = get_opclass_oid(method, elem->opclass, true);
		if (purpose_type_code_is_foreign_index(get_atttype(relid, attno),
											   opclass, method))
			columns = bms_add_member(columns, attno);
	}
	return columns;
}

static void
check_index(const IndexStmt *stmt)
{
	Oid			relid =
		purpose_ddl_columns_lock(stmt->relation, stmt->concurrent ?
							 ShareUpdateExclusiveLock : ShareLock);
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
	columns = add_foreign_keys(columns, relid, stmt);
	purpose_guard_require_open(relid, columns, stmt->unique ?
							   "create the unique index" :
							   "evaluate the expression over rows");
}

static void
check_statistics(const CreateStatsStmt *stmt)
{
	ListCell   *lc;
	ListCell   *lc2;

	foreach(lc, stmt->relations)
	{
		Oid			relid = IsA(lfirst(lc), RangeVar) ?
			purpose_ddl_columns_lock(lfirst(lc), ShareUpdateExclusiveLock) :
			InvalidOid;
		Bitmapset  *columns = NULL;

		if (!OidIsValid(relid))
			continue;
		foreach(lc2, stmt->exprs)
		{
			StatsElem  *elem = lfirst_node(StatsElem, lc2);

			if (stmt->transformed)
				columns = purpose_ddl_columns_add_analysed(columns, elem->expr);
			else
				columns = purpose_ddl_columns_add_expr(columns, relid, elem->expr);
			if (elem->name != NULL)
				columns = purpose_ddl_columns_add_name(columns, relid, elem->name);
		}
		purpose_guard_require_open(relid, columns, "create the statistics");
	}
}

/*
 * The domain of that name, which it keeps: as with relations.
 */
static Oid
lock_domain(const AlterDomainStmt *stmt)
{
	TypeName   *name = makeTypeNameFromNameList(stmt->typeName);
	Oid			type = LookupTypeNameOid(NULL, name, true);

	while (OidIsValid(type) && purpose_guard_is_on())
	{
		Oid			locked = type;

		if (list_length(stmt->typeName) > 1)
			purpose_ddl_columns_lock_schema(get_namespace_oid(strVal(linitial(stmt->typeName)),
															  true));
		LockDatabaseObject(TypeRelationId, locked, 0, AccessShareLock);
		type = LookupTypeNameOid(NULL, name, true);
		if (type == locked)
			break;
	}
	return type;
}

/*
 * A constraint of a domain is tested on all columns of that type.
 */
static void
check_domain(const AlterDomainStmt *stmt)
{
	Oid			type = lock_domain(stmt);
	ListCell   *lc;

	if (!OidIsValid(type) || !purpose_guard_is_on() ||
		(stmt->subtype != 'C' && stmt->subtype != 'O' && stmt->subtype != 'V'))
		return;
	foreach(lc, purpose_relation_columns_of_type(type))
	{
		ObjectAddress *column = lfirst(lc);

		purpose_guard_require_open(column->objectId,
								   bms_make_singleton(column->objectSubId),
								   "test the values of the domain");
	}
	purpose_attached_check_domain(type);
}

/*
 * A label on a base table covers its rows whoever reads them; code that the
 * owner attaches to the table is handed the rows as they are.
 */
static void
check_attached_code(const RangeVar *relation, LOCKMODE lockmode,
					const char *action)
{
	purpose_guard_require_open(purpose_ddl_columns_lock(relation, lockmode),
							   purpose_ddl_columns_all(), action);
}

/*
 * ANALYZE compares the values of a column by the functions of its type.
 */
static void
check_analyze_table(Oid relid)
{
	Bitmapset  *columns = NULL;
	Bitmapset  *restricted;
	int			attno = -1;

	if (!OidIsValid(relid))
		return;
	restricted = purpose_guard_restricted_columns(relid, true);
	while ((attno = bms_next_member(restricted, attno)) > 0)
		if (purpose_type_code_is_foreign(get_atttype(relid, attno)))
			columns = bms_add_member(columns, attno);
	purpose_guard_require_open(relid, columns, "compare the values by functions of their type");
}

/*
 * Its children are analysed with it, as such from 18 on.
 */
static void
check_analyze_tree(Oid relid)
{
	ListCell   *lc;

	if (!OidIsValid(relid))
		return;
	foreach(lc, find_all_inheritors(relid, NoLock, NULL))
		check_analyze_table(lfirst_oid(lc));
}

static void
check_analyze_all(void)
{
	ListCell   *lc;

	foreach(lc, purpose_relation_tables())
		check_analyze_table(lfirst_oid(lc));
}

/*
 * Is ANALYZE among the options of VACUUM or REPACK?
 */
static bool
asks_to_analyze(const List *options)
{
	bool		analyze = false;
	ListCell   *lc;

	foreach(lc, options)
	{
		DefElem    *option = lfirst_node(DefElem, lc);

		if (strcmp(option->defname, "analyze") == 0)
			analyze = defGetBoolean(option);
	}
	return analyze;
}

/*
 * CLUSTER orders a table by an index; without a name of one, by the one of the
 * last time, and without a table, all tables that are ordered by one.
 */
static void
check_cluster(const ClusterStmt *stmt)
{
	const RangeVar *relation = purpose_cluster_relation(stmt);
	Oid			relid = purpose_ddl_columns_lock(relation, AccessExclusiveLock);
	ListCell   *lc;

	if (purpose_guard_is_on() && asks_to_analyze(stmt->params))
	{
		if (relation != NULL)
			check_analyze_tree(relid);
		else
			check_analyze_all();
	}

	if (!purpose_cluster_orders(stmt) || !purpose_guard_is_on())
		return;
	if (OidIsValid(relid))
		purpose_ddl_table_check_clustering(relid, stmt->indexname);
	if (relation != NULL)
		return;
	foreach(lc, purpose_relation_tables())
		if (purpose_may_maintain(lfirst_oid(lc), GetUserId()))
			purpose_ddl_table_check_clustering(lfirst_oid(lc), NULL);
}

static void
check_analyze(const VacuumStmt *stmt)
{
	ListCell   *lc;

	if ((stmt->is_vacuumcmd && !asks_to_analyze(stmt->options)) ||
		!purpose_guard_is_on())
		return;
	foreach(lc, stmt->rels)
		check_analyze_tree(purpose_ddl_columns_lock(lfirst_node(VacuumRelation, lc)->relation,
													AccessShareLock));
	if (stmt->rels == NIL)
		check_analyze_all();
}

/*
 * The options of a server say where the rows of its tables come from.
 */
static void
check_server(const AlterForeignServerStmt *stmt)
{
	Oid			server = get_foreign_server_oid(stmt->servername, true);
	ListCell   *lc;

	if (!OidIsValid(server))
		return;
	foreach(lc, purpose_relation_dependents(ForeignServerRelationId, server, 0))
	{
		Dependent  *dependent = lfirst(lc);

		if (dependent->object.classId == RelationRelationId)
			purpose_guard_require_open(dependent->object.objectId,
									   purpose_ddl_columns_all(),
									   "alter the server");
	}
}

/*
 * A value that a label compares with keeps its name.  To rename any other is
 * to change the values that are there: a mask may show the change.
 */
static void
check_enum(const AlterEnumStmt *stmt)
{
	if (stmt->oldVal == NULL)
		return;
	purpose_ddl_move_check_values_of_type(LookupTypeNameOid(NULL, makeTypeNameFromNameList(stmt->typeName),
															true),
										  "rename a value of the type");
	purpose_mention_check_value(stmt->oldVal, "rename");
	purpose_mention_check_value(stmt->newVal, "rename another to");
}

/*
 * The planner may take one operator for another by these.
 */
static void
check_operator_options(List *options)
{
	ListCell   *lc;

	foreach(lc, options)
	{
		DefElem    *option = lfirst_node(DefElem, lc);

		if (option->arg != NULL &&
			(strcmp(option->defname, "negator") == 0 ||
			 strcmp(option->defname, "commutator") == 0))
			purpose_attached_check_operator(defGetQualifiedName(option));
	}
}

/*
 * Code that is attached to tables and views, or exchanged.
 */
static void
check_code(Node *stmt)
{
	switch (nodeTag(stmt))
	{
		case T_CreateTrigStmt:
			check_attached_code(((CreateTrigStmt *) stmt)->relation,
								ShareRowExclusiveLock,
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
		case T_DefineStmt:
			/* CREATE OR REPLACE AGGREGATE */
			if (((DefineStmt *) stmt)->replace)
				purpose_attached_check_function(((DefineStmt *) stmt)->defnames);
			if (((DefineStmt *) stmt)->kind == OBJECT_OPERATOR)
				check_operator_options(((DefineStmt *) stmt)->definition);
			break;
		case T_AlterOperatorStmt:
			check_operator_options(((AlterOperatorStmt *) stmt)->options);
			break;
		case T_AlterFunctionStmt:
			purpose_attached_check_function(((AlterFunctionStmt *) stmt)->func->objname);
			break;
		case T_RuleStmt:
			check_view_of_rule(((RuleStmt *) stmt)->relation);
			check_attached_code(((RuleStmt *) stmt)->relation,
								AccessExclusiveLock,
								"create the rule");
			break;
		case T_CreatePolicyStmt:
			check_attached_code(((CreatePolicyStmt *) stmt)->table,
								AccessExclusiveLock,
								"create the policy");
			break;
		case T_AlterPolicyStmt:
			check_attached_code(((AlterPolicyStmt *) stmt)->table,
								AccessExclusiveLock,
								"alter the policy");
			break;
		default:
			break;
	}
}

/*
 * Everybody may write the vocabulary as far as GRANT is concerned, so everybody
 * could lock it, by itself or as part of a view, and with it all who must read
 * it.
 */
static void
check_lock(const LockStmt *stmt)
{
	Oid			vocabulary = purpose_vocabulary_relid();
	List	   *locked;
	ListCell   *lc;

	if (!OidIsValid(vocabulary) || stmt->mode <= RowExclusiveLock)
		return;
	locked = purpose_relation_add_readers(list_make1_oid(vocabulary),
										  vocabulary);
	foreach(lc, stmt->relations)
		if (list_member_oid(locked,
							RangeVarGetRelid(lfirst_node(RangeVar, lc),
											 NoLock, true)))
			purpose_require_administer("lock the vocabulary of purposes");
}

static void
check_statement(Node *stmt)
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
		case T_CreateForeignTableStmt:
			purpose_ddl_table_check_create((CreateStmt *) stmt,
										   IsA(stmt, CreateForeignTableStmt));
			break;
		case T_AlterDomainStmt:
			check_domain((AlterDomainStmt *) stmt);
			break;
		case T_AlterObjectSchemaStmt:
			purpose_ddl_move_check_set_schema((AlterObjectSchemaStmt *) stmt);
			break;
		case T_RenameStmt:
			purpose_ddl_move_check_rename((RenameStmt *) stmt);
			break;
		case T_DropStmt:
			purpose_ddl_move_check_drop((DropStmt *) stmt);
			break;
		case T_DropOwnedStmt:
			purpose_ddl_move_check_drop_owned((DropOwnedStmt *) stmt);
			break;
		case T_CreatedbStmt:
			purpose_ddl_move_check_create_database((CreatedbStmt *) stmt);
			break;
		case T_AlterForeignServerStmt:
			check_server((AlterForeignServerStmt *) stmt);
			break;
		case T_ClusterStmt:
			check_cluster((ClusterStmt *) stmt);
			break;
		case T_CreatePublicationStmt:
			purpose_ddl_publication_check_create((CreatePublicationStmt *) stmt);
			break;
		case T_AlterPublicationStmt:
			purpose_ddl_publication_check_alter((AlterPublicationStmt *) stmt);
			break;
		case T_AlterExtensionContentsStmt:
			/* It could be our own table: look again. */
			purpose_vocabulary_announce_change();
			break;
		case T_AlterEnumStmt:
			check_enum((AlterEnumStmt *) stmt);
			break;
		case T_VacuumStmt:
			check_analyze((VacuumStmt *) stmt);
			break;
		case T_LockStmt:
			check_lock((LockStmt *) stmt);
			break;
		default:
			if (purpose_altered_graph(stmt) != NULL)
				check_graph(purpose_altered_graph(stmt));
			check_code(stmt);
			break;
	}
}

bool
purpose_ddl_is_kept(const Node *stmt)
{
	switch (nodeTag(stmt))
	{
		case T_AlterTableStmt:
		case T_AlterObjectSchemaStmt:
		case T_AlterPolicyStmt:
		case T_AlterPublicationStmt:
		case T_ClusterStmt:
		case T_CreateForeignTableStmt:
		case T_CreatePolicyStmt:
		case T_CreatePublicationStmt:
		case T_CreateStatsStmt:
		case T_CreateStmt:
		case T_CreateTrigStmt:
		case T_IndexStmt:
		case T_RenameStmt:
		case T_RuleStmt:
		case T_VacuumStmt:
			return purpose_guard_is_on();
		default:
			return false;
	}
}

/*
 * Until no name has come to mean another relation while the check waited.
 */
void
purpose_ddl_check(Node *stmt, bool is_copy)
{
	PG_TRY();
	{
		do
		{
			CHECK_FOR_INTERRUPTS();
			purpose_ddl_columns_begin();
			check_statement(stmt);
		} while (purpose_ddl_columns_changed());
		if (is_copy)
			purpose_ddl_columns_qualify();
	}
	PG_FINALLY();
	{
		purpose_ddl_columns_end();
	}
	PG_END_TRY();
}

void
purpose_ddl_check_done(Node *stmt)
{
	if (IsA(stmt, CreateFunctionStmt) || IsA(stmt, AlterFunctionStmt) ||
		IsA(stmt, DefineStmt))
		check_code(stmt);
}
