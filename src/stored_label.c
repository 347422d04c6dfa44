/*-------------------------------------------------------------------------
 *
 * stored_label.c
 *		Reads labels from pg_seclabel and pg_shseclabel.
 *
 * The labels of schemas and of the database are parsed once and shared by all
 * policies, which point to them; that there is any label at all is kept, too.
 * When to drop either is policy.c's affair, which gets the invalidations: its
 * header lists them.
 *
 * What a label means for a column is the business of policy_build.c and
 * verdict.c; labels on roles are read by authority.c; labels are written by
 * the server, see label_provider.c.
 *
 * The invariant: a label that is stored and does not parse is still a label
 * (StoredLabel.problem); it never counts as none.
 *
 *-------------------------------------------------------------------------
 */
#include "stored_label.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_database.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_seclabel.h"
#include "commands/seclabel.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

/* The labels of schemas and of the database, shared by all policies. */
typedef struct SharedLabel
{
	Oid			objid;			/* hash key; InvalidOid: the database */
	StoredLabel *stored;		/* NULL: no label */
} SharedLabel;

static HTAB *shared_labels = NULL;
static MemoryContext shared_context = NULL;

LabelState	purpose_stored_label_state = LABELS_UNKNOWN;

/* How often that has been taken back. */
static uint64 any_forgotten = 0;

static StoredLabel *
parse_stored(const char *text, LabelTarget target)
{
	StoredLabel *stored = palloc0(sizeof(StoredLabel));
	LabelError	error;

	stored->label = purpose_label_parse(text, target, &error);
	if (stored->label != NULL)
		stored->text = stored->label->text;
	else
	{
		stored->text = pstrdup(text);
		stored->problem = error.message;
	}
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
	StoredLabel *stored = NULL;
	bool		found;
	ObjectAddress object;
	char	   *text;

	if (shared_labels == NULL)
	{
		HASHCTL		ctl = {0};

		shared_context = AllocSetContextCreate(TopMemoryContext,
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

	/* Entered when whole: an error must not leave "no label" behind. */
	if (text != NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(shared_context);

		stored = parse_stored(text, LABEL_ON_CONTAINER);
		MemoryContextSwitchTo(old);
	}
	entry = hash_search(shared_labels, &namespace, HASH_ENTER, &found);
	entry->stored = stored;
	return stored;
}

void
purpose_stored_label_drop_shared(void)
{
	if (shared_labels != NULL)
	{
		shared_labels = NULL;
		MemoryContextDelete(shared_context);
		shared_context = NULL;
	}
}

/*
 * The label of a column.  Columns often have the same text, which is then
 * parsed once.
 */
static StoredLabel *
column_label(const RelLabels *labels, const char *text)
{
	for (int i = 0; i < labels->natts; i++)
		if (labels->columns[i] != NULL &&
			strcmp(labels->columns[i]->text, text) == 0)
			return labels->columns[i];
	return parse_stored(text, LABEL_ON_COLUMN);
}

/*
 * Take over one label of a relation or of a column of it.  What is kept stays
 * for long: nothing else is left behind.
 */
static void
add_label(RelLabels *labels, int subid, const text *label)
{
	char	   *string = text_to_cstring(label);

	labels->any = true;
	if (subid == 0)
		labels->levels[LEVEL_TABLE] = parse_stored(string, LABEL_ON_CONTAINER);
	else
		labels->columns[subid - 1] = column_label(labels, string);
	pfree(string);
}

static bool
is_ours(const text *provider)
{
	return VARSIZE_ANY_EXHDR(provider) == strlen(PURPOSE_PROVIDER) &&
		memcmp(VARDATA_ANY(provider), PURPOSE_PROVIDER,
			   strlen(PURPOSE_PROVIDER)) == 0;
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
		int			subid = ((FormData_pg_seclabel *) GETSTRUCT(tuple))->objsubid;
		Datum		values[Natts_pg_seclabel];
		bool		nulls[Natts_pg_seclabel];

		heap_deform_tuple(tuple, RelationGetDescr(rel), values, nulls);
		if (is_ours(DatumGetTextPP(values[Anum_pg_seclabel_provider - 1])) &&
			subid <= natts)
			add_label(labels, subid,
					  DatumGetTextPP(values[Anum_pg_seclabel_label - 1]));
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
}

RelLabels *
purpose_stored_label_get(Oid relid, Form_pg_class form)
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

		found = is_ours(DatumGetTextPP(provider));
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return found;
}

void
purpose_stored_label_forget_any(void)
{
	purpose_stored_label_state = LABELS_UNKNOWN;
	any_forgotten++;
}

bool
purpose_stored_label_look(void)
{
	ObjectAddress object;
	uint64		before = any_forgotten;
	bool		found;

	ObjectAddressSet(object, DatabaseRelationId, MyDatabaseId);
	found = has_local_label() ||
		GetSecurityLabel(&object, PURPOSE_PROVIDER) != NULL;
	if (before == any_forgotten)
		purpose_stored_label_state = found ? LABELS_SOME : LABELS_NONE;
	return found;
}
