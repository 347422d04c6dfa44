/*-------------------------------------------------------------------------
 *
 * relation.c
 *		What the catalogs say of a relation and those related to it.
 *
 * Its parents and children by inheritance, the materialized views that read
 * it, the table it is the TOAST table of, its partition key and bounds, and
 * whether it is one of the server's own.  Always read from the catalogs:
 * nothing is kept.
 *
 * Which of that takes policy over from which is the business of
 * policy_build.c.
 *
 * The invariant: relatives are found completely, by every way that leads to
 * them; who is left out has no policy from there.
 *
 *-------------------------------------------------------------------------
 */
#include "relation.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/transam.h"
#include "catalog/catalog.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_rewrite.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_statistic_ext_data.h"
#include "miscadmin.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/partcache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "compat.h"

/* ---------- inheritance ---------- */

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

List *
purpose_relation_ancestors(Oid relid, Oid without)
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

List *
purpose_relation_tree(Oid relid)
{
	List	   *result = add_ancestors(NIL, relid);
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

/* ---------- materialized views ---------- */

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
List *
purpose_relation_add_readers(List *result, Oid relid)
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
		result = purpose_relation_add_readers(result, reader);
	}
	return result;
}

/* ---------- TOAST ---------- */

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

Oid
purpose_relation_toast_owner(Oid toastid, const char *name)
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

/* ---------- partitions ---------- */

Bitmapset *
purpose_relation_partition_key(Oid relid)
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
purpose_relation_bound_columns(Oid relid)
{
	Bitmapset  *columns = NULL;
	ListCell   *lc;

	if (!get_rel_relispartition(relid))
		return NULL;
	foreach(lc, get_partition_ancestors(relid))
	{
		Oid			parent = lfirst_oid(lc);
		Bitmapset  *key = purpose_relation_partition_key(parent);
		int			attno = -1;

		while ((attno = bms_next_member(key, attno)) >= 0)
			columns = bms_add_member(columns, attno == 0 ? 0 :
									 get_attnum(relid,
												get_attname(parent, attno,
															false)));
	}
	return columns;
}

/* ---------- the server's own ---------- */

bool
purpose_relation_is_system(Oid relid)
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

bool
purpose_relation_is_statistics(Oid relid)
{
	return relid == StatisticRelationId ||
		relid == StatisticExtDataRelationId ||
		(relid < FirstNormalObjectId &&
		 get_rel_relkind(relid) == RELKIND_TOASTVALUE &&
		 (relid == toast_of(StatisticRelationId) ||
		  relid == toast_of(StatisticExtDataRelationId)));
}
