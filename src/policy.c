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
 *	  SCHEMA: the server invalidates the relation's relcache entry.  A policy
 *	  that was made from other relations remembers them, and which version of
 *	  them it saw; a change of any source has them compared.
 *
 * Callbacks only mark; memory is freed on the next look-up.  The cache is
 * emptied when it outgrows a bound.
 *
 *-------------------------------------------------------------------------
 */
#include "policy.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "access/transam.h"
#include "catalog/pg_class.h"
#include "catalog/pg_seclabel.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_statistic_ext_data.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "compat.h"
#include "relation.h"
#include "vocabulary.h"

/* A relation that a policy was made from, as it was then. */
typedef struct Source
{
	Oid			relid;
	uint64		version;
} Source;

typedef struct CacheEntry
{
	Oid			relid;			/* hash key */
	bool		valid;
	bool		is_source;		/* other policies were made from it */
	uint64		version;		/* grows, if it is a source */
	int			nsources;
	Source	   *sources;		/* in policy_context */
	uint64		checked_at;		/* source_generation when they were compared */
	RelPolicy  *own;			/* NULL: no labels */
	RelPolicy  *tree;			/* own, or another one for reads of the tree */
	MemoryContext context;		/* of both; NULL where both are NULL */
	Size		size;			/* of the context */
} CacheEntry;

/* There are many policies, which stay: little is to be lost in each. */
#define POLICY_BLOCK_SIZE	2048

static MemoryContext policy_context = NULL;
static HTAB *cache = NULL;

/* Those looked up last, by the last bits of their OIDs. */
#define RECENT_ENTRIES	16
static CacheEntry *recent[RECENT_ENTRIES];

static uint64 generation = 1;
static uint64 source_generation = 1;
static uint64 last_version = 0;
static int	stale_entries = 0;
static bool shared_stale = true;
static Size cache_size = 0;

/* What the policy being made is made from; a list of Source * */
static List *noted_sources = NIL;
static MemoryContext noting_context = NULL;

/* How many dead entries may linger before a look-up sweeps them away. */
#define STALE_LIMIT		256

/* How much memory, and how many entries, the cache may have. */
#define SIZE_LIMIT		((Size) 64 * 1024 * 1024)
#define ENTRY_LIMIT		100000

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
	purpose_changes++;
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
	{
		purpose_stored_label_forget_any();
		purpose_changes++;
	}

	entry = hash_search(cache, &relid, HASH_FIND, NULL);
	if (entry == NULL)
		return;
	if (entry->valid)
		stale_entries++;
	entry->valid = false;
	generation++;
	purpose_changes++;
	if (entry->is_source)
	{
		entry->version = ++last_version;
		source_generation++;
	}
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
	if (entry->sources != NULL)
		pfree(entry->sources);
	cache_size -= entry->size;
	entry->context = NULL;
	entry->own = entry->tree = NULL;
	entry->sources = NULL;
	entry->nsources = 0;
	entry->size = 0;
}

/*
 * Free what callbacks have marked, or everything.  Whatever was made from
 * a source that goes is made anew when it is looked up.  Changes of relations
 * that are no longer in the cache are not counted, so that whoever relies on
 * there having been none must ask anew.
 */
static void
sweep(bool everything)
{
	HASH_SEQ_STATUS status;
	CacheEntry *entry;

	memset(recent, 0, sizeof(recent));
	hash_seq_init(&status, cache);
	while ((entry = hash_seq_search(&status)) != NULL)
	{
		if (entry->valid && !everything)
			continue;
		clear_entry(entry);
		hash_search(cache, &entry->relid, HASH_REMOVE, NULL);
	}
	stale_entries = 0;
	if (everything)
		generation++;			/* changes of what is not here go unnoticed */
	source_generation++;
	purpose_changes++;
}

static CacheEntry *
get_entry(Oid relid)
{
	bool		found;
	CacheEntry *entry = hash_search(cache, &relid, HASH_ENTER, &found);

	if (!found)
	{
		memset(entry, 0, sizeof(CacheEntry));
		entry->relid = relid;
		entry->version = ++last_version;
	}
	return entry;
}

/*
 * SourceVisitor: remember a relation from which the policy is going to be
 * made.
 */
static void
note_source(Oid relid)
{
	CacheEntry *entry = get_entry(relid);
	MemoryContext old = MemoryContextSwitchTo(noting_context);
	Source	   *source = palloc(sizeof(Source));

	entry->is_source = true;
	source->relid = relid;
	source->version = entry->version;
	noted_sources = lappend(noted_sources, source);
	MemoryContextSwitchTo(old);
}

/*
 * Keep what has been noted.
 */
