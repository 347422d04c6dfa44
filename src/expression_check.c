/*-------------------------------------------------------------------------
 *
 * expression_check.c
 *		Whose hands the expressions in labels are in.
 *
 * A label is a text, and what it means is looked up when it is used.  So
 * whatever it names must be in the hands of somebody who may say what it
 * means:
 *
 *	- code is handed raw values.  Functions, operators, domains (their
 *	  constraints), views and foreign tables must belong to a role that may
 *	  administer purposes;
 *	- functions must fix their own search_path as well, with pg_temp at its end,
 *	  or have a body that was parsed when they were created: otherwise a caller
 *	  could slip his own function, operator, table or type below them.  What a
 *	  parsed body calls is looked at, too;
 *	- collations say how values compare, and must belong to an administrator,
 *	  too;
 *	- tables and other types may also belong to the owner of the labelled
 *	  table, who can give consent anyhow, by writing to the labelled table;
 *	- nothing may be temporary, as every session can make that;
 *	- a column of an outer query must be written with the name of its table, or
 *	  a column that is added to an inner table would take its place.
 *
 * Casts and operator classes give no code of their own: what they call is
 * among the functions, or takes a superuser to make.
 *
 * The invariant: everything that an expression can name is checked here, each
 * time it is analysed, since owners change.
 *
 *-------------------------------------------------------------------------
 */
#include "expression_check.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/transam.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/pg_aggregate.h"
#include "catalog/pg_class.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_language.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parse_node.h"
#include "parser/parse_type.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/regproc.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/typcache.h"
#include "utils/varlena.h"

#include "authority.h"
#include "compat.h"

/*
 * Raise the error about something that is in the wrong hands.
 */
static void
refuse(const char *kind, const char *name, const char *detail,
	   const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
			 errmsg("%s %s cannot be used in a purpose label", kind, name),
			 errdetail("%s", detail),
			 errhint("%s", hint)));
}

/* The server's own objects can be changed by nobody. */
static bool
is_pinned(Oid object)
{
	return object < FirstUnpinnedObjectId;
}

/* ---------- functions and operators ---------- */

/*
 * Is the schema of temporary objects the last one of the path?  It comes
 * first where it is not listed, before pg_catalog even, and a caller's table
 * or type would be in the place of whatever the function names.
 */
static bool
ends_in_temporary(const char *path)
{
	List	   *schemas;

	return SplitIdentifierString(pstrdup(path), ',', &schemas) &&
		schemas != NIL && strcmp(llast(schemas), "pg_temp") == 0;
}

/*
 * Does the function's own SET clause fix the search_path?
 */
static bool
fixes_search_path(HeapTuple tuple)
{
	bool		isnull;
	Datum		datum = SysCacheGetAttr(PROCOID, tuple,
										Anum_pg_proc_proconfig, &isnull);
	Datum	   *elems;
	int			nelems;

	if (isnull)
		return false;
	deconstruct_array(DatumGetArrayTypeP(datum), TEXTOID, -1, false,
					  TYPALIGN_INT, &elems, NULL, &nelems);
	for (int i = 0; i < nelems; i++)
	{
		char	   *setting = TextDatumGetCString(elems[i]);

		if (pg_strncasecmp(setting, "search_path=",
						   strlen("search_path=")) == 0)
			return ends_in_temporary(setting + strlen("search_path="));
	}
	return false;
}

static bool function_is_open(Oid funcid, void *context);
static bool check_code(Node *node, void *context);

/*
 * What a parsed body calls is handed what the function is; raises the error
 * itself.
 */
static void
require_closed_body(HeapTuple tuple)
{
	bool		isnull;
	Datum		body = SysCacheGetAttr(PROCOID, tuple, Anum_pg_proc_prosqlbody,
									   &isnull);

	check_stack_depth();
	if (!isnull)
		(void) check_code(stringToNode(TextDatumGetCString(body)), NULL);
}

/*
 * An aggregate is as open as the functions that it is made of.
 */
