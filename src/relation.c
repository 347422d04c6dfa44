/*-------------------------------------------------------------------------
 *
 * relation.c
 *		What the catalogs say of a relation and those related to it.
 *
 * Its parents and children by inheritance, what depends on it and what is
 * attached to it, the materialized views that read it, the table it is the
 * TOAST table of, its partition key and bounds, and whether it is one of the
 * server's own.  Always read from the catalogs: nothing is kept.
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
#include "catalog/index.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/partition.h"
#include "catalog/pg_attrdef.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_policy.h"
#include "catalog/pg_rewrite.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_statistic_ext.h"
#include "catalog/pg_statistic_ext_data.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "partitioning/partdesc.h"
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
purpose_relation_ancestors(Oid relid, List *without)
{
	List	   *result = NIL;
	ListCell   *lc;

	foreach(lc, direct_parents(relid))
	{
		if (list_member_oid(without, lfirst_oid(lc)))
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

/* ---------- dependencies ---------- */

List *
purpose_relation_dependents(Oid classid, Oid objid, int32 subid)
{
	Relation	rel = table_open(DependRelationId, AccessShareLock);
	List	   *result = NIL;
	ScanKeyData keys[3];
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid,
				BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(classid));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid,
				BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(objid));
	ScanKeyInit(&keys[2], Anum_pg_depend_refobjsubid,
				BTEqualStrategyNumber, F_INT4EQ, Int32GetDatum(subid));
	scan = systable_beginscan(rel, DependReferenceIndexId, true, NULL,
							  subid == 0 ? 2 : 3, keys);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend depend = (Form_pg_depend) GETSTRUCT(tuple);
		Dependent  *dependent = palloc(sizeof(Dependent));

		ObjectAddressSubSet(dependent->object, depend->classid, depend->objid,
							depend->objsubid);
		dependent->deptype = depend->deptype;
		result = lappend(result, dependent);
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return result;
}

/* ---------- types ---------- */

/*
 * Are there rows in relations of this kind, of its own or on another server?
 */
static bool
has_rows(char relkind)
{
	return relkind == RELKIND_RELATION || relkind == RELKIND_PARTITIONED_TABLE ||
		relkind == RELKIND_FOREIGN_TABLE || relkind == RELKIND_MATVIEW;
}

static List *
add_types_of(List *types, Oid type)
{
	ListCell   *lc;

	check_stack_depth();
	if (!OidIsValid(type) || list_member_oid(types, type))
		return types;
	types = lappend_oid(types, type);
	foreach(lc, purpose_relation_dependents(TypeRelationId, type, 0))
	{
		ObjectAddress *object = &((Dependent *) lfirst(lc))->object;

		if (object->classId == TypeRelationId)
			types = add_types_of(types, object->objectId);
		else if (object->classId == RelationRelationId && object->objectSubId > 0)
			types = add_types_of(types, get_rel_type_id(object->objectId));
	}
	return types;
}

List *
purpose_relation_types_of(Oid type)
{
	return add_types_of(NIL, type);
}

List *
purpose_relation_columns_of_type(Oid type)
{
	List	   *result = NIL;
	ListCell   *lc;
	ListCell   *lc2;

	foreach(lc, purpose_relation_types_of(type))
		foreach(lc2, purpose_relation_dependents(TypeRelationId, lfirst_oid(lc), 0))
		{
			ObjectAddress *object = &((Dependent *) lfirst(lc2))->object;

			if (object->classId == RelationRelationId &&
				object->objectSubId > 0 && has_rows(get_rel_relkind(object->objectId)))
				result = lappend(result, object);
		}
	return result;
}

List *
purpose_relation_references(const ObjectAddress *object)
{
	Relation	rel = table_open(DependRelationId, AccessShareLock);
	List	   *result = NIL;
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&keys[0], Anum_pg_depend_classid,
				BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(object->classId));
	ScanKeyInit(&keys[1], Anum_pg_depend_objid,
				BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(object->objectId));
	scan = systable_beginscan(rel, DependDependerIndexId, true, NULL,
							  2, keys);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend depend = (Form_pg_depend) GETSTRUCT(tuple);
		ObjectAddress *reference = palloc(sizeof(ObjectAddress));

		ObjectAddressSubSet(*reference, depend->refclassid, depend->refobjid,
							depend->refobjsubid);
		result = lappend(result, reference);
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return result;
}

/*
 * The relation that a row of a catalog belongs to: read by the row's OID from
 * a column of type oid.
 */
