/*-------------------------------------------------------------------------
 *
 * policy.c
 *		Relation -> policy: reads the labels, resolves levels, inheritance
 *		and derived columns, and keeps the result in a cache.
 *
 * A column's policy is a list of rules, all of which must allow:
 *
 *	- what the labels of its own relation say (column, table, schema and
 *	  database), unless none of them exists;
 *	- for a child table or partition, what its ancestors' labels say of the
 *	  column of the same name; for a read through a parent, what those of all
 *	  descendants say too;
 *	- for a generated column or a column of a materialized view that has no
 *	  label of its own, what holds for the columns it is computed from;
 *	- for a TOAST table, what holds for any column of its table.
 *
 * What follows from a policy for an access purpose is verdict.c's business.
 *
 * The invariant: a cached policy is dropped whenever something it was read
 * from may have changed.  These events are, and who sends them:
 *
 *	- a label on a column or table: label_provider.c invalidates the relcache
 *	  entry of the relation and of all that take policy over from it;
 *	- a label on a schema or the database: label_provider.c invalidates the
 *	  whole relcache;
 *	- the first or last label of the database (purpose_policy_any): every
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

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/sysattr.h"
#include "access/table.h"
#include "access/transam.h"
#include "catalog/catalog.h"
#include "catalog/namespace.h"
#include "catalog/indexing.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_database.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_rewrite.h"
#include "catalog/pg_seclabel.h"
#include "catalog/pg_shseclabel.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_statistic_ext_data.h"
#include "commands/seclabel.h"
#include "common/hashfn.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "rewrite/prs2lock.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/partcache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "compat.h"
#include "lineage.h"
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

/* The labels of schemas and of the database, shared by all policies. */
typedef struct SharedLabel
{
	Oid			objid;			/* hash key; InvalidOid: the database */
	StoredLabel *stored;		/* NULL: no label */
} SharedLabel;

/* The labels of one relation: its own and its columns'. */
typedef struct RelLabels
{
	Oid			relid;
	StoredLabel *levels[LABEL_LEVELS];	/* LEVEL_COLUMN unused */
	int			natts;
	StoredLabel **columns;		/* by attno - 1 */
	bool		any;
} RelLabels;

static MemoryContext policy_context = NULL;
static HTAB *cache = NULL;
static HTAB *shared_labels = NULL;
static MemoryContext shared_context = NULL;

static uint64 generation = 1;
static uint64 source_generation = 1;
static int	stale_entries = 0;
static bool shared_stale = true;
static bool any_known = false;
static bool any_label = false;

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
	any_known = false;
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
		any_known = false;

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

/* ---------- reading labels ---------- */

static StoredLabel *
parse_stored(const char *text, LabelTarget target)
{
	StoredLabel *stored = palloc0(sizeof(StoredLabel));
	LabelError	error;

	stored->text = pstrdup(text);
	stored->label = purpose_label_parse(text, target, &error);
	if (stored->label == NULL)
		stored->problem = error.message;
	return stored;
}

/*
 * The label of a schema, or of the database for InvalidOid; NULL if it has
 * none.  Parsed once for all policies.
 */
