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

#include "stamp.h"

/* What has to be withheld of the errors of a statement. */
typedef enum Redaction
{
	REDACT_NOTHING = 0,			/* stamp.c knows this one, too */

	/* It writes to a relation with restricted columns: rows and keys. */
	REDACT_ROWS = 1,

	/* It computes masks or conditions: the values that they fail on. */
	REDACT_OPERANDS = 2,

	/* It writes to partitions whose bounds are restricted: their names. */
	REDACT_PARTITIONS = 4
} Redaction;

extern void purpose_redact_init(void);

/*
 * What has to be withheld of this plan's errors?  A sum of the above.  If it
 * has REDACT_ROWS, "be on guard" is to be called before the plan is run.
 * "note" is what is noted about the plan, or NULL; so is the answer, then.
 */
extern int	purpose_redact_plan(const PlannedStmt *plan, PlanNote *note);

static inline int
purpose_redact_noted(const PlannedStmt *plan, PlanNote *note)
{
	return note != NULL && note->redaction >= 0 ? note->redaction :
		purpose_redact_plan(plan, note);
}

extern void purpose_redact_be_on_guard(void);

/* The same for a statement that writes to one relation; is on guard already. */
extern int	purpose_redact_relation(Oid relid);

/*
 * How often has this transaction begun to write to relations with restricted
 * columns?  If ever, it matters which errors are a statement's own.
 */
extern PURPOSE_LOCAL uint64 purpose_redact_transaction_writes;	/* for reading only */

static inline bool
purpose_redact_is_on_guard(void)
{
	return purpose_redact_transaction_writes > 0;
}

/*
 * What is looked after while a statement runs: on the stack of whoever runs it.
 * "context" and "writes" are to be set first: to a memory context that outlives
 * errors, and to what purpose_redact_transaction_writes was before.  An error that no
 * statement below has raised may be about what was written since, too: a
 * constraint that was checked only now.
 */
typedef struct RedactWatch
{
	MemoryContext context;
	uint64		writes;
	int			redaction;		/* private */
	bool		context_quotes; /* private */
	ErrorContextCallback callback;	/* private */
} RedactWatch;

/*
 * Call in PG_TRY: withhold what messages below ERROR tell from now on, until
 * PG_END_TRY.
 */
extern void purpose_redact_watch(RedactWatch *watch, int redaction);

/*
 * Call from PG_CATCH, always: withhold what the current error tells, and throw
 * it again.
 */
extern void purpose_redact_rethrow(RedactWatch *watch);

/* For what checks no constraints but those of its own target. */
#define REDACT_NO_WRITES	PG_UINT64_MAX

#endif							/* PURPOSE_REDACT_H */