static Oid
relation_of_row(Oid catalog, Oid index, AttrNumber oid_attno,
				AttrNumber relation_attno, Oid oid)
{
	Relation	rel = table_open(catalog, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;
	Oid			result = InvalidOid;

	ScanKeyInit(&key, oid_attno, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(oid));
	scan = systable_beginscan(rel, index, true, NULL, 1, &key);
	if (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		bool		isnull;
		Datum		datum = heap_getattr(tuple, relation_attno,
										 RelationGetDescr(rel), &isnull);

		if (!isnull)
			result = DatumGetObjectId(datum);
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return result;
}

Oid
purpose_relation_of_object(const ObjectAddress *object)
{
	Oid			oid = object->objectId;

	switch (object->classId)
	{
		case RelationRelationId:
			if (get_rel_relkind(oid) == RELKIND_INDEX ||
				get_rel_relkind(oid) == RELKIND_PARTITIONED_INDEX)
				return IndexGetRelation(oid, true);
			return oid;
		case TriggerRelationId:
			return relation_of_row(TriggerRelationId, TriggerOidIndexId,
								   Anum_pg_trigger_oid,
								   Anum_pg_trigger_tgrelid, oid);
		case AttrDefaultRelationId:
			return relation_of_row(AttrDefaultRelationId,
								   AttrDefaultOidIndexId,
								   Anum_pg_attrdef_oid,
								   Anum_pg_attrdef_adrelid, oid);
		case PolicyRelationId:
			return relation_of_row(PolicyRelationId, PolicyOidIndexId,
								   Anum_pg_policy_oid,
								   Anum_pg_policy_polrelid, oid);
		case RewriteRelationId:
			return relation_of_row(RewriteRelationId, RewriteOidIndexId,
								   Anum_pg_rewrite_oid,
								   Anum_pg_rewrite_ev_class, oid);
		case ConstraintRelationId:
			return relation_of_row(ConstraintRelationId, ConstraintOidIndexId,
								   Anum_pg_constraint_oid,
								   Anum_pg_constraint_conrelid, oid);
		case StatisticExtRelationId:
			return relation_of_row(StatisticExtRelationId,
								   StatisticExtOidIndexId,
								   Anum_pg_statistic_ext_oid,
								   Anum_pg_statistic_ext_stxrelid, oid);
		default:
			if (oid != InvalidOid && object->classId == PURPOSE_GRAPH_ELEMENTS)
				return relation_of_row(PURPOSE_GRAPH_ELEMENTS,
									   PURPOSE_GRAPH_ELEMENTS_INDEX,
									   PURPOSE_GRAPH_ELEMENTS_OID,
									   PURPOSE_GRAPH_ELEMENTS_GRAPH, oid);
			return InvalidOid;
	}
}

/* ---------- materialized views ---------- */

List *
purpose_relation_add_readers(List *result, Oid relid)
{
	ListCell   *lc;

	check_stack_depth();
	foreach(lc, purpose_relation_dependents(RelationRelationId, relid, 0))
	{
		Dependent  *dependent = lfirst(lc);
		Oid			reader;
		char		relkind;

		if (dependent->object.classId != RewriteRelationId &&
			dependent->object.classId != PURPOSE_GRAPH_ELEMENTS)
			continue;
		reader = purpose_relation_of_object(&dependent->object);
		if (!OidIsValid(reader) || reader == relid ||
			list_member_oid(result, reader))
			continue;
		relkind = get_rel_relkind(reader);
		if (relkind != RELKIND_VIEW && relkind != RELKIND_MATVIEW &&
			relkind != PURPOSE_RELKIND_GRAPH)
			continue;
		result = lappend_oid(result, reader);
		result = purpose_relation_add_readers(result, reader);
	}
	return result;
}

/* ---------- tables ---------- */

List *
purpose_relation_tables(void)
{
	Relation	rel = table_open(RelationRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(rel, InvalidOid, false, NULL, 0,
										  NULL);
	List	   *result = NIL;
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_class form = (Form_pg_class) GETSTRUCT(tuple);

		if (has_rows(form->relkind))
			result = lappend_oid(result, form->oid);
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return result;
}

Oid
purpose_relation_owner(Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Oid			result = InvalidOid;

	if (HeapTupleIsValid(tuple))
	{
		result = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
		ReleaseSysCache(tuple);
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

static Bitmapset *
key_columns(Relation rel)
{
	PartitionKey key = RelationGetPartitionKey(rel);
	Bitmapset  *columns = NULL;

	for (int i = 0; i < key->partnatts; i++)
		columns = bms_add_member(columns, key->partattrs[i]);
	return columns;
}

Bitmapset *
purpose_relation_partition_key(Oid relid)
{
	Relation	rel;
	Bitmapset  *columns;

	if (get_rel_relkind(relid) != RELKIND_PARTITIONED_TABLE)
		return NULL;
	rel = table_open(relid, AccessShareLock);
	columns = key_columns(rel);
	table_close(rel, AccessShareLock);
	return columns;
}

/*
 * The set with columns of one relation added, as those of the same names in
 * another.
 */
static Bitmapset *
add_by_name(Bitmapset *columns, Oid relid, Bitmapset *others, Oid other)
{
	int			attno = -1;

	while ((attno = bms_next_member(others, attno)) >= 0)
		columns = bms_add_member(columns, attno == 0 ? 0 :
								 get_attnum(relid,
											get_attname(other, attno, false)));
	return columns;
}

/*
 * Of a thousand partitions, mostly none is partitioned itself.
 */
static inline bool
has_branches(PartitionDesc partitions)
{
	return partitions->nparts > 0 &&
		memchr(partitions->is_leaf, false, partitions->nparts) != NULL;
}

Bitmapset *
purpose_relation_routing_columns(Oid relid)
{
	Relation	rel;
	PartitionDesc partitions;
	Bitmapset  *columns;
	bool		branches;

	if (get_rel_relkind(relid) != RELKIND_PARTITIONED_TABLE)
		return NULL;
	rel = table_open(relid, AccessShareLock);
	columns = key_columns(rel);
	partitions = RelationGetPartitionDesc(rel, false);
	branches = has_branches(partitions);
	for (int i = 0; branches && i < partitions->nparts; i++)
		if (!partitions->is_leaf[i])
			columns = add_by_name(columns, relid,
								  purpose_relation_routing_columns(partitions->oids[i]),
								  partitions->oids[i]);
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

		columns = add_by_name(columns, relid,
							  purpose_relation_partition_key(parent), parent);
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
