/*-------------------------------------------------------------------------
 *
 * guard.c
 *		Decides about each statement that is going to be planned.
 *
 * Every statement that is planned comes by here, after the rewriter and
 * before the planner: the planner already runs operators and functions of the
 * user's over constants and statistics.
 *
 * The early exits, each a place where nothing is enforced:
 *
 *	0.	The database has no label at all; then hooks.c does not even ask.
 *		Test: test/pgtap/exits.sql.
 *	1.	No relation of the statement has a policy.  Nothing to protect; a
 *		relation that the planner adds later (an inlined function's) is found
 *		by the backstop in stamp.c.  Test: test/pgtap/exits.sql.
 *	2.	purpose.enforcement is off, which takes a superuser or GRANT SET.
 *		Test: sql/enforcement.sql.
 *	3.	The statement is one of referential integrity, made by the server
 *		itself; user code that it calls is no part of it (integrity.c).  Of
 *		its actions, where they move rows is checked when they are executed.
 *		Test: sql/integrity.sql, test/attacks/partitions.
 *	4.	Every column of every relation is open to the access purpose.
 *		Test: test/pgtap/decision.sql.
 *	5.	purpose.enforcement is report: the decision is logged instead.
 *		Test: sql/enforcement.sql.
 *
 * What is to be masked is only noted; mask.c does it.  The messages of what is
 * refused are in refusal.c, what is a query of referential integrity in
 * integrity.c.
 *
 * The invariant: whatever is not known to be open is restricted.
 *
 *-------------------------------------------------------------------------
 */
#include "guard.h"

#include "access/sysattr.h"
#include "access/transam.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"

#include "audit.h"
#include "authority.h"
#include "compat.h"
#include "integrity.h"
#include "policy.h"
#include "refusal.h"
#include "relation.h"
#include "session.h"
#include "settings.h"
#include "vocabulary.h"

/* State of one call of purpose_guard_query. */
typedef struct Survey
{
	Decision   *decision;
	const AccessPurpose *access;	/* the decision's */
	const char *purpose;		/* as verdicts see it */
	bool		wrap_all;
} Survey;

static RefreshExpected refresh_expected = REFRESH_NONE;

RefreshExpected
purpose_guard_expect_refresh(RefreshExpected expected)
{
	RefreshExpected before = refresh_expected;

	refresh_expected = expected;
	return before;
}

/*
 * Is this the query that fills a materialized view?  It is planned as the
 * view's owner; what event triggers run before it is not.
 */
static bool
take_refresh(void)
{
	if (refresh_expected == REFRESH_NONE ||
		(refresh_expected == REFRESH_AS_OWNER &&
		 !InSecurityRestrictedOperation()))
		return false;
	refresh_expected = REFRESH_NONE;
	return true;
}

void
purpose_guard_forget_expected(void)
{
	(void) take_refresh();
	purpose_integrity_forget_check();
}

/* ---------- survey: what is restricted ---------- */

/*
 * purpose.debug_wrap_all means relations that could have a label.
 */
static bool
is_wrappable(const RangeTblEntry *rte)
{
	if (rte->rtekind != RTE_RELATION || purpose_relation_is_system(rte->relid))
		return false;
	switch (rte->relkind)
	{
		case RELKIND_RELATION:
		case RELKIND_PARTITIONED_TABLE:
		case RELKIND_FOREIGN_TABLE:
		case RELKIND_MATVIEW:
			return true;
		default:
			return false;
	}
}

/*
 * Does a read of this entry bring rows of descendants too?  What is written to
 * a partitioned table reaches them in any case, by tuple routing, and a
 * transition table holds all rows that a statement changed.
 */
static bool
reads_tree(const Query *query, Index rti, const RangeTblEntry *rte)
{
	return rte->inh || rte->rtekind == RTE_NAMEDTUPLESTORE ||
		(query->resultRelation == (int) rti &&
		 rte->relkind == RELKIND_PARTITIONED_TABLE);
}

