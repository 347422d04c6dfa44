/*-------------------------------------------------------------------------
 *
 * vocabulary.c
 *		The tree of purposes, read from purpose.vocabulary and kept in memory.
 *
 * The whole table is read at once: even ten thousand purposes are a megabyte,
 * and every question about one purpose needs its ancestors too.
 *
 * What purposes are attached to (columns, roles) is not known here; who may
 * write the table is decided by its triggers, in sqlfuncs.c.
 *
 * The invariant: what is in memory is dropped on every invalidation of the
 * relation cache entry of purpose.vocabulary.  The table's triggers send one
 * for each change, through purpose_vocabulary_announce_change().  Whether
 * the extension is installed at all is remembered until a schema or relation
 * appears or goes (syscache callbacks).
 *
 *-------------------------------------------------------------------------
 */
#include "vocabulary.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "commands/extension.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "compat.h"

/* Columns of purpose.vocabulary that this file reads; see the SQL script. */
#define Anum_vocabulary_name					1
#define Anum_vocabulary_parent					2
#define Anum_vocabulary_requires_justification	4

static HTAB *purposes = NULL;
static bool loaded = false;
static Oid	vocabulary_relid = InvalidOid;
static bool relid_known = false;
static uint64 generation = 1;

/* Who wants to know of changes; see purpose_vocabulary_on_change. */
static PurposeChangeCallback change_callback = NULL;

void
purpose_vocabulary_on_change(PurposeChangeCallback callback)
{
	Assert(change_callback == NULL);
	change_callback = callback;
}

static void
forget(void)
{
	loaded = false;
	relid_known = false;
	generation++;
	purpose_changes++;
	if (change_callback)
		change_callback();
}

static void
forget_on_relcache(Datum arg, Oid relid)
{
	if (relid == InvalidOid || relid == vocabulary_relid)
		forget();
}

/*
 * Something in pg_class or pg_namespace has changed: look again whether the
 * extension is installed, but only if it was not.  If it was, its table's
 * own invalidation tells.
 */
static void
forget_absence(Datum arg, SysCacheIdentifier cacheid, uint32 hashvalue)
{
	if (relid_known && !OidIsValid(vocabulary_relid))
		forget();
}

void
purpose_vocabulary_init(void)
{
	CacheRegisterRelcacheCallback(forget_on_relcache, (Datum) 0);
	CacheRegisterSyscacheCallback(NAMESPACEOID, forget_absence, (Datum) 0);
	CacheRegisterSyscacheCallback(RELOID, forget_absence, (Datum) 0);
}

Oid
purpose_vocabulary_relid(void)
{
	Oid			namespace;
	Oid			relid = InvalidOid;
	Oid			extension;

	if (relid_known)
		return vocabulary_relid;

	namespace = get_namespace_oid(PURPOSE_SCHEMA, true);
	if (OidIsValid(namespace))
		relid = get_relname_relid("vocabulary", namespace);

	/*
	 * Where the extension is not installed, anybody with CREATE on the
	 * database could make a schema and a table of these names.
	 */
	if (OidIsValid(relid))
	{
		extension = get_extension_oid(PURPOSE_EXTENSION, true);
		if (!OidIsValid(extension) ||
			getExtensionOfObject(RelationRelationId, relid) != extension)
			relid = InvalidOid;
	}

	vocabulary_relid = relid;
	relid_known = true;
	return relid;
}

/*
 * Put one row of the table into the hash table.
 */
static void
remember_row(HeapTuple tuple, TupleDesc desc)
{
	Datum		datum;
	bool		isnull;
	char	   *name;
	Purpose    *purpose;

	datum = heap_getattr(tuple, Anum_vocabulary_name, desc, &isnull);
	if (isnull)
		return;
	name = TextDatumGetCString(datum);
	if (strlen(name) >= NAMEDATALEN)
		return;

	purpose = hash_search(purposes, name, HASH_ENTER, NULL);
	datum = heap_getattr(tuple, Anum_vocabulary_parent, desc, &isnull);
	strlcpy(purpose->parent, isnull ? "" : TextDatumGetCString(datum),
			NAMEDATALEN);
	datum = heap_getattr(tuple, Anum_vocabulary_requires_justification, desc,
						 &isnull);
	purpose->requires_justification = !isnull && DatumGetBool(datum);
}

static void
make_empty_table(void)
{
	HASHCTL		ctl = {0};

	if (purposes != NULL)
		hash_destroy(purposes);
	ctl.keysize = NAMEDATALEN;
	ctl.entrysize = sizeof(Purpose);
	ctl.hcxt = TopMemoryContext;
	purposes = hash_create("pg_purpose vocabulary", 64, &ctl,
						   HASH_ELEM | HASH_STRINGS | HASH_CONTEXT);
}

/*
 * Read the table once.
 */
static void
read_table(Oid relid)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext,
												  "pg_purpose vocabulary scan",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(scratch);
	Relation	rel = table_open(relid, AccessShareLock);
	SysScanDesc scan;
	HeapTuple	tuple;

	/* The catalog snapshot: what has committed by now, whoever asks. */
	scan = systable_beginscan(rel, InvalidOid, false, NULL, 0, NULL);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
		remember_row(tuple, RelationGetDescr(rel));
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(scratch);
}

void
purpose_vocabulary_load(void)
{
	uint64		before;

	/* Again, if the vocabulary changed while it was read. */
	while (!loaded)
	{
		Oid			relid = purpose_vocabulary_relid();

		before = generation;
		make_empty_table();
		if (OidIsValid(relid))
			read_table(relid);
		loaded = (before == generation);
	}
}

const Purpose *
purpose_vocabulary_find(const char *name)
{
	if (purposes == NULL || strlen(name) >= NAMEDATALEN)
		return NULL;
	return hash_search(purposes, name, HASH_FIND, NULL);
}

bool
purpose_vocabulary_is_within(const char *descendant, const char *ancestor)
{
	const char *name = descendant;

	if (purpose_vocabulary_find(ancestor) == NULL)
		return false;

	/*
	 * The triggers allow no cycle; the bound is for a damaged table.  It must
	 * not be lower, or a DENY of a far ancestor would not be found.
	 */
	for (long steps = hash_get_num_entries(purposes); steps > 0; steps--)
	{
		const Purpose *purpose = purpose_vocabulary_find(name);

		if (purpose == NULL)
			return false;
		if (strcmp(name, ancestor) == 0)
			return true;
		name = purpose->parent;
	}
	return false;
}

uint64
purpose_vocabulary_generation(void)
{
	return generation;
}

void
purpose_vocabulary_announce_change(void)
{
	Oid			relid = purpose_vocabulary_relid();

	if (OidIsValid(relid))
		CacheInvalidateRelcacheByRelid(relid);
}
