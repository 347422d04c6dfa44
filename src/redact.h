/*-------------------------------------------------------------------------
 *
 * redact.h
 *		Errors do not carry values.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_REDACT_H
#define PURPOSE_REDACT_H

#include "pg_purpose.h"

#include "nodes/plannodes.h"

/*
 * Must errors that this plan raises be redacted?  True if it writes to a
 * relation with restricted columns.
 */
extern bool purpose_redact_plan(const PlannedStmt *plan);

/* The same for a statement that writes to one relation. */
extern bool purpose_redact_relation(Oid relid);

/*
 * Call from PG_CATCH: withhold what the current error tells of rows, and
 * throw it again.  "context" is a memory context that outlives the error.
 */
extern void purpose_redact_rethrow(MemoryContext context);

#endif							/* PURPOSE_REDACT_H */
