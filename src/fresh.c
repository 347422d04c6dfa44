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
 * The invariant: between a look and what relies on it there is no execution of
 * anything, nor a wait for the client, but for the unnamed portal of the
 * protocol between Bind and Execute, which are one statement under one snapshot.
 *
 *-------------------------------------------------------------------------
 */
#include "fresh.h"

#include "access/xact.h"
#include "tcop/pquery.h"
#include "utils/inval.h"
#include "utils/portal.h"

/*
 * Messages of the protocol are known by the time they came.  The last one in
 * which anything was planned, started or run:
 */
static TimestampTz used_in = 0;

/* The plan that has just been made, in this message. */
static const void *planned = NULL;
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
	planned = NULL;
	started = NULL;
}

void
purpose_fresh_planned(const void *plan)
{
	planned = plan;
	planned_in = GetCurrentStatementStartTimestamp();
}

void
purpose_fresh_look_to_start(const void *plan)
{
	if (planned != plan || planned_in != GetCurrentStatementStartTimestamp())
		look();
	planned = NULL;
	started = NULL;
}

void
purpose_fresh_started(const void *execution)
{
	started = execution;
}

bool
purpose_fresh_resume(const void *execution)
{
	bool		first = started == execution;

	/* A cursor may have been open for as long as its user liked. */
	if (!first || (PortalIsValid(ActivePortal) && ActivePortal->name[0] != '\0'))
		look();
	planned = NULL;
	started = NULL;
	used_in = GetCurrentStatementStartTimestamp();
	return first;
}

void
purpose_fresh_ran(void)
{
	planned = NULL;
	started = NULL;
	used_in = GetCurrentStatementStartTimestamp();
}
