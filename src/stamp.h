/*-------------------------------------------------------------------------
 *
 * stamp.h
 *		Which plan may run under which circumstances.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_STAMP_H
#define PURPOSE_STAMP_H

#include "pg_purpose.h"

#include "fmgr.h"
#include "guard.h"
#include "nodes/plannodes.h"

extern void purpose_stamp_init(void);

/* Note in a plan under which circumstances it was made. */
extern void purpose_stamp_plan(PlannedStmt *plan, const Decision *decision);

/*
 * The backstop.  Raise an error unless the plan was made under the present
 * circumstances, or they do not matter for it: when it is started, and when it
 * goes on.  "first" says that it was started a moment ago and has not been run
 * yet (purpose_fresh_resume).
 */
extern void purpose_stamp_check_start(PlannedStmt *plan);
extern void purpose_stamp_check_run(PlannedStmt *plan, bool first);

/* The same as a question: may it not run now? */
extern bool purpose_stamp_is_stale(PlannedStmt *plan);

/*
 * Call before an SQL function: until 18, it keeps its plans by itself, as long
 * as its caller keeps the FmgrInfo, which PL/pgSQL does for a transaction.  If
 * the circumstances are not those noted in *circumstances (0: none yet), let
 * it plan anew.  A set-returning function may be in the middle of its set, and
 * is left to the backstop.
 */
extern void purpose_stamp_renew_function(FmgrInfo *flinfo,
										 uint64 *circumstances);

/* Raise the error about a cursor of which the verdicts do not hold. */
extern void purpose_stamp_raise_cursor(void);

/* Did labels bear on the plan when it was made? */
extern bool purpose_stamp_depends(const PlannedStmt *plan);

/* Does the plan mask anything? */
extern bool purpose_stamp_masks(const PlannedStmt *plan);

#endif							/* PURPOSE_STAMP_H */
