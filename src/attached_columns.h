/*-------------------------------------------------------------------------
 *
 * attached_columns.h
 *		Which columns of a table what is attached to it looks at.
 *
 * Sets of attribute numbers, 0 standing for all columns, palloc'd.  NULL: none.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_ATTACHED_COLUMNS_H
#define PURPOSE_ATTACHED_COLUMNS_H

#include "pg_purpose.h"

#include "catalog/objectaddress.h"
#include "nodes/bitmapset.h"

/*
 * The columns of "relid" that its triggers, rules, policies, constraints,
 * unique and expression indexes, statistics, generated columns and partition
 * key would look at, if rows of the table "other" came to it.  Checks and
 * generated columns that both tables have do not count.  Takes AccessShareLock
 * for the time of the call.
 */
extern Bitmapset *purpose_attached_columns(Oid relid, Oid other);

/*
 * The columns that building an index tests or hands to functions; NULL for a
 * plain index.
 */
extern Bitmapset *purpose_attached_columns_of_index(Oid indexid);

/* The columns that the policies of row-level security of a table look at. */
extern Bitmapset *purpose_attached_columns_of_policies(Oid relid);

/*
 * Called for the columns of one relation that an object looks at.
 */
typedef void (*AttachedVisitor) (Oid relid, const Bitmapset *columns,
								 const char *action);

/*
 * Call "visit" for each relation of which a constraint, index, statistics
 * object or default looks at columns, if it were made anew.
 */
extern void purpose_attached_columns_each(const ObjectAddress *object,
										  AttachedVisitor visit,
										  const char *action);

#endif							/* PURPOSE_ATTACHED_COLUMNS_H */
