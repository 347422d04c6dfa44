/*-------------------------------------------------------------------------
 *
 * vocabulary.c
 *		The tree of purposes, read from purpose.vocabulary and kept in memory.
 *
 * A purpose is read when it is asked for first, by the index of the primary
 * key; that there is none of a name is remembered, too.  Where the table is
 * small, or so much has been asked for that it comes to the same, the whole
 * table is read at once.
 *
 * What purposes are attached to (columns, roles) is not known here; who may
 * write the table is decided by its triggers, in vocabulary_triggers.c.
 *
 * The invariant: what is in memory is one state of the vocabulary, as it was
 * committed, and the transaction's own changes.  It is dropped on every
 * invalidation of the relation cache entry of purpose.vocabulary; the table's
 * triggers send one for each change, through
 * purpose_vocabulary_announce_change().  A commit can be seen a moment before
 * its invalidation comes, so purposes are read one by one only while nobody can
 * be committing a change; see lock_out_writers().  Whether the extension is
 * installed at all is remembered until a schema or relation appears or goes
 * (syscache callbacks).
 *
 *-------------------------------------------------------------------------
 */
#include "vocabulary.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "access/xlog.h"
#include "catalog/dependency.h"
#include "catalog/namespace.h"
#include "catalog/pg_am.h"
#include "catalog/pg_class.h"
#include "catalog/pg_language.h"
#include "catalog/pg_opfamily.h"
#include "catalog/pg_proc.h"
#include "commands/extension.h"
#include "miscadmin.h"
#include "storage/bufmgr.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
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

typedef struct Purpose
{
	char		name[NAMEDATALEN];	/* hash key */
	char		parent[NAMEDATALEN];	/* empty at a root */
	bool		exists;			/* false: asked for, and not there */
	bool		requires_justification;
} Purpose;

/*
 * When to read the whole table: a page of it costs as much as twelve look-ups,
 * opening the index as much as eight.  It is read a little before the look-ups
 * have cost as much: who asks for many will ask for more.
 */
#define PAGE_COST	8
#define INDEX_COST	8

/* What has been read. */
static HTAB *purposes = NULL;
static MemoryContext purposes_context = NULL;
static uint64 read_in = 0;		/* the generation it is of */
static bool complete = false;	/* it is all there is */
static int	look_ups = 0;		/* how many were made for it */

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

/* ---------- is it there ---------- */

/*
 * Is this C code for a trigger of the vocabulary?  Only a superuser could have
 * made another function of that description.
 */
static bool
is_our_trigger(Oid function)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	Form_pg_proc form;
	Datum		source;
	bool		isnull;
	bool		result;

	if (!HeapTupleIsValid(tuple))
		return false;
	form = (Form_pg_proc) GETSTRUCT(tuple);
	source = SysCacheGetAttr(PROCOID, tuple, Anum_pg_proc_prosrc, &isnull);
	result = form->prolang == ClanguageId && !isnull &&
		strcmp(TextDatumGetCString(source), "purpose_vocabulary_before") == 0;
	ReleaseSysCache(tuple);
	return result;
}

/*
 * Is it plain that a superuser has made this table, with our trigger?  Then
 * pg_extension and pg_depend need not be asked, which most sessions have no
 * other use for: to make them known costs more than all else that a new
 * connection asks of us.  Waits for nobody; answers false in doubt.
 */
static bool
is_plainly_ours(Oid relid)
{
	Relation	rel;
	bool		result = false;

	if (!ConditionalLockRelationOid(relid, AccessShareLock))
		return false;
	rel = try_relation_open(relid, NoLock);
	if (rel != NULL)
	{
		if (rel->trigdesc != NULL && superuser_arg(rel->rd_rel->relowner))
			for (int i = 0; i < rel->trigdesc->numtriggers && !result; i++)
				result = is_our_trigger(rel->trigdesc->triggers[i].tgfoid);
		relation_close(rel, NoLock);
	}
	UnlockRelationOid(relid, AccessShareLock);
	return result;
}

static bool
is_of_extension(Oid relid)
{
	Oid			extension = get_extension_oid(PURPOSE_EXTENSION, true);

	return OidIsValid(extension) &&
		getExtensionOfObject(RelationRelationId, relid) == extension;
}

Oid
purpose_vocabulary_relid(void)
{
	Oid			namespace;
	Oid			relid = InvalidOid;
	uint64		before = generation;

	if (relid_known)
		return vocabulary_relid;

	namespace = get_namespace_oid(PURPOSE_SCHEMA, true);
	if (OidIsValid(namespace))
		relid = get_relname_relid("vocabulary", namespace);

	/*
	 * Where the extension is not installed, anybody with CREATE on the
	 * database could make a schema and a table of these names.
	 */
	if (OidIsValid(relid) && !is_plainly_ours(relid) &&
		!is_of_extension(relid))
		relid = InvalidOid;

	vocabulary_relid = relid;
	relid_known = (before == generation);
	return relid;
}

