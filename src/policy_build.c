/*-------------------------------------------------------------------------
 *
 * policy_build.c
 *		Makes the policy of a relation: resolves levels, inheritance and
 *		derived columns.
 *
 * A column's policy is a list of rules, all of which must allow:
 *
 *	- what the labels of its own relation say (column, table, schema and
 *	  database), unless none of them exists;
 *	- for a child table or partition, what its ancestors' labels say of the
 *	  column of the same name; for a read through a parent, what those of all
 *	  descendants say too;
 *	- for a generated column or a column of a materialized view that has no
 *	  label of its own, what holds for the columns it is computed from;
 *	- for a TOAST table, what holds for any column of its table.
 *
 * Policies are kept by policy.c, labels are read by stored_label.c, relatives
 * found by relation.c; what follows from a policy for an access purpose is
 * verdict.c's business.
 *
 * The invariant: every other relation from which a policy is made is told to
 * the visitor before it is read, so that no change of it can be missed.
 *
 *-------------------------------------------------------------------------
 */
#include "policy_build.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "access/sysattr.h"
#include "access/table.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "common/hashfn.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "rewrite/prs2lock.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "compat.h"
#include "lineage.h"
#include "relation.h"

/* ---------- rules from labels ---------- */

int
purpose_rule_nearest(const PolicyRule *rule)
{
	for (int level = 0; level < LABEL_LEVELS; level++)
		if (rule->levels[level] != NULL)
			return level;
	return -1;
}

char *
purpose_rule_text(const PolicyRule *rule)
{
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "%d%d", rule->derived, rule->foreign_rows);
	for (int level = 0; level < LABEL_LEVELS; level++)
		appendStringInfo(&buf, "\n%d %s", level,
						 rule->levels[level] != NULL ?
						 rule->levels[level]->text : "");
	return buf.data;
}

static void
add_rule(RelPolicy *policy, AttrNumber attno, const PolicyRule *rule)
{
	ColumnPolicy *column = policy->columns[attno - 1];

	if (column == NULL)
		column = policy->columns[attno - 1] = palloc0(sizeof(ColumnPolicy));

	/*
	 * Rules that come from the very same labels say the same, unless their
	 * expressions would be read in another relation.
	 */
	for (int i = 0; i < column->nrules; i++)
	{
		PolicyRule *old = &column->rules[i];

		if (memcmp(old->levels, rule->levels, sizeof(rule->levels)) == 0 &&
			old->derived == rule->derived &&
			old->foreign_rows == rule->foreign_rows)
			return;
	}

	/* Grow by powers of two. */
	if (column->nrules == 0)
		column->rules = palloc(sizeof(PolicyRule));
	else if ((column->nrules & (column->nrules - 1)) == 0)
		column->rules = repalloc(column->rules,
								 sizeof(PolicyRule) * column->nrules * 2);
	column->rules[column->nrules++] = *rule;
}

/*
 * The rule that a relation's own labels make for one column; answers false
 * where no label says anything.
 */
static bool
make_rule(const RelLabels *labels, AttrNumber attno, PolicyRule *rule)
{
	bool		any = false;

	memset(rule, 0, sizeof(PolicyRule));
	rule->relid = labels->relid;
	rule->attno = attno;
	rule->levels[LEVEL_COLUMN] = labels->columns[attno - 1];
	for (int level = LEVEL_TABLE; level < LABEL_LEVELS; level++)
		rule->levels[level] = labels->levels[level];
	for (int level = 0; level < LABEL_LEVELS; level++)
		any |= rule->levels[level] != NULL;
	return any;
}

/*
 * Add what the labels of "labels" say to the columns of the policy, matched
 * by name, as inheritance does.
 */
static void
add_rules_by_name(RelPolicy *policy, Relation rel, const RelLabels *labels)
{
	TupleDesc	desc = RelationGetDescr(rel);

	if (!labels->any)
		return;
	for (int i = 0; i < policy->natts; i++)
	{
		Form_pg_attribute attr = TupleDescAttr(desc, i);
		AttrNumber	attno = attr->attnum;
		PolicyRule	rule;

		if (attr->attisdropped)
			continue;
		if (labels->relid != policy->relid)
			attno = get_attnum(labels->relid, NameStr(attr->attname));
		if (attno > 0 && attno <= labels->natts &&
			make_rule(labels, attno, &rule))
			add_rule(policy, attr->attnum, &rule);
	}
}

/*
 * Add the rules of other relations of the same inheritance tree.
 */
static void
add_rules_of_relatives(RelPolicy *policy, Relation rel, List *relatives,
					   SourceVisitor note_source)
{
	ListCell   *lc;

	foreach(lc, relatives)
	{
		Oid			relid = lfirst_oid(lc);
		HeapTuple	tuple;

		note_source(relid);
		if (relid == policy->relid)
			continue;
		tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
		if (!HeapTupleIsValid(tuple))
			continue;
		add_rules_by_name(policy, rel,
						  purpose_stored_label_get(relid,
												   (Form_pg_class) GETSTRUCT(tuple)));
		ReleaseSysCache(tuple);
	}
}