static bool
aggregate_is_open(Oid aggregate, void *context)
{
	HeapTuple	tuple = SearchSysCache1(AGGFNOID,
										ObjectIdGetDatum(aggregate));
	Form_pg_aggregate form;
	bool		open = false;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for aggregate %u", aggregate);
	form = (Form_pg_aggregate) GETSTRUCT(tuple);
	{
		const Oid	parts[] = {
			form->aggtransfn, form->aggfinalfn, form->aggcombinefn,
			form->aggserialfn, form->aggdeserialfn, form->aggmtransfn,
			form->aggminvtransfn, form->aggmfinalfn
		};

		for (int i = 0; i < lengthof(parts) && !open; i++)
			open = OidIsValid(parts[i]) && function_is_open(parts[i], context);
	}
	ReleaseSysCache(tuple);
	return open;
}

/*
 * check_functions_in_node callback: may this function not be trusted with raw
 * values?
 */
static bool
function_is_open(Oid funcid, void *context)
{
	HeapTuple	tuple;
	Form_pg_proc form;
	bool		is_aggregate;
	bool		closed;

	/* textanycat is in SQL, with all names qualified. */
	if (is_pinned(funcid))
		return false;
	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(funcid));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", funcid);
	form = (Form_pg_proc) GETSTRUCT(tuple);
	is_aggregate = form->prokind == PROKIND_AGGREGATE;
	closed = purpose_role_may_administer(form->proowner) &&
		(form->prolang == INTERNALlanguageId ||
		 form->prolang == ClanguageId ||
		 !heap_attisnull(tuple, Anum_pg_proc_prosqlbody, NULL) ||
		 fixes_search_path(tuple));
	if (closed)
		require_closed_body(tuple);
	ReleaseSysCache(tuple);
	if (!closed)
		*(Oid *) context = funcid;
	else if (is_aggregate)
		return aggregate_is_open(funcid, context);
	return !closed;
}

static void
refuse_function(Oid funcid)
{
	refuse("function", format_procedure(funcid),
		   "It is handed raw values, so it must fix its search_path, and belong to a role that may administer purposes.",
		   "Use ALTER FUNCTION ... SET search_path = pg_catalog, pg_temp, and ALTER FUNCTION ... OWNER TO.");
}

static void
require_closed_function(Oid funcid)
{
	Oid			found = InvalidOid;

	if (OidIsValid(funcid) && function_is_open(funcid, &found))
		refuse_function(found);
}

/*
 * The planner may put an operator's commutator or negator in its place, which
 * the operator's owner says.
 */
static void
require_closed_operator(Oid opno)
{
	HeapTuple	tuple;
	FormData_pg_operator form;

	if (is_pinned(opno))
		return;
	tuple = SearchSysCache1(OPEROID, ObjectIdGetDatum(opno));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for operator %u", opno);
	form = *(Form_pg_operator) GETSTRUCT(tuple);
	ReleaseSysCache(tuple);

	if (!purpose_role_may_administer(form.oprowner))
		refuse("operator", format_operator(opno),
			   "It is handed raw values, so it must belong to a role that may administer purposes.",
			   "Use ALTER OPERATOR ... OWNER TO.");
	if (OidIsValid(form.oprcom))
		require_closed_function(get_opcode(form.oprcom));
	if (OidIsValid(form.oprnegate))
		require_closed_function(get_opcode(form.oprnegate));
}

static void
require_closed_operators(Node *node)
{
	ListCell   *lc;

	switch (nodeTag(node))
	{
		case T_OpExpr:
		case T_DistinctExpr:
		case T_NullIfExpr:
			require_closed_operator(((OpExpr *) node)->opno);
			break;
		case T_ScalarArrayOpExpr:
			require_closed_operator(((ScalarArrayOpExpr *) node)->opno);
			break;
		case T_RowCompareExpr:
			foreach(lc, ((RowCompareExpr *) node)->opnos)
				require_closed_operator(lfirst_oid(lc));
			break;
		default:
			break;
	}
}

/* ---------- collations ---------- */

static void
require_closed_collation(const CollateExpr *expr)
{
	HeapTuple	tuple = SearchSysCache1(COLLOID,
										ObjectIdGetDatum(expr->collOid));
	Oid			owner;
	char	   *name;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for collation %u", expr->collOid);
	owner = ((Form_pg_collation) GETSTRUCT(tuple))->collowner;
	name = pstrdup(NameStr(((Form_pg_collation) GETSTRUCT(tuple))->collname));
	ReleaseSysCache(tuple);
	if (!purpose_role_may_administer(owner))
		refuse("collation", psprintf("\"%s\"", name),
			   "Raw values are compared by it, so it must belong to a role that may administer purposes.",
			   "Use ALTER COLLATION ... OWNER TO.");
}

