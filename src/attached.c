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

#include "access/htup_details.h"
#include "access/transam.h"
#include "catalog/dependency.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/catcache.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "authority.h"
#include "compat.h"
#include "guard.h"
#include "relation.h"

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

static bool is_attached(const ObjectAddress *object, ObjectAddresses *seen);

/*
 * Is the type in use for values of a table with restricted columns?
 */
static bool
is_type_attached(Oid type, ObjectAddresses *seen)
{
	ObjectAddress object;

	ObjectAddressSet(object, TypeRelationId, type);
	return OidIsValid(type) && is_attached(&object, seen);
}

/*
 * Does anything attached to a table with restricted columns use the dependent
 * of an object that it uses?
 */
static bool
is_dependent_attached(ObjectAddress *dependent, ObjectAddresses *seen)
{
	Oid			relid = purpose_relation_of_object(dependent);
	ListCell   *lc;

	/* A relation's rows may be values in another's columns. */
	if (OidIsValid(relid))
		return hands_out_rows(relid) ||
			(dependent->classId == RelationRelationId &&
			 is_type_attached(get_rel_type_id(relid), seen));

	/* The constraint of a domain is called for the domain's values. */
	if (dependent->classId == ConstraintRelationId)
		foreach(lc, purpose_relation_references(dependent))
		{
			ObjectAddress *reference = lfirst(lc);

			if (reference->classId == TypeRelationId &&
				is_type_attached(reference->objectId, seen))
				return true;
		}

	dependent->objectSubId = 0;
	return is_attached(dependent, seen);
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
	foreach(lc, purpose_relation_dependents(object->classId,
											object->objectId, 0))
	{
		Dependent  *dependent = lfirst(lc);

		if (is_dependent_attached(&dependent->object, seen))
			return true;
	}
	return false;
}

/*
 * A constraint of a domain is called wherever a value is converted to it: in
 * a CHECK, for one.  Columns of the domain are the caller's business.
 */
void
purpose_attached_check_domain(Oid domain)
{
	ListCell   *lc;
	ListCell   *lc2;

	if (!purpose_guard_is_on() || purpose_role_may_administer(GetUserId()))
		return;
	foreach(lc, purpose_relation_types_of(domain))
		foreach(lc2, purpose_relation_dependents(TypeRelationId, lfirst_oid(lc), 0))
		{
			Dependent  *dependent = lfirst(lc2);
			ObjectAddress *object = &dependent->object;

			/* Types and columns made of it, and its own constraints. */
			if (object->classId == TypeRelationId ||
				(object->classId == RelationRelationId && object->objectSubId > 0) ||
				(object->classId == ConstraintRelationId &&
				 dependent->deptype == DEPENDENCY_AUTO))
				continue;
			if (is_dependent_attached(object, new_object_addresses()))
				ereport(ERROR,
						(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
						 errmsg("permission denied to constrain domain %s",
								format_type_be(domain)),
						 errdetail("Rows of a table that has columns which are restricted for the present purpose are converted to it."),
						 errhint("Declare an allowed purpose with SET purpose.current, or let an administrator of purposes do it.")));
		}
}

void
purpose_attached_check_function(List *name)
{
	CatCList   *functions;
	char	   *schema;
	char	   *function;
	Oid			namespace = InvalidOid;
	List	   *path = fetch_search_path(true);

	if (!purpose_guard_is_on() || purpose_role_may_administer(GetUserId()))
		return;
	DeconstructQualifiedName(name, &schema, &function);
	if (schema != NULL)
		namespace = LookupNamespaceNoError(schema);

	functions = SearchSysCacheList1(PROCNAMEARGSNSP,
									CStringGetDatum(function));
	for (int i = 0; i < functions->n_members; i++)
	{
		Form_pg_proc form =
			(Form_pg_proc) GETSTRUCT(&functions->members[i]->tuple);
		ObjectAddress object;

		if (schema != NULL ? form->pronamespace != namespace :
			!list_member_oid(path, form->pronamespace))
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

/*
 * An operator may be called in place of the one that it is said to be the
 * negator or commutator of.
 */
void
purpose_attached_check_operator(List *name)
{
	FuncCandidateList candidates;

	if (!purpose_guard_is_on() || purpose_role_may_administer(GetUserId()))
		return;
	for (candidates = purpose_operator_candidates(name, 'b');
		 candidates != NULL; candidates = candidates->next)
	{
		ObjectAddress object;

		ObjectAddressSet(object, OperatorRelationId, candidates->oid);
		if (candidates->oid >= FirstNormalObjectId &&
			is_attached(&object, new_object_addresses()))
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("permission denied to define another operator in place of operator \"%s\"",
							NameListToString(name)),
					 errdetail("It is called with rows of a table that has columns which are restricted for the present purpose."),
					 errhint("Declare an allowed purpose with SET purpose.current, or let an administrator of purposes do it.")));
	}
}
