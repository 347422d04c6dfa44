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

#include "utils/inval.h"

PurposeFresh purpose_fresh = {0};

void
purpose_fresh_look(TimestampTz message)
{
	/* A transaction that this message began has looked when it began. */
	if (message != GetCurrentTransactionStartTimestamp() ||
		message == purpose_fresh.used_in)
		AcceptInvalidationMessages();
	purpose_fresh.used_in = message;
}

bool
purpose_fresh_resume(const void *execution)
{
	TimestampTz message = GetCurrentStatementStartTimestamp();
	bool		first = purpose_fresh.started == execution;

	if (!purpose_fresh_goes_on(execution))
		purpose_fresh_look(message);
	purpose_fresh.used_in = message;
	purpose_fresh_set(NULL, NULL, 0, -1);
	return first;
}

void
purpose_fresh_ran_utility(void)
{
	purpose_fresh.used_in = GetCurrentStatementStartTimestamp();
	purpose_fresh_set(NULL, NULL, 0, -1);
}