/* ---------- row security ---------- */

static Oid
owner_of_relation(Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Oid			result;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for relation %u", relid);
	result = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return result;
}

static char *
quote(const char *name)
{
	return psprintf("\"%s\"", name != NULL ? name : "?");
}

/*
 * A policy belongs to the owner of its table, and a sub-select in it would
 * read other tables raw, as everything in a label does.
 */
static void
require_closed_policies(const Query *query)
{
	ListCell   *lc;

	foreach(lc, query->rtable)
	{
		RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);

		if (rte->rtekind == RTE_RELATION &&
			checkExprHasSubLink((Node *) rte->securityQuals) &&
			!purpose_role_may_administer(owner_of_relation(rte->relid)))
			refuse("relation", quote(get_rel_name(rte->relid)),
				   "Its row security has a sub-select, which reads raw values here, so it must belong to a role that may administer purposes.",
				   "Use ALTER TABLE ... OWNER TO, or a function in the policy.");
	}
}

static bool
check_code(Node *node, void *context)
{
	Oid			found = InvalidOid;

	if (node == NULL)
		return false;
	if (IsA(node, Query))
	{
		require_closed_policies((Query *) node);
		return query_tree_walker((Query *) node, check_code, context, 0);
	}
	if (check_functions_in_node(node, function_is_open, &found))
		refuse_function(found);
	require_closed_operators(node);
	if (IsA(node, CollateExpr))
		require_closed_collation((CollateExpr *) node);
	return expression_tree_walker(node, check_code, context);
}

void
purpose_expression_check_code(Node *expr)
{
	(void) check_code(expr, NULL);
}

/* ---------- domains ---------- */

/*
 * The functions in the constraints that a domain has itself.
 */
static void
require_closed_constraints(Oid domain)
{
	Relation	rel = table_open(ConstraintRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_constraint_contypid, BTEqualStrategyNumber,
				F_OIDEQ, ObjectIdGetDatum(domain));
	scan = systable_beginscan(rel, ConstraintTypidIndexId, true, NULL, 1,
							  &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		bool		isnull;
		Datum		bin = heap_getattr(tuple, Anum_pg_constraint_conbin,
									   RelationGetDescr(rel), &isnull);

		if (!isnull)
			(void) check_code(stringToNode(TextDatumGetCString(bin)), NULL);
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
}

static void require_closed_domains(Oid type);

static void
require_closed_fields(Oid type)
{
	TupleDesc	desc = lookup_rowtype_tupdesc_copy(type, -1);

	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute attr = TupleDescAttr(desc, i);

		if (!attr->attisdropped)
			require_closed_domains(attr->atttypid);
	}
}

static void
require_closed_domain(Oid domain, const FormData_pg_type *form)
{
	if (!purpose_role_may_administer(form->typowner))
		refuse("domain", format_type_be(domain),
			   "Its constraints are handed raw values, so it must belong to a role that may administer purposes.",
			   "Convert to its base type instead, or use ALTER DOMAIN ... OWNER TO.");
	require_closed_constraints(domain);
	require_closed_domains(form->typbasetype);
}

/*
 * Look at all domains that a type is made of.
 */
static void
require_closed_domains(Oid type)
{
	HeapTuple	tuple;
	FormData_pg_type form;

	check_stack_depth();
	if (!OidIsValid(type) || is_pinned(type))
		return;
	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for type %u", type);
	form = *(Form_pg_type) GETSTRUCT(tuple);
	ReleaseSysCache(tuple);

	switch (form.typtype)
	{
		case TYPTYPE_DOMAIN:
			require_closed_domain(type, &form);
			break;
		case TYPTYPE_COMPOSITE:
			require_closed_fields(type);
			break;
		case TYPTYPE_RANGE:
			require_closed_domains(get_range_subtype(type));
			break;
		case TYPTYPE_MULTIRANGE:
			require_closed_domains(get_multirange_range(type));
			break;
		default:
			require_closed_domains(get_element_type(type));
	}
}

/*
 * Is this conversion to a domain one of a constant?  What is a column of a
 * domain's type is often compared with one, and that gives nothing away.
 */
