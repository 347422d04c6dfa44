/*-------------------------------------------------------------------------
 *
 * settings.h
 *		The settings purpose.*, their definitions and getters.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_SETTINGS_H
#define PURPOSE_SETTINGS_H

#include "pg_purpose.h"

/* purpose.log_decisions: which decisions leave a line in the server's log */
typedef enum LogDecisions
{
	LOG_DECISIONS_NONE,
	LOG_DECISIONS_RESTRICTED,	/* those that found a restricted column */
	LOG_DECISIONS_ALL			/* those about any labelled relation */
} LogDecisions;

/* Define all settings and reserve the prefix "purpose". */
extern void purpose_settings_init(void);

extern LogDecisions purpose_settings_log_decisions(void);

/*
 * purpose.debug_wrap_all: wrap every ordinary table by an identity mask.  For
 * developers: shows that the substitution itself changes no result.
 */
extern PURPOSE_LOCAL bool purpose_settings_wrapping;	/* for reading only */

static inline bool
purpose_settings_wrap_all(void)
{
	return purpose_settings_wrapping;
}

#endif							/* PURPOSE_SETTINGS_H */
