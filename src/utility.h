/*-------------------------------------------------------------------------
 *
 * utility.h
 *		COPY, DDL and cursors.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_UTILITY_H
#define PURPOSE_UTILITY_H

#include "pg_purpose.h"

#include "nodes/plannodes.h"

#include "ddl_columns.h"
#include "guard.h"
#include "writing.h"

/*
 * Call when a utility statement begins, and "done" when it is over, well or
 * not.
 */
typedef struct UtilityState
{
	RefreshExpected refresh_expected;
	WritingFrame writing;
	NamesInUse	names;
} UtilityState;

extern void purpose_utility_begin(UtilityState *state,
								  const PlannedStmt *pstmt);
extern void purpose_utility_done(const UtilityState *state);

/*
 * Look at what a statement has done, as long as it can be undone.  Raises an
 * error if it is refused after all.
 */
extern void purpose_utility_check_done(const PlannedStmt *pstmt);

/*
 * Look at a utility statement before it is executed.  Raises an error if it
 * is refused.  Answers the statement to execute: the same one, or a changed
 * copy.
 */
extern PlannedStmt *purpose_utility_check(PlannedStmt *pstmt);

/*
 * What has to be withheld of the statement's errors, and since which of the
 * transaction's writes does it check constraints?  See redact.h.
 */
extern int	purpose_utility_redaction(const PlannedStmt *pstmt);
extern uint64 purpose_utility_writes(const PlannedStmt *pstmt);

#endif							/* PURPOSE_UTILITY_H */