static bool
converts_constant(const CoerceToDomain *coercion)
{
	Node	   *arg = (Node *) coercion->arg;

	for (;;)
	{
		if (IsA(arg, RelabelType))
			arg = (Node *) ((RelabelType *) arg)->arg;
		else if (IsA(arg, CoerceToDomain))
			arg = (Node *) ((CoerceToDomain *) arg)->arg;
		else
			return IsA(arg, Const);
	}
}

/*
 * Does this node make a value of its type, by calling the type's input
 * function if need be, or only hand one on?
 */
static bool
makes_value(Node *node)
{
	switch (nodeTag(node))
	{
		case T_FuncExpr:
		case T_OpExpr:
		case T_Aggref:
		case T_WindowFunc:
		case T_CoerceViaIO:
			return true;
		case T_CoerceToDomain:
			return !converts_constant((CoerceToDomain *) node);
		default:
			return purpose_is_json_query(node);
	}
}

static bool
check_domains_of_list(List *types)
{
	ListCell   *lc;

	foreach(lc, types)
		require_closed_domains(lfirst_oid(lc));
	return false;
}

static bool
check_domains(Node *node, void *context)
{
	if (node == NULL)
		return false;
	switch (nodeTag(node))
	{
		case T_Query:
			return query_tree_walker((Query *) node, check_domains, context,
									 0);
		case T_RangeTblFunction:
			(void) check_domains_of_list(((RangeTblFunction *) node)->funccoltypes);
			break;
		case T_TableFunc:
			(void) check_domains_of_list(((TableFunc *) node)->coltypes);
			break;
		default:
			if (makes_value(node))
				require_closed_domains(exprType(node));
	}
	return expression_tree_walker(node, check_domains, context);
}

void
purpose_expression_check_domains(Node *expr)
{
	(void) check_domains(expr, NULL);
}

/* ---------- names: types ---------- */

/* What names are looked up for. */
typedef struct NamesContext
{
	Oid			owner;			/* of the labelled relation */
	bool		temporary;		/* that is temporary itself */
} NamesContext;

/*
 * May this role say what a label of that owner's table means?
 */
static bool
is_in_trusted_hands(Oid role, const NamesContext *names)
{
	return role == names->owner ||
		purpose_role_may_administer(role) ||
		has_privs_of_role(role, names->owner);
}

static void
refuse_temporary(const char *kind, const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TABLE_DEFINITION),
			 errmsg("%s \"%s\" of a temporary schema cannot be used in a purpose label",
					kind, name)));
}

/*
 * raw_expression_tree_walker callback.
 */
static bool
check_types(Node *node, NamesContext *names)
{
	Oid			type;
	Oid			element;
	HeapTuple	tuple;
	FormData_pg_type form;

	if (node == NULL)
		return false;
	if (!IsA(node, TypeName))
		return raw_expression_tree_walker(node, check_types, names);

	type = LookupTypeNameOid(NULL, (TypeName *) node, true);
	element = get_element_type(type);
	if (OidIsValid(element))
		type = element;
	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	if (!HeapTupleIsValid(tuple))
		return false;			/* a pseudo-type such as SETOF; or an error
								 * already */
	form = *(Form_pg_type) GETSTRUCT(tuple);
	ReleaseSysCache(tuple);

	if (!names->temporary && isAnyTempNamespace(form.typnamespace))
		refuse_temporary("type", format_type_be(type));
	if (!is_pinned(type) && !is_in_trusted_hands(form.typowner, names))
		refuse("type", format_type_be(type),
			   "Its owner could give the label another meaning, so it must belong to the owner of the labelled table, or to a role that may administer purposes.",
			   "Use ALTER TYPE ... OWNER TO.");
	return false;
}

/* ---------- names: relations ---------- */

/*
 * What computes its rows, or sends conditions elsewhere, is handed values.
 */
static void
require_administrator(Oid relid, Oid owner)
{
	if (!purpose_role_may_administer(owner))
		refuse("relation", quote(get_rel_name(relid)),
			   "A view computes on raw values here, and a foreign table sends them away, so it must belong to a role that may administer purposes.",
			   "Use ALTER ... OWNER TO, or name a table.");
}

static bool
is_computed(Oid relid)
{
	char		relkind = get_rel_relkind(relid);

	return relkind == RELKIND_VIEW || relkind == RELKIND_FOREIGN_TABLE;
}

