/*-------------------------------------------------------------------------
 *
 * vocabulary_triggers.c
 *		Triggers of purpose.vocabulary: who may write it, and what it takes.
 *
 * To change the tree of purposes is to change what every label means:
 * re-parenting a purpose can open or close any column.  So writing takes
 * ADMINISTER, whatever GRANT says, names are checked, cycles refused, and
 * a purpose that a label names stays.  The triggers are ENABLE ALWAYS, so that
 * session_replication_role does not switch them off.
 *
 * The invariant: no row changes without all sessions being told, nor without
 * a ShareRowExclusiveLock on the table until they are.
 *
 *-------------------------------------------------------------------------
 */
#include "pg_purpose.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_class.h"
#include "catalog/pg_seclabel.h"
#include "catalog/pg_shseclabel.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/rel.h"

#include "authority.h"
#include "compat.h"
#include "label.h"
#include "vocabulary.h"

PG_FUNCTION_INFO_V1(purpose_vocabulary_before);
PG_FUNCTION_INFO_V1(purpose_vocabulary_row);

/*
 * One writer at a time: two could close a cycle between them.  And vocabulary.c
 * tells by this lock whether somebody may be about to commit a change.
 */
static void
lock_as_writer(Relation rel)
{
	LockRelation(rel, ShareRowExclusiveLock);
}

/*
 * vocabulary_before(): BEFORE each statement.  May this user write?
 */
Datum
purpose_vocabulary_before(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function must be called as a trigger")));
	purpose_require_administer("change the vocabulary of purposes");

	lock_as_writer(trigger->tg_relation);

	/* DELETE looks at each purpose, whether a label names it. */
	if (TRIGGER_FIRED_BY_TRUNCATE(trigger->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("cannot truncate the vocabulary of purposes"),
				 errhint("Use DELETE.")));
	purpose_vocabulary_announce_change();
	return PointerGetDatum(NULL);
}

/*
 * Does a row of pg_seclabel or pg_shseclabel hold a label of ours that names
 * the purpose?  A label that does not parse is taken to, if the name is in it.
 */
static bool
label_names(Datum provider, Datum stored, LabelTarget target,
			const char *name)
{
	LabelError	error;
	Label	   *label;
	ListCell   *lc;

	if (strcmp(TextDatumGetCString(provider), PURPOSE_PROVIDER) != 0)
		return false;
	label = purpose_label_parse(TextDatumGetCString(stored), target, &error);
	if (label == NULL)
		return strstr(TextDatumGetCString(stored), name) != NULL;
	foreach(lc, purpose_label_names(label))
		if (strcmp(lfirst(lc), name) == 0)
			return true;
	return false;
}

/*
 * Does any label of this database, or of a role, name the purpose?
 */
static bool
is_named_by_local_label(const char *name)
{
	Relation	rel = table_open(SecLabelRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(rel, InvalidOid, false, NULL, 0,
										  NULL);
	HeapTuple	tuple;
	bool		found = false;

	while (!found && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		FormData_pg_seclabel *form = (FormData_pg_seclabel *) GETSTRUCT(tuple);
		bool		isnull;

		found = label_names(heap_getattr(tuple, Anum_pg_seclabel_provider,
										 RelationGetDescr(rel), &isnull),
							heap_getattr(tuple, Anum_pg_seclabel_label,
										 RelationGetDescr(rel), &isnull),
							form->objsubid != 0 ? LABEL_ON_COLUMN :
							LABEL_ON_CONTAINER, name);
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return found;
}

static bool
is_named_by_shared_label(const char *name)
{
	Relation	rel = table_open(SharedSecLabelRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(rel, InvalidOid, false, NULL, 0,
										  NULL);
	HeapTuple	tuple;
	bool		found = false;

	while (!found && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_shseclabel form = (Form_pg_shseclabel) GETSTRUCT(tuple);
		bool		on_role = form->classoid == AuthIdRelationId;
		bool		isnull;

		/* Other databases have vocabularies of their own. */
		if (!on_role && form->objoid != MyDatabaseId)
			continue;
		found = label_names(heap_getattr(tuple, Anum_pg_shseclabel_provider,
										 RelationGetDescr(rel), &isnull),
							heap_getattr(tuple, Anum_pg_shseclabel_label,
										 RelationGetDescr(rel), &isnull),
							on_role ? LABEL_ON_ROLE : LABEL_ON_CONTAINER,
							name);
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return found;
}

static void
check_unused(const char *name)
{
	if (is_named_by_local_label(name) || is_named_by_shared_label(name))
		ereport(ERROR,
				(errcode(ERRCODE_DEPENDENT_OBJECTS_STILL_EXIST),
				 errmsg("purpose \"%s\" is named by labels", name),
				 errdetail("Without the purpose, those labels would be broken, and what they stand on blocked."),
				 errhint("The view purpose.labels lists them; change them first.")));
}

static void
check_name(const char *name)
{
	if (!purpose_name_is_valid(name) || strcmp(name, "any") == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_NAME),
				 errmsg("invalid purpose name \"%s\"", name),
				 errhint("Names of purposes consist of lower-case letters, digits and underscores, do not begin with a digit, have at most %d bytes, and are not \"any\".",
						 NAMEDATALEN - 1)));
}

/*
 * Run a query with one purpose name as its parameter; answers whether it has
 * a row, and the row's only column.
 */
static bool
look_up(const char *query, const char *name, char **column)
{
	Oid			types[1] = {TEXTOID};
	Datum		values[1] = {CStringGetTextDatum(name)};

	*column = NULL;
	if (SPI_execute_with_args(query, 1, types, values, NULL, false, 1) !=
		SPI_OK_SELECT)
		elog(ERROR, "could not read purpose.vocabulary");
	if (SPI_processed == 0)
		return false;
	*column = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	return true;
}

/*
 * The parent of a purpose as the table now says, or NULL.  While a dump is
 * restored, which sets check_function_bodies off, a parent may still come.
 */
static char *
look_up_parent(const char *name)
{
	char	   *parent;

	if (!look_up("SELECT parent FROM ONLY purpose.vocabulary"
				 " WHERE name OPERATOR(pg_catalog.=) $1", name, &parent) &&
		check_function_bodies)
		ereport(ERROR,
				(errcode(ERRCODE_FOREIGN_KEY_VIOLATION),
				 errmsg("purpose \"%s\" does not exist", name),
				 errdetail("Another purpose has it as its parent."),
				 errhint("Insert the parent first, or in the same statement.")));
	return parent;
}

/*
 * A purpose has gone, or has got another name: nothing may be left below it.
 *
 * This and look_up_parent stand for a foreign key, which pg_dump would warn
 * of as a circle.
 */
static void
check_childless(const char *name)
{
	char	   *child;

	SPI_connect();
	if (look_up("SELECT name FROM ONLY purpose.vocabulary"
				" WHERE parent OPERATOR(pg_catalog.=) $1", name, &child))
		ereport(ERROR,
				(errcode(ERRCODE_FOREIGN_KEY_VIOLATION),
				 errmsg("purpose \"%s\" is the parent of purpose \"%s\"",
						name, child),
				 errhint("Give the child another parent first, or in the same statement.")));
	SPI_finish();
}

static void
refuse_depth(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("purpose \"%s\" is too deep in the tree", name),
			 errdetail("At most %d levels are possible.",
					   PURPOSE_MAX_DEPTH)));
}

