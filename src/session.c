/*-------------------------------------------------------------------------
 *
 * session.c
 *		The purpose that the session declared, and whether it may use it.
 *
 * A declaration is checked twice: when purpose.current is set, so that a
 * mistake is reported where it is made, and again at every use, since roles,
 * memberships, the vocabulary and SET ROLE may have changed in between.
 *
 * Whose authority counts:  the outer user's (the session's, or that of SET
 * ROLE), not the current user's, so that a SECURITY DEFINER function neither
 * loses nor gains a purpose by being one.  The exception is a purpose that
 * was declared inside a SECURITY DEFINER function, normally by the function's
 * own SET clause: a procedure that acts for one purpose.  The role it runs as
 * is remembered with the setting (in the GUC's "extra", which nests and
 * unwinds with the value) and counts for as long as code runs as that role.
 * Where the function leaves its declaration behind, by a plain SET, the role
 * is not the current one any more when the caller's code runs, and the
 * caller's own authority is asked.
 *
 * While the server evaluates what belongs to an owner (ANALYZE, REINDEX,
 * REFRESH and the like run an owner's functions as the owner, under
 * SECURITY_RESTRICTED_OPERATION), the owner must be allowed the purpose as
 * well: else his code would get what the purposes of those who look after the
 * database open.
 *
 * The invariant: purpose_session_get() answers from memory only while none
 * of the things it read has changed; each has a counter or is compared.
 *
 *-------------------------------------------------------------------------
 */
#include "session.h"

#include "access/parallel.h"
#include "access/xact.h"
#include "catalog/pg_authid.h"
#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/acl.h"

#include "authority.h"
#include "compat.h"
#include "label.h"
#include "vocabulary.h"

/* The "extra" of purpose.current. */
typedef struct Declaration
{
	Oid			definer;		/* declared in a SECURITY DEFINER function
								 * that runs as this role; else InvalidOid */
} Declaration;

Oid			purpose_session_definer = InvalidOid;	/* of what is declared now */

/* What the settings say.  The strings belong to the GUC machinery. */
static const char *declared_purpose = "";
static const char *declared_justification = "";
static EnforcementMode declared_enforcement = ENFORCEMENT_ON;
static bool declared_wrap_all = false;
uint64		purpose_session_switches = 1;

/* What was found out about them, and when. */
static AccessPurpose current;
static uint64 current_changes = 0;
static uint64 current_settings_generation = 0;
static uint64 current_vocabulary_generation = 0;
static uint64 current_authority_generation = 0;
static Oid	current_owner = InvalidOid;
static uint64 last_epoch = 0;

/*
 * The purposes for which verdicts were given last, in one state of the
 * vocabulary: what makes a verdict, of the session.  Numbers are never used
 * again.  Hashes would do for all but two purposes that share one.
 */
typedef struct VerdictKey
{
	uint64		number;			/* 0: free */
	uint64		vocabulary_generation;
	char		name[NAMEDATALEN];	/* empty: none that is usable */
} VerdictKey;

static VerdictKey verdict_keys[8];
static uint64 last_verdict_key = 0;

/* Who wants to know of changes; see purpose_session_on_change. */
static PurposeChangeCallback change_callbacks[4];
static int	change_callback_count = 0;

void
purpose_session_on_change(PurposeChangeCallback callback)
{
	Assert(change_callback_count < lengthof(change_callbacks));
	change_callbacks[change_callback_count++] = callback;
}

static void
settings_changed(void)
{
	purpose_session_switches++;
	purpose_changes++;
	for (int i = 0; i < change_callback_count; i++)
		change_callbacks[i] ();
}

static bool
is_justified(void)
{
	return declared_justification[strspn(declared_justification, " \t\r\n")] !=
		'\0';
}

void
purpose_session_settings(SessionSettings *settings)
{
	memset(settings, 0, sizeof(SessionSettings));
	strlcpy(settings->purpose, declared_purpose, NAMEDATALEN);
	settings->definer = purpose_session_definer;
	settings->justified = is_justified();
	settings->enforcement = declared_enforcement;
	settings->wrap_all = declared_wrap_all;
}

bool
purpose_session_definer_is_at_work(void)
{
	return InLocalUserIdChange() && GetUserId() == purpose_session_definer;
}

/*
 * The role whose authority counts for the declared purpose; see above.
 */
static inline Oid
get_role(void)
{
	return purpose_session_is_definers() ? purpose_session_definer : GetOuterUserId();
}

static PurposeStatus
judge_anew(const char *name, Oid role)
{
	if (!purpose_vocabulary_has(name))
		return PURPOSE_UNKNOWN;
	if (!purpose_role_may_declare(role, name))
		return PURPOSE_NOT_AUTHORISED;
	return PURPOSE_USABLE;
}

/*
 * What has been judged last.  Behind a pooler, the same few purposes are
 * declared again in each transaction.
 */
