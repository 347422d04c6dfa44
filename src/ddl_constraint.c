/*-------------------------------------------------------------------------
 *
 * ddl_constraint.c
 *		Constraints: which columns they test.
 *
 * A constraint tells by success and failure what the values are like, and a
 * CHECK calls functions on them.  Constraints that are added, and those that
 * are validated or enforced, tests on the rows that are there.
 *
 * The invariant: both tables of a foreign key are asked for.
 *
 *-------------------------------------------------------------------------
 */
#include "ddl_constraint.h"

#include "access/sysattr.h"
#include "access/table.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "attached_columns.h"
#include "compat.h"
#include "ddl_columns.h"
#include "guard.h"

void
purpose_ddl_constraint_check_foreign_key(Oid relid,
										 const Constraint *constraint,
										 List *fk_attrs)
{
	/* Of a table that is being created, it may be that one. */
	Oid			pkrelid = OidIsValid(relid) ?
		purpose_ddl_columns_lock_present(constraint->pktable,
									 ShareRowExclusiveLock) :
		purpose_ddl_columns_lock(constraint->pktable, ShareRowExclusiveLock);
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
 * An index that is there becomes a constraint.
 */
static void
check_using_index(Oid relid, const Constraint *constraint)
{
	Oid			indexid = get_relname_relid(constraint->indexname,
											get_rel_namespace(relid));

	/* What there is not, the server says. */
	if (OidIsValid(indexid) && get_rel_relkind(indexid) == RELKIND_INDEX)
		purpose_guard_require_open(relid,
								   purpose_attached_columns_of_index(indexid),
								   "make the index a constraint");
}

/*
 * The columns of a CHECK or generation expression; one that CREATE TABLE
 * (LIKE ...) took over has been analysed already.
 */
static Bitmapset *
expression_columns(Oid relid, const Constraint *constraint)
{
	Bitmapset  *columns = purpose_ddl_columns_add_expr(NULL, relid,
													   constraint->raw_expr);

	if (constraint->cooked_expr != NULL)
		columns = purpose_ddl_columns_add_analysed(columns,
												   stringToNode(constraint->cooked_expr));
	return columns;
}

void
purpose_ddl_constraint_check(Oid relid, const Constraint *constraint,
							 const char *column)
{
	List	   *self = column ? list_make1(makeString(pstrdup(column))) : NIL;

	switch (constraint->contype)
	{
		case CONSTR_CHECK:
		case CONSTR_GENERATED:
			/* NOT VALID too: an UPDATE of anything else evaluates it. */
			purpose_guard_require_open(relid, expression_columns(relid, constraint),
									   "evaluate the expression over rows");
			break;
		case CONSTR_PRIMARY:
		case CONSTR_UNIQUE:
			if (constraint->indexname != NULL)
				check_using_index(relid, constraint);
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
			purpose_ddl_constraint_check_foreign_key(relid, constraint,
													 constraint->fk_attrs != NIL ?
													 constraint->fk_attrs : self);
			break;
		case CONSTR_NOTNULL:
			/* A column of its own; 18 has it as a table constraint too. */
			purpose_guard_require_open(relid, purpose_ddl_columns_add_names(NULL, relid,
																			constraint->keys != NIL ?
																			constraint->keys : self),
									   "test the values for NULL");
			break;
		default:
			break;
	}
}

void
purpose_ddl_constraint_check_named(Oid relid, const char *name,
								   const char *action)
{
	ObjectAddress object;

	ObjectAddressSet(object, ConstraintRelationId,
					 get_relation_constraint_oid(relid, name, true));
	if (OidIsValid(object.objectId))
		purpose_attached_columns_each(&object, purpose_guard_require_open,
									  action);
}