/*
 * The level of a purpose, 1 at a root.  Its parents must come to an end.
 */
static int
check_ancestors(const char *name)
{
	char	   *ancestor = look_up_parent(name);
	int			level = 1;

	for (; ancestor != NULL; level++)
	{
		if (strcmp(ancestor, name) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
					 errmsg("purpose \"%s\" would be its own ancestor", name),
					 errhint("Purposes form a tree: choose another parent.")));
		if (level >= PURPOSE_MAX_DEPTH)
			refuse_depth(name);
		ancestor = look_up_parent(ancestor);
	}
	return level;
}

/*
 * What has been moved with a purpose must not have become too deep.
 */
static void
check_descendants(const char *name, int level)
{
	char	   *deepest;
	char	   *query =
		psprintf("WITH RECURSIVE down (name, level) AS ("
			 " SELECT $1, %d"
			 " UNION ALL"
			 " SELECT v.name, d.level OPERATOR(pg_catalog.+) 1"
			 " FROM down AS d JOIN ONLY purpose.vocabulary AS v"
			 " ON v.parent OPERATOR(pg_catalog.=) d.name"
			 " WHERE d.level OPERATOR(pg_catalog.<=) %d)"
			 " SELECT name FROM down WHERE level OPERATOR(pg_catalog.>) %d",
			 level, PURPOSE_MAX_DEPTH, PURPOSE_MAX_DEPTH);

	if (look_up(query, name, &deepest))
		refuse_depth(deepest);
}

static void
check_place(const char *name)
{
	SPI_connect();
	check_descendants(name, check_ancestors(name));
	SPI_finish();
}

static char *
name_of(HeapTuple tuple, TupleDesc desc)
{
	char	   *name = SPI_getvalue(tuple, desc, 1);

	return name != NULL ? name : "";
}

/*
 * vocabulary_row(): AFTER each row.  What is replicated comes by here only, so
 * this locks and announces as well, before any query below could see the row.
 */
Datum
purpose_vocabulary_row(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	TupleDesc	desc;
	char	   *old = NULL;
	char	   *new = NULL;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function must be called as a trigger")));
	desc = RelationGetDescr(trigger->tg_relation);
	lock_as_writer(trigger->tg_relation);
	purpose_vocabulary_announce_change();

	if (TRIGGER_FIRED_BY_INSERT(trigger->tg_event))
		new = name_of(trigger->tg_trigtuple, desc);
	else
		old = name_of(trigger->tg_trigtuple, desc);
	if (TRIGGER_FIRED_BY_UPDATE(trigger->tg_event))
		new = name_of(trigger->tg_newtuple, desc);

	if (old != NULL && (new == NULL || strcmp(old, new) != 0))
	{
		check_unused(old);
		check_childless(old);
	}
	if (new != NULL)
	{
		check_name(new);
		check_place(new);
	}
	return PointerGetDatum(NULL);
}
