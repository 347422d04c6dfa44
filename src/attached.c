/*-------------------------------------------------------------------------
 *
 * attached.c
 *		Functions that tables hand their rows to.
 *
 * To attach code to a table with restricted columns takes an open purpose or
 * ADMINISTER (ddl.c).  So does changing the body of a function that is
 * attached already: of a trigger, a CHECK, a default or generated column, an
 * index, a policy or a rule.  Found by pg_depend, through other functions
 * with a parsed body, operators, casts, operator classes, types and domain
 * constraints.  What a function calls by a name in its text is not recorded
 * there, and is the affair of whoever labels the table (SECURITY.md).
 *
 * The invariant: a dependency of a kind that is not known counts.
 *
 *-------------------------------------------------------------------------
 */
#include "attached.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/index.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/pg_attrdef.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_policy.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_rewrite.h"
#include "catalog/pg_statistic_ext.h"
#include "catalog/pg_trigger.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/catcache.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "authority.h"
#include "compat.h"
#include "guard.h"

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

/*
 * The relation that an object is attached to, or InvalidOid for an object
 * that is none itself but may be used by others.
 */
static Oid
attached_to(const ObjectAddress *object)
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
			return InvalidOid;
	}
}

/*
 * Is the relation one whose raw rows the code attached to it gets, and does it
 * have restricted columns?  A view's rule gets masked rows only.
 */
static bool
hands_out_rows(Oid relid)
{
	return get_rel_relkind(relid) != RELKIND_VIEW &&
		purpose_guard_restricted_columns(relid, true) != NULL;
}

/*
 * The objects that depend on another one.
 */
static List *
dependents(const ObjectAddress *object)
{
	Relation	rel = table_open(DependRelationId, AccessShareLock);
	List	   *result = NIL;
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid,
				BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(object->classId));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid,
				BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(object->objectId));
	scan = systable_beginscan(rel, DependReferenceIndexId, true, NULL,
							  2, keys);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend depend = (Form_pg_depend) GETSTRUCT(tuple);
		ObjectAddress *dependent = palloc(sizeof(ObjectAddress));

		ObjectAddressSet(*dependent, depend->classid, depend->objid);
		result = lappend(result, dependent);
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return result;
}

/*
 * Does anything attached to a table with restricted columns use the object?
 */
static bool
is_attached(const ObjectAddress *object, ObjectAddresses *seen)
{
	ListCell   *lc;

	check_stack_depth();
	if (object_address_present(object, seen))
		return false;
	add_exact_object_address(object, seen);
	foreach(lc, dependents(object))
	{
		ObjectAddress *dependent = lfirst(lc);
		Oid			relid = attached_to(dependent);

		if (OidIsValid(relid) ? hands_out_rows(relid) :
			is_attached(dependent, seen))
			return true;
	}
	return false;
}

void
purpose_attached_check_function(List *name)
{
	CatCList   *functions;
	char	   *schema;
	char	   *function;
	Oid			namespace = InvalidOid;

	if (!purpose_guard_is_on() || purpose_role_may_administer(GetUserId()))
		return;
	DeconstructQualifiedName(name, &schema, &function);
	if (schema != NULL)
		namespace = get_namespace_oid(schema, true);

	functions = SearchSysCacheList1(PROCNAMEARGSNSP,
									CStringGetDatum(function));
	for (int i = 0; i < functions->n_members; i++)
	{
		Form_pg_proc form =
			(Form_pg_proc) GETSTRUCT(&functions->members[i]->tuple);
		ObjectAddress object;

		if (OidIsValid(namespace) && form->pronamespace != namespace)
			continue;
		ObjectAddressSet(object, ProcedureRelationId, form->oid);
		if (is_attached(&object, new_object_addresses()))
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("permission denied to change function \"%s\"",
							function),
					 errdetail("It is called with rows of a table that has columns which are restricted for the present purpose."),
					 errhint("Declare an allowed purpose with SET purpose.current, or let an administrator of purposes do it.")));
	}
	ReleaseSysCacheList(functions);
}
