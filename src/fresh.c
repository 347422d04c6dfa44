/*-------------------------------------------------------------------------
 *
 * fresh.c
 *		Knowing what other sessions have committed, and when nothing matters.
 *
 * A label that another session has committed counts from the next statement
 * on.  The server looks for such news when a transaction begins and whenever
 * it gets a lock that it did not have; in the middle of a transaction that has
 * all its locks, it does not.  So every statement looks once more, before it
 * is planned or, where a plan has been kept, before that is started; and a
 * cursor before it goes on.
 *
 * Looking costs as much as all the rest that is done for an unlabelled table,
 * so it is left out where nothing can have come in between: for the first
 * statement of a message from the client that also began the transaction, and
 * for a plan that has just been made, or started.
 *
 * What follows from the news is decided by those who registered callbacks of
 * invalidation: policy.c, vocabulary.c and authority.c.
 *
 * The invariant: between two looks there is no execution of anything, nor
 * a wait for the client except between the start of a plan and its first run,
 * which are one statement under one snapshot.
 *
 *-------------------------------------------------------------------------
 */
#include "fresh.h"

#include "access/xact.h"
#include "utils/inval.h"

/*
 * Messages of the protocol are known by the time they came.  The last one in
 * which anything was planned, started or run:
 */
static TimestampTz used_in = 0;

/* The message in which a statement was planned and is to be started next. */
static TimestampTz planned_in = 0;

/* What was started, and is to be run next. */
static const void *started = NULL;

static void
look(void)
{
	TimestampTz message = GetCurrentStatementStartTimestamp();

	/* A transaction that this message began has looked when it began. */
	if (message != GetCurrentTransactionStartTimestamp() || message == used_in)
		AcceptInvalidationMessages();
	used_in = message;
}

void
purpose_fresh_look_to_plan(void)
{
	look();
	planned_in = 0;
	started = NULL;
}

void
purpose_fresh_planned(void)
{
	planned_in = GetCurrentStatementStartTimestamp();
}

void
purpose_fresh_look_to_start(void)
{
	if (planned_in == 0 || planned_in != GetCurrentStatementStartTimestamp())
		look();
	planned_in = 0;
	started = NULL;
}

void
purpose_fresh_started(const void *plan)
{
	started = plan;
}

bool
purpose_fresh_resume(const void *plan)
{
	bool		first = started == plan;

	if (!first)
		look();
	planned_in = 0;
	started = NULL;
	used_in = GetCurrentStatementStartTimestamp();
	return first;
}

void
purpose_fresh_ran(void)
{
	planned_in = 0;
	started = NULL;
	used_in = GetCurrentStatementStartTimestamp();
}
