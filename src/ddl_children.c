/*-------------------------------------------------------------------------
 *
 * ddl_children.c
 *		Tables that come to an inheritance tree, or leave it.
 *
 * A table that comes below a parent hands its rows to what is attached to the
 * parent: its indexes and foreign keys are built over them, its triggers and
 * policies get to see them.  The other way round, an UPDATE of a partitioned
 * table moves rows of other partitions to the new one, and to what is attached
 * to that.  So neither may have restricted columns that the other's
 * attachments look at (attached_columns.c).  Most tables that are attached
 * have none: they get the policy of the parent with the parent.
 *
 * A materialized view over a parent has the policy of the children as well,
 * and goes on having their rows when they have left.
 *
 * The invariant: rows never come to code that could not have been attached to
 * their own table.
 *
 *-------------------------------------------------------------------------
 */
#include "ddl_children.h"

#include "catalog/partition.h"
#include "catalog/pg_inherits.h"
#include "utils/lsyscache.h"

#include "attached_columns.h"
#include "authority.h"
#include "ddl_columns.h"
#include "ddl_constraint.h"
#include "departure.h"
#include "guard.h"
#include "policy.h"
#include "relation.h"

/* ---------- coming ---------- */

/*
 * The columns of "to" that have the names of those of "from".
 */
static Bitmapset *
columns_by_name(const Bitmapset *columns, Oid from, Oid to)
{
	Bitmapset  *result = NULL;
	int			attno = -1;

	while ((attno = bms_next_member(columns, attno)) >= 0)
	{
		if (attno == 0)
			result = bms_add_member(result, 0);
		else
			result = purpose_ddl_columns_add_name(result, to,
												  get_attname(from, attno, false));
	}
	return result;
}

/*
 * Rows of "from" come to "to": what is attached to that looks at them.
 */
static void
check_rows_come(Oid from, Oid to, const char *action)
{
	if (purpose_guard_restricted_columns(from, true) == NULL)
		return;
	purpose_guard_require_open(from,
							   columns_by_name(purpose_attached_columns(to, from),
											   to, from),
							   action);
}

/*
 * A relation and all its ancestors.
 */
static List *
with_ancestors(Oid relid)
{
	return lcons_oid(relid, purpose_relation_ancestors(relid, NIL));
}

void
purpose_ddl_children_check_inherit(Oid child, Oid parent)
{
	ListCell   *lc;

	if (!OidIsValid(child) || !OidIsValid(parent))
		return;
	foreach(lc, with_ancestors(parent))
		check_rows_come(child, lfirst_oid(lc),
						"hand the rows to what is attached to the parent");
}

void
purpose_ddl_children_check_attach(Oid parent, const PartitionCmd *cmd)
{
	Oid			child = purpose_ddl_columns_lock_present(cmd->name, AccessExclusiveLock);
	ListCell   *lc;
	ListCell   *lc2;

	if (!OidIsValid(child))
		return;

	/* The rows are tested against the bounds of all levels above. */
	purpose_ddl_children_check_inherit(child, parent);
	foreach(lc, with_ancestors(parent))
		foreach(lc2, find_all_inheritors(child, NoLock, NULL))
			check_rows_come(lfirst_oid(lc), lfirst_oid(lc2),
							"let rows come to what is attached to the partition");
	purpose_guard_require_open(parent, purpose_relation_partition_key(parent),
							   "test the rows of the default partition");
}

/*
 * Constraints of a new partition are tested on rows that come from others.
 */
static void
check_new_constraints(Oid relid, const CreateStmt *stmt)
{
	ListCell   *lc;
	ListCell   *lc2;

	foreach(lc, stmt->constraints)
		purpose_ddl_constraint_check(relid, lfirst_node(Constraint, lc), NULL);
	foreach(lc, stmt->tableElts)
	{
		Node	   *elem = lfirst(lc);

		if (IsA(elem, Constraint))
			purpose_ddl_constraint_check(relid, (Constraint *) elem, NULL);
		else if (IsA(elem, ColumnDef))
			foreach(lc2, ((ColumnDef *) elem)->constraints)
				purpose_ddl_constraint_check(relid,
											 lfirst_node(Constraint, lc2),
											 ((ColumnDef *) elem)->colname);
	}
}

/*
 * A key of the new partition's own is computed for them.
 */
static void
check_new_key(Oid relid, const PartitionSpec *spec)
{
	Bitmapset  *columns = NULL;
	ListCell   *lc;

	foreach(lc, spec->partParams)
	{
		PartitionElem *elem = lfirst_node(PartitionElem, lc);

		columns = purpose_ddl_columns_add_expr(columns, relid, elem->expr);
		if (elem->name != NULL)
			columns = purpose_ddl_columns_add_name(columns, relid, elem->name);
	}
	purpose_guard_require_open(relid, columns, "route the rows by the key");
}

