/*-------------------------------------------------------------------------
 *
 * ddl.h
 *		DDL that evaluates rows, or moves tables out of a policy.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_DDL_H
#define PURPOSE_DDL_H

#include "pg_purpose.h"

#include "nodes/nodes.h"

/*
 * Raise an error if the statement would evaluate an expression of the user's
 * over restricted columns, test their values, hand rows to his code, or take
 * a relation out of the reach of a label, and the user may not administer
 * purposes.
 */
extern void purpose_ddl_check(Node *stmt, bool is_copy);

/*
 * Is this a statement whose names must go on meaning what they mean now?  Then
 * a copy of it is to be checked, which is changed, and executed.
 */
extern bool purpose_ddl_is_kept(const Node *stmt);

/*
 * Check the statement once more when it has been executed: names of functions
 * are not locked.
 */
extern void purpose_ddl_check_done(Node *stmt);

#endif							/* PURPOSE_DDL_H */
