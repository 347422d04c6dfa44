/*-------------------------------------------------------------------------
 *
 * departure.c
 *		DETACH PARTITION and NO INHERIT: the rows keep their policy.
 *
 * While a table is a child, the labels of its ancestors hold for it, without
 * having been written onto it.  When it leaves they would stop to.  So they
 * are written down first, while the child is still attached and both say the
 * same: there is no moment at which neither holds, which matters to DETACH
 * CONCURRENTLY.
 *
 * The invariant: what is written is at least as strict as what was inherited.
 *
 *-------------------------------------------------------------------------
 */
#include "departure.h"

#include "catalog/objectaddress.h"
#include "catalog/pg_class.h"
#include "commands/seclabel.h"
#include "lib/stringinfo.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "policy.h"
#include "relation.h"

/* A label that nobody complies with. */
#define CLOSED_LABEL	"ELSE BLOCK"

static void
append_denies(StringInfo buf, const PurposeList *denies)
{
	ListCell   *lc;

	if (!denies->any && denies->names == NIL)
		return;
	/* On a line of its own: the text before may end in a comment. */
	appendStringInfo(buf, "%sDENY ", buf->len > 0 ? "\n; " : "");
	if (denies->any)
		appendStringInfoString(buf, "ANY");
	else
		foreach(lc, denies->names)
			appendStringInfo(buf, "%s%s",
							 lc == list_head(denies->names) ? "" : ", ",
							 (char *) lfirst(lc));
}

/*
 * The text of a label without white space and semicolons at its end.
 */
static char *
trimmed(const char *label)
{
	char	   *result = pstrdup(label);
	size_t		length = strlen(result);

	while (length > 0 && strchr("; \t\r\n", result[length - 1]) != NULL)
		result[--length] = '\0';
	return result;
}

/*
 * A rule of another relation as a label for a column of the child; NULL if a
 * label in it does not parse.
 */
static char *
rule_as_label(const PolicyRule *rule)
{
	int			nearest = purpose_rule_nearest(rule);
	StringInfoData buf;
	bool		unrestricted;

	for (int level = 0; level < LABEL_LEVELS; level++)
		if (rule->levels[level] != NULL && rule->levels[level]->label == NULL)
			return NULL;

	initStringInfo(&buf);
	unrestricted = rule->levels[nearest]->label->unrestricted;
	if (!unrestricted)
		appendStringInfoString(&buf, trimmed(rule->levels[nearest]->text));

	/* The database's label holds for the child anyway. */
	for (int level = nearest + 1; level < LEVEL_DATABASE; level++)
		if (rule->levels[level] != NULL)
			append_denies(&buf, &rule->levels[level]->label->denies);
	return buf.len > 0 ? buf.data : pstrdup("UNRESTRICTED");
}

/*
 * The label that one column of the child must get, or NULL if its own labels
 * say enough.  Relations in "staying" remain its ancestors.
 */
static char *
label_for_column(Oid child, const ColumnPolicy *column, List *staying,
				 bool *closed)
{
	const PolicyRule *own = NULL;
	char	   *result = NULL;

	*closed = false;
	for (int i = 0; i < column->nrules; i++)
		if (column->rules[i].relid == child)
			own = &column->rules[i];

	for (int i = 0; i < column->nrules; i++)
	{
		const PolicyRule *rule = &column->rules[i];
		char	   *label;

		if (rule->relid == child || rule->derived ||
			list_member_oid(staying, rule->relid))
			continue;
		label = rule_as_label(rule);
		if (label == NULL || (result != NULL && strcmp(result, label) != 0))
			*closed = true;
		result = label;
	}
	if (result == NULL && !*closed)
		return NULL;

	/* A label of the child's own cannot be combined with another in a text. */
	if (own != NULL &&
		(own->levels[LEVEL_COLUMN] != NULL || own->levels[LEVEL_TABLE] != NULL))
	{
		char	   *own_label = rule_as_label(own);

		if (own_label != NULL && result != NULL && !*closed &&
			strcmp(own_label, result) == 0)
			return NULL;
		*closed = true;
	}
	return *closed ? pstrdup(CLOSED_LABEL) : result;
}

void
purpose_departure_write_labels(Oid child, List *parents, const char *column)
{
	RelPolicy  *policy;
	List	   *staying = purpose_relation_ancestors(child, parents);
	AttrNumber	only = column != NULL ? get_attnum(child, column) : 0;
	List	   *attnos = NIL;
	List	   *labels = NIL;
	List	   *closed_names = NIL;
	ListCell   *lc;
	ListCell   *lc2;

	LockRelationOid(child, ShareUpdateExclusiveLock);
	policy = purpose_policy_get(child, false);
	if (policy == NULL)
		return;

	/* First read all, since writing makes the policy stale. */
	for (int i = 0; i < policy->natts; i++)
	{
		bool		closed;
		char	   *label;

		if (policy->columns[i] == NULL || (column != NULL && i + 1 != only))
			continue;
		label = label_for_column(child, policy->columns[i], staying, &closed);
		if (label == NULL)
			continue;
		attnos = lappend_int(attnos, i + 1);
		labels = lappend(labels, label);
		if (closed)
			closed_names = lappend_int(closed_names, i + 1);
	}

	forboth(lc, attnos, lc2, labels)
	{
		ObjectAddress object;

		ObjectAddressSubSet(object, RelationRelationId, child, lfirst_int(lc));
		SetSecurityLabel(&object, PURPOSE_PROVIDER, lfirst(lc2));
	}
	foreach(lc, closed_names)
		ereport(WARNING,
				(errcode(ERRCODE_WARNING),
				 errmsg("column \"%s\" of table \"%s\" is now open to nobody",
						get_attname(child, lfirst_int(lc), false),
						get_rel_name(child)),
				 errdetail("Its own labels and those it had from its parents cannot be said in one label."),
				 errhint("An administrator of purposes can give it another label.")));
	if (labels != NIL)
		purpose_policy_announce_change(child);
}