void
purpose_ddl_children_check_partition(const CreateStmt *stmt, bool foreign)
{
	Oid			parent;
	ListCell   *lc;

	if (stmt->partbound == NULL || list_length(stmt->inhRelations) != 1)
		return;
	parent = purpose_ddl_columns_lock(linitial(stmt->inhRelations),
									  AccessExclusiveLock);
	if (!OidIsValid(parent))
		return;
	foreach(lc, with_ancestors(parent))
	{
		check_new_constraints(lfirst_oid(lc), stmt);
		if (stmt->partspec != NULL)
			check_new_key(lfirst_oid(lc), stmt->partspec);
		if (foreign)
			purpose_guard_require_open(lfirst_oid(lc), purpose_ddl_columns_all(),
									   "let rows go to a foreign table");
	}
	if (OidIsValid(get_default_partition_oid(parent)))
		purpose_guard_require_open(parent, purpose_relation_partition_key(parent),
								   "test the rows of the default partition");
}

/* ---------- leaving ---------- */

/*
 * Has the relation a label that its parent's do not tell of?
 */
static bool
has_label_of_its_own(Oid relid, Oid parent)
{
	RelPolicy  *policy = purpose_policy_get(relid, false);

	for (int i = 0; policy != NULL && i < policy->natts; i++)
		for (int j = 0; policy->columns[i] != NULL &&
			 j < policy->columns[i]->nrules; j++)
		{
			const PolicyRule *rule = &policy->columns[i]->rules[j];

			if (rule->relid != relid)
				continue;
			if (rule->levels[LEVEL_COLUMN] != NULL ||
				rule->levels[LEVEL_TABLE] != NULL ||
				(rule->levels[LEVEL_SCHEMA] != NULL &&
				 get_rel_namespace(relid) != get_rel_namespace(parent)))
				return true;
		}
	return false;
}

/*
 * Has the relation a generated column that is computed from others than its
 * parent's is, or from ones with another policy?
 */
static bool
has_derived_rule_of_its_own(Oid relid, Oid parent)
{
	RelPolicy  *policy = purpose_policy_get(relid, false);
	List	   *texts = NIL;
	List	   *names = NIL;
	ListCell   *lc;
	ListCell   *lc2;

	/* Copies: the next look-up may free the policy. */
	for (int i = 0; policy != NULL && i < policy->natts; i++)
		for (int j = 0; policy->columns[i] != NULL &&
			 j < policy->columns[i]->nrules; j++)
			if (policy->columns[i]->rules[j].derived)
			{
				texts = lappend(texts,
								purpose_rule_text(&policy->columns[i]->rules[j]));
				names = lappend(names, get_attname(relid, i + 1, false));
			}
	if (texts == NIL)
		return false;
	policy = purpose_policy_get(parent, false);
	forboth(lc, texts, lc2, names)
	{
		AttrNumber	attno = get_attnum(parent, lfirst(lc2));
		const ColumnPolicy *column = policy != NULL && attno > 0 ?
			policy->columns[attno - 1] : NULL;
		bool		found = false;

		for (int j = 0; column != NULL && j < column->nrules; j++)
			found |= strcmp(purpose_rule_text(&column->rules[j]),
							lfirst(lc)) == 0;
		if (!found)
			return true;
	}
	return false;
}

void
purpose_ddl_children_check_rebuilt(Oid child, Oid parent)
{
	if (OidIsValid(child) &&
		(has_label_of_its_own(child, parent) ||
		 has_derived_rule_of_its_own(child, parent)))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("partition \"%s\" has purpose labels of its own",
						get_rel_name(child)),
				 errdetail("The partitions that come in its place would be without them."),
				 errhint("Let an administrator of purposes label the partitioned table instead, or detach the partition, which keeps its labels.")));
}

/*
 * A materialized view over an ancestor keeps the rows, while its policy would
 * lose the labels of what leaves.
 */
static void
check_views_above(Oid child, Oid parent)
{
	bool		labelled = false;
	ListCell   *lc;

	if (!purpose_guard_is_on())
		return;
	foreach(lc, find_all_inheritors(child, NoLock, NULL))
		labelled |= has_label_of_its_own(lfirst_oid(lc), parent);
	if (!labelled)
		return;
	foreach(lc, with_ancestors(parent))
		if (purpose_policy_feeds_labelled(lfirst_oid(lc)))
			purpose_require_administer("take a labelled table away from a materialized view that has its rows");
}

void
purpose_ddl_children_check_departure(Oid child, List *parents)
{
	ListCell   *lc;

	if (!OidIsValid(child) || parents == NIL)
		return;
	foreach(lc, parents)
		check_views_above(child, lfirst_oid(lc));
	purpose_departure_write_labels(child, parents, NULL);
}

void
purpose_ddl_children_check_drop(Oid child, Oid schema)
{
	ListCell   *lc;

	foreach(lc, purpose_relation_ancestors(child, NIL))
		if (get_rel_namespace(lfirst_oid(lc)) != schema)
			check_views_above(child, lfirst_oid(lc));
}

void
purpose_ddl_children_drop_column(Oid parent, const char *column, bool only)
{
	List	   *leaving = only ? list_make1_oid(parent) :
		find_all_inheritors(parent, NoLock, NULL);
	ListCell   *lc;

	foreach(lc, only ? find_inheritance_children(parent, NoLock) : leaving)
		if (lfirst_oid(lc) != parent)
			purpose_departure_write_labels(lfirst_oid(lc), leaving, column);
}
