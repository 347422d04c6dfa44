/*-------------------------------------------------------------------------
 *
 * ddl_constraint.h
 *		Constraints: which columns they test.
 *
 * Each raises an error under the conditions of purpose_ddl_check.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_DDL_CONSTRAINT_H
#define PURPOSE_DDL_CONSTRAINT_H

#include "pg_purpose.h"

#include "nodes/parsenodes.h"

/*
 * A new constraint on rows of "relid".  "column" is the one whose definition
 * it stands in, or NULL.
 */
extern void purpose_ddl_constraint_check(Oid relid,
										 const Constraint *constraint,
										 const char *column);

/*
 * A new foreign key tells by success and failure which values its table and
 * the referenced one have.  InvalidOid is a table without rows.
 */
extern void purpose_ddl_constraint_check_foreign_key(Oid relid,
													 const Constraint *constraint,
													 List *fk_attrs);

/* A constraint of that name is tested, if there is one. */
extern void purpose_ddl_constraint_check_named(Oid relid, const char *name,
											   const char *action);

#endif							/* PURPOSE_DDL_CONSTRAINT_H */