typedef struct Judgement
{
	char		name[NAMEDATALEN];
	Oid			role;
	PurposeStatus status;
	uint64		vocabulary_generation;
	uint64		authority_generation;
} Judgement;

static Judgement judgements[4];
static uint32 next_judgement = 0;

/*
 * May "role" use the purpose, leaving its justification aside?
 */
static PurposeStatus
judge(const char *name, Oid role)
{
	Judgement	new;

	if (name[0] == '\0')
		return PURPOSE_UNDECLARED;
	new.vocabulary_generation = purpose_vocabulary_generation();
	new.authority_generation = purpose_authority_generation();
	for (int i = 0; i < lengthof(judgements); i++)
	{
		const Judgement *known = &judgements[i];

		if (known->role == role &&
			known->vocabulary_generation == new.vocabulary_generation &&
			known->authority_generation == new.authority_generation &&
			strcmp(known->name, name) == 0)
			return known->status;
	}

	/* Of use only if nothing changes meanwhile. */
	strlcpy(new.name, name, NAMEDATALEN);
	new.role = role;
	new.status = judge_anew(name, role);
	judgements[next_judgement++ % lengthof(judgements)] = new;
	return new.status;
}

/*
 * The number of this purpose, under the vocabulary that it was looked up in.
 */
static uint64
get_verdict_key(const char *name)
{
	VerdictKey *key;

	for (int i = 0; i < lengthof(verdict_keys); i++)
	{
		key = &verdict_keys[i];
		if (key->number != 0 && strcmp(key->name, name) == 0 &&
			key->vocabulary_generation == current_vocabulary_generation)
			return key->number;
	}
	key = &verdict_keys[++last_verdict_key % lengthof(verdict_keys)];
	strlcpy(key->name, name, NAMEDATALEN);
	key->vocabulary_generation = current_vocabulary_generation;
	key->number = last_verdict_key;
	return key->number;
}

/*
 * Where nothing is enforced, the purpose makes no difference to a plan.
 */
static void
make_stamps(AccessPurpose *access)
{
	uint32		stamp;

	stamp = hash_bytes((const unsigned char *) access->name,
					   strlen(access->name));
	stamp = hash_combine(stamp, murmurhash32((uint32) access->status));
	access->verdict_key =
		get_verdict_key(access->status == PURPOSE_USABLE ? access->name : "");

	if (access->enforcement != ENFORCEMENT_ON)
		stamp = 0;
	stamp = hash_combine(stamp, murmurhash32((uint32) access->enforcement));
	access->stamp = hash_combine(stamp,
								 murmurhash32((uint32) declared_wrap_all));
}

/*
 * The owner whose code is being run for somebody else, or InvalidOid.
 */
static inline Oid
owner_at_work(void)
{
	return InSecurityRestrictedOperation() ? GetUserId() : InvalidOid;
}

static void
find_out(Oid role, Oid owner)
{
	strlcpy(current.name, declared_purpose, NAMEDATALEN);
	current.role = role;
	current.enforcement = declared_enforcement;
	current.status = judge(current.name, role);
	if (current.status == PURPOSE_USABLE && OidIsValid(owner) && owner != role)
	{
		current.status = judge(current.name, owner);
		current.refused = owner;
	}
	else
		current.refused = role;

	if (current.status == PURPOSE_USABLE && !is_justified() &&
		purpose_vocabulary_requires_justification(current.name))
		current.status = PURPOSE_NOT_JUSTIFIED;
	make_stamps(&current);
}

/*
 * Something has changed, or could have.
 */
static pg_noinline const AccessPurpose *
renew(Oid role, Oid owner)
{
	while (current_settings_generation != purpose_session_switches ||
		   current_vocabulary_generation != purpose_vocabulary_generation() ||
		   current_authority_generation != purpose_authority_generation() ||
		   current.role != role || current_owner != owner)
	{
		current_settings_generation = purpose_session_switches;
		current_vocabulary_generation = purpose_vocabulary_generation();
		current_authority_generation = purpose_authority_generation();

		/* An error below must not leave a half-made answer behind. */
		current.role = InvalidOid;
		current_owner = owner;
		find_out(role, owner);
	}
	current_changes = purpose_changes;
	current.epoch = ++last_epoch;
	return &current;
}

const AccessPurpose *
purpose_session_get(void)
{
	Oid			role = get_role();
	Oid			owner = owner_at_work();

	if (current_changes == purpose_changes && current.role == role &&
		current_owner == owner)
		return &current;
	return renew(role, owner);
}

const char *
purpose_session_justification(void)
{
	return declared_justification;
}

