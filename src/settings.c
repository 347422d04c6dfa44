/*-------------------------------------------------------------------------
 *
 * settings.c
 *		Definitions of all settings, for the reader who administers them.
 *
 * What is derived from the settings lives in session.c, which is told of
 * every change by the assign hooks.
 *
 * The invariant: a setting that weakens the guard is PGC_SUSET, so that it
 * takes a superuser or GRANT SET ON PARAMETER.
 *
 *-------------------------------------------------------------------------
 */
#include "settings.h"

#include "utils/guc.h"

#include "session.h"

static char *current = NULL;
static char *justification = NULL;
static int	enforcement = ENFORCEMENT_ON;
static int	log_decisions = LOG_DECISIONS_NONE;
bool		purpose_settings_wrapping = false;

static const struct config_enum_entry enforcement_options[] = {
	{"on", ENFORCEMENT_ON, false},
	{"report", ENFORCEMENT_REPORT, false},
	{"off", ENFORCEMENT_OFF, false},
	{"true", ENFORCEMENT_ON, true},
	{"false", ENFORCEMENT_OFF, true},
	{NULL, 0, false}
};

static const struct config_enum_entry log_decisions_options[] = {
	{"none", LOG_DECISIONS_NONE, false},
	{"restricted", LOG_DECISIONS_RESTRICTED, false},
	{"all", LOG_DECISIONS_ALL, false},
	{NULL, 0, false}
};

/*
 * What a session says of itself.  Any user may set these: a declaration gives
 * only what the role's labels allow, and it is checked at every use.
 */
static void
define_declarations(void)
{
	/* Reported to clients, so that connection poolers can follow it. */
	DefineCustomStringVariable("purpose.current",
							   "The purpose for which the session acts.",
							   "The name of a purpose in purpose.vocabulary that the role may declare, or empty.",
							   &current,
							   "",
							   PGC_USERSET,
							   GUC_REPORT,
							   purpose_session_check_current,
							   purpose_session_assign_current,
							   NULL);

	DefineCustomStringVariable("purpose.justification",
							   "Why the session needs the data, e.g. the number of a case.",
							   "Needed for purposes that the vocabulary marks with requires_justification; always logged with decisions.",
							   &justification,
							   "",
							   PGC_USERSET,
							   0,
							   NULL,
							   purpose_session_assign_justification,
							   NULL);
}

/*
 * What weakens the guard, or fills the server's log: not for everybody.
 */
static void
define_controls(void)
{
	DefineCustomEnumVariable("purpose.enforcement",
							 "Whether purposes are enforced (on), decisions only logged (report), or neither (off).",
							 "It applies to owners and superusers too: a purpose is not a privilege.",
							 &enforcement,
							 ENFORCEMENT_ON,
							 enforcement_options,
							 PGC_SUSET,
							 0,
							 NULL,
							 purpose_session_assign_enforcement,
							 NULL);

	DefineCustomEnumVariable("purpose.log_decisions",
							 "Which decisions are written to the server's log.",
							 "Decisions about restricted columns are always logged while purpose.enforcement is report.",
							 &log_decisions,
							 LOG_DECISIONS_NONE,
							 log_decisions_options,
							 PGC_SUSET,
							 0,
							 NULL,
							 NULL,
							 NULL);

	DefineCustomBoolVariable("purpose.debug_wrap_all",
							 "Reads every ordinary table through an identity mask.",
							 "A tool for the developers of pg_purpose; it protects nothing.",
							 &purpose_settings_wrapping,
							 false,
							 PGC_SUSET,
							 GUC_NOT_IN_SAMPLE,
							 NULL,
							 purpose_session_assign_wrap_all,
							 NULL);
}

void
purpose_settings_init(void)
{
	define_declarations();
	define_controls();
}

LogDecisions
purpose_settings_log_decisions(void)
{
	return (LogDecisions) log_decisions;
}
