/*-------------------------------------------------------------------------
 *
 * fresh.h
 *		Knowing what other sessions have committed, and when nothing matters.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_FRESH_H
#define PURPOSE_FRESH_H

#include "pg_purpose.h"

#include "access/xact.h"
#include "tcop/pquery.h"
#include "utils/portal.h"

#include "settings.h"
#include "stored_label.h"

/*
 * What has been done last.  Messages of the protocol are known by the time
 * they came.
 */
typedef struct PurposeFresh
{
	TimestampTz used_in;		/* the last in which anything was planned,
								 * started or run */
	uint64		planned;		/* the plan that has just been made, ... */
	const void *started;		/* what was started, and is to be run next */
	TimestampTz planned_in;		/* ... and the message */
} PurposeFresh;

extern PurposeFresh purpose_fresh;	/* for the functions below */

extern void purpose_fresh_look(TimestampTz message);

/*
 * Take notice of what other sessions have committed, before a statement is
 * planned, or a plan started; "plan" is whatever identifies it.  Does nothing
 * where the server has just done so by itself.
 */
static inline void
purpose_fresh_look_to_plan(void)
{
	purpose_fresh_look(GetCurrentStatementStartTimestamp());
	purpose_fresh.planned = 0;
	purpose_fresh.started = NULL;
}

static inline void
purpose_fresh_look_to_start(uint64 plan)
{
	TimestampTz message = GetCurrentStatementStartTimestamp();

	if (purpose_fresh.planned != plan || purpose_fresh.planned_in != message)
		purpose_fresh_look(message);
	purpose_fresh.planned = 0;
	purpose_fresh.started = NULL;
}

/* Call when a statement has been planned: that plan may be started next. */
static inline void
purpose_fresh_planned(uint64 plan)
{
	purpose_fresh.planned = plan;
	purpose_fresh.planned_in = purpose_fresh.used_in;
}

/*
 * A plan's execution has been started; "execution" is whatever identifies it.
 * "resume" says that it is going to be run: the answer is whether that is
 * done for the first time and nothing else has been planned, started or run
 * since its start.  If not, takes notice as above.
 */
static inline void
purpose_fresh_started(const void *execution)
{
	purpose_fresh.started = execution;
}

extern bool purpose_fresh_resume(const void *execution);

/*
 * Would that be so, and nothing to look for?  A cursor may have been open for
 * as long as its user liked.
 */
static inline bool
purpose_fresh_goes_on(const void *execution)
{
	return purpose_fresh.started == execution &&
		(!PortalIsValid(ActivePortal) || ActivePortal->name[0] == '\0');
}

/* Call when something has been run, and when a utility statement ends. */
extern void purpose_fresh_ran(void);

/*
 * Is it known that there is no label in this database, so that nothing is to
 * be done about any statement?  Reads two variables.
 */
static inline bool
purpose_fresh_is_idle(void)
{
	return purpose_stored_label_state == LABELS_NONE &&
		!purpose_settings_wrap_all();
}

#endif							/* PURPOSE_FRESH_H */
