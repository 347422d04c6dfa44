/*-------------------------------------------------------------------------
 *
 * ddl_move.c
 *		DDL that takes relations out of a policy: RENAME, SET SCHEMA, DROP.
 *
 * The label of a schema holds for what is in it, a label on a foreign table
 * for what it is called on the other server, and the expressions of labels
 * mean what they name (mention.c).  What would change one of these needs an
 * administrator of purposes, or another label first.
 *
 * The invariant: whatever moves relations, moves them by a case here; an
 * extension is all of its members.
 *
 *-------------------------------------------------------------------------
 */
#include "ddl_move.h"

#include "catalog/dependency.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_database.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_publication.h"
#include "catalog/pg_type.h"
#include "commands/dbcommands.h"
#include "commands/defrem.h"
#include "commands/extension.h"
#include "commands/seclabel.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "parser/parse_type.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"

#include "authority.h"
#include "compat.h"
#include "ddl_children.h"
#include "ddl_columns.h"
#include "guard.h"
#include "mention.h"
#include "policy.h"
#include "relation.h"

/* ---------- names and places ---------- */

static void
check_function(const ObjectWithArgs *function, const char *action)
{
	List	   *names = function->objname;

	purpose_mention_check_function(list_length(names) > 1 ?
								   strVal(list_nth(names, list_length(names) - 2)) :
								   NULL,
								   strVal(llast(names)), action);
}

/*
 * Is the user one who may not change what labels mean by changes that the
 * server allows him otherwise?  Administrators of purposes may.
 */
static bool
must_keep_names(void)
{
	return purpose_guard_is_on() && !purpose_role_may_administer(GetUserId());
}

/*
 * The names of a foreign table and its columns say what they are called on the
 * other server.
 */
static void
check_foreign_names(Oid relid, const char *action)
{
	if (get_rel_relkind(relid) == RELKIND_FOREIGN_TABLE)
		purpose_guard_require_open(relid, purpose_ddl_columns_all(), action);
}

/*
 * What is computed from a value of a type that has fields or names of values
 * of its own, by a mask, may show the names.
 */
void
purpose_ddl_move_check_values_of_type(Oid type, const char *action)
{
	ListCell   *lc;

	if (!OidIsValid(type) || !must_keep_names())
		return;
	foreach(lc, purpose_relation_columns_of_type(type))
	{
		ObjectAddress *column = lfirst(lc);

		purpose_guard_require_open(column->objectId,
								   bms_make_singleton(column->objectSubId),
								   action);
	}
}

/*
 * Nobody else goes by the old name while the schema gets another: those who
 * have looked something up in it hold a lock (ddl_columns.c).
 */
static void
lock_schema_to_rename(const char *name)
{
	Oid			schema = get_namespace_oid(name, true);

	while (OidIsValid(schema) && purpose_guard_is_on() &&
		   purpose_is_schema_owner(schema, GetUserId()))
	{
		Oid			locked = schema;

		LockDatabaseObject(NamespaceRelationId, locked, 0, AccessExclusiveLock);
		schema = get_namespace_oid(name, true);
		if (schema == locked)
			break;
	}
}

/*
 * The same for a type.
 */
static void
lock_type_to_rename(List *names)
{
	TypeName   *name = makeTypeNameFromNameList(names);
	Oid			type = LookupTypeNameOid(NULL, name, true);

	while (OidIsValid(type) && purpose_guard_is_on() &&
		   purpose_is_type_owner(type, GetUserId()))
	{
		Oid			locked = type;

		LockDatabaseObject(TypeRelationId, locked, 0, AccessExclusiveLock);
		type = LookupTypeNameOid(NULL, name, true);
		if (type == locked)
			break;
	}
}

/*
 * What a label names keeps its name.
 */