static StoredLabel *
shared_label(Oid namespace)
{
	SharedLabel *entry;
	bool		found;
	ObjectAddress object;
	char	   *text;

	if (shared_labels == NULL)
	{
		HASHCTL		ctl = {0};

		shared_context = AllocSetContextCreate(policy_context,
											   "pg_purpose shared labels",
											   ALLOCSET_SMALL_SIZES);
		ctl.keysize = sizeof(Oid);
		ctl.entrysize = sizeof(SharedLabel);
		ctl.hcxt = shared_context;
		shared_labels = hash_create("pg_purpose shared labels", 16, &ctl,
									HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	}

	entry = hash_search(shared_labels, &namespace, HASH_FIND, NULL);
	if (entry != NULL)
		return entry->stored;

	if (OidIsValid(namespace))
		ObjectAddressSet(object, NamespaceRelationId, namespace);
	else
		ObjectAddressSet(object, DatabaseRelationId, MyDatabaseId);
	text = GetSecurityLabel(&object, PURPOSE_PROVIDER);

	entry = hash_search(shared_labels, &namespace, HASH_ENTER, &found);
	entry->stored = NULL;
	if (text != NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(shared_context);

		entry->stored = parse_stored(text, LABEL_ON_CONTAINER);
		MemoryContextSwitchTo(old);
	}
	return entry->stored;
}

/*
 * Policies point to shared labels, so these can go only when all policies
 * do.
 */
static void
drop_shared_labels(void)
{
	if (shared_labels != NULL)
	{
		shared_labels = NULL;
		MemoryContextDelete(shared_context);
		shared_context = NULL;
	}
	shared_stale = false;
}

/*
 * Read all labels of a relation and its columns in one scan.
 */
static void
read_rel_labels(Oid relid, int natts, RelLabels *labels)
{
	Relation	rel = table_open(SecLabelRelationId, AccessShareLock);
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&keys[0], Anum_pg_seclabel_objoid,
				BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relid));
	ScanKeyInit(&keys[1], Anum_pg_seclabel_classoid,
				BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(RelationRelationId));
	scan = systable_beginscan(rel, SecLabelObjectIndexId, true, NULL, 2, keys);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		TupleDesc	desc = RelationGetDescr(rel);
		bool		isnull;
		int			subid = ((FormData_pg_seclabel *) GETSTRUCT(tuple))->objsubid;
		Datum		provider = heap_getattr(tuple, Anum_pg_seclabel_provider,
											desc, &isnull);
		Datum		label = heap_getattr(tuple, Anum_pg_seclabel_label,
										 desc, &isnull);

		if (strcmp(TextDatumGetCString(provider), PURPOSE_PROVIDER) != 0 ||
			subid > natts)
			continue;
		labels->any = true;
		if (subid == 0)
			labels->levels[LEVEL_TABLE] =
				parse_stored(TextDatumGetCString(label), LABEL_ON_CONTAINER);
		else
			labels->columns[subid - 1] =
				parse_stored(TextDatumGetCString(label), LABEL_ON_COLUMN);
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
}

/*
 * All labels that have to do with a relation: its own, its columns', its
 * schema's and the database's.
 */
static RelLabels *
get_rel_labels(Oid relid, Form_pg_class form)
{
	RelLabels  *labels = palloc0(sizeof(RelLabels));

	labels->relid = relid;
	labels->natts = form->relnatts;
	labels->columns = palloc0(sizeof(StoredLabel *) * Max(labels->natts, 1));
	labels->levels[LEVEL_SCHEMA] = shared_label(form->relnamespace);
	labels->levels[LEVEL_DATABASE] = shared_label(InvalidOid);
	labels->any = labels->levels[LEVEL_SCHEMA] != NULL ||
		labels->levels[LEVEL_DATABASE] != NULL;
	read_rel_labels(relid, labels->natts, labels);
	return labels;
}

char *
purpose_policy_label_text(Oid relid, AttrNumber attno, LabelLevel level)
{
	ObjectAddress object;

	switch (level)
	{
		case LEVEL_COLUMN:
			ObjectAddressSubSet(object, RelationRelationId, relid, attno);
			break;
		case LEVEL_TABLE:
			ObjectAddressSet(object, RelationRelationId, relid);
			break;
		case LEVEL_SCHEMA:
			ObjectAddressSet(object, NamespaceRelationId,
							 get_rel_namespace(relid));
			break;
		case LEVEL_DATABASE:
			ObjectAddressSet(object, DatabaseRelationId, MyDatabaseId);
			break;
	}
	return GetSecurityLabel(&object, PURPOSE_PROVIDER);
}

/* ---------- making policies ---------- */

