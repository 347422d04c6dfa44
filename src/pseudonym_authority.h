/*-------------------------------------------------------------------------
 *
 * pseudonym_authority.h
 *		Who may have pseudonyms computed.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_PSEUDONYM_AUTHORITY_H
#define PURPOSE_PSEUDONYM_AUTHORITY_H

#include "pg_purpose.h"

#include "fmgr.h"

/*
 * Throw unless this call of a keyed function comes from a policy, or the
 * current user may execute purpose.pseudonym_key_id().
 *
 * Every keyed function calls it first.  The answer is remembered in fn_extra.
 */
extern void purpose_pseudonym_check_caller(FunctionCallInfo fcinfo);

#endif							/* PURPOSE_PSEUDONYM_AUTHORITY_H */
