/*-------------------------------------------------------------------------
 *
 * ddl_publication.c
 *		Which columns a publication would give away.
 *
 * Subscribers read changes from the WAL, where every value is as it is and no
 * purpose is known.  So an owner publishes only what is open for the purpose
 * he declared, or what an administrator lets him.
 *
 * The invariant: a table without a list of columns is published as a whole;
 * a condition on rows tells of the columns it names.
 *
 *-------------------------------------------------------------------------
 */
#include "ddl_publication.h"

#include "ddl_columns.h"
#include "guard.h"

static void
check_table(const PublicationTable *table)
{
	Oid			relid = purpose_ddl_columns_lock(table->relation,
												 ShareUpdateExclusiveLock);
	Bitmapset  *columns;

	if (!OidIsValid(relid))
		return;
	columns = table->columns == NIL ? purpose_ddl_columns_all() :
		purpose_ddl_columns_add_names(NULL, relid, table->columns);
	columns = purpose_ddl_columns_add_expr(columns, relid,
										   table->whereClause);
	purpose_guard_require_open(relid, columns, "publish the table");
}

static void
check_objects(const List *objects)
{
	ListCell   *lc;

	foreach(lc, objects)
	{
		PublicationObjSpec *object = lfirst_node(PublicationObjSpec, lc);

		if (object->pubtable != NULL)
			check_table(object->pubtable);
	}
}

void
purpose_ddl_publication_check_create(const CreatePublicationStmt *stmt)
{
	check_objects(stmt->pubobjects);
}

void
purpose_ddl_publication_check_alter(const AlterPublicationStmt *stmt)
{
	if (stmt->action != AP_DropObjects)
		check_objects(stmt->pubobjects);
}
