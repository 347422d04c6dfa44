/*-------------------------------------------------------------------------
 *
 * policy.c
 *		Relation -> policy: the cache, and telling the other sessions.
 *
 * How a policy is made is in policy_build.c, which labels there are in
 * stored_label.c; what follows from a policy for an access purpose is
 * verdict.c's business.
 *
 * The invariant: a cached policy is dropped whenever something it was read
 * from may have changed.  These events are, and who sends them:
 *
 *	- a label on a column or table: label_provider.c invalidates the relcache
 *	  entry of the relation and of all that take policy over from it;
 *	- a label on a schema or the database: label_provider.c invalidates the
 *	  whole relcache;
 *	- the first or last label of the database (purpose_stored_label_any): every
 *	  change of a label invalidates the relcache entry of pg_seclabel too;
 *	- renaming, new and dropped columns, inheritance, new definitions, SET
 *	  SCHEMA: the server invalidates the relation's relcache entry.  Entries
 *	  of which other policies were made are marked as sources; a change of any
 *	  source makes all derived policies stale.
 *
 * Callbacks only mark; memory is freed on the next look-up.
 *
 *-------------------------------------------------------------------------
 */
#include "policy.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "catalog/pg_class.h"
#include "catalog/pg_seclabel.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "compat.h"
#include "relation.h"
#include "vocabulary.h"

typedef struct CacheEntry
{
	Oid			relid;			/* hash key */
	bool		valid;
	bool		is_source;		/* other policies were made from it */
	bool		is_derived;		/* made from other relations too */
	uint64		derived_at;		/* source_generation when it was made */
	RelPolicy  *own;			/* NULL: no labels */
	RelPolicy  *tree;			/* own, or another one for reads of the tree */
	MemoryContext context;		/* of both; NULL where both are NULL */
} CacheEntry;

static MemoryContext policy_context = NULL;
static HTAB *cache = NULL;

static uint64 generation = 1;
static uint64 source_generation = 1;
static int	stale_entries = 0;
static bool shared_stale = true;

/* How many dead entries may linger before a look-up sweeps them away. */
#define STALE_LIMIT		256

/* ---------- the cache ---------- */

static void
forget_all(void)
{
	HASH_SEQ_STATUS status;
	CacheEntry *entry;

	hash_seq_init(&status, cache);
	while ((entry = hash_seq_search(&status)) != NULL)
		entry->valid = false;
	stale_entries = STALE_LIMIT;
	shared_stale = true;
	purpose_stored_label_forget_any();
	generation++;
	source_generation++;
}

static void
forget_on_relcache(Datum arg, Oid relid)
{
	CacheEntry *entry;

	if (relid == InvalidOid)
	{
		forget_all();
		return;
	}
	if (relid == SecLabelRelationId)
		purpose_stored_label_forget_any();

	entry = hash_search(cache, &relid, HASH_FIND, NULL);
	if (entry == NULL)
		return;
	if (entry->valid)
		stale_entries++;
	entry->valid = false;
	generation++;
	if (entry->is_source)
		source_generation++;
}