/* ---------- columns computed from others ---------- */

/*
 * Add to one column of the policy what holds for a column that it is
 * computed from, of the same relation or of another.
 */
static void
add_derived_rules(RelPolicy *policy, AttrNumber attno,
				  const ColumnPolicy *source, bool foreign_rows)
{
	if (source == NULL)
		return;
	for (int i = 0; i < source->nrules; i++)
	{
		PolicyRule	rule = source->rules[i];

		rule.derived = true;
		rule.foreign_rows |= foreign_rows;
		add_rule(policy, attno, &rule);
	}
}

/*
 * Generated columns without a label of their own take the policy of the
 * columns in their expression.  A generated column cannot refer to another.
 */
static void
add_generated_rules(RelPolicy *policy, Relation rel, const RelLabels *labels)
{
	TupleDesc	desc = RelationGetDescr(rel);

	for (int i = 0; desc->constr != NULL && i < desc->constr->num_defval; i++)
	{
		AttrDefault *def = &desc->constr->defval[i];
		Bitmapset  *used = NULL;
		int			column = -1;

		if (TupleDescAttr(desc, def->adnum - 1)->attgenerated == '\0' ||
			labels->columns[def->adnum - 1] != NULL)
			continue;
		pull_varattnos(stringToNode(def->adbin), 1, &used);
		while ((column = bms_next_member(used, column)) >= 0)
		{
			AttrNumber	attno = column + FirstLowInvalidHeapAttributeNumber;

			if (attno > 0)
				add_derived_rules(policy, def->adnum,
								  policy->columns[attno - 1], false);
			else if (attno == 0)
				for (int other = 0; other < policy->natts; other++)
					add_derived_rules(policy, def->adnum,
									  policy->columns[other], false);
		}
	}
}

/*
 * What a parent shows in a generated column are the values that its
 * descendants have stored, each computed by an expression of its own.
 */
static void
add_generated_rules_below(RelPolicy *policy, SourceVisitor note_source)
{
	ListCell   *lc;

	foreach(lc, find_all_inheritors(policy->relid, NoLock, NULL))
	{
		Relation	child;
		TupleDesc	desc;
		RelPolicy  *own = NULL;

		if (lfirst_oid(lc) == policy->relid)
			continue;
		note_source(lfirst_oid(lc));
		child = try_relation_open(lfirst_oid(lc), AccessShareLock);
		if (child == NULL)
			continue;
		desc = RelationGetDescr(child);
		if (desc->constr != NULL && desc->constr->num_defval > 0)
			own = purpose_policy_build(child, false, note_source);
		for (int i = 0; own != NULL && i < own->natts; i++)
		{
			Form_pg_attribute attr = TupleDescAttr(desc, i);
			AttrNumber	attno;

			if (attr->attgenerated == '\0' || attr->attisdropped ||
				own->columns[i] == NULL)
				continue;
			attno = get_attnum(policy->relid, NameStr(attr->attname));
			for (int j = 0; attno > 0 && j < own->columns[i]->nrules; j++)
				if (own->columns[i]->rules[j].derived)
					add_rule(policy, attno, &own->columns[i]->rules[j]);
		}
		relation_close(child, AccessShareLock);
	}
}

/*
 * Turn each GRAPH_TABLE in a query into what it reads of the tables of its
 * property graph.
 */
static bool
expand_graphs(Node *node, SourceVisitor *note_source)
{
	Query	   *query = (Query *) node;

	if (node == NULL)
		return false;
	if (!IsA(node, Query))
		return expression_tree_walker(node, expand_graphs, note_source);
	for (int rti = 1; rti <= list_length(query->rtable); rti++)
	{
		RangeTblEntry *rte = list_nth_node(RangeTblEntry, query->rtable,
										   rti - 1);

		if (!purpose_rte_is_graph(rte))
			continue;
		(*note_source) (rte->relid);
		purpose_rte_expand_graph(query, rti);
	}
	return query_tree_walker(query, expand_graphs, note_source, 0);
}

/*
 * The query that defines a view or materialized view; a copy.
 */
static Query *
stored_query(Relation rel, SourceVisitor note_source)
{
	RuleLock   *rules = rel->rd_rules;

	for (int i = 0; rules != NULL && i < rules->numLocks; i++)
		if (rules->rules[i]->event == CMD_SELECT)
		{
			Query	   *query =
				copyObject(linitial_node(Query, rules->rules[i]->actions));

			(void) expand_graphs((Node *) query, &note_source);
			return query;
		}
	elog(ERROR, "relation \"%s\" has no defining query",
		 RelationGetRelationName(rel));
	return NULL;
}

/*
 * Take over to "attno" what holds for a column of another relation, looking
 * through views to what they are made of.
 */