void
purpose_session_require_usable(const AccessPurpose *access)
{
	switch (access->status)
	{
		case PURPOSE_UNDECLARED:
		case PURPOSE_USABLE:
			return;
		case PURPOSE_UNKNOWN:
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("purpose \"%s\" does not exist", access->name),
					 errdetail("It is declared in purpose.current, but is not in the vocabulary of this database."),
					 errhint("Declare another purpose with SET purpose.current.")));
			break;
		case PURPOSE_NOT_AUTHORISED:
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("role \"%s\" may not act for purpose \"%s\"",
							GetUserNameFromId(access->refused, true),
							access->name),
					 errdetail("No label of the role, or of a role whose privileges it has, lets it declare the purpose."),
					 errhint("Declare another purpose with SET purpose.current, or have the role labelled with DECLARE.")));
			break;
		case PURPOSE_NOT_JUSTIFIED:
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("purpose \"%s\" requires a justification",
							access->name),
					 errhint("Say why with SET purpose.justification.")));
	}
}

/*
 * The declared name is refused: say why, in the manner of GUC check hooks.
 */
static bool
refuse(const char *name, PurposeStatus status, Oid role, GucSource source)
{
	/* ALTER ROLE / DATABASE ... SET: what is wrong now may be right then. */
	if (source == PGC_S_TEST)
	{
		ereport(WARNING,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 status == PURPOSE_UNKNOWN ?
				 errmsg("purpose \"%s\" does not exist in this database", name) :
				 errmsg("role \"%s\" may not act for purpose \"%s\"",
						GetUserNameFromId(role, true), name),
				 errdetail("The setting is stored, and is ignored at connection time as long as the purpose cannot be declared.")));
		return true;
	}

	if (status == PURPOSE_UNKNOWN)
	{
		GUC_check_errcode(ERRCODE_INVALID_PARAMETER_VALUE);
		GUC_check_errmsg("purpose \"%s\" does not exist", name);
		if (OidIsValid(purpose_vocabulary_relid()))
			GUC_check_errhint("The purposes are listed in purpose.vocabulary.");
		else
			GUC_check_errdetail("Extension \"%s\" is not installed in this database.",
								PURPOSE_EXTENSION);
	}
	else
	{
		GUC_check_errcode(ERRCODE_INSUFFICIENT_PRIVILEGE);
		GUC_check_errmsg("role \"%s\" may not act for purpose \"%s\"",
						 GetUserNameFromId(role, true), name);
		GUC_check_errhint("A role gets purposes by SECURITY LABEL FOR purpose ON ROLE ... IS 'DECLARE ...', or from a role that it inherits.");
	}
	return false;
}

/*
 * Check hook of purpose.current.
 *
 * Where no catalog can be read (postmaster start, reload of the files,
 * start of a parallel worker) only the spelling is checked: the use of the
 * purpose is checked in any case.
 */
bool
purpose_session_check_current(char **newval, void **extra, GucSource source)
{
	const char *name = *newval;
	Declaration *declared = guc_malloc(LOG, sizeof(Declaration));
	bool		can_look = IsTransactionState() && OidIsValid(MyDatabaseId) &&
		!InitializingParallelWorker;
	PurposeStatus status;
	Oid			role;

	if (declared == NULL)
		return false;
	declared->definer = InvalidOid;
	if (can_look && InLocalUserIdChange())
		declared->definer = GetUserId();
	*extra = declared;

	if (name[0] == '\0')
		return true;
	if (!purpose_name_is_valid(name))
	{
		GUC_check_errdetail("\"%s\" is not the name of a purpose.", name);
		GUC_check_errhint("Names of purposes consist of lower-case letters, digits and underscores.");
		return false;
	}
	if (!can_look)
		return true;

	role = OidIsValid(declared->definer) ? declared->definer :
		GetOuterUserId();
	status = judge(name, role);
	return status == PURPOSE_USABLE || refuse(name, status, role, source);
}

/*
 * Assign hooks.  They may run where nothing can be read and nothing may
 * fail, so they only note the value.  Plans are made anew only where a value
 * has really changed.
 */
void
purpose_session_assign_current(const char *newval, void *extra)
{
	Oid			definer = extra ? ((Declaration *) extra)->definer : InvalidOid;
	bool		same = strcmp(newval, declared_purpose) == 0 &&
		definer == purpose_session_definer;

	declared_purpose = newval;
	purpose_session_definer = definer;
	if (!same)
		settings_changed();
}

void
purpose_session_assign_justification(const char *newval, void *extra)
{
	bool		before = is_justified();

	declared_justification = newval;
	if (is_justified() != before)
		settings_changed();
}

void
purpose_session_assign_enforcement(int newval, void *extra)
{
	bool		same = declared_enforcement == (EnforcementMode) newval;

	declared_enforcement = (EnforcementMode) newval;
	if (!same)
		settings_changed();
}

void
purpose_session_assign_wrap_all(bool newval, void *extra)
{
	bool		same = declared_wrap_all == newval;

	declared_wrap_all = newval;
	if (!same)
		settings_changed();
}
