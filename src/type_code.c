/*-------------------------------------------------------------------------
 *
 * type_code.c
 *		Types and operator classes whose functions are users' code.
 *
 * An index on a plain column, or ANALYZE, compares values.  For the server's
 * own types that is the server's own code.  A range type is its creator's: it
 * may measure distances by a function of his, which a GiST index and ANALYZE
 * call with raw bounds.  Operator classes and base types take a superuser to
 * create, but may use functions that belong to somebody else.
 *
 * Checks of domains are not looked at: what compares values calls none.
 *
 * The invariant: what is neither the server's nor an administrator's of
 * purposes counts as a user's.
 *
 *-------------------------------------------------------------------------
 */
#include "type_code.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/transam.h"
#include "catalog/indexing.h"
#include "catalog/pg_am.h"
#include "catalog/pg_amop.h"
#include "catalog/pg_amproc.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_range.h"
#include "catalog/pg_type.h"
#include "commands/defrem.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/catcache.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "authority.h"
#include "compat.h"

static bool
is_foreign_function(Oid function)
{
	HeapTuple	tuple;
	bool		foreign;

	if (!OidIsValid(function) || function < FirstUnpinnedObjectId)
		return false;
	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	if (!HeapTupleIsValid(tuple))
		return true;
	foreign = !purpose_role_may_administer(((Form_pg_proc) GETSTRUCT(tuple))->proowner);
	ReleaseSysCache(tuple);
	return foreign;
}

/*
 * Does the family of an operator class have a support function or operator of
 * a user's?  A family of the server's own may have been given members for
 * other types.
 */
static bool
is_foreign_class(Oid opclass)
{
	CatCList   *procs;
	CatCList   *operators;
	Oid			family;
	bool		foreign = false;

	if (opclass < FirstUnpinnedObjectId)
		return false;
	family = get_opclass_family(opclass);
	procs = SearchSysCacheList1(AMPROCNUM, ObjectIdGetDatum(family));
	for (int i = 0; i < procs->n_members; i++)
	{
		HeapTuple	tuple = &procs->members[i]->tuple;

		foreign |= is_foreign_function(((Form_pg_amproc)
										GETSTRUCT(tuple))->amproc);
	}
	ReleaseSysCacheList(procs);
	operators = SearchSysCacheList1(AMOPSTRATEGY, ObjectIdGetDatum(family));
	for (int i = 0; i < operators->n_members; i++)
	{
		HeapTuple	tuple = &operators->members[i]->tuple;
		Oid			operator = ((Form_pg_amop) GETSTRUCT(tuple))->amopopr;

		foreign |= is_foreign_function(get_opcode(operator));
	}
	ReleaseSysCacheList(operators);
	return foreign;
}

/*
 * A range type, found by the range or by the multirange.
 */
static bool
is_foreign_range(Oid range)
{
	HeapTuple	tuple = SearchSysCache1(RANGETYPE, ObjectIdGetDatum(range));
	FormData_pg_range form;

	if (!HeapTupleIsValid(tuple))
		return true;
	form = *(Form_pg_range) GETSTRUCT(tuple);
	ReleaseSysCache(tuple);
	return is_foreign_function(form.rngsubdiff) ||
		is_foreign_function(form.rngcanonical) ||
		is_foreign_class(form.rngsubopc) ||
		purpose_type_code_is_foreign(form.rngsubtype);
}

static bool
is_foreign_composite(Oid type)
{
	TupleDesc	desc = lookup_rowtype_tupdesc_copy(type, -1);

	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute attr = TupleDescAttr(desc, i);

		if (!attr->attisdropped && purpose_type_code_is_foreign(attr->atttypid))
			return true;
	}
	return false;
}

bool
purpose_type_code_is_foreign(Oid type)
{
	Oid			element;

	check_stack_depth();
	type = getBaseType(type);
	element = get_element_type(type);
	if (OidIsValid(element))
		return purpose_type_code_is_foreign(element);
	if (type < FirstUnpinnedObjectId)
		return false;
	switch (get_typtype(type))
	{
		case TYPTYPE_ENUM:
			return false;
		case TYPTYPE_RANGE:
			return is_foreign_range(type);
		case TYPTYPE_MULTIRANGE:
			return is_foreign_range(get_multirange_range(type));
		case TYPTYPE_COMPOSITE:
			return is_foreign_composite(type);
		case TYPTYPE_BASE:
			return is_foreign_class(GetDefaultOpClass(type, BTREE_AM_OID)) ||
				is_foreign_class(GetDefaultOpClass(type, HASH_AM_OID));
		default:
			return true;
	}
}

bool
purpose_type_code_is_foreign_index(Oid type, Oid opclass, Oid method)
{
	if (!OidIsValid(opclass))
		opclass = GetDefaultOpClass(type, method);
	return is_foreign_class(opclass) || purpose_type_code_is_foreign(type);
}
