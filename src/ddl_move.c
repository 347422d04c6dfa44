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
#include "catalog/pg_namespace.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_publication.h"
#include "commands/dbcommands.h"
#include "commands/defrem.h"
#include "commands/extension.h"
#include "commands/seclabel.h"
#include "miscadmin.h"
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
			break;
		case OBJECT_TABLE:
		case OBJECT_FOREIGN_TABLE:
		case OBJECT_MATVIEW:
		case OBJECT_VIEW:
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
			purpose_mention_check_schema(stmt->subname, "rename");
			break;
		case OBJECT_TYPE:
		case OBJECT_DOMAIN:
			purpose_mention_check_type(strVal(llast(castNode(List, stmt->object))),
									   "rename");
			break;
		case OBJECT_ATTRIBUTE:
			/* CASCADE renames columns, and an expression may take the field. */
			if (stmt->behavior == DROP_CASCADE || must_keep_names())
				purpose_mention_check_column(InvalidOid, stmt->subname,
											 "rename");
			break;
		default:
			break;
	}
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

	purpose_mention_check_relation(relid, "move");
	check_foreign_names(relid, "move the foreign table");
	ObjectAddressSet(object, NamespaceRelationId, get_rel_namespace(relid));
	if (GetSecurityLabel(&object, PURPOSE_PROVIDER) != NULL)
		purpose_require_administer("move a table out of a labelled schema");
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
 * took the name would be in its place.  Labels of the relation itself go with
 * it.
 */
static void
check_dropped_relation(Oid relid)
{
	if (!OidIsValid(relid))
		return;
	purpose_ddl_children_check_drop(relid, InvalidOid);
	if (must_keep_names() && purpose_policy_get(relid, false) == NULL)
		purpose_mention_check_relation(relid, "drop");
}

/*
 * The tables of a schema or an extension that is dropped.
 */
static void
check_dropped_members(Oid classid, Oid container)
{
	ListCell   *lc;

	if (!OidIsValid(container))
		return;
	foreach(lc, purpose_relation_dependents(classid, container, 0))
	{
		ObjectAddress *object = &((Dependent *) lfirst(lc))->object;

		if (object->classId == RelationRelationId)
			purpose_ddl_children_check_drop(object->objectId,
											classid == NamespaceRelationId ?
											container : InvalidOid);
	}
}

void
purpose_ddl_move_check_drop(const DropStmt *stmt)
{
	ListCell   *lc;

	foreach(lc, stmt->objects)
		switch (stmt->removeType)
		{
			case OBJECT_TABLE:
			case OBJECT_FOREIGN_TABLE:
			case OBJECT_MATVIEW:
			case OBJECT_VIEW:
				check_dropped_relation(purpose_ddl_columns_relation(makeRangeVarFromNameList(lfirst(lc))));
				break;
			case OBJECT_AGGREGATE:
			case OBJECT_FUNCTION:
			case OBJECT_PROCEDURE:
			case OBJECT_ROUTINE:
				if (must_keep_names())
					check_function(lfirst_node(ObjectWithArgs, lc), "drop");
				break;
			case OBJECT_SCHEMA:
				check_dropped_members(NamespaceRelationId,
									  get_namespace_oid(strVal(lfirst(lc)), true));
				break;
			case OBJECT_EXTENSION:
				check_dropped_members(ExtensionRelationId,
									  get_extension_oid(strVal(lfirst(lc)), true));
				break;
			default:
				break;
		}
}

void
purpose_ddl_move_check_drop_owned(const DropOwnedStmt *stmt)
{
	List	   *roles = NIL;
	ListCell   *lc;

	if (!purpose_guard_is_on())
		return;
	foreach(lc, stmt->roles)
		roles = lappend_oid(roles, get_rolespec_oid(lfirst_node(RoleSpec, lc), true));
	foreach(lc, purpose_relation_tables())
		if (list_member_oid(roles, purpose_relation_owner(lfirst_oid(lc))))
			purpose_ddl_children_check_drop(lfirst_oid(lc), InvalidOid);
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