/*
 * RelationVisitor: note the relation if some of its columns are restricted.
 */
static void
survey_relation(Query *query, Index rti, RangeTblEntry *rte, void *arg)
{
	Survey	   *survey = arg;
	RelPolicy  *policy = purpose_policy_get(rte->relid,
											reads_tree(query, rti, rte));
	bool		wrap = survey->wrap_all && is_wrappable(rte);
	RestrictedRelation *relation;

	if (rte->relid < FirstNormalObjectId &&
		purpose_relation_is_statistics(rte->relid))
		survey->decision->reads_statistics = true;
	if (policy == NULL && !wrap)
		return;
	survey->decision->depends = true;
	if (!wrap &&
		(survey->access->enforcement == ENFORCEMENT_OFF ||
		 purpose_verdict_of_relation(policy, survey->purpose,
									 survey->access->verdict_key)->open))
		return;

	relation = palloc0(sizeof(RestrictedRelation));
	relation->query = query;
	relation->rti = rti;
	relation->rte = rte;
	survey->decision->relations = lappend(survey->decision->relations,
										  relation);
}

static List *
copy_conditions(List *conditions)
{
	List	   *result = NIL;
	ListCell   *lc;
	ListCell   *lc2;

	foreach(lc, conditions)
	{
		VerdictCondition *condition = lfirst(lc);
		VerdictCondition *copy = palloc(sizeof(VerdictCondition));

		copy->relid = condition->relid;
		copy->exprs = NIL;
		foreach(lc2, condition->exprs)
			copy->exprs = lappend(copy->exprs, purpose_label_copy_expr(lfirst(lc2)));
		result = lappend(result, copy);
	}
	return result;
}

static bool
set_has(const Bitmapset *columns, AttrNumber attno)
{
	return bms_is_member(attno, columns) || bms_is_member(0, columns);
}

static bool
is_used(const RestrictedRelation *relation, AttrNumber attno)
{
	return relation->use != NULL &&
		(set_has(relation->use->used, attno) ||
		 set_has(relation->use->returned, attno));
}

/*
 * Copy what a verdict says out of the policy, which other look-ups may move.
 * The expressions are needed only if the column is used.
 */
static Restriction *
make_restriction(const ColumnVerdict *verdict, bool used, bool writes)
{
	Restriction *result = palloc0(sizeof(Restriction));

	result->kind = verdict->kind;

	/*
	 * A statement that writes could make the condition true and, in
	 * RETURNING, see what it opened: a conditional column is masked there.
	 */
	if (writes && verdict->kind == VERDICT_CONDITIONAL)
		result->kind = verdict->mask != NULL ? VERDICT_MASK : VERDICT_NULL;
	result->reason = verdict->reason;
	result->label_relid = verdict->rule->relid;
	result->label_attno = verdict->rule->attno;
	result->level = verdict->level;
	result->used = used;
	if (!used)
		return result;
	result->conditions = copy_conditions(verdict->conditions);
	if (verdict->mask != NULL)
	{
		result->mask = purpose_label_copy_expr(verdict->mask);
		result->mask_relid = verdict->mask_relid;
	}
	return result;
}

/*
 * Fill in the restrictions of one relation, now that its use is known.
 */