static void
add_rule(RelPolicy *policy, AttrNumber attno, const PolicyRule *rule)
{
	ColumnPolicy *column = policy->columns[attno - 1];

	if (column == NULL)
		column = policy->columns[attno - 1] = palloc0(sizeof(ColumnPolicy));

	/*
	 * Rules that come from the very same labels say the same, unless their
	 * expressions would be read in another relation.
	 */
	for (int i = 0; i < column->nrules; i++)
	{
		PolicyRule *old = &column->rules[i];

		if (memcmp(old->levels, rule->levels, sizeof(rule->levels)) == 0 &&
			old->derived == rule->derived &&
			old->foreign_rows == rule->foreign_rows)
			return;
	}

	/* Grow by powers of two. */
	if (column->nrules == 0)
		column->rules = palloc(sizeof(PolicyRule));
	else if ((column->nrules & (column->nrules - 1)) == 0)
		column->rules = repalloc(column->rules,
								 sizeof(PolicyRule) * column->nrules * 2);
	column->rules[column->nrules++] = *rule;
}

/*
 * The rule that a relation's own labels make for one column; answers false
 * where no label says anything.
 */
static bool
make_rule(const RelLabels *labels, AttrNumber attno, PolicyRule *rule)
{
	bool		any = false;

	memset(rule, 0, sizeof(PolicyRule));
	rule->relid = labels->relid;
	rule->attno = attno;
	rule->levels[LEVEL_COLUMN] = labels->columns[attno - 1];
	for (int level = LEVEL_TABLE; level < LABEL_LEVELS; level++)
		rule->levels[level] = labels->levels[level];
	for (int level = 0; level < LABEL_LEVELS; level++)
		any |= rule->levels[level] != NULL;
	return any;
}

/*
 * Add what the labels of "labels" say to the columns of the policy, matched
 * by name, as inheritance does.
 */
static void
add_rules_by_name(RelPolicy *policy, Relation rel, const RelLabels *labels)
{
	TupleDesc	desc = RelationGetDescr(rel);

	if (!labels->any)
		return;
	for (int i = 0; i < policy->natts; i++)
	{
		Form_pg_attribute attr = TupleDescAttr(desc, i);
		AttrNumber	attno = attr->attnum;
		PolicyRule	rule;

		if (attr->attisdropped)
			continue;
		if (labels->relid != policy->relid)
			attno = get_attnum(labels->relid, NameStr(attr->attname));
		if (attno > 0 && attno <= labels->natts &&
			make_rule(labels, attno, &rule))
			add_rule(policy, attr->attnum, &rule);
	}
}

/*
 * The parents of a relation, from pg_inherits.
 */
static List *
direct_parents(Oid relid)
{
	List	   *result = NIL;
	Relation	rel = table_open(InheritsRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_inherits_inhrelid,
				BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relid));
	scan = systable_beginscan(rel, InheritsRelidSeqnoIndexId, true, NULL,
							  1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
		result = lappend_oid(result,
							 ((Form_pg_inherits) GETSTRUCT(tuple))->inhparent);
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return result;
}

/*
 * Add all ancestors of "relid" to a list, each once.
 */
static List *
add_ancestors(List *ancestors, Oid relid)
{
	ListCell   *lc;
	List	   *parents = direct_parents(relid);

	check_stack_depth();
	foreach(lc, parents)
	{
		if (list_member_oid(ancestors, lfirst_oid(lc)))
			continue;
		ancestors = lappend_oid(ancestors, lfirst_oid(lc));
		ancestors = add_ancestors(ancestors, lfirst_oid(lc));
	}
	list_free(parents);
	return ancestors;
}

/*
 * Add the rules of other relations of the same inheritance tree.
 */
static void
add_rules_of_relatives(RelPolicy *policy, Relation rel, List *relatives)
{
	ListCell   *lc;

	foreach(lc, relatives)
	{
		Oid			relid = lfirst_oid(lc);
		HeapTuple	tuple;

		mark_source(relid);
		if (relid == policy->relid)
			continue;
		tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
		if (!HeapTupleIsValid(tuple))
			continue;
		add_rules_by_name(policy, rel,
						  get_rel_labels(relid,
										 (Form_pg_class) GETSTRUCT(tuple)));
		ReleaseSysCache(tuple);
	}
}