void
purpose_ddl_move_check_rename(const RenameStmt *stmt)
{
	Oid			relid;

	switch (stmt->renameType)
	{
		case OBJECT_COLUMN:
			relid = purpose_ddl_columns_lock(stmt->relation, AccessExclusiveLock);
			if (!OidIsValid(relid))
				break;
			purpose_mention_check_column(relid, stmt->subname, "rename");
			check_foreign_names(relid, "rename the column of the foreign table");
			purpose_ddl_move_check_values_of_type(get_rel_type_id(relid),
												  "rename a field of the values");
			break;
		case OBJECT_TABLE:
		case OBJECT_FOREIGN_TABLE:
		case OBJECT_MATVIEW:
		case OBJECT_VIEW:
		case OBJECT_INDEX:		/* ALTER INDEX ... RENAME finds tables too */
			relid = purpose_ddl_columns_lock(stmt->relation, AccessExclusiveLock);
			if (!OidIsValid(relid))
				break;
			purpose_mention_check_relation(relid, "rename");
			check_foreign_names(relid, "rename the foreign table");
			break;
		case OBJECT_AGGREGATE:
		case OBJECT_FUNCTION:
		case OBJECT_PROCEDURE:
		case OBJECT_ROUTINE:
			check_function(castNode(ObjectWithArgs, stmt->object), "rename");
			break;
		case OBJECT_SCHEMA:
			lock_schema_to_rename(stmt->subname);
			purpose_mention_check_schema(stmt->subname, "rename");
			break;
		case OBJECT_TYPE:
		case OBJECT_DOMAIN:
			lock_type_to_rename(castNode(List, stmt->object));
			purpose_mention_check_type(strVal(llast(castNode(List, stmt->object))),
									   "rename");
			break;
		case OBJECT_ATTRIBUTE:
			/* CASCADE renames columns, and an expression may take the field. */
			if (stmt->behavior == DROP_CASCADE || must_keep_names())
				purpose_mention_check_column(InvalidOid, stmt->subname,
											 "rename");
			relid = purpose_ddl_columns_relation(stmt->relation);
			if (OidIsValid(relid))
				purpose_ddl_move_check_values_of_type(get_rel_type_id(relid),
													  "rename a field of the values");
			break;
		default:
			break;
	}
}

/*
 * The label of a schema replaces the database's.
 */
static bool
widens(Oid schema)
{
	ObjectAddress object;

	ObjectAddressSet(object, NamespaceRelationId, schema);
	if (GetSecurityLabel(&object, PURPOSE_PROVIDER) == NULL)
		return false;
	ObjectAddressSet(object, DatabaseRelationId, MyDatabaseId);
	return GetSecurityLabel(&object, PURPOSE_PROVIDER) != NULL;
}

/*
 * Moving a relation out of a schema that has a label, or away from its name in
 * one.
 */
static void
check_moving_relation(Oid relid, const char *schema)
{
	ObjectAddress object;
	Oid			target = get_namespace_oid(schema, true);

	purpose_ddl_columns_lock_schema(target);
	purpose_mention_check_relation(relid, "move");
	check_foreign_names(relid, "move the foreign table");
	ObjectAddressSet(object, NamespaceRelationId, get_rel_namespace(relid));
	if (GetSecurityLabel(&object, PURPOSE_PROVIDER) != NULL)
		purpose_require_administer("move a table out of a labelled schema");
	if (OidIsValid(target) && get_rel_relkind(relid) != RELKIND_VIEW &&
		get_rel_relkind(relid) != RELKIND_SEQUENCE && widens(target))
		purpose_require_administer("move a table into a labelled schema, whose label replaces the database's");
	if (OidIsValid(target) && GetSchemaPublications(target) != NIL)
		purpose_guard_require_open(relid, purpose_ddl_columns_all(),
								   "move the table into a published schema");
}

/*
 * An extension moves with all that belongs to it.
 */
static void
check_moving_extension(Oid extension, const char *schema)
{
	ListCell   *lc;

	foreach(lc, purpose_relation_dependents(ExtensionRelationId, extension, 0))
	{
		Dependent  *dependent = lfirst(lc);
		ObjectAddress *member = &dependent->object;

		if (dependent->deptype != DEPENDENCY_EXTENSION)
			continue;
		if (member->classId == RelationRelationId)
			check_moving_relation(member->objectId, schema);
		else if (member->classId == ProcedureRelationId)
			purpose_mention_check_function(get_namespace_name(get_func_namespace(member->objectId)),
										   get_func_name(member->objectId),
										   "move");
	}
}

void
purpose_ddl_move_check_set_schema(const AlterObjectSchemaStmt *stmt)
{
	Oid			oid;

	switch (stmt->objectType)
	{
		case OBJECT_TABLE:
		case OBJECT_FOREIGN_TABLE:
		case OBJECT_MATVIEW:
		case OBJECT_VIEW:		/* ALTER VIEW finds tables too */
		case OBJECT_SEQUENCE:
			oid = purpose_ddl_columns_lock(stmt->relation, AccessExclusiveLock);
			if (OidIsValid(oid))
				check_moving_relation(oid, stmt->newschema);
			break;
		case OBJECT_AGGREGATE:
		case OBJECT_FUNCTION:
		case OBJECT_PROCEDURE:
		case OBJECT_ROUTINE:
			check_function(castNode(ObjectWithArgs, stmt->object), "move");
			break;
		case OBJECT_TYPE:
		case OBJECT_DOMAIN:
			lock_type_to_rename(castNode(List, stmt->object));
			purpose_mention_check_type(strVal(llast(castNode(List, stmt->object))),
									   "move");
			break;
		case OBJECT_EXTENSION:
			oid = get_extension_oid(strVal(stmt->object), true);
			if (OidIsValid(oid))
				check_moving_extension(oid, stmt->newschema);
			break;
		default:
			break;
	}
}