static void
fill_restrictions(RestrictedRelation *relation, const Survey *survey,
				  bool tree, bool writes)
{
	RangeTblEntry *rte = relation->rte;
	RelPolicy  *policy = purpose_policy_get(rte->relid, tree);
	const VerdictSet *verdicts = NULL;
	bool		wrap = survey->wrap_all && is_wrappable(rte);

	if (policy != NULL && survey->access->enforcement != ENFORCEMENT_OFF)
		verdicts = purpose_verdict_of_relation(policy, survey->purpose,
											   survey->access->verdict_key);
	relation->natts = policy != NULL ? policy->natts :
		list_length(rte->eref->colnames);
	relation->columns = palloc0(sizeof(Restriction *) *
								Max(relation->natts, 1));
	for (int i = 0; i < relation->natts; i++)
	{
		if (verdicts != NULL && verdicts->kinds[i] != VERDICT_ALLOW)
		{
			ColumnVerdict verdict;

			purpose_verdict_of_column(policy->columns[i], survey->purpose,
									  &verdict);
			relation->columns[i] =
				make_restriction(&verdict, is_used(relation, i + 1), writes);
		}
		else if (wrap)
		{
			relation->columns[i] = palloc0(sizeof(Restriction));
			relation->columns[i]->identity = true;
			relation->columns[i]->used = is_used(relation, i + 1);
		}
	}
}

/* ---------- decision ---------- */

static Finding *
make_finding(RestrictedRelation *relation, AttrNumber attno)
{
	const Restriction *restriction = relation->columns[attno - 1];
	Finding    *finding = palloc(sizeof(Finding));

	finding->relid = relation->rte->relid;
	finding->attno = attno;
	finding->reason = restriction->reason;
	finding->label_relid = restriction->label_relid;
	finding->label_attno = restriction->label_attno;
	finding->level = restriction->level;
	return finding;
}

/*
 * Look at one column that is not open.
 */
static void
judge_column(RestrictedRelation *relation, AttrNumber attno,
			 bool writes, Findings *findings)
{
	const Restriction *restriction = relation->columns[attno - 1];
	const RelationUse *use = relation->use;

	if (use == NULL || restriction->identity)
		return;
	if (bms_is_member(attno, use->written))
		findings->overwritten = lappend(findings->overwritten,
										make_finding(relation, attno));
	if (!restriction->used)
		return;
	if (restriction->kind == VERDICT_BLOCK)
		findings->blocked = lappend(findings->blocked,
									make_finding(relation, attno));
	else
	{
		findings->masked = lappend(findings->masked,
								   make_finding(relation, attno));
		if (writes && set_has(use->used, attno))
			findings->acted_on = lappend(findings->acted_on,
										 make_finding(relation, attno));
	}
}

/*
 * Does the leaf have every rule that the tree has for the column?  Rules are
 * the same if their labels are.
 */
static bool
has_all_rules(const ColumnPolicy *leaf, List *texts)
{
	ListCell   *lc;

	foreach(lc, texts)
	{
		bool		found = false;

		for (int i = 0; leaf != NULL && i < leaf->nrules; i++)
			found |= strcmp(purpose_rule_text(&leaf->rules[i]),
							lfirst(lc)) == 0;
		if (!found)
			return false;
	}
	return true;
}

/*
 * The columns of a partitioned table that a partition could have more open than
 * the tree as a whole.
 */
static Bitmapset *
more_open_columns(Oid leaf, Oid parent, List **texts, int natts)
{
	RelPolicy  *policy = purpose_policy_get(leaf, false);
	Bitmapset  *result = NULL;

	for (int i = 0; i < natts; i++)
	{
		const char *name = texts[i] == NIL ? NULL :
			get_attname(parent, i + 1, true);
		AttrNumber	attno = name != NULL ? get_attnum(leaf, name) : 0;

		if (attno > 0 &&
			(policy == NULL || attno > policy->natts ||
			 !has_all_rules(policy->columns[attno - 1], texts[i])))
			result = bms_add_member(result, i + 1);
	}
	return result;
}

/*
 * An UPDATE of the partition key moves rows from one partition to another.
 * Where the restricted columns of one are more open in the other, whose labels
 * they have then, that would open them.
 */