/*
 * The relatives whose labels count for a read of the whole tree: all
 * descendants, and their other ancestors.
 */
static List *
tree_relatives(Oid relid, List *ancestors)
{
	List	   *result = list_copy(ancestors);
	ListCell   *lc;
	List	   *inheritors = find_all_inheritors(relid, NoLock, NULL);

	foreach(lc, inheritors)
	{
		Oid			child = lfirst_oid(lc);

		if (child == relid)
			continue;
		result = list_append_unique_oid(result, child);

		/* A partition has one parent, which is in the tree already. */
		if (!get_rel_relispartition(child))
			result = add_ancestors(result, child);
	}
	return result;
}

/*
 * Add to one column of the policy what holds for a column that it is
 * computed from, of the same relation or of another.
 */
static void
add_derived_rules(RelPolicy *policy, AttrNumber attno,
				  const ColumnPolicy *source, bool foreign_rows)
{
	if (source == NULL)
		return;
	for (int i = 0; i < source->nrules; i++)
	{
		PolicyRule	rule = source->rules[i];

		rule.derived = true;
		rule.foreign_rows |= foreign_rows;
		add_rule(policy, attno, &rule);
	}
}

/*
 * Generated columns without a label of their own take the policy of the
 * columns in their expression.  A generated column cannot refer to another.
 */
static void
add_generated_rules(RelPolicy *policy, Relation rel, const RelLabels *labels)
{
	TupleDesc	desc = RelationGetDescr(rel);

	for (int i = 0; desc->constr != NULL && i < desc->constr->num_defval; i++)
	{
		AttrDefault *def = &desc->constr->defval[i];
		Bitmapset  *used = NULL;
		int			column = -1;

		if (TupleDescAttr(desc, def->adnum - 1)->attgenerated == '\0' ||
			labels->columns[def->adnum - 1] != NULL)
			continue;
		pull_varattnos(stringToNode(def->adbin), 1, &used);
		while ((column = bms_next_member(used, column)) >= 0)
		{
			AttrNumber	attno = column + FirstLowInvalidHeapAttributeNumber;

			if (attno > 0)
				add_derived_rules(policy, def->adnum,
								  policy->columns[attno - 1], false);
			else if (attno == 0)
				for (int other = 0; other < policy->natts; other++)
					add_derived_rules(policy, def->adnum,
									  policy->columns[other], false);
		}
	}
}

static RelPolicy *build_policy(Relation rel, Form_pg_class form, bool tree,
							   bool *derived);
static Query *stored_query(Relation rel);

/*
 * Take over to "attno" what holds for a column of another relation, looking
 * through views to what they are made of.
 */
static void
add_source_rules(RelPolicy *policy, AttrNumber attno,
				 const LineageSource *source)
{
	Relation	rel;
	ListCell   *lc;

	check_stack_depth();
	if (purpose_policy_is_system(source->relid))
		return;
	mark_source(source->relid);
	rel = table_open(source->relid, AccessShareLock);
	if (rel->rd_rel->relkind == RELKIND_VIEW)
	{
		Query	   *query = stored_query(rel);

		foreach(lc, purpose_lineage_sources(query, source->attno))
			add_source_rules(policy, attno, lfirst(lc));
	}
	else
	{
		bool		derived;
		RelPolicy  *other = build_policy(rel, rel->rd_rel, true, &derived);

		for (int i = 0; other != NULL && i < other->natts; i++)
			if (source->attno == 0 || source->attno == i + 1)
				add_derived_rules(policy, attno, other->columns[i], true);
	}
	table_close(rel, AccessShareLock);
}

/*
 * The query that defines a view or materialized view; a copy.
 */
