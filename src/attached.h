/*-------------------------------------------------------------------------
 *
 * attached.h
 *		Code that is attached to tables: triggers, checks, indexes, policies.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_ATTACHED_H
#define PURPOSE_ATTACHED_H

#include "pg_purpose.h"

/*
 * Raise an error if a function of this (possibly qualified) name, a list of
 * String nodes, is called by something that is attached to a table with
 * restricted columns, and the user may not administer purposes: to change the
 * function is to attach other code.
 */
extern void purpose_attached_check_function(List *name);

/*
 * CREATE or ALTER OPERATOR with this operator as NEGATOR or COMMUTATOR: the
 * same.
 */
extern void purpose_attached_check_operator(List *name);

/*
 * The same for a constraint of a domain that values of such a table are
 * converted to.
 */
extern void purpose_attached_check_domain(Oid domain);

#endif							/* PURPOSE_ATTACHED_H */