static void
judge_row_movement(RestrictedRelation *relation, Findings *findings)
{
	Oid			relid = relation->rte->relid;
	RelPolicy  *policy = purpose_policy_get(relid, true);
	int			natts;
	List	  **texts;
	Bitmapset  *opened = NULL;
	int			attno = 0;
	ListCell   *lc;

	if (policy == NULL)
		return;

	/* Copies: the next look-up may free the policy. */
	natts = Min(policy->natts, relation->natts);
	texts = palloc0(sizeof(List *) * Max(natts, 1));
	for (int i = 0; i < natts; i++)
		if (relation->columns[i] != NULL && policy->columns[i] != NULL)
			for (int j = 0; j < policy->columns[i]->nrules; j++)
				texts[i] = lappend(texts[i],
								   purpose_rule_text(&policy->columns[i]->rules[j]));

	foreach(lc, find_all_inheritors(relid, NoLock, NULL))
		if (get_rel_relkind(lfirst_oid(lc)) != RELKIND_PARTITIONED_TABLE)
			opened = bms_add_members(opened,
									 more_open_columns(lfirst_oid(lc), relid,
													   texts, natts));
	while ((attno = bms_next_member(opened, attno)) > 0)
		findings->moved = lappend(findings->moved,
								  make_finding(relation, attno));
}

/*
 * Which restricted columns do the partitions tell of, by which rows they have?
 * A partition must not be read by its own name then, and a statement that
 * writes cannot go by tableoid, which others see as NULL.
 */
static void
judge_partitions(RestrictedRelation *relation, bool writes,
				 Findings *findings)
{
	Oid			relid = relation->rte->relid;
	const RelationUse *use = relation->use;
	Bitmapset  *bounds;
	Bitmapset  *key;

	if (use == NULL || relation->rte->rtekind != RTE_RELATION)
		return;
	bounds = purpose_relation_bound_columns(relid);
	key = purpose_relation_routing_columns(relid);
	if (bounds == NULL && key == NULL)
		return;
	if (use->is_result && use->written != NULL &&
		(bms_overlap(key, use->written) || bms_is_member(0, key)))
		judge_row_movement(relation, findings);
	for (int i = 0; i < relation->natts; i++)
	{
		if (relation->columns[i] == NULL || relation->columns[i]->identity)
			continue;
		if (set_has(key, i + 1))
			relation->hides_partitions = true;
		if (set_has(bounds, i + 1) &&
			!(use->is_result && relation->query->commandType == CMD_INSERT))
			findings->bounded = lappend(findings->bounded,
										make_finding(relation, i + 1));
		if (!set_has(key, i + 1) || !use->names_partitions)
			continue;
		findings->masked = lappend(findings->masked,
								   make_finding(relation, i + 1));
		if (writes)
			findings->acted_on = lappend(findings->acted_on,
										 make_finding(relation, i + 1));
	}
}

static void
judge(const Decision *decision, Findings *findings)
{
	ListCell   *lc;

	memset(findings, 0, sizeof(Findings));
	foreach(lc, decision->relations)
	{
		RestrictedRelation *relation = lfirst(lc);

		for (int i = 0; i < relation->natts; i++)
			if (relation->columns[i] != NULL)
				judge_column(relation, i + 1, decision->writes, findings);
		judge_partitions(relation, decision->writes, findings);
	}
}

static void
record_findings(List **names, List *findings)
{
	ListCell   *lc;

	foreach(lc, findings)
	{
		Finding    *finding = lfirst(lc);

		purpose_audit_add(names, get_rel_name(finding->relid),
						  get_attname(finding->relid, finding->attno, false));
	}
}

/*
 * The line in the log, in the form of audit.c.
 */
static void
log_findings(const Survey *survey, const Findings *findings)
{
	LogDecisions level = purpose_settings_log_decisions();
	bool		restricted = findings->blocked != NIL ||
		findings->bounded != NIL || findings->overwritten != NIL ||
		findings->masked != NIL;
	AuditRecord record = {0};

	if (level == LOG_DECISIONS_NONE &&
		survey->access->enforcement != ENFORCEMENT_REPORT)
		return;
	if (!restricted && level != LOG_DECISIONS_ALL)
		return;

	record_findings(&record.blocked, findings->blocked);
	record_findings(&record.blocked, findings->bounded);
	record_findings(&record.overwritten, findings->overwritten);
	record_findings(&record.masked, findings->masked);
	record.access = survey->access;
	purpose_audit_log(&record);
}