static Query *
stored_query(Relation rel)
{
	RuleLock   *rules = rel->rd_rules;

	for (int i = 0; rules != NULL && i < rules->numLocks; i++)
		if (rules->rules[i]->event == CMD_SELECT)
			return copyObject(linitial_node(Query, rules->rules[i]->actions));
	elog(ERROR, "relation \"%s\" has no defining query",
		 RelationGetRelationName(rel));
	return NULL;
}

/*
 * Columns of a materialized view without a label of their own take the policy
 * of what they are computed from.
 */
static void
add_matview_rules(RelPolicy *policy, Relation rel, const RelLabels *labels)
{
	Query	   *query = stored_query(rel);

	for (int i = 0; i < policy->natts; i++)
	{
		ListCell   *lc;

		if (labels->columns[i] != NULL)
			continue;
		foreach(lc, purpose_lineage_sources(query, i + 1))
			add_source_rules(policy, i + 1, lfirst(lc));
	}
}

/*
 * The table that a TOAST table belongs to, or InvalidOid.
 */
static Oid
toast_owner(Oid toastid, const char *name)
{
	Oid			relid = InvalidOid;
	Relation	rel;
	SysScanDesc scan;
	HeapTuple	tuple;

	/* The name says it, as a rule; a forged one must not. */
	if (sscanf(name, "pg_toast_%u", &relid) == 1 && OidIsValid(relid))
	{
		bool		right = false;

		tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
		if (HeapTupleIsValid(tuple))
		{
			right = ((Form_pg_class) GETSTRUCT(tuple))->reltoastrelid ==
				toastid;
			ReleaseSysCache(tuple);
		}
		if (right)
			return relid;
	}

	relid = InvalidOid;
	rel = table_open(RelationRelationId, AccessShareLock);
	scan = systable_beginscan(rel, InvalidOid, false, NULL, 0, NULL);
	while (!OidIsValid(relid) &&
		   HeapTupleIsValid(tuple = systable_getnext(scan)))
		if (((Form_pg_class) GETSTRUCT(tuple))->reltoastrelid == toastid)
			relid = ((Form_pg_class) GETSTRUCT(tuple))->oid;
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return relid;
}

/*
 * A TOAST table holds parts of values of any column of its table.
 */
static void
add_toast_rules(RelPolicy *policy, Relation rel)
{
	Oid			owner = toast_owner(RelationGetRelid(rel),
									RelationGetRelationName(rel));
	LineageSource source = {owner, 0};

	if (OidIsValid(owner))
		for (int i = 0; i < policy->natts; i++)
			add_source_rules(policy, i + 1, &source);
}

/*
 * A hash of all label texts, by column.
 */
static uint32
hash_content(const RelPolicy *policy)
{
	uint32		hash = 0;

	for (int i = 0; i < policy->natts; i++)
	{
		ColumnPolicy *column = policy->columns[i];

		hash = hash_combine(hash, murmurhash32(i));
		for (int rule = 0; column != NULL && rule < column->nrules; rule++)
			for (int level = 0; level < LABEL_LEVELS; level++)
			{
				const StoredLabel *stored = column->rules[rule].levels[level];

				if (stored != NULL)
					hash = hash_combine(hash,
										hash_bytes((const unsigned char *) stored->text,
												   strlen(stored->text)));
			}
	}
	return hash;
}

/*
 * Make the policy of one relation, in the current memory context; NULL if no
 * label has to do with it.  *derived is set if other relations have.
 */
