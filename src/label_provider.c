/*-------------------------------------------------------------------------
 *
 * label_provider.c
 *		SECURITY LABEL FOR purpose: who, on what, is it sound; then
 *		invalidate.
 *
 * The server has checked by now that the user owns the object, and stores the
 * label afterwards.  We demand ADMINISTER besides: a mask is code that runs
 * on raw values for everybody.
 *
 * A label is checked at once (grammar, purposes, names and types in its
 * expressions), unless check_function_bodies is off, as pg_restore sets it:
 * then its grammar only, since what it names may not have been restored yet.
 *
 * The invariant: no label is stored without all sessions being told.
 *
 *-------------------------------------------------------------------------
 */
#include "label_provider.h"

#include <ctype.h>

#include "access/htup_details.h"
#include "access/table.h"
#include "access/transam.h"
#include "catalog/catalog.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_class.h"
#include "catalog/pg_database.h"
#include "catalog/pg_namespace.h"
#include "commands/seclabel.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/guc.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "authority.h"
#include "compat.h"
#include "expression.h"
#include "label.h"
#include "policy.h"
#include "relation.h"
#include "vocabulary.h"

/* ---------- what can have a label ---------- */

static void
refuse_object(const ObjectAddress *object, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_WRONG_OBJECT_TYPE),
			 errmsg("%s cannot have a purpose label",
					getObjectDescription(object, false)),
			 errdetail("Purposes are labelled on columns, tables, schemas, the database and roles."),
			 hint ? errhint("%s", hint) : 0));
}

static void
check_relation(const ObjectAddress *object)
{
	switch (get_rel_relkind(object->objectId))
	{
		case RELKIND_RELATION:
		case RELKIND_PARTITIONED_TABLE:
		case RELKIND_FOREIGN_TABLE:
		case RELKIND_MATVIEW:
			break;
		case RELKIND_VIEW:
			refuse_object(object, "A view has no values of its own: label the tables underneath, and their labels hold through every view.");
			break;
		case RELKIND_INDEX:
		case RELKIND_PARTITIONED_INDEX:
		case RELKIND_TOASTVALUE:
			refuse_object(object, "Label the table underneath.");
			break;
		default:
			refuse_object(object, NULL);
	}
	if (purpose_relation_is_system(object->objectId))
		refuse_object(object, "System catalogs are not covered by purposes.");
	if (object->objectId == purpose_vocabulary_relid())
		refuse_object(object, "It is the policy, not what the policy protects.");
	if (object->objectSubId < 0)
		refuse_object(object, "System columns are not covered by purposes.");
}

/*
 * The kind of label that an object takes; an error if none.
 */
static LabelTarget
check_object(const ObjectAddress *object)
{
	switch (object->classId)
	{
		case RelationRelationId:
			check_relation(object);
			return object->objectSubId != 0 ? LABEL_ON_COLUMN :
				LABEL_ON_CONTAINER;
		case NamespaceRelationId:
			if (object->objectId < FirstUnpinnedObjectId &&
				object->objectId != PG_PUBLIC_NAMESPACE)
				refuse_object(object, "System catalogs are not covered by purposes.");
			return LABEL_ON_CONTAINER;
		case DatabaseRelationId:
			if (object->objectId != MyDatabaseId)
				refuse_object(object, "Connect to the database to label it: purposes are known by its own vocabulary.");
			return LABEL_ON_CONTAINER;
		case AuthIdRelationId:
			return LABEL_ON_ROLE;
		default:
			refuse_object(object, NULL);
	}
	pg_unreachable();
}

/* ---------- is it sound ---------- */

static int
errlabelposition(const char *text, int location)
{
	internalerrquery(text);
	return internalerrposition(pg_mbstrlen_with_len(text, location) + 1);
}

static Label *
parse(const char *text, LabelTarget target)
{
	LabelError	error;
	Label	   *label = purpose_label_parse(text, target, &error);

	if (label == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("%s", error.message),
				 error.detail ? errdetail("%s", error.detail) : 0,
				 error.hint ? errhint("%s", error.hint) : 0,
				 error.location >= 0 ?
				 errlabelposition(text, error.location) : 0));
	return label;
}

/*
 * Where in the text a purpose is named, as a whole word.
 */
static int
find_name(const char *text, const char *name)
{
	size_t		length = strlen(name);

	for (const char *c = text; *c; c++)
	{
		bool		inside = c > text &&
			(isalnum((unsigned char) c[-1]) || c[-1] == '_');

		if (!inside && pg_strncasecmp(c, name, length) == 0 &&
			!isalnum((unsigned char) c[length]) && c[length] != '_')
			return c - text;
	}
	return 0;
}