static void
note_masks(Decision *decision, const List *masked)
{
	const Finding *first;

	decision->masks = masked != NIL;
	if (!decision->masks)
		return;
	first = linitial(masked);
	decision->masked_relid = first->relid;
	decision->masked_attno = first->attno;
}

/*
 * Find out how the statement uses what is restricted.
 */
static void
decide(Query *query, Survey *survey, bool refreshes)
{
	Decision   *decision = survey->decision;
	Lineage    *lineage = purpose_lineage_of_query(query);
	Findings	findings;
	ListCell   *lc;

	decision->writes = lineage->writes || refreshes;
	foreach(lc, decision->relations)
	{
		RestrictedRelation *relation = lfirst(lc);

		relation->use = purpose_lineage_find(lineage, relation->query,
											 relation->rti);
		fill_restrictions(relation, survey,
						  reads_tree(relation->query, relation->rti,
									 relation->rte),
						  decision->writes);
	}

	judge(decision, &findings);
	log_findings(survey, &findings);
	if (survey->access->enforcement == ENFORCEMENT_ON)
	{
		purpose_refusal_raise(survey->access, &findings, lineage);
		note_masks(decision, findings.masked);
	}
	else if (!survey->wrap_all)
		decision->relations = NIL;
}

void
purpose_guard_query(Query *query, Decision *decision)
{
	Survey		survey;
	bool		refreshes = take_refresh();
	Findings	none = {0};

	decision->depends = false;
	decision->masks = false;
	decision->writes = false;
	decision->reads_statistics = false;
	decision->relations = NIL;
	decision->exempt = purpose_integrity_is_query(query);
	if (decision->exempt)
		return;
	survey.wrap_all = purpose_settings_wrap_all();
	if (!purpose_stored_label_any() && !survey.wrap_all)
		return;

	decision->access = *purpose_session_get();
	decision->changes = purpose_changes;
	survey.decision = decision;
	survey.access = &decision->access;
	survey.purpose = purpose_session_name(survey.access);
	purpose_lineage_each_relation(query, survey_relation, &survey);

	if (decision->relations != NIL)
		decide(query, &survey, refreshes);
	else if (decision->depends &&
			 survey.access->enforcement != ENFORCEMENT_OFF &&
			 purpose_settings_log_decisions() == LOG_DECISIONS_ALL)
		log_findings(&survey, &none);

	/* The filter is a part of the plan, or not, by the enforcement. */
	decision->depends |= decision->reads_statistics;
}

/* ---------- questions of others ---------- */

bool
purpose_guard_is_on(void)
{
	return purpose_stored_label_any() &&
		purpose_session_get()->enforcement == ENFORCEMENT_ON;
}

/*
 * The verdicts about a relation and its policy, if some column of it is
 * restricted; else NULL.  The caller must not keep them.
 */
static const VerdictSet *
restricting_verdicts(Oid relid, bool tree, const RelPolicy **found)
{
	const AccessPurpose *access;
	RelPolicy  *policy;
	const VerdictSet *verdicts;

	if (!purpose_stored_label_any())
		return NULL;
	policy = purpose_policy_get(relid, tree);
	if (policy == NULL)
		return NULL;
	access = purpose_session_get();
	if (access->enforcement != ENFORCEMENT_ON)
		return NULL;
	verdicts = purpose_verdict_of_relation(policy,
										   purpose_session_name(access),
										   access->verdict_key);
	*found = policy;
	return verdicts->open ? NULL : verdicts;
}

static Bitmapset *
restricted_columns(Oid relid, bool tree)
{
	const RelPolicy *policy;
	const VerdictSet *verdicts = restricting_verdicts(relid, tree, &policy);

	return verdicts == NULL ? NULL :
		purpose_verdict_restricted_columns(verdicts, policy);
}