static void
keep_sources(CacheEntry *entry)
{
	ListCell   *lc;

	if (noted_sources == NIL)
		return;
	entry->sources =
		MemoryContextAlloc(policy_context,
						   sizeof(Source) * list_length(noted_sources));
	foreach(lc, noted_sources)
		entry->sources[entry->nsources++] = *(Source *) lfirst(lc);
	noted_sources = NIL;
}

/*
 * Is the policy made from what its sources are now?
 */
static bool
sources_are_same(CacheEntry *entry)
{
	if (entry->nsources == 0 || entry->checked_at == source_generation)
		return true;
	for (int i = 0; i < entry->nsources; i++)
	{
		CacheEntry *source = hash_search(cache, &entry->sources[i].relid,
										 HASH_FIND, NULL);

		if (source == NULL || source->version != entry->sources[i].version)
			return false;
	}
	entry->checked_at = source_generation;
	return true;
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
 * Can labels have to do with this relation at all?
 */
static bool
is_exempt(Oid relid)
{
	/* The extension's own table is the policy, not what it protects. */
	return purpose_relation_is_system(relid) ||
		relid == purpose_vocabulary_relid();
}

/*
 * Make the policies of one relation, in the current memory context.
 */
static void
build(Oid relid, RelPolicy **own, RelPolicy **tree)
{
	Relation	rel;

	*own = *tree = NULL;
	if (is_exempt(relid))
		return;
	rel = try_relation_open(relid, AccessShareLock);
	if (rel == NULL)
		return;
	if (has_values(rel->rd_rel->relkind))
	{
		*own = *tree = purpose_policy_build(rel, false, note_source);
		if (rel->rd_rel->relhassubclass)
			*tree = purpose_policy_build(rel, true, note_source);
	}
	relation_close(rel, AccessShareLock);
}

/*
 * Fill a cache entry.  Built under the caller's memory context and handed
 * over when whole, so that an error leaves nothing behind.
 */
static void
fill_entry(Oid relid)
{
	CacheEntry *entry;
	uint64		sources = source_generation;
	MemoryContext context;
	MemoryContext old;
	RelPolicy  *own;
	RelPolicy  *tree;

	noted_sources = NIL;
	noting_context = CurrentMemoryContext;
	context = AllocSetContextCreate(CurrentMemoryContext,
									"pg_purpose policy",
									ALLOCSET_SMALL_MINSIZE,
									ALLOCSET_SMALL_INITSIZE,
									POLICY_BLOCK_SIZE);
	old = MemoryContextSwitchTo(context);
	build(relid, &own, &tree);
	MemoryContextSwitchTo(old);

	entry = get_entry(relid);
	entry->own = own;
	entry->tree = tree;
	entry->checked_at = sources;
	keep_sources(entry);
	if (own != NULL || tree != NULL)
	{
		MemoryContextSetParent(context, policy_context);
		entry->context = context;
		entry->size = MemoryContextMemAllocated(context, true);
		cache_size += entry->size;
	}
	else
		MemoryContextDelete(context);
}

/*
 * Free what is no longer needed, or too much.
 */
static void
tidy_up(void)
{
	if (shared_stale)
	{
		sweep(true);
		purpose_stored_label_drop_shared();
		shared_stale = false;
	}
	else if (cache_size > SIZE_LIMIT ||
			 hash_get_num_entries(cache) > ENTRY_LIMIT)
		sweep(true);
	else if (stale_entries >= STALE_LIMIT)
		sweep(false);
}

/*
 * The cache entry of a relation, as it is now.
 */
static pg_noinline CacheEntry *
look_up(Oid relid)
{
	CacheEntry *entry;

	tidy_up();
	entry = get_entry(relid);
	while (!entry->valid || !sources_are_same(entry))
	{
		uint64		before = generation;

		clear_entry(entry);
		entry->valid = false;
		fill_entry(relid);
		entry = get_entry(relid);
		/* Something changed while it was read: read it again. */
		entry->valid = (before == generation);
	}
	recent[relid % RECENT_ENTRIES] = entry;
	return entry;
}

RelPolicy *
purpose_policy_get(Oid relid, bool tree)
{
	CacheEntry *entry = recent[relid % RECENT_ENTRIES];

	/* Neither catalogs nor their indexes. */
	if (relid < FirstUnpinnedObjectId)
		return NULL;
	if (entry == NULL || entry->relid != relid || !entry->valid ||
		(entry->nsources > 0 && entry->checked_at != source_generation))
		entry = look_up(relid);
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

	/* Kept plans that read statistics may have been made without any label. */
	invalidate(StatisticRelationId);
	invalidate(StatisticExtDataRelationId);
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