static void
check_purposes(const Label *label)
{
	ListCell   *lc;

	foreach(lc, purpose_label_names(label))
	{
		const char *name = lfirst(lc);

		if (!purpose_vocabulary_has(name))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_OBJECT),
					 errmsg("purpose \"%s\" does not exist", name),
					 errhint("Insert it into purpose.vocabulary first."),
					 errlabelposition(label->text,
									  find_name(label->text, name))));
	}
}

/*
 * Analyse the expressions of a label on a relation or column.
 */
static void
check_expressions(const ObjectAddress *object, const Label *label)
{
	ExpressionPlace place = {object->objectId, object->objectSubId,
	label->text};
	Relation	rel = table_open(object->objectId, AccessShareLock);
	ListCell   *lc;

	foreach(lc, label->allows)
	{
		AllowClause *allow = lfirst(lc);

		if (allow->condition != NULL)
			(void) purpose_expression_condition(allow->condition, rel, &place,
												true);
	}
	if (label->mask != NULL)
		(void) purpose_expression_mask(label->mask, rel, object->objectSubId,
									   &place, true);
	table_close(rel, NoLock);
}

/*
 * A condition needs rows of one relation to look at.
 */
static void
check_conditions_have_rows(const ObjectAddress *object, const Label *label)
{
	ListCell   *lc;

	if (object->classId == RelationRelationId)
		return;
	foreach(lc, label->allows)
	{
		AllowClause *allow = lfirst(lc);

		if (allow->condition != NULL)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("WHEN is possible in the label of a table or column only"),
					 errdetail("A condition looks at the columns of one table."),
					 errlabelposition(label->text,
									  allow->condition->location)));
	}
}

/*
 * A label replaces the ALLOW and ELSE of the outer levels, which is not what
 * everybody expects of a lone DENY.
 */
static void
warn_of_widening(const ObjectAddress *object, const Label *label)
{
	ObjectAddress outer = *object;
	const char *text;

	if (object->classId != RelationRelationId || object->objectSubId == 0 ||
		label->unrestricted || label->allows != NIL ||
		(!label->denies.any && label->denies.names == NIL))
		return;
	outer.objectSubId = 0;
	text = GetSecurityLabel(&outer, PURPOSE_PROVIDER);
	if (text != NULL)
		ereport(NOTICE,
				(errmsg("the label of the column replaces the ALLOW and ELSE of the table's label"),
				 errdetail("The column is now open to all declared purposes but those denied; the table's label is: %s",
						   text),
				 errhint("Repeat the ALLOW and ELSE clauses in the column's label to keep them.")));
}

/* ---------- tell the others ---------- */

static void
announce(const ObjectAddress *object)
{
	HeapTuple	tuple;

	switch (object->classId)
	{
		case RelationRelationId:
			purpose_policy_announce_change(object->objectId);
			break;
		case AuthIdRelationId:
			/* Labels send no invalidation; the role's row stands in. */
			tuple = SearchSysCache1(AUTHOID,
									ObjectIdGetDatum(object->objectId));
			if (HeapTupleIsValid(tuple))
			{
				Relation	rel = table_open(AuthIdRelationId,
											 AccessShareLock);

				CacheInvalidateHeapTuple(rel, tuple, NULL);
				table_close(rel, AccessShareLock);
				ReleaseSysCache(tuple);
			}
			break;
		default:
			purpose_policy_announce_change_of_all();
	}
}

void
purpose_label_provider_check(const ObjectAddress *object, const char *text)
{
	LabelTarget target = LABEL_ON_CONTAINER;
	Label	   *label = NULL;

	purpose_require_administer(text != NULL ? "set purpose labels" :
							   "drop purpose labels");
	if (text != NULL)
	{
		target = check_object(object);
		label = parse(text, target);
		check_conditions_have_rows(object, label);
	}

	if (label != NULL && check_function_bodies)
	{
		/*
		 * Roles are restored before the extension is, and are the cluster's;
		 * what a role label names is looked up when it is used.
		 */
		if (OidIsValid(purpose_vocabulary_relid()))
			check_purposes(label);
		else if (target != LABEL_ON_ROLE)
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("extension \"%s\" is not installed in this database",
							PURPOSE_EXTENSION),
					 errhint("Use CREATE EXTENSION %s.", PURPOSE_EXTENSION)));
		if (object->classId == RelationRelationId)
			check_expressions(object, label);
		warn_of_widening(object, label);
	}
	announce(object);
}

void
purpose_label_provider_init(void)
{
	register_label_provider(PURPOSE_PROVIDER, purpose_label_provider_check);
}