static RelPolicy *
build_policy(Relation rel, Form_pg_class form, bool tree, bool *derived)
{
	RelPolicy  *policy = palloc0(sizeof(RelPolicy));
	Oid			relid = RelationGetRelid(rel);
	RelLabels  *labels = get_rel_labels(relid, form);
	List	   *relatives = add_ancestors(NIL, relid);

	policy->relid = relid;
	policy->natts = RelationGetNumberOfAttributes(rel);
	policy->columns = palloc0(sizeof(ColumnPolicy *) * Max(policy->natts, 1));

	if (tree && form->relhassubclass)
		relatives = tree_relatives(relid, relatives);
	*derived = relatives != NIL || form->relkind == RELKIND_MATVIEW ||
		form->relkind == RELKIND_TOASTVALUE;

	if (form->relkind != RELKIND_TOASTVALUE)
		add_rules_by_name(policy, rel, labels);
	add_rules_of_relatives(policy, rel, relatives);
	if (form->relkind == RELKIND_MATVIEW)
		add_matview_rules(policy, rel, labels);
	else if (form->relkind == RELKIND_TOASTVALUE)
		add_toast_rules(policy, rel);
	else
		add_generated_rules(policy, rel, labels);

	policy->content = hash_content(policy);
	for (int i = 0; i < policy->natts; i++)
		if (policy->columns[i] != NULL)
			return policy;
	return NULL;
}

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
		own = tree = build_policy(rel, rel->rd_rel, false, &derived);
		if (rel->rd_rel->relhassubclass)
			tree = build_policy(rel, rel->rd_rel, true, &derived_tree);
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

bool
purpose_policy_is_system(Oid relid)
{
	Oid			namespace;

	if (relid < FirstUnpinnedObjectId)
		return true;
	if (relid >= FirstNormalObjectId)
		return false;

	/*
	 * initdb gave these OIDs to information_schema and TOAST tables of
	 * catalogs, and single-user mode gives them to anything.
	 */
	namespace = get_rel_namespace(relid);
	return namespace < FirstUnpinnedObjectId ?
		namespace != PG_PUBLIC_NAMESPACE :
		namespace < FirstNormalObjectId &&
		namespace == get_namespace_oid("information_schema", true);
}

/*
 * Can labels have to do with this relation at all?
 */
