/*-------------------------------------------------------------------------
 *
 * session.h
 *		The purpose that the session acts for.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_SESSION_H
#define PURPOSE_SESSION_H

#include "pg_purpose.h"

#include "utils/guc.h"

typedef enum PurposeStatus
{
	PURPOSE_UNDECLARED,			/* purpose.current is empty */
	PURPOSE_USABLE,				/* declared, and all is in order */
	PURPOSE_UNKNOWN,			/* the vocabulary does not have it */
	PURPOSE_NOT_AUTHORISED,		/* the role may not declare it */
	PURPOSE_NOT_JUSTIFIED		/* it needs purpose.justification */
} PurposeStatus;

typedef struct AccessPurpose
{
	char		name[NAMEDATALEN];	/* as declared; empty if undeclared */
	PurposeStatus status;
	Oid			role;			/* whose authority counts */
	Oid			refused;		/* who may not, if PURPOSE_NOT_AUTHORISED */
	EnforcementMode enforcement;

	/*
	 * Identifies everything of the session on which verdicts depend.  Plans
	 * carry it, so it must differ wherever a verdict could.
	 */
	uint32		stamp;

	/*
	 * Under which policies keep their verdicts: another one for each purpose
	 * and each state of the vocabulary.
	 */
	uint64		verdict_key;

	/*
	 * Another one each time that anything has changed since the last call:
	 * what is counted in purpose_changes, the role, or the owner whose code
	 * is being run.  What has been found out in an epoch is so as long as
	 * that lasts; it never comes back.  Zero is none.
	 */
	uint64		epoch;
} AccessPurpose;

/*
 * The access purpose under the present settings, role and vocabulary.  This
 * is the one getter; everything that decides asks it, every time.  May read
 * catalogs; the result is valid until the next call.
 */
extern const AccessPurpose *purpose_session_get(void);

/*
 * Was the purpose declared inside of a SECURITY DEFINER function that is still
 * at work?  Parallel workers get the declaration, but not whose it is.
 */
extern bool purpose_session_definer_is_at_work(void);
extern PURPOSE_LOCAL Oid purpose_session_definer;	/* declared it, if any */

static inline bool
purpose_session_is_definers(void)
{
	return OidIsValid(purpose_session_definer) &&
		purpose_session_definer_is_at_work();
}

/* The purpose as verdicts see it: its name, or NULL if none is usable. */
static inline const char *
purpose_session_name(const AccessPurpose *access)
{
	return access->status == PURPOSE_USABLE ? access->name : NULL;
}

/* purpose.justification, or an empty string */
extern const char *purpose_session_justification(void);

/*
 * How often the settings have changed in this session; from 1 on.
 */
extern PURPOSE_LOCAL uint64 purpose_session_switches;	/* for reading only */

/*
 * What the settings say, to be compared bytewise with what they said before.
 * Needs no catalog.
 */
typedef struct SessionSettings
{
	char		purpose[NAMEDATALEN];
	Oid			definer;		/* who declared it: see session.c */
	bool		justified;
	EnforcementMode enforcement;
	bool		wrap_all;
} SessionSettings;

extern void purpose_session_settings(SessionSettings *settings);

/*
 * Raise the error that says why the declared purpose cannot be used, if its
 * status is neither PURPOSE_UNDECLARED nor PURPOSE_USABLE.
 */
extern void purpose_session_require_usable(const AccessPurpose *access);

/*
 * Call "callback" whenever a setting of the session changes.  It is called
 * from assign hooks: it must not fail, and must not read catalogs.
 */
extern void purpose_session_on_change(PurposeChangeCallback callback);

/* GUC hooks; settings.c installs them. */
extern bool purpose_session_check_current(char **newval, void **extra,
										  GucSource source);
extern void purpose_session_assign_current(const char *newval, void *extra);
extern void purpose_session_assign_justification(const char *newval,
												 void *extra);
extern void purpose_session_assign_enforcement(int newval, void *extra);
extern void purpose_session_assign_wrap_all(bool newval, void *extra);

#endif							/* PURPOSE_SESSION_H */