static void
check_relation(const RangeTblEntry *rte, const NamesContext *names)
{
	Oid			owner = owner_of_relation(rte->relid);
	ListCell   *lc;

	/* Any user could make one, and be handed what is compared with it. */
	if (!names->temporary &&
		isAnyTempNamespace(get_rel_namespace(rte->relid)))
		refuse_temporary("relation", get_rel_name(rte->relid));
	if (is_pinned(rte->relid))
		return;
	if (!is_in_trusted_hands(owner, names))
		refuse("relation", quote(get_rel_name(rte->relid)),
			   "Its owner could give the label another meaning, so it must belong to the owner of the labelled table, or to a role that may administer purposes.",
			   "Use ALTER TABLE ... OWNER TO.");
	if (is_computed(rte->relid))
		require_administrator(rte->relid, owner);
	if (!rte->inh || !has_subclass(rte->relid))
		return;
	foreach(lc, find_all_inheritors(rte->relid, NoLock, NULL))
		if (is_computed(lfirst_oid(lc)))
			require_administrator(lfirst_oid(lc),
								  owner_of_relation(lfirst_oid(lc)));
}

static bool
check_relations(Node *node, NamesContext *names)
{
	ListCell   *lc;

	if (node == NULL)
		return false;
	if (!IsA(node, Query))
		return expression_tree_walker(node, check_relations, names);
	foreach(lc, ((Query *) node)->rtable)
	{
		RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);

		if (rte->rtekind == RTE_RELATION)
			check_relation(rte, names);
		else if (purpose_rte_is_graph(rte))
			refuse("property graph", quote(get_rel_name(rte->relid)),
				   "Its owner could give the label another meaning.",
				   "Name the tables themselves.");
	}
	return query_tree_walker((Query *) node, check_relations, names, 0);
}

/* ---------- names: columns of outer queries ---------- */

/*
 * raw_expression_tree_walker callback: columns without the name of a table.
 */
static bool
collect_unqualified(Node *node, List **found)
{
	if (node == NULL)
		return false;
	if (IsA(node, ColumnRef))
	{
		if (list_length(((ColumnRef *) node)->fields) == 1)
			*found = lappend(*found, node);
		return false;
	}
	return raw_expression_tree_walker(node, collect_unqualified, found);
}

typedef struct OuterContext
{
	ParseState *pstate;
	List	   *unqualified;	/* of ColumnRef * */
} OuterContext;

static void
require_qualified(const Var *var, const OuterContext *cxt)
{
	ListCell   *lc;

	foreach(lc, cxt->unqualified)
	{
		ColumnRef  *ref = lfirst_node(ColumnRef, lc);

		if (ref->location == var->location)
			ereport(ERROR,
					(errcode(ERRCODE_AMBIGUOUS_COLUMN),
					 errmsg("\"%s\" must be written with the name of its table",
							strVal(linitial(ref->fields))),
					 errdetail("It belongs to a table outside of the sub-select. A column of this name that is added to a table inside would take its place."),
					 errhint("Write \"table.%s\".",
							 var->varattno == 0 ? "*" :
							 strVal(linitial(ref->fields))),
					 parser_errposition(cxt->pstate, ref->location)));
	}
}

static bool
check_outer_columns(Node *node, OuterContext *cxt)
{
	if (node == NULL)
		return false;
	if (IsA(node, Var))
	{
		Var		   *var = (Var *) node;

		if (var->varlevelsup > 0 && var->location >= 0)
			require_qualified(var, cxt);
		return false;
	}
	if (IsA(node, Query))
		return query_tree_walker((Query *) node, check_outer_columns, cxt, 0);
	return expression_tree_walker(node, check_outer_columns, cxt);
}

void
purpose_expression_check_names(ParseState *pstate, Node *raw, Node *expr,
							   Oid relid)
{
	NamesContext names;
	OuterContext outer = {pstate, NIL};

	names.owner = owner_of_relation(relid);
	names.temporary = isAnyTempNamespace(get_rel_namespace(relid));
	(void) check_types(raw, &names);
	if (!pstate->p_hasSubLinks)
		return;
	(void) check_relations(expr, &names);
	(void) collect_unqualified(raw, &outer.unqualified);
	(void) check_outer_columns(expr, &outer);
}