static bool
is_exempt(Oid relid)
{
	/* The extension's own table is the policy, not what it protects. */
	return purpose_policy_is_system(relid) ||
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
		drop_shared_labels();
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

int
purpose_rule_nearest(const PolicyRule *rule)
{
	for (int level = 0; level < LABEL_LEVELS; level++)
		if (rule->levels[level] != NULL)
			return level;
	return -1;
}

/* ---------- the database as a whole ---------- */

/*
 * Does pg_seclabel have any label of ours?
 */
static bool
has_local_label(void)
{
	Relation	rel = table_open(SecLabelRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(rel, InvalidOid, false, NULL, 0,
										  NULL);
	bool		found = false;
	HeapTuple	tuple;

	while (!found && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		bool		isnull;
		Datum		provider = heap_getattr(tuple, Anum_pg_seclabel_provider,
											RelationGetDescr(rel), &isnull);

		found = strcmp(TextDatumGetCString(provider), PURPOSE_PROVIDER) == 0;
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return found;
}

bool
purpose_policy_any(void)
{
	if (!any_known)
	{
		ObjectAddress object;
		uint64		before = generation;
		bool		found;

		ObjectAddressSet(object, DatabaseRelationId, MyDatabaseId);
		found = has_local_label() ||
			GetSecurityLabel(&object, PURPOSE_PROVIDER) != NULL;
		any_label = found;
		any_known = (before == generation);
		return found;
	}
	return any_label;
}

/* ---------- catalogs that hold values ---------- */

static Oid
toast_of(Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Oid			result = InvalidOid;

	if (HeapTupleIsValid(tuple))
	{
		result = ((Form_pg_class) GETSTRUCT(tuple))->reltoastrelid;
		ReleaseSysCache(tuple);
	}
	return result;
}

bool
purpose_policy_is_statistics(Oid relid)
{
	return relid == StatisticRelationId ||
		relid == StatisticExtDataRelationId ||
		(relid < FirstNormalObjectId &&
		 get_rel_relkind(relid) == RELKIND_TOASTVALUE &&
		 (relid == toast_of(StatisticRelationId) ||
		  relid == toast_of(StatisticExtDataRelationId)));
}

/* ---------- telling the other sessions ---------- */

/*
 * The relation that a rewrite rule belongs to.
 */
static Oid
rule_relation(Oid rule)
{
	Relation	rel = table_open(RewriteRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;
	Oid			result = InvalidOid;

	ScanKeyInit(&key, Anum_pg_rewrite_oid,
				BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(rule));
	scan = systable_beginscan(rel, RewriteOidIndexId, true, NULL, 1, &key);
	if (HeapTupleIsValid(tuple = systable_getnext(scan)))
		result = ((Form_pg_rewrite) GETSTRUCT(tuple))->ev_class;
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return result;
}

/*
 * Add the materialized views that read a relation, directly or through
 * views, to a list.
 */
static List *
add_dependent_matviews(List *result, Oid relid)
{
	Relation	rel = table_open(DependRelationId, AccessShareLock);
	List	   *rules = NIL;
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	tuple;
	ListCell   *lc;

	check_stack_depth();
	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid,
				BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(RelationRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid,
				BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relid));
	scan = systable_beginscan(rel, DependReferenceIndexId, true, NULL,
							  2, keys);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend depend = (Form_pg_depend) GETSTRUCT(tuple);

		if (depend->classid == RewriteRelationId)
			rules = list_append_unique_oid(rules, depend->objid);
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);

	foreach(lc, rules)
	{
		Oid			reader = rule_relation(lfirst_oid(lc));
		char		relkind;

		if (!OidIsValid(reader) || reader == relid ||
			list_member_oid(result, reader))
			continue;
		relkind = get_rel_relkind(reader);
		if (relkind != RELKIND_VIEW && relkind != RELKIND_MATVIEW)
			continue;
		result = lappend_oid(result, reader);
		result = add_dependent_matviews(result, reader);
	}
	return result;
}

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
	List	   *affected = tree_relatives(relid, add_ancestors(NIL, relid));
	List	   *readers = NIL;
	ListCell   *lc;

	affected = list_append_unique_oid(affected, relid);
	foreach(lc, affected)
		readers = add_dependent_matviews(readers, lfirst_oid(lc));
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

List *
purpose_policy_ancestors(Oid relid, Oid without)
{
	List	   *result = NIL;
	ListCell   *lc;

	foreach(lc, direct_parents(relid))
	{
		if (lfirst_oid(lc) == without)
			continue;
		result = list_append_unique_oid(result, lfirst_oid(lc));
		result = add_ancestors(result, lfirst_oid(lc));
	}
	return result;
}

bool
purpose_policy_feeds_labelled(Oid relid)
{
	ListCell   *lc;

	foreach(lc, add_dependent_matviews(NIL, relid))
		if (purpose_policy_get(lfirst_oid(lc), true) != NULL)
			return true;
	return false;
}

/* ---------- partition bounds ---------- */

Bitmapset *
purpose_policy_partition_key(Oid relid)
{
	Relation	rel;
	PartitionKey key;
	Bitmapset  *columns = NULL;

	if (get_rel_relkind(relid) != RELKIND_PARTITIONED_TABLE)
		return NULL;
	rel = table_open(relid, AccessShareLock);
	key = RelationGetPartitionKey(rel);
	for (int i = 0; i < key->partnatts; i++)
		columns = bms_add_member(columns, key->partattrs[i]);
	table_close(rel, AccessShareLock);
	return columns;
}

Bitmapset *
purpose_policy_bound_columns(Oid relid)
{
	Bitmapset  *columns = NULL;
	ListCell   *lc;

	if (!get_rel_relispartition(relid))
		return NULL;
	foreach(lc, get_partition_ancestors(relid))
	{
		Oid			parent = lfirst_oid(lc);
		Bitmapset  *key = purpose_policy_partition_key(parent);
		int			attno = -1;

		while ((attno = bms_next_member(key, attno)) >= 0)
			columns = bms_add_member(columns, attno == 0 ? 0 :
									 get_attnum(relid,
												get_attname(parent, attno,
															false)));
	}
	return columns;
}
