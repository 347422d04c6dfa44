/*-------------------------------------------------------------------------
 *
 * sqlfuncs.c
 *		Functions that SQL sees: the session's purpose, questions about the
 *		policy, and labelling without owning.
 *
 * Functions for masks are in maskfuncs*.c, the triggers of the vocabulary in
 * vocabulary_triggers.c.  No rule is stated here; each function asks the file
 * that owns the answer.
 *
 * The invariant: a function that shows policy shows no more than the catalogs
 * do, which everybody may read.
 *
 *-------------------------------------------------------------------------
 */
#include "pg_purpose.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "commands/seclabel.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/tuplestore.h"

#include "authority.h"
#include "compat.h"
#include "label_provider.h"
#include "policy.h"
#include "session.h"
#include "verdict.h"
#include "vocabulary.h"

PG_FUNCTION_INFO_V1(purpose_current);
PG_FUNCTION_INFO_V1(purpose_complies);
PG_FUNCTION_INFO_V1(purpose_verdict);
PG_FUNCTION_INFO_V1(purpose_policy_rules);
PG_FUNCTION_INFO_V1(purpose_may_declare);
PG_FUNCTION_INFO_V1(purpose_may_administer);
PG_FUNCTION_INFO_V1(purpose_set_label);

/* ---------- the session ---------- */

/*
 * current() returns text: the declared purpose, or NULL where none is
 * declared or the declared one may not be used.
 */
Datum
purpose_current(PG_FUNCTION_ARGS)
{
	const char *name = purpose_session_name(purpose_session_get());

	if (name == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(name));
}

/*
 * An array of purpose names as a list; an error for one that does not exist.
 */
static PurposeList
list_of_array(ArrayType *array)
{
	PurposeList list = {false, NIL};
	Datum	   *elems;
	bool	   *nulls;
	int			nelems;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elems, &nulls,
					  &nelems);
	for (int i = 0; i < nelems; i++)
	{
		char	   *name;

		if (nulls[i])
			continue;
		name = TextDatumGetCString(elems[i]);
		if (pg_strcasecmp(name, "any") == 0)
			list.any = true;
		else if (!purpose_vocabulary_has(name))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_OBJECT),
					 errmsg("purpose \"%s\" does not exist", name),
					 errhint("The purposes are listed in purpose.vocabulary.")));
		else
			list.names = lappend(list.names, name);
	}
	return list;
}

/*
 * complies(allowed text[], denied text[]) returns boolean: would a label
 * "ALLOW allowed; DENY denied" allow the session's purpose?  For policies of
 * row-level security.  'any' stands for every declared purpose.
 */
Datum
purpose_complies(PG_FUNCTION_ARGS)
{
	const char *name = purpose_session_name(purpose_session_get());
	char	   *purpose = name ? pstrdup(name) : NULL;
	Label		label = {0};
	AllowClause allow = {0};
	StoredLabel stored = {0};
	PolicyRule	rule = {0};
	ColumnPolicy policy = {.nrules = 1,.rules = &rule};
	ColumnVerdict verdict;

	allow.purposes = list_of_array(PG_GETARG_ARRAYTYPE_P(0));
	label.allows = list_make1(&allow);
	label.denies = list_of_array(PG_GETARG_ARRAYTYPE_P(1));
	label.otherwise = VERDICT_BLOCK;
	stored.label = &label;
	rule.levels[LEVEL_TABLE] = &stored;

	purpose_verdict_of_column(&policy, purpose, &verdict);
	PG_RETURN_BOOL(verdict.kind == VERDICT_ALLOW);
}

/* ---------- questions ---------- */

static AttrNumber
get_column(Oid relid, const char *column)
{
	AttrNumber	attno = get_attnum(relid, column);

	if (get_rel_name(relid) == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", relid)));
	if (attno <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column \"%s\" of relation \"%s\" does not exist",
						column, get_rel_name(relid))));
	return attno;
}

/*
 * verdict(relation regclass, attname name, purpose text) returns text: what a
 * session that acts for the purpose gets of the column when it reads through
 * the relation: 'allow', 'conditional', 'mask', 'null' or 'block'.  A NULL
 * purpose is none.
 */
