/*-------------------------------------------------------------------------
 *
 * authority.c
 *		Role labels: who may declare which purpose, who may administer.
 *
 * All role labels of the cluster are read into memory at once, since any of
 * them may reach a role through membership.  What a session has declared is
 * not known here; that is session.c.
 *
 * The invariant: role labels in memory are dropped on every invalidation of
 * pg_authid and pg_auth_members, and of pg_database, by whose owner one becomes
 * a member of pg_database_owner.  Those send invalidations by themselves;
 * for a change of a role's label, which sends none, label_provider.c
 * invalidates the role's pg_authid row.
 *
 *-------------------------------------------------------------------------
 */
#include "authority.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_shseclabel.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/inval.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "compat.h"
#include "label.h"
#include "vocabulary.h"

/*
 * A role's label, parsed when it is asked for first: of a thousand roles, one
 * session has to do with a few.
 */
typedef struct RoleLabel
{
	Oid			role;
	char	   *text;
	bool		parsed;
	Label	   *label;			/* NULL: does not parse, and gives nothing */
} RoleLabel;

static MemoryContext authority_context = NULL;
static List *role_labels = NIL; /* of RoleLabel *, in authority_context */
static bool loaded = false;
static uint64 generation = 1;

/* Of those, what concerns the role that was asked for last. */
static Oid	known_role = InvalidOid;
static List *known_labels = NIL;	/* of Label *, in authority_context */

static void
forget(Datum arg, SysCacheIdentifier cacheid, uint32 hashvalue)
{
	loaded = false;
	generation++;
	purpose_changes++;
}

void
purpose_authority_init(void)
{
	CacheRegisterSyscacheCallback(AUTHOID, forget, (Datum) 0);
	CacheRegisterSyscacheCallback(AUTHMEMROLEMEM, forget, (Datum) 0);
	CacheRegisterSyscacheCallback(DATABASEOID, forget, (Datum) 0);
}

uint64
purpose_authority_generation(void)
{
	return generation;
}

/*
 * Add a row of pg_shseclabel to the list, if it is one of ours on a role.
 */
static void
remember_row(HeapTuple tuple, TupleDesc desc)
{
	Form_pg_shseclabel form = (Form_pg_shseclabel) GETSTRUCT(tuple);
	Datum		datum;
	bool		isnull;
	RoleLabel  *entry;

	if (form->classoid != AuthIdRelationId)
		return;
	datum = heap_getattr(tuple, Anum_pg_shseclabel_provider, desc, &isnull);
	if (isnull || strcmp(TextDatumGetCString(datum), PURPOSE_PROVIDER) != 0)
		return;
	datum = heap_getattr(tuple, Anum_pg_shseclabel_label, desc, &isnull);
	if (isnull)
		return;

	entry = palloc0(sizeof(RoleLabel));
	entry->role = form->objoid;
	entry->text = TextDatumGetCString(datum);
	role_labels = lappend(role_labels, entry);
}

static const Label *
get_label(RoleLabel *entry)
{
	if (!entry->parsed)
	{
		MemoryContext old = MemoryContextSwitchTo(authority_context);
		LabelError	error;

		entry->label = purpose_label_parse(entry->text, LABEL_ON_ROLE, &error);
		entry->parsed = true;
		MemoryContextSwitchTo(old);
	}
	return entry->label;
}

/*
 * Read all role labels into a new context.
 */
static void
read_labels(void)
{
	MemoryContext old;
	Relation	rel;
	SysScanDesc scan;
	HeapTuple	tuple;

	if (authority_context == NULL)
		authority_context = AllocSetContextCreate(TopMemoryContext,
												  "pg_purpose role labels",
												  ALLOCSET_SMALL_SIZES);
	role_labels = NIL;
	known_role = InvalidOid;
	known_labels = NIL;
	MemoryContextReset(authority_context);

	rel = table_open(SharedSecLabelRelationId, AccessShareLock);
	old = MemoryContextSwitchTo(authority_context);
	scan = systable_beginscan(rel, InvalidOid, false, NULL, 0, NULL);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
		remember_row(tuple, RelationGetDescr(rel));
	systable_endscan(scan);
	MemoryContextSwitchTo(old);
	table_close(rel, AccessShareLock);
}

static void
load(void)
{
	while (!loaded)
	{
		uint64		before = generation;

		read_labels();
		loaded = (before == generation);
	}
}

/*
 * Does a DECLARE of this label cover the purpose?
 */
static bool
label_declares(const Label *label, const char *purpose)
{
	ListCell   *lc;

	if (label->declares.any)
		return true;
	foreach(lc, label->declares.names)
		if (purpose_vocabulary_is_within(purpose, lfirst(lc)))
			return true;
	return false;
}

static List *
pick_labels(Oid role)
{
	List	   *result = NIL;
	ListCell   *lc;

	foreach(lc, role_labels)
	{
		RoleLabel  *entry = lfirst(lc);

		if (has_privs_of_role(role, entry->role) && get_label(entry) != NULL)
			result = lappend(result, entry->label);
	}
	return result;
}

/*
 * The labels of a role and of those whose privileges it has.  These are few,
 * so they are picked out before the labels are looked at.  What is asked of
 * the catalogs here may mark the labels as to be read anew, but frees none; what
 * was picked is not kept then.  The list is valid until the next call.
 */
static List *
labels_of_role(Oid role)
{
	List	   *picked;
	MemoryContext old;

	load();
	if (known_role == role)
		return known_labels;
	picked = pick_labels(role);
	if (!loaded)
		return picked;

	known_role = InvalidOid;
	list_free(known_labels);
	known_labels = NIL;
	old = MemoryContextSwitchTo(authority_context);
	known_labels = list_copy(picked);
	MemoryContextSwitchTo(old);
	known_role = role;
	return known_labels;
}

bool
purpose_role_may_declare(Oid role, const char *purpose)
{
	ListCell   *lc;

	if (!purpose_vocabulary_has(purpose))
		return false;
	if (superuser_arg(role))
		return true;
	foreach(lc, labels_of_role(role))
		if (label_declares(lfirst(lc), purpose))
			return true;
	return false;
}

bool
purpose_role_may_administer(Oid role)
{
	ListCell   *lc;

	if (superuser_arg(role))
		return true;
	foreach(lc, labels_of_role(role))
		if (((const Label *) lfirst(lc))->administer)
			return true;
	return false;
}

void
purpose_require_administer(const char *action)
{
	if (purpose_role_may_administer(GetUserId()))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("permission denied to %s", action),
			 errdetail("Role \"%s\" may not administer purposes.",
					   GetUserNameFromId(GetUserId(), false)),
			 errhint("A superuser can allow it with SECURITY LABEL FOR purpose ON ROLE ... IS 'ADMINISTER'.")));
}