static void
add_source_rules(RelPolicy *policy, AttrNumber attno,
				 const LineageSource *source, SourceVisitor note_source)
{
	Relation	rel;
	ListCell   *lc;

	check_stack_depth();
	if (purpose_relation_is_system(source->relid))
		return;
	note_source(source->relid);
	rel = table_open(source->relid, AccessShareLock);
	if (rel->rd_rel->relkind == RELKIND_VIEW)
	{
		Query	   *query = stored_query(rel, note_source);

		foreach(lc, purpose_lineage_sources(query, source->attno))
			add_source_rules(policy, attno, lfirst(lc), note_source);
	}
	else
	{
		RelPolicy  *other = purpose_policy_build(rel, true, note_source);

		for (int i = 0; other != NULL && i < other->natts; i++)
			if (source->attno == 0 || source->attno == i + 1)
				add_derived_rules(policy, attno, other->columns[i], true);
	}
	table_close(rel, AccessShareLock);
}

/*
 * Columns of a materialized view without a label of their own take the policy
 * of what they are computed from.
 */
static void
add_matview_rules(RelPolicy *policy, Relation rel, const RelLabels *labels,
				  SourceVisitor note_source)
{
	Query	   *query = stored_query(rel, note_source);

	for (int i = 0; i < policy->natts; i++)
	{
		ListCell   *lc;

		if (labels->columns[i] != NULL)
			continue;
		foreach(lc, purpose_lineage_sources(query, i + 1))
			add_source_rules(policy, i + 1, lfirst(lc), note_source);
	}
}

/*
 * A TOAST table holds parts of values of any column of its table.
 */
static void
add_toast_rules(RelPolicy *policy, Relation rel, SourceVisitor note_source)
{
	Oid			owner = purpose_relation_toast_owner(RelationGetRelid(rel),
													 RelationGetRelationName(rel));
	LineageSource source = {owner, 0};

	if (OidIsValid(owner))
		for (int i = 0; i < policy->natts; i++)
			add_source_rules(policy, i + 1, &source, note_source);
}

/* ---------- the whole ---------- */

/*
 * A hash of all label texts, by column.
 */
static uint32
hash_content(const RelPolicy *policy)
{
	uint32		hash = 0;

	for (int i = 0; i < policy->natts; i++)
	{
		ColumnPolicy *column = policy->columns[i];

		hash = hash_combine(hash, murmurhash32(i));
		for (int rule = 0; column != NULL && rule < column->nrules; rule++)
			for (int level = 0; level < LABEL_LEVELS; level++)
			{
				const StoredLabel *stored = column->rules[rule].levels[level];

				if (stored != NULL)
					hash = hash_combine(hash,
										hash_bytes((const unsigned char *) stored->text,
												   strlen(stored->text)));
			}
	}
	return hash;
}

/*
 * Note what the planner may know of the columns that have rules, so that it
 * need not be looked up for each plan; answers whether there is any.
 */
static bool
note_widths(RelPolicy *policy, TupleDesc desc)
{
	bool		any = false;

	for (int i = 0; i < policy->natts; i++)
	{
		Form_pg_attribute attr = TupleDescAttr(desc, i);

		if (policy->columns[i] == NULL)
			continue;
		any = true;
		policy->columns[i]->width = get_typavgwidth(attr->atttypid,
													attr->atttypmod);
	}
	return any;
}

/*
 * Does a column come from a parent?  A parent without any columns, which has
 * nothing to say of its children's, need not be looked for, and most tables
 * have no parent.
 */
static bool
inherits_columns(Relation rel)
{
	TupleDesc	desc = RelationGetDescr(rel);

	for (int i = 0; i < desc->natts; i++)
		if (TupleDescAttr(desc, i)->attinhcount > 0)
			return true;
	return false;
}

RelPolicy *
purpose_policy_build(Relation rel, bool tree, SourceVisitor note_source)
{
	Form_pg_class form = rel->rd_rel;
	RelPolicy  *policy = palloc0(sizeof(RelPolicy));
	Oid			relid = RelationGetRelid(rel);
	RelLabels  *labels = purpose_stored_label_get(relid, form);
	List	   *relatives = NIL;

	policy->relid = relid;
	policy->natts = RelationGetNumberOfAttributes(rel);
	policy->columns = palloc0(sizeof(ColumnPolicy *) * Max(policy->natts, 1));

	if (tree && form->relhassubclass)
		relatives = purpose_relation_tree(relid);
	else if (inherits_columns(rel))
		relatives = purpose_relation_ancestors(relid, NIL);

	if (form->relkind != RELKIND_TOASTVALUE)
		add_rules_by_name(policy, rel, labels);
	add_rules_of_relatives(policy, rel, relatives, note_source);
	if (form->relkind == RELKIND_MATVIEW)
		add_matview_rules(policy, rel, labels, note_source);
	else if (form->relkind == RELKIND_TOASTVALUE)
		add_toast_rules(policy, rel, note_source);
	else
	{
		add_generated_rules(policy, rel, labels);
		if (tree && form->relhassubclass)
			add_generated_rules_below(policy, note_source);
	}

	policy->content = hash_content(policy);
	return note_widths(policy, RelationGetDescr(rel)) ? policy : NULL;
}
