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
	TimestampTz planned_in;		/* ... and the message */
	const void *started;		/* what was started, and is to be run next */
	const void *ran;			/* what was run, and is to be finished next */

	/* About whichever of them it is, the last one: */
	uint64		changes;		/* purpose_changes when it was found to fit */
	int			redaction;		/* what is withheld of its errors (redact.h),
								 * or -1 if that is not known */
} PurposeFresh;

extern PURPOSE_LOCAL PurposeFresh purpose_fresh;	/* for the functions below */

extern void purpose_fresh_look(TimestampTz message);

/* What has been done last is no planning, but either of these, or neither. */
static inline void
purpose_fresh_set(const void *started, const void *ran, uint64 changes,
				  int redaction)
{
	purpose_fresh.planned = 0;
	purpose_fresh.started = started;
	purpose_fresh.ran = ran;
	purpose_fresh.changes = changes;
	purpose_fresh.redaction = redaction;
}

/*
 * Take notice of what other sessions have committed, before a statement is
 * planned, or a plan started; "plan" is whatever identifies it.  Does nothing
 * where the server has just done so by itself.  The latter answers whether the
 * plan has just been made.
 */
static inline void
purpose_fresh_look_to_plan(void)
{
	purpose_fresh_look(GetCurrentStatementStartTimestamp());
	purpose_fresh_set(NULL, NULL, 0, -1);
}

static inline bool
purpose_fresh_look_to_start(uint64 plan)
{
	TimestampTz message = GetCurrentStatementStartTimestamp();
	bool		made = purpose_fresh.planned == plan &&
		purpose_fresh.planned_in == message;

	purpose_fresh.planned = 0;
	purpose_fresh.started = NULL;
	if (!made)
		purpose_fresh_look(message);
	return made;
}

/*
 * Call when a statement has been planned: that plan may be started next.
 * "changes" is what purpose_changes was when it was decided about, which is
 * when the plan fits; "redaction" what has to be withheld of its errors, or -1
 * if that, or whether it fits, is not known.
 */
static inline void
purpose_fresh_planned(uint64 plan, uint64 changes, int redaction)
{
	purpose_fresh.planned = plan;
	purpose_fresh.planned_in = purpose_fresh.used_in;
	purpose_fresh.changes = changes;
	purpose_fresh.redaction = redaction;
}

/*
 * A plan's execution has been started; "execution" is whatever identifies it.
 * "changes" is what purpose_changes was when the plan was found to fit, 0 if
 * that is not known; "redaction" what has to be withheld of its errors.
 */
static inline void
purpose_fresh_started(const void *execution, uint64 changes, int redaction)
{
	purpose_fresh_set(execution, NULL, changes, redaction);
}

/*
 * Is what is to be run now what was started last, with nothing else planned,
 * started or run since, nor anything changed on which the answers depend that
 * were found then?  A cursor may have been open for as long as its user liked.
 */
static inline bool
purpose_fresh_goes_on(const void *execution)
{
	return purpose_fresh.started == execution &&
		(!PortalIsValid(ActivePortal) || ActivePortal->name[0] == '\0');
}

static inline bool
purpose_fresh_still_fits(const void *execution)
{
	return purpose_fresh_goes_on(execution) &&
		purpose_fresh.changes == purpose_changes;
}

/*
 * What is to be run now, which does not go on so, or does not fit: takes notice
 * as above.  Answers whether it is run for the first time, with nothing else
 * planned, started or run since its start.
 */
extern bool purpose_fresh_resume(const void *execution);

/*
 * Call when "execution" has been run.  What it was started in, or whatever it
 * has executed itself, has been noted by then.
 */
static inline void
purpose_fresh_ran(const void *execution, uint64 changes, int redaction)
{
	purpose_fresh_set(NULL, execution, changes, redaction);
}

/* Is it to be finished now, and does that hold which was found out to run it? */
static inline bool
purpose_fresh_finishes(const void *execution)
{
	return purpose_fresh.ran == execution &&
		purpose_fresh.changes == purpose_changes;
}

/* Call when a utility statement ends. */
extern void purpose_fresh_ran_utility(void);

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