/* ---------- reading ---------- */

/*
 * An empty table, in a memory context of its own below the current one.
 */
static HTAB *
make_table(MemoryContext *context)
{
	HASHCTL		ctl = {0};

	*context = AllocSetContextCreate(CurrentMemoryContext,
									 "pg_purpose vocabulary",
									 ALLOCSET_SMALL_SIZES);
	ctl.hcxt = *context;
	ctl.keysize = NAMEDATALEN;
	ctl.entrysize = sizeof(Purpose);
	return hash_create("pg_purpose purposes", 32, &ctl,
					   HASH_ELEM | HASH_STRINGS | HASH_CONTEXT);
}

/*
 * Put a table that was made, and is whole, in place of what is known.  Made
 * under the caller's memory context, so that an error leaves nothing behind.
 */
static void
install_table(HTAB *table, MemoryContext context, bool all)
{
	MemoryContextSetParent(context, TopMemoryContext);
	if (purposes_context != NULL)
		MemoryContextDelete(purposes_context);
	purposes_context = context;
	purposes = table;
	complete = all;
}

static void
start_anew(void)
{
	MemoryContext context;
	HTAB	   *table = make_table(&context);

	install_table(table, context, false);
	look_ups = 0;
	read_in = generation;
}

/*
 * Answers false for what cannot be the name of a purpose.
 */
static bool
copy_name(Datum datum, char *name)
{
	text	   *value = DatumGetTextPP(datum);

	if (VARSIZE_ANY_EXHDR(value) >= NAMEDATALEN)
		return false;
	text_to_cstring_buffer(value, name, NAMEDATALEN);
	return true;
}

/*
 * Answers false for a row that is none of a purpose: the triggers allow none.
 */
static bool
read_row(HeapTuple tuple, TupleDesc desc, Purpose *purpose)
{
	Datum		datum;
	bool		isnull;

	memset(purpose, 0, sizeof(Purpose));
	datum = heap_getattr(tuple, Anum_vocabulary_name, desc, &isnull);
	if (isnull || !copy_name(datum, purpose->name))
		return false;
	datum = heap_getattr(tuple, Anum_vocabulary_parent, desc, &isnull);
	if (!isnull && !copy_name(datum, purpose->parent))
		return false;
	datum = heap_getattr(tuple, Anum_vocabulary_requires_justification, desc,
						 &isnull);
	purpose->requires_justification = !isnull && DatumGetBool(datum);
	purpose->exists = true;
	return true;
}

static void
remember(HTAB *table, const Purpose *purpose)
{
	*(Purpose *) hash_search(table, purpose->name, HASH_ENTER, NULL) =
		*purpose;
}

/*
 * Read the whole table, under one snapshot.
 */
static void
read_all(Relation rel)
{
	MemoryContext context;
	HTAB	   *table = make_table(&context);
	SysScanDesc scan;
	HeapTuple	tuple;
	Purpose		purpose;

	/* The catalog snapshot: what has committed by now, whoever asks. */
	scan = systable_beginscan(rel, InvalidOid, false, NULL, 0, NULL);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
		if (read_row(tuple, RelationGetDescr(rel), &purpose))
			remember(table, &purpose);
	systable_endscan(scan);

	if (read_in == generation)
		install_table(table, context, true);
	else
		MemoryContextDelete(context);
}

/*
 * The index to look names up by, opened, or NULL.  Anything but the plain one
 * that the extension was made with is left alone.
 */
static Relation
open_index(Relation rel)
{
	Relation	index;

	/* The list itself is of no use: this fills in the relcache entry. */
	if (!rel->rd_indexvalid)
		list_free(RelationGetIndexList(rel));
	if (!OidIsValid(rel->rd_pkindex))
		return NULL;

	index = index_open(rel->rd_pkindex, AccessShareLock);
	if (index->rd_rel->relam == BTREE_AM_OID &&
		index->rd_index->indisvalid && !index->rd_index->indcheckxmin &&
		index->rd_index->indkey.values[0] == Anum_vocabulary_name &&
		index->rd_opfamily[0] == TEXT_BTREE_FAM_OID)
		return index;
	index_close(index, AccessShareLock);
	return NULL;
}

/*
 * Look one name up.  The index orders by its own collation, and may take
 * other spellings for the same.
 */
