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

#include "settings.h"
#include "stored_label.h"

/*
 * Take notice of what other sessions have committed, before a statement is
 * planned, or a plan started.  Does nothing where the server has just done so
 * by itself.
 */
extern void purpose_fresh_look_to_plan(void);
extern void purpose_fresh_look_to_start(const void *plan);

/* Call when a statement has been planned: that plan may be started next. */
extern void purpose_fresh_planned(const void *plan);

/*
 * A plan's execution has been started; "execution" is whatever identifies it.
 * "resume" says that it is going to be run: the answer is whether that is
 * done for the first time and nothing else has been planned, started or run
 * since its start.  If not, takes notice as above.
 */
extern void purpose_fresh_started(const void *execution);
extern bool purpose_fresh_resume(const void *execution);

/* Call when a utility statement begins or ends. */
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