/* ---------- dropping ---------- */

/*
 * What a label names is not dropped by others than administrators: whoever
 * took the name would be in its place.  Labels of relations that are dropped
 * go with them.
 */
static void
check_dropped_relations(List *relids, Oid schema)
{
	List	   *gone = NIL;
	ListCell   *lc;

	foreach(lc, relids)
		purpose_ddl_children_check_drop(lfirst_oid(lc), schema);
	if (!must_keep_names())
		return;
	foreach(lc, relids)
		gone = list_concat_unique_oid(gone, find_all_inheritors(lfirst_oid(lc), NoLock, NULL));
	foreach(lc, relids)
		purpose_mention_check_dropped(lfirst_oid(lc), gone);
}

static void
check_dropped_functions(List *functions)
{
	ListCell   *lc;

	if (must_keep_names())
		foreach(lc, functions)
			check_function(lfirst_node(ObjectWithArgs, lc), "drop");
}

/*
 * The relations of schemas or extensions that are dropped.
 */
static List *
add_members(List *relids, Oid classid, Oid container)
{
	ListCell   *lc;

	if (!OidIsValid(container))
		return relids;
	foreach(lc, purpose_relation_dependents(classid, container, 0))
	{
		ObjectAddress *object = &((Dependent *) lfirst(lc))->object;

		if (object->classId == RelationRelationId &&
			get_rel_relkind(object->objectId) != RELKIND_COMPOSITE_TYPE)
			relids = list_append_unique_oid(relids, object->objectId);
	}
	return relids;
}

void
purpose_ddl_move_check_drop(const DropStmt *stmt)
{
	List	   *relids = NIL;
	Oid			schema = InvalidOid;
	ListCell   *lc;

	switch (stmt->removeType)
	{
		case OBJECT_TABLE:
		case OBJECT_FOREIGN_TABLE:
		case OBJECT_MATVIEW:
		case OBJECT_VIEW:
			foreach(lc, stmt->objects)
			{
				Oid			relid = purpose_ddl_columns_relation(makeRangeVarFromNameList(lfirst(lc)));

				if (OidIsValid(relid))
					relids = lappend_oid(relids, relid);
			}
			break;
		case OBJECT_AGGREGATE:
		case OBJECT_FUNCTION:
		case OBJECT_PROCEDURE:
		case OBJECT_ROUTINE:
			check_dropped_functions(stmt->objects);
			break;
		case OBJECT_SCHEMA:
			foreach(lc, stmt->objects)
			{
				schema = get_namespace_oid(strVal(lfirst(lc)), true);
				relids = add_members(relids, NamespaceRelationId, schema);
			}
			if (list_length(stmt->objects) > 1)
				schema = InvalidOid;
			break;
		case OBJECT_EXTENSION:
			foreach(lc, stmt->objects)
				relids = add_members(relids, ExtensionRelationId,
									 get_extension_oid(strVal(lfirst(lc)), true));
			break;
		default:
			break;
	}
	check_dropped_relations(relids, schema);
}

void
purpose_ddl_move_check_drop_owned(const DropOwnedStmt *stmt)
{
	List	   *roles = NIL;
	List	   *relids = NIL;
	ListCell   *lc;

	if (!purpose_guard_is_on())
		return;
	foreach(lc, stmt->roles)
		roles = lappend_oid(roles, get_rolespec_oid(lfirst_node(RoleSpec, lc), true));
	foreach(lc, purpose_relation_tables())
		if (list_member_oid(roles, purpose_relation_owner(lfirst_oid(lc))))
			relids = lappend_oid(relids, lfirst_oid(lc));
	check_dropped_relations(relids, InvalidOid);
}

/* ---------- copying ---------- */

/*
 * A copy of a database would be one without the database's label.
 */
void
purpose_ddl_move_check_create_database(const CreatedbStmt *stmt)
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
	while (OidIsValid(dbid))
	{
		Oid			locked = dbid;

		/* Until the name stays, as the server does. */
		LockSharedObject(DatabaseRelationId, locked, 0, ShareLock);
		dbid = get_database_oid(template, true);
		if (dbid == locked)
			break;
		UnlockSharedObject(DatabaseRelationId, locked, 0, ShareLock);
	}
	if (!OidIsValid(dbid))
		return;
	ObjectAddressSet(object, DatabaseRelationId, dbid);
	if (GetSecurityLabel(&object, PURPOSE_PROVIDER) != NULL)
		purpose_require_administer("copy a database that has a label");
}