Datum
purpose_verdict(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {
		"allow", "conditional", "mask", "null", "block"
	};
	Oid			relid;
	AttrNumber	attno;
	char	   *purpose = NULL;
	RelPolicy  *policy;
	ColumnVerdict verdict;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	relid = PG_GETARG_OID(0);
	attno = get_column(relid, NameStr(*PG_GETARG_NAME(1)));
	if (!PG_ARGISNULL(2))
	{
		purpose = text_to_cstring(PG_GETARG_TEXT_PP(2));
		if (!purpose_vocabulary_has(purpose))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_OBJECT),
					 errmsg("purpose \"%s\" does not exist", purpose),
					 errhint("The purposes are listed in purpose.vocabulary.")));
	}
	policy = purpose_policy_get(relid, true);
	purpose_verdict_of_column(policy ? policy->columns[attno - 1] : NULL,
							  purpose, &verdict);
	PG_RETURN_TEXT_P(cstring_to_text(names[verdict.kind]));
}

/* ---------- the policy as rows ---------- */

static const char *const level_names[LABEL_LEVELS] = {
	"column", "table", "schema", "database"
};

static void
append_purposes(StringInfo buf, const PurposeList *list)
{
	ListCell   *lc;

	if (list->any)
		appendStringInfoString(buf, "ANY");
	foreach(lc, list->names)
		appendStringInfo(buf, "%s%s",
						 list->any || lc != list_head(list->names) ? ", " : "",
						 (char *) lfirst(lc));
}

/*
 * What the nearest label allows, as text; NULL where it does not parse.
 */
static char *
describe_allow(const Label *label)
{
	StringInfoData buf;
	ListCell   *lc;

	initStringInfo(&buf);
	if (label->unrestricted)
		return "UNRESTRICTED";
	if (label->allows == NIL)
		return label->denies.any || label->denies.names != NIL ? "ANY" : "";
	foreach(lc, label->allows)
	{
		AllowClause *allow = lfirst(lc);

		if (buf.len > 0)
			appendStringInfoString(&buf, "; ");
		append_purposes(&buf, &allow->purposes);
		if (allow->condition != NULL)
			appendStringInfo(&buf, " WHEN %s", allow->condition->text);
	}
	return buf.data;
}

/*
 * All that is denied, with the level that says so.
 */
static char *
describe_deny(const PolicyRule *rule)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (int level = 0; level < LABEL_LEVELS; level++)
	{
		const StoredLabel *stored = rule->levels[level];

		if (stored == NULL || stored->label == NULL ||
			(!stored->label->denies.any &&
			 stored->label->denies.names == NIL))
			continue;
		if (buf.len > 0)
			appendStringInfoString(&buf, "; ");
		append_purposes(&buf, &stored->label->denies);
		appendStringInfo(&buf, " (%s)", level_names[level]);
	}
	return buf.data;
}

static char *
describe_otherwise(const PolicyRule *rule, const Label *label)
{
	switch (label->otherwise)
	{
		case VERDICT_MASK:
			return rule->derived ? "NULL" :
				psprintf("MASK WITH %s", label->mask->text);
		case VERDICT_NULL:
			return "NULL";
		default:
			return "BLOCK";
	}
}

static const char *
describe_origin(Oid relid, AttrNumber attno, const PolicyRule *rule)
{
	if (rule->derived)
		return "derived";
	return rule->relid != relid ? "inherited" : "own";
}

static char *
describe_problem(const PolicyRule *rule)
{
	for (int level = 0; level < LABEL_LEVELS; level++)
	{
		const StoredLabel *stored = rule->levels[level];
		ListCell   *lc;

		if (stored == NULL)
			continue;
		if (stored->label == NULL)
			return psprintf("label on %s: %s", level_names[level],
							stored->problem);
		foreach(lc, purpose_label_names(stored->label))
			if (!purpose_vocabulary_has(lfirst(lc)))
				return psprintf("label on %s: purpose \"%s\" does not exist",
								level_names[level], (char *) lfirst(lc));
	}
	return NULL;
}

