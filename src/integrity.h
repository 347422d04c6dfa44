/*-------------------------------------------------------------------------
 *
 * integrity.h
 *		The server's own queries for foreign keys.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_INTEGRITY_H
#define PURPOSE_INTEGRITY_H

#include "pg_purpose.h"

#include "miscadmin.h"
#include "nodes/parsenodes.h"

/*
 * RI_Initial_Check asks for permissions without an error just before it checks
 * a new foreign key by a query of its own, on the relations of "rtable".  The
 * next statement to be planned is compared with that and ends the
 * expectation; so does "forget", at the end of a utility statement.
 */
extern void purpose_integrity_expect_check(List *rtable);
extern void purpose_integrity_forget_check(void);

/*
 * The utility statement that begins detaches a partition, InvalidOid for none.
 * Before it does, the server asks whether rows of the partition are still
 * referenced.
 */
extern void purpose_integrity_expect_removal(Oid partition);

/*
 * What is going on: a statement is being planned, nothing is kept from the
 * planner, since it is one of referential integrity, or one without any
 * restricted relation; a partition is being detached.  None of it holds for user
 * code that is called.
 */
typedef struct Activity
{
	bool		planning;
	bool		planner_is_free;
	Oid			detached;
} Activity;

extern PURPOSE_LOCAL Activity purpose_activity; /* for reading only */

/*
 * Call "begin" before something is planned or executed and "end" after it; not
 * after an error, for which the end of the (sub)transaction does all that is
 * needed.  While a query of referential integrity is planned or run, user code
 * that it calls must not count as one: "begin" drops the mark, "end" puts it
 * back.
 */
typedef struct RiState
{
	Activity	before;
	bool		dropped;
	Oid			userid;
	int			sec_context;
} RiState;

extern void purpose_integrity_init(void);
extern void purpose_integrity_transaction_aborts(void);
extern void purpose_integrity_take_mark(RiState *state);

/*
 * Must calls of this function be told of by the fmgr hook?  From 19 on the
 * server looks up referenced rows without a query, and calls the casts that
 * this takes under its mark: such functions are a user's code.
 */
extern bool purpose_integrity_calls_directly(Oid funcid);

/*
 * A function of these is called, and has returned or failed.  "calls" is kept
 * by the caller for each FmgrInfo, zeroed at first; "context" outlives it.
 */
typedef struct RiCalls
{
	int			depth;			/* of calls under way */
	List	   *dropped;		/* at which depths the mark was dropped */
} RiCalls;

extern void purpose_integrity_call_begin(RiCalls *calls,
										 MemoryContext context);
extern void purpose_integrity_call_end(RiCalls *calls, bool failed);

/* Is the statement now executed one of referential integrity? */
static inline bool
purpose_integrity_is_at_work(void)
{
	return InNoForceRLSOperation();
}

/*
 * Is the statement about to be planned one of referential integrity?  To be
 * asked once for each: ends the expectation of a check.
 */
extern PURPOSE_LOCAL Oid purpose_integrity_expected[2]; /* for the one below */
extern bool purpose_integrity_recognises(const Query *query);

static inline bool
purpose_integrity_is_query(const Query *query)
{
	return (OidIsValid(purpose_integrity_expected[0]) ||
			OidIsValid(purpose_activity.detached) ||
			purpose_integrity_is_at_work()) &&
		purpose_integrity_recognises(query);
}

/*
 * Its execution begins: from here on everything that it calls is somebody's
 * code.  The server puts back the user and the security context when the query
 * has ended, or failed.
 */
extern void purpose_integrity_drop_mark(void);

static inline bool
purpose_activity_is_none(void)
{
	return !purpose_activity.planning && !purpose_activity.planner_is_free &&
		!OidIsValid(purpose_activity.detached);
}

static inline void
purpose_integrity_begin(RiState *state, bool planning, bool planner_is_free)
{
	state->before = purpose_activity;
	purpose_activity.planning = planning;
	purpose_activity.planner_is_free = planner_is_free;
	purpose_activity.detached = InvalidOid;
	state->dropped = purpose_integrity_is_at_work();
	if (state->dropped)
		purpose_integrity_take_mark(state);
}

static inline void
purpose_integrity_end(const RiState *state)
{
	purpose_activity = state->before;
	if (state->dropped)
		SetUserIdAndSecContext(state->userid, state->sec_context);
}

/* May the planner, being at work, know all statistics and indexes? */
static inline bool
purpose_integrity_planner_is_free(void)
{
	return purpose_activity.planner_is_free;
}

#endif							/* PURPOSE_INTEGRITY_H */