static void
read_one(Relation rel, Relation index, const char *name)
{
	Datum		value = CStringGetTextDatum(name);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;
	Purpose		purpose;
	bool		found = false;

	ScanKeyEntryInitialize(&key, 0, Anum_vocabulary_name,
						   BTEqualStrategyNumber, InvalidOid,
						   index->rd_indcollation[0], F_TEXTEQ, value);
	scan = systable_beginscan(rel, RelationGetRelid(index), true, NULL, 1,
							  &key);
	while (!found && HeapTupleIsValid(tuple = systable_getnext(scan)))
		found = read_row(tuple, RelationGetDescr(rel), &purpose) &&
			strcmp(purpose.name, name) == 0;
	systable_endscan(scan);
	pfree(DatumGetPointer(value));

	if (!found)
	{
		memset(&purpose, 0, sizeof(Purpose));
		strlcpy(purpose.name, name, NAMEDATALEN);
	}
	look_ups++;
	if (read_in == generation)
		remember(purposes, &purpose);
}

/*
 * See to it that nobody commits a change of the vocabulary, and that all that
 * was committed is known here; answers false where that would mean to wait.
 *
 * Who writes has a ShareRowExclusiveLock (see the triggers) until after
 * the invalidations are sent.  On a standby, nothing tells that a commit is
 * being replayed.
 */
static bool
lock_out_writers(Oid relid)
{
	return !RecoveryInProgress() &&
		ConditionalLockRelationOid(relid, RowExclusiveLock);
}

/*
 * Read a purpose or, for NULL, all of them.  "locked" says that nobody else
 * can write meanwhile.
 */
static void
read_relation(Relation rel, const char *name, bool locked)
{
	Relation	index = NULL;

	if (locked && name != NULL &&
		RelationGetNumberOfBlocks(rel) * PAGE_COST > look_ups + INDEX_COST)
		index = open_index(rel);
	if (index != NULL)
	{
		read_one(rel, index, name);
		index_close(index, AccessShareLock);
	}
	else
		read_all(rel);
}

/*
 * The same; or find that the vocabulary has changed, so that the caller must
 * ask again.
 */
static void
read_table(const char *name)
{
	Oid			relid = purpose_vocabulary_relid();
	bool		locked;

	if (!OidIsValid(relid))
	{
		/* Not installed: what is known, which is nothing, is all. */
		complete = (read_in == generation);
		return;
	}

	/* Taking a lock brings news. */
	locked = lock_out_writers(relid);
	if (!locked)
		LockRelationOid(relid, AccessShareLock);
	if (read_in == generation)
	{
		Relation	rel = table_open(relid, NoLock);

		read_relation(rel, name, locked);
		table_close(rel, NoLock);
	}
	UnlockRelationOid(relid, locked ? RowExclusiveLock : AccessShareLock);
}

/* ---------- questions ---------- */

/*
 * The purpose of that name, or NULL; valid until anything else is looked up.
 */
static const Purpose *
find(const char *name)
{
	if (strlen(name) >= NAMEDATALEN)
		return NULL;
	for (;;)
	{
		const Purpose *purpose;

		if (read_in != generation)
			start_anew();
		purpose = hash_search(purposes, name, HASH_FIND, NULL);
		if (purpose != NULL)
			return purpose->exists ? purpose : NULL;
		if (complete)
			return NULL;
		read_table(name);
	}
}

bool
purpose_vocabulary_has(const char *name)
{
	return find(name) != NULL;
}

bool
purpose_vocabulary_requires_justification(const char *name)
{
	const Purpose *purpose = find(name);

	return purpose != NULL && purpose->requires_justification;
}

/*
 * The parent of a purpose.  All have one in the table; if the index does not
 * know it, the index is damaged, or sorted by another version of its
 * collation.  A DENY of an ancestor must be found all the same.
 */
static const Purpose *
find_parent(const char *name)
{
	const Purpose *purpose = find(name);

	while (purpose == NULL && !complete)
	{
		read_table(NULL);
		purpose = find(name);
	}
	return purpose;
}

/*
 * Does the way up from "purpose" come by "ancestor"?
 *
 * The triggers allow no cycle; the bound is for a damaged table.  It must not
 * be lower, or a DENY of a far ancestor would not be found.
 */
static bool
leads_to(const Purpose *purpose, const char *ancestor)
{
	char		parent[NAMEDATALEN];

	for (long steps = 0; purpose != NULL; steps++)
	{
		if (strcmp(purpose->name, ancestor) == 0)
			return true;
		if (purpose->parent[0] == '\0' ||
			steps > hash_get_num_entries(purposes))
			return false;

		/* What it points to may move. */
		strlcpy(parent, purpose->parent, NAMEDATALEN);
		purpose = find_parent(parent);
	}
	return false;
}

bool
purpose_vocabulary_is_within(const char *descendant, const char *ancestor)
{
	uint64		before;
	bool		result;

	/* Again, if the vocabulary changed while it was read. */
	do
	{
		before = generation;
		result = find(ancestor) != NULL &&
			leads_to(find(descendant), ancestor);
	} while (before != generation);
	return result;
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