/*
 * Is nothing kept from who asks now?
 */
static inline bool
asker_is_free(void)
{
	return purpose_integrity_planner_is_free() || purpose_integrity_is_at_work();
}

Bitmapset *
purpose_guard_restricted_columns(Oid relid, bool tree)
{
	return asker_is_free() ? NULL : restricted_columns(relid, tree);
}

const VerdictSet *
purpose_guard_restricting_verdicts(Oid relid, bool tree,
								   const RelPolicy **policy)
{
	return asker_is_free() ? NULL : restricting_verdicts(relid, tree, policy);
}

bool
purpose_guard_is_restricted(Oid relid, bool tree, AttrNumber attno)
{
	const RelPolicy *policy;
	const VerdictSet *verdicts;

	/* System columns have no policy, whole rows are asked for by column. */
	if (attno <= 0 || asker_is_free())
		return false;
	verdicts = restricting_verdicts(relid, tree, &policy);
	return verdicts != NULL &&
		purpose_verdict_restricts(verdicts, policy, attno);
}

bool
purpose_guard_withholds(Oid relid)
{
	const RelPolicy *policy;

	return restricting_verdicts(relid, true, &policy) != NULL;
}

Bitmapset *
purpose_guard_withheld_columns(Oid relid)
{
	return restricted_columns(relid, true);
}

void
purpose_guard_require_open(Oid relid, const Bitmapset *columns,
						   const char *action)
{
	Bitmapset  *restricted;
	int			attno = -1;

	if (columns == NULL || !OidIsValid(relid))
		return;
	restricted = purpose_guard_restricted_columns(relid, true);
	while ((attno = bms_next_member(restricted, attno)) >= 0)
	{
		if (set_has(columns, attno) &&
			!purpose_role_may_administer(GetUserId()))
			purpose_refusal_raise_action(relid, attno, action);
	}
}

/* ---------- actions of foreign keys ---------- */

/*
 * The partitioned table that the query writes to; the server's own have but
 * one relation.
 */
static const RangeTblEntry *
partitioned_target(const PlannedStmt *plan)
{
	ListCell   *lc;

	foreach(lc, plan->rtable)
	{
		const RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);

		if (rte->rtekind == RTE_RELATION &&
			rte->relkind == RELKIND_PARTITIONED_TABLE &&
			purpose_rte_needs_permission(rte))
			return rte;
	}
	return NULL;
}

static Bitmapset *
updated_columns(const PlannedStmt *plan, const RangeTblEntry *rte)
{
	const Bitmapset *updated = purpose_plan_updated_columns(plan, rte);
	Bitmapset  *result = NULL;
	int			column = -1;

	while ((column = bms_next_member(updated, column)) >= 0)
		result = bms_add_member(result,
								column + FirstLowInvalidHeapAttributeNumber);
	return result;
}

void
purpose_guard_check_action(const PlannedStmt *plan)
{
	const RangeTblEntry *rte;
	Bitmapset  *routing;
	RestrictedRelation relation = {0};
	Survey		survey = {0};
	Findings	findings = {0};

	if (plan->commandType != CMD_UPDATE || !purpose_guard_is_on())
		return;
	rte = partitioned_target(plan);
	if (rte == NULL || restricted_columns(rte->relid, true) == NULL)
		return;
	routing = purpose_relation_routing_columns(rte->relid);
	if (!bms_is_member(0, routing) &&
		!bms_overlap(routing, updated_columns(plan, rte)))
		return;

	relation.rte = unconstify(RangeTblEntry *, rte);
	survey.access = purpose_session_get();
	survey.purpose = purpose_session_name(survey.access);
	fill_restrictions(&relation, &survey, true, true);
	judge_row_movement(&relation, &findings);
	purpose_refusal_raise_moved(purpose_session_get(), &findings);
}
