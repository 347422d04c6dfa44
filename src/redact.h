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

/* What has to be withheld of the errors of a statement. */
typedef enum Redaction
{
	REDACT_NOTHING = 0,

	/* It writes to a relation with restricted columns: rows and keys. */
	REDACT_ROWS = 1,

	/* It computes masks or conditions: the values that they fail on. */
	REDACT_OPERANDS = 2,

	/* It writes to partitions whose bounds are restricted: their names. */
	REDACT_PARTITIONS = 4
} Redaction;

extern void purpose_redact_init(void);

/* What has to be withheld of this plan's errors?  A sum of the above. */
extern int	purpose_redact_plan(const PlannedStmt *plan);

/* The same for a statement that writes to one relation. */
extern int	purpose_redact_relation(Oid relid);

/*
 * How often has this transaction begun to write to relations with restricted
 * columns?  If ever, it matters which errors are a statement's own.
 */
extern uint64 purpose_redact_writes(void);

/* Call when a statement has ended well. */
extern void purpose_redact_statement_done(void);

/*
 * Call from PG_CATCH, always: withhold what the current error tells of rows, and
 * throw it again.  "context" is a memory context that outlives the error.  An
 * error that no statement below has raised may be about what was written since
 * "writes", too: a constraint that was checked only now.
 */
extern void purpose_redact_rethrow(MemoryContext context, int redaction,
								   uint64 writes);

/* For what checks no constraints but those of its own target. */
#define REDACT_NO_WRITES	PG_UINT64_MAX

#endif							/* PURPOSE_REDACT_H */
