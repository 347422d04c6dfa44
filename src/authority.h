/*-------------------------------------------------------------------------
 *
 * authority.h
 *		What role labels allow a role to do.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_AUTHORITY_H
#define PURPOSE_AUTHORITY_H

#include "pg_purpose.h"

extern void purpose_authority_init(void);

/*
 * May "role" declare this purpose?  True for a superuser if the purpose is
 * defined, and for a role that has, by its own label or through inherited
 * membership, a DECLARE of the purpose, of one of its ancestors, or of ANY.
 * False for a purpose that the vocabulary does not have.
 */
extern bool purpose_role_may_declare(Oid role, const char *purpose);

/*
 * May "role" write labels and the vocabulary?  True for superusers and for
 * roles that have ADMINISTER, by their own label or by inherited membership.
 */
extern bool purpose_role_may_administer(Oid role);

/*
 * Raise 42501 unless the current user may administer purposes.  "action"
 * completes "must have ADMINISTER to ...".
 */
extern void purpose_require_administer(const char *action);

/*
 * Grows with every change of roles, memberships or role labels that this
 * session has seen.
 */
extern uint64 purpose_authority_generation(void);

#endif							/* PURPOSE_AUTHORITY_H */