static void
make_cache(void)
{
	HASHCTL		ctl = {0};

	policy_context = AllocSetContextCreate(TopMemoryContext,
										   "pg_purpose policies",
										   ALLOCSET_SMALL_SIZES);
	ctl.keysize = sizeof(Oid);
	ctl.entrysize = sizeof(CacheEntry);
	ctl.hcxt = policy_context;
	cache = hash_create("pg_purpose policy cache", 128, &ctl,
						HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

void
purpose_policy_init(void)
{
	make_cache();
	CacheRegisterRelcacheCallback(forget_on_relcache, (Datum) 0);
}

uint64
purpose_policy_generation(void)
{
	return generation;
}

static void
clear_entry(CacheEntry *entry)
{
	if (entry->context != NULL)
		MemoryContextDelete(entry->context);
	entry->context = NULL;
	entry->own = entry->tree = NULL;
}

/*
 * Free what callbacks have marked.  Sources stay, for their mark.
 */
static void
sweep(void)
{
	HASH_SEQ_STATUS status;
	CacheEntry *entry;

	hash_seq_init(&status, cache);
	while ((entry = hash_seq_search(&status)) != NULL)
	{
		if (entry->valid)
			continue;
		clear_entry(entry);
		if (!entry->is_source)
			hash_search(cache, &entry->relid, HASH_REMOVE, NULL);
	}
	stale_entries = 0;
}

static CacheEntry *
get_entry(Oid relid)
{
	bool		found;
	CacheEntry *entry = hash_search(cache, &relid, HASH_ENTER, &found);

	if (!found)
	{
		memset((char *) entry + sizeof(Oid), 0,
			   sizeof(CacheEntry) - sizeof(Oid));
		entry->relid = relid;
	}
	return entry;
}

static void
mark_source(Oid relid)
{
	get_entry(relid)->is_source = true;
}

/* ---------- look-up ---------- */

/*
 * Can columns of this kind of relation have a policy?
 */
static bool
has_values(char relkind)
{
	switch (relkind)
	{
		case RELKIND_RELATION:
		case RELKIND_PARTITIONED_TABLE:
		case RELKIND_FOREIGN_TABLE:
		case RELKIND_MATVIEW:
		case RELKIND_TOASTVALUE:
			return true;
		default:
			return false;
	}
}

/*
 * Fill a cache entry.  Built under the caller's memory context and handed
 * over when whole, so that an error leaves nothing behind.
 */
static void
fill_entry(CacheEntry *entry)
{
	Oid			relid = entry->relid;
	uint64		sources = source_generation;
	MemoryContext context;
	MemoryContext old;
	RelPolicy  *own = NULL;
	RelPolicy  *tree = NULL;
	bool		derived = false;
	bool		derived_tree = false;
	Relation	rel = try_relation_open(relid, AccessShareLock);

	context = AllocSetContextCreate(CurrentMemoryContext,
									"pg_purpose policy",
									ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(context);
	if (rel != NULL && has_values(rel->rd_rel->relkind))
	{
		own = tree = purpose_policy_build(rel, false, mark_source, &derived);
		if (rel->rd_rel->relhassubclass)
			tree = purpose_policy_build(rel, true, mark_source, &derived_tree);
	}
	if (rel != NULL)
		relation_close(rel, AccessShareLock);
	MemoryContextSwitchTo(old);

	/* The table may have been enlarged, and the entry moved, meanwhile. */
	entry = get_entry(relid);
	entry->own = own;
	entry->tree = tree;
	entry->is_derived = derived || derived_tree;
	entry->derived_at = sources;
	if (own != NULL || tree != NULL)
	{
		MemoryContextSetParent(context, policy_context);
		entry->context = context;
	}
	else
		MemoryContextDelete(context);
}

/*
 * Can labels have to do with this relation at all?
 */
static bool
is_exempt(Oid relid)
{
	/* The extension's own table is the policy, not what it protects. */
	return purpose_relation_is_system(relid) ||
		relid == purpose_vocabulary_relid();
}

RelPolicy *
purpose_policy_get(Oid relid, bool tree)
{
	CacheEntry *entry;

	if (is_exempt(relid))
		return NULL;

	if (shared_stale)
	{
		forget_all();
		sweep();
		purpose_stored_label_drop_shared();
		shared_stale = false;
	}
	else if (stale_entries >= STALE_LIMIT)
		sweep();

	entry = get_entry(relid);
	while (!entry->valid ||
		   (entry->is_derived && entry->derived_at != source_generation))
	{
		uint64		before = generation;

		clear_entry(entry);
		entry->valid = false;
		fill_entry(entry);
		entry = get_entry(relid);
		/* Something changed while it was read: read it again. */
		entry->valid = (before == generation);
	}
	return tree ? entry->tree : entry->own;
}

/* ---------- telling the other sessions ---------- */

/*
 * Send the invalidation of a relation and its TOAST table.
 */
static void
invalidate(Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Oid			toast;

	if (!HeapTupleIsValid(tuple))
		return;
	CacheInvalidateRelcacheByTuple(tuple);
	toast = ((Form_pg_class) GETSTRUCT(tuple))->reltoastrelid;
	ReleaseSysCache(tuple);
	if (OidIsValid(toast))
		invalidate(toast);
}

void
purpose_policy_announce_change(Oid relid)
{
	List	   *affected = purpose_relation_tree(relid);
	List	   *readers = NIL;
	ListCell   *lc;

	affected = list_append_unique_oid(affected, relid);
	foreach(lc, affected)
		readers = purpose_relation_add_readers(readers, lfirst_oid(lc));
	foreach(lc, affected)
		invalidate(lfirst_oid(lc));
	foreach(lc, readers)
		invalidate(lfirst_oid(lc));
	invalidate(SecLabelRelationId);
}

void
purpose_policy_announce_change_of_all(void)
{
	CacheInvalidateRelcacheAll();
}

bool
purpose_policy_feeds_labelled(Oid relid)
{
	ListCell   *lc;

	foreach(lc, purpose_relation_add_readers(NIL, relid))
		if (purpose_policy_get(lfirst_oid(lc), true) != NULL)
			return true;
	return false;
}