/* Columns of purpose.policy_rules(). */
#define POLICY_RULE_COLUMNS		9

static void
set_text(Datum *values, bool *nulls, int column, const char *text)
{
	nulls[column] = text == NULL;
	if (text != NULL)
		values[column] = CStringGetTextDatum(text);
}

static void
put_rule(ReturnSetInfo *rsinfo, Oid relid, AttrNumber attno,
		 const PolicyRule *rule)
{
	Datum		values[POLICY_RULE_COLUMNS] = {0};
	bool		nulls[POLICY_RULE_COLUMNS] = {0};
	int			nearest = purpose_rule_nearest(rule);
	const StoredLabel *stored = rule->levels[nearest];
	const Label *label = stored->label;

	values[0] = Int16GetDatum(attno);
	set_text(values, nulls, 1, describe_origin(relid, attno, rule));
	values[2] = ObjectIdGetDatum(rule->relid);
	set_text(values, nulls, 3, level_names[nearest]);
	set_text(values, nulls, 4, label ? describe_allow(label) : NULL);
	set_text(values, nulls, 5, describe_deny(rule));
	set_text(values, nulls, 6, label ? describe_otherwise(rule, label) :
			 "BLOCK");
	set_text(values, nulls, 7, stored->text);
	set_text(values, nulls, 8, describe_problem(rule));
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/*
 * policy_rules(relation oid): the rules of all columns of a relation, as they
 * hold for a read through it; see the view purpose.column_policies.
 */
Datum
purpose_policy_rules(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Oid			relid = PG_GETARG_OID(0);
	RelPolicy  *policy;

	InitMaterializedSRF(fcinfo, 0);
	policy = purpose_policy_get(relid, true);
	for (int i = 0; policy != NULL && i < policy->natts; i++)
	{
		ColumnPolicy *column = policy->columns[i];

		for (int rule = 0; column != NULL && rule < column->nrules; rule++)
			put_rule(rsinfo, relid, i + 1, &column->rules[rule]);
	}
	return (Datum) 0;
}

/* ---------- authority ---------- */

/*
 * may_declare(role name, purpose text) returns boolean
 */
Datum
purpose_may_declare(PG_FUNCTION_ARGS)
{
	Oid			role = get_role_oid(NameStr(*PG_GETARG_NAME(0)), false);
	char	   *purpose = text_to_cstring(PG_GETARG_TEXT_PP(1));

	PG_RETURN_BOOL(purpose_role_may_declare(role, purpose));
}

/*
 * may_administer(role name) returns boolean
 */
Datum
purpose_may_administer(PG_FUNCTION_ARGS)
{
	Oid			role = get_role_oid(NameStr(*PG_GETARG_NAME(0)), false);

	PG_RETURN_BOOL(purpose_role_may_administer(role));
}

/* ---------- labelling ---------- */

/*
 * set_label(relation regclass, attname name, label text): what SECURITY LABEL
 * does, for an administrator of purposes who does not own the table.  A NULL
 * attname labels the table itself, a NULL label takes the label away.
 *
 * The checks are those of the label provider, which demands ADMINISTER; only
 * the ownership that SECURITY LABEL demands besides is left out.
 */
Datum
purpose_set_label(PG_FUNCTION_ARGS)
{
	ObjectAddress object;
	char	   *label = NULL;
	Oid			relid;
	AttrNumber	attno = 0;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("relation must not be null")));
	purpose_require_administer("set purpose labels");
	relid = PG_GETARG_OID(0);
	LockRelationOid(relid, ShareUpdateExclusiveLock);
	if (get_rel_name(relid) == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", relid)));
	if (!PG_ARGISNULL(1))
		attno = get_column(relid, NameStr(*PG_GETARG_NAME(1)));
	if (!PG_ARGISNULL(2))
		label = text_to_cstring(PG_GETARG_TEXT_PP(2));

	ObjectAddressSubSet(object, RelationRelationId, relid, attno);
	purpose_label_provider_check(&object, label);
	SetSecurityLabel(&object, PURPOSE_PROVIDER, label);
	PG_RETURN_VOID();
}
