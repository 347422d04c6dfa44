/*-------------------------------------------------------------------------
 *
 * guard.c
 *		Decides about each statement, and raises the errors that refuse it.
 *
 * Every statement that is planned comes by here, after the rewriter and
 * before the planner: the planner already runs operators and functions of the
 * user's over constants and statistics.
 *
 * The early exits, each a place where nothing is enforced:
 *
 *	0.	The database has no label at all.  Test: sql/block.sql.
 *	1.	No relation of the statement has a policy.  Nothing to protect; a
 *		relation that the planner adds later (an inlined function's) is found
 *		by the backstop in stamp.c.  Test: sql/block.sql.
 *	2.	purpose.enforcement is off, which takes a superuser or GRANT SET.
 *		Test: sql/enforcement.sql.
 *	3.	The statement is one of referential integrity, made by the server
 *		itself; user code that it calls is no part of it (purpose_guard_begin_ri).
 *		Test: sql/integrity.sql.
 *	4.	Every column of every relation is open to the access purpose.
 *		Test: test/pgtap/decision.sql.
 *	5.	purpose.enforcement is report: the decision is logged instead.
 *		Test: sql/enforcement.sql.
 *
 * What is to be masked is only noted; mask.c does it.
 *
 * The invariant: whatever is not known to be open is restricted.
 *
 *-------------------------------------------------------------------------
 */
#include "guard.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "commands/dbcommands.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/rls.h"
#include "utils/syscache.h"

#include "audit.h"
#include "authority.h"
#include "compat.h"
#include "expression.h"
#include "policy.h"
#include "session.h"
#include "settings.h"
#include "vocabulary.h"

/* State of one call of purpose_guard_query. */
typedef struct Survey
{
	Decision   *decision;
	AccessPurpose access;
	const char *purpose;		/* as verdicts see it */
	uint64		key;
	bool		wrap_all;
} Survey;

/* A restricted column at one place of the statement: for messages. */
typedef struct Finding
{
	const RestrictedRelation *relation;
	AttrNumber	attno;
	const Restriction *restriction;
} Finding;

static bool refresh_expected = false;

/* The relations of the query that checks a new foreign key, or NIL. */
static Oid	ri_check_relids[2] = {InvalidOid, InvalidOid};

/* The planner is at work for a query of referential integrity. */
static bool planning_exempt = false;

void
purpose_guard_expect_refresh(bool expect)
{
	refresh_expected = expect;
}

void
purpose_guard_forget_ri_check(void)
{
	ri_check_relids[0] = ri_check_relids[1] = InvalidOid;
}

/*
 * Does row security keep the current user from checking the relation by one
 * query, so that RI_Initial_Check leaves it to the triggers?
 */
static bool
is_left_to_triggers(Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	bool		result;

	if (!HeapTupleIsValid(tuple))
		return true;
	result = ((Form_pg_class) GETSTRUCT(tuple))->relrowsecurity &&
		!has_bypassrls_privilege(GetUserId()) &&
		!purpose_is_relation_owner(relid, GetUserId());
	ReleaseSysCache(tuple);
	return result;
}

/*
 * The server asks for the permissions, then about row security, and then
 * plans its query; nothing of the user's runs in between.
 */
void
purpose_guard_expect_ri_check(List *rtable)
{
	Oid			relids[2];

	purpose_guard_forget_ri_check();
	if (list_length(rtable) != 2)
		return;
	for (int i = 0; i < 2; i++)
	{
		RangeTblEntry *rte = list_nth_node(RangeTblEntry, rtable, i);

		if (rte->rtekind != RTE_RELATION || is_left_to_triggers(rte->relid))
			return;
		relids[i] = rte->relid;
	}
	memcpy(ri_check_relids, relids, sizeof(relids));
}

/*
 * Is this the query that was expected: the two relations, joined?  Whatever
 * is planned next ends the expectation.
 */
static bool
is_expected_ri_check(const Query *query)
{
	Oid			relids[2];
	RangeTblEntry *first;
	RangeTblEntry *second;

	if (!OidIsValid(ri_check_relids[0]))
		return false;
	memcpy(relids, ri_check_relids, sizeof(relids));
	purpose_guard_forget_ri_check();
	if (query->commandType != CMD_SELECT || query->hasSubLinks ||
		query->cteList != NIL || list_length(query->rtable) != 3)
		return false;
	first = linitial_node(RangeTblEntry, query->rtable);
	second = lsecond_node(RangeTblEntry, query->rtable);
	return first->rtekind == RTE_RELATION && first->relid == relids[0] &&
		second->rtekind == RTE_RELATION && second->relid == relids[1];
}

/* ---------- referential integrity ---------- */

/*
 * Is the statement about to be planned one of referential integrity?
 *
 * The server marks them by SECURITY_NOFORCE_RLS, which nobody else sets and
 * users cannot; purpose_guard_begin_ri takes the mark away as soon as user
 * code could run below it.
 */
static bool
is_ri_query(const Query *query)
{
	bool		expected = is_expected_ri_check(query);

	return expected || InNoForceRLSOperation();
}

void
purpose_guard_begin_ri(RiState *state, bool exempt)
{
	GetUserIdAndSecContext(&state->userid, &state->sec_context);
	state->was_exempt = planning_exempt;
	planning_exempt = exempt;
	state->dropped = InNoForceRLSOperation() && purpose_policy_any();
	if (state->dropped)
		SetUserIdAndSecContext(state->userid,
							   state->sec_context & ~SECURITY_NOFORCE_RLS);
}

void
purpose_guard_end_ri(const RiState *state)
{
	planning_exempt = state->was_exempt;
	if (state->dropped)
		SetUserIdAndSecContext(state->userid, state->sec_context);
}

bool
purpose_guard_in_ri(void)
{
	return planning_exempt || InNoForceRLSOperation();
}

/* ---------- survey: what is restricted ---------- */

uint64
purpose_guard_verdict_key(const AccessPurpose *access)
{
	return ((uint64) access->stamp << 32) ^ purpose_vocabulary_generation();
}

/*
 * purpose.debug_wrap_all means relations that could have a label.
 */
static bool
is_wrappable(const RangeTblEntry *rte)
{
	if (rte->rtekind != RTE_RELATION || purpose_policy_is_system(rte->relid))
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
 * a partitioned table reaches them in any case, by tuple routing.
 */
static bool
reads_tree(const Query *query, Index rti, const RangeTblEntry *rte)
{
	return rte->inh ||
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

	if (purpose_policy_is_statistics(rte->relid))
		survey->decision->reads_statistics = true;
	if (policy == NULL && !wrap)
		return;
	survey->decision->depends = true;
	if (policy != NULL && survey->access.enforcement != ENFORCEMENT_OFF)
		(void) purpose_verdict_of_relation(policy, survey->purpose,
										   survey->key);
	if (!wrap &&
		(survey->access.enforcement == ENFORCEMENT_OFF ||
		 policy->verdict_open))
		return;

	relation = palloc0(sizeof(RestrictedRelation));
	relation->query = query;
	relation->rti = rti;
	relation->rte = rte;
	survey->decision->relations = lappend(survey->decision->relations,
										  relation);
}

static LabelExpr *
copy_expr(const LabelExpr *expr)
{
	LabelExpr  *copy = palloc(sizeof(LabelExpr));

	copy->text = pstrdup(expr->text);
	copy->location = expr->location;
	copy->raw = copyObject(expr->raw);
	return copy;
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
			copy->exprs = lappend(copy->exprs, copy_expr(lfirst(lc2)));
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
make_restriction(const ColumnVerdict *verdict, bool used)
{
	Restriction *result = palloc0(sizeof(Restriction));

	result->kind = verdict->kind;
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
		result->mask = copy_expr(verdict->mask);
		result->mask_relid = verdict->mask_relid;
	}
	return result;
}

/*
 * Fill in the restrictions of one relation, now that its use is known.
 */
static void
fill_restrictions(RestrictedRelation *relation, const Survey *survey)
{
	RangeTblEntry *rte = relation->rte;
	RelPolicy  *policy = purpose_policy_get(rte->relid,
											reads_tree(relation->query,
													   relation->rti, rte));
	bool		wrap = survey->wrap_all && is_wrappable(rte);

	relation->natts = policy != NULL ? policy->natts :
		list_length(rte->eref->colnames);
	relation->columns = palloc0(sizeof(Restriction *) *
								Max(relation->natts, 1));
	for (int i = 0; i < relation->natts; i++)
	{
		ColumnVerdict verdict;
		bool		used = is_used(relation, i + 1);

		verdict.kind = VERDICT_ALLOW;
		if (policy != NULL && survey->access.enforcement != ENFORCEMENT_OFF)
			purpose_verdict_of_column(policy->columns[i], survey->purpose,
									  &verdict);
		if (verdict.kind != VERDICT_ALLOW)
			relation->columns[i] = make_restriction(&verdict, used);
		else if (wrap)
		{
			relation->columns[i] = palloc0(sizeof(Restriction));
			relation->columns[i]->identity = true;
			relation->columns[i]->used = used;
		}
	}
}

/* ---------- messages ---------- */

static const char *
column_name(const Finding *finding)
{
	return get_attname(finding->relation->rte->relid, finding->attno, false);
}

static const char *
table_name(const Finding *finding)
{
	return get_rel_name(finding->relation->rte->relid);
}

/*
 * "Prohibited by the label on database "post"."
 */
static char *
describe_reason(const Restriction *restriction)
{
	char	   *place = purpose_label_place(restriction->label_relid,
											restriction->label_attno,
											restriction->level);

	switch (restriction->reason)
	{
		case REASON_PROHIBITED:
			return psprintf("Prohibited by the %s.", place);
		case REASON_NO_PURPOSE:
			return psprintf("Restricted by the %s.", place);
		case REASON_BROKEN:
			return psprintf("The %s is broken: it does not parse, or names a purpose that does not exist.",
							place);
		default:
			return psprintf("Not allowed by the %s.", place);
	}
}

/*
 * "Blocked: customer.ssn, customer.card_number. Prohibited by ..." - a line
 * for each reason.
 */
static char *
describe_findings(const char *title, List *findings)
{
	StringInfoData buf;
	List	   *reasons = NIL;
	ListCell   *lc;
	ListCell   *lc2;

	initStringInfo(&buf);
	foreach(lc, findings)
	{
		Finding    *finding = lfirst(lc);
		char	   *reason = describe_reason(finding->restriction);
		bool		known = false;

		foreach(lc2, reasons)
			known |= strcmp(lfirst(lc2), reason) == 0;
		if (!known)
			reasons = lappend(reasons, reason);
	}

	foreach(lc, reasons)
	{
		List	   *names = NIL;

		appendStringInfo(&buf, "%s%s:", buf.len > 0 ? "\n" : "", title);
		foreach(lc2, findings)
		{
			Finding    *finding = lfirst(lc2);
			char	   *name = psprintf("%s.%s", table_name(finding),
										column_name(finding));
			bool		known = false;
			ListCell   *lc3;

			if (strcmp(describe_reason(finding->restriction), lfirst(lc)) != 0)
				continue;
			foreach(lc3, names)
				known |= strcmp(lfirst(lc3), name) == 0;
			if (known)
				continue;
			appendStringInfo(&buf, "%s %s", names == NIL ? "" : ",", name);
			names = lappend(names, name);
		}
		appendStringInfo(&buf, ". %s", (char *) lfirst(lc));
	}
	return buf.data;
}

/*
 * The error fields of the protocol, for drivers.
 */
static int
errfinding(const Finding *finding)
{
	Oid			relid = finding->relation->rte->relid;

	err_generic_string(PG_DIAG_SCHEMA_NAME,
					   get_namespace_name(get_rel_namespace(relid)));
	err_generic_string(PG_DIAG_TABLE_NAME, get_rel_name(relid));
	return err_generic_string(PG_DIAG_COLUMN_NAME, column_name(finding));
}

static const char *
kind_name(const Finding *finding)
{
	return purpose_relkind_name(get_rel_relkind(finding->relation->rte->relid));
}

/*
 * What the session says of its purpose comes first: a purpose that cannot be
 * used is a clearer reason than what follows from it.  So does a permission
 * that is lacking: our messages are for those who may read the table.
 */
static void
before_refusing(const Survey *survey, const Lineage *lineage)
{
	purpose_lineage_check_permissions(lineage);
	purpose_session_require_usable(&survey->access);
}

static void
raise_blocked(const Survey *survey, List *findings)
{
	Finding    *first = linitial(findings);

	if (survey->purpose != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("purpose \"%s\" may not use column \"%s\" of %s \"%s\"",
						survey->purpose, column_name(first),
						kind_name(first), table_name(first)),
				 errdetail("%s", describe_findings("Blocked", findings)),
				 errhint("Declare an allowed purpose with SET purpose.current, or leave the column out."),
				 errfinding(first)));
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("column \"%s\" of %s \"%s\" may not be used without a declared purpose",
					column_name(first), kind_name(first), table_name(first)),
			 errdetail("%s", describe_findings("Blocked", findings)),
			 errhint("Declare an allowed purpose with SET purpose.current, or leave the column out."),
			 errfinding(first)));
}

static void
raise_bounded(const Survey *survey, List *findings)
{
	Finding    *first = linitial(findings);

	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 survey->purpose != NULL ?
			 errmsg("purpose \"%s\" may not use partition \"%s\" by its own name",
					survey->purpose, table_name(first)) :
			 errmsg("partition \"%s\" may not be used by its own name without a declared purpose",
					table_name(first)),
			 errdetail("%s\nWhich rows are in the partition tells of the column.",
					   describe_findings("Restricted", findings)),
			 errhint("Use the partitioned table, or declare an allowed purpose with SET purpose.current."),
			 errfinding(first)));
}

static void
raise_overwritten(const Survey *survey, List *findings)
{
	Finding    *first = linitial(findings);

	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 survey->purpose != NULL ?
			 errmsg("purpose \"%s\" may not update column \"%s\" of %s \"%s\"",
					survey->purpose, column_name(first),
					kind_name(first), table_name(first)) :
			 errmsg("column \"%s\" of %s \"%s\" may not be updated without a declared purpose",
					column_name(first), kind_name(first), table_name(first)),
			 errdetail("%s\nWhoever does not see a value must not overwrite it: writing a masked value back would destroy it.",
					   describe_findings("Restricted", findings)),
			 errhint("Leave the column out of the SET list, or declare an allowed purpose with SET purpose.current."),
			 errfinding(first)));
}

static void
raise_acted_on(const Survey *survey, List *findings)
{
	Finding    *first = linitial(findings);

	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("a statement that writes cannot act on masked column \"%s\" of %s \"%s\"",
					column_name(first), kind_name(first), table_name(first)),
			 errdetail("%s\nThe statement would act on the masks instead of the values.",
					   describe_findings("Masked", findings)),
			 errhint("Declare an allowed purpose with SET purpose.current, or leave the column out."),
			 errfinding(first)));
}

static void
raise_row_security(const Survey *survey, List *findings)
{
	Finding    *first = linitial(findings);

	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("query would be affected by the mask of column \"%s\" of %s \"%s\"",
					column_name(first), kind_name(first), table_name(first)),
			 errdetail("%s\nMasks are an error while row_security is off.",
					   describe_findings("Masked", findings)),
			 errhint("Declare an allowed purpose with SET purpose.current, or set row_security to on to get the masked values."),
			 errfinding(first)));
}

/* ---------- decision ---------- */

/* What is wrong with a statement, by kind. */
typedef struct Findings
{
	List	   *bounded;
	List	   *blocked;
	List	   *overwritten;
	List	   *acted_on;
	List	   *masked;
} Findings;

static Finding *
make_finding(RestrictedRelation *relation, AttrNumber attno)
{
	Finding    *finding = palloc(sizeof(Finding));

	finding->relation = relation;
	finding->attno = attno;
	finding->restriction = relation->columns[attno - 1];
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
	bounds = purpose_policy_bound_columns(relid);
	key = purpose_policy_partition_key(relid);
	if (bounds == NULL && key == NULL)
		return;
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
		if (set_has(key, i + 1) && writes && use->names_partitions)
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

/*
 * Refuse the statement if anything found is a reason.
 */
static void
refuse_findings(const Survey *survey, const Findings *findings,
				const Lineage *lineage)
{
	if (findings->blocked == NIL && findings->overwritten == NIL &&
		findings->masked == NIL && findings->bounded == NIL &&
		findings->acted_on == NIL)
		return;
	if (survey->access.status != PURPOSE_UNDECLARED &&
		survey->access.status != PURPOSE_USABLE)
		before_refusing(survey, lineage);
	if (findings->blocked != NIL)
	{
		before_refusing(survey, lineage);
		raise_blocked(survey, findings->blocked);
	}
	if (findings->bounded != NIL)
	{
		before_refusing(survey, lineage);
		raise_bounded(survey, findings->bounded);
	}
	if (findings->overwritten != NIL)
	{
		before_refusing(survey, lineage);
		raise_overwritten(survey, findings->overwritten);
	}
	if (findings->acted_on != NIL)
	{
		before_refusing(survey, lineage);
		raise_acted_on(survey, findings->acted_on);
	}
	if (findings->masked != NIL && !row_security)
	{
		before_refusing(survey, lineage);
		raise_row_security(survey, findings->masked);
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
		findings->bounded != NIL || findings->overwritten != NIL || findings->masked != NIL;
	AuditRecord record = {0};
	ListCell   *lc;

	if (level == LOG_DECISIONS_NONE &&
		survey->access.enforcement != ENFORCEMENT_REPORT)
		return;
	if (!restricted && level != LOG_DECISIONS_ALL)
		return;

	foreach(lc, findings->blocked)
		purpose_audit_add(&record.blocked, table_name(lfirst(lc)),
						  column_name(lfirst(lc)));
	foreach(lc, findings->bounded)
		purpose_audit_add(&record.blocked, table_name(lfirst(lc)),
						  column_name(lfirst(lc)));
	foreach(lc, findings->overwritten)
		purpose_audit_add(&record.overwritten, table_name(lfirst(lc)),
						  column_name(lfirst(lc)));
	foreach(lc, findings->masked)
		purpose_audit_add(&record.masked, table_name(lfirst(lc)),
						  column_name(lfirst(lc)));
	record.access = &survey->access;
	purpose_audit_log(&record);
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
		fill_restrictions(relation, survey);
	}

	judge(decision, &findings);
	log_findings(survey, &findings);
	if (survey->access.enforcement == ENFORCEMENT_ON)
	{
		refuse_findings(survey, &findings, lineage);
		decision->masks = findings.masked != NIL;
	}
	else if (!survey->wrap_all)
		decision->relations = NIL;
}

Decision *
purpose_guard_query(Query *query)
{
	Decision   *decision = palloc0(sizeof(Decision));
	Survey		survey = {0};
	bool		refreshes = refresh_expected;
	Findings	none = {0};

	refresh_expected = false;

	/*
	 * A label that another session has committed counts from the next
	 * statement on, even in the middle of a transaction that has all its
	 * locks and so would not look at messages by itself.
	 */
	AcceptInvalidationMessages();

	decision->exempt = is_ri_query(query);
	if (decision->exempt)
		return decision;
	survey.wrap_all = purpose_settings_wrap_all();
	if (!purpose_policy_any() && !survey.wrap_all)
		return decision;

	survey.decision = decision;
	survey.access = *purpose_session_get();
	survey.purpose = purpose_session_name(&survey.access);
	survey.key = purpose_guard_verdict_key(&survey.access);
	purpose_lineage_each_relation(query, survey_relation, &survey);

	if (decision->relations != NIL)
		decide(query, &survey, refreshes);
	else if (decision->depends &&
			 survey.access.enforcement != ENFORCEMENT_OFF)
		log_findings(&survey, &none);
	return decision;
}

/* ---------- questions of others ---------- */

bool
purpose_guard_is_on(void)
{
	return purpose_policy_any() &&
		purpose_session_get()->enforcement == ENFORCEMENT_ON;
}

static Bitmapset *
restricted_columns(Oid relid, bool tree)
{
	AccessPurpose access;
	RelPolicy  *policy;
	const VerdictKind *kinds;
	Bitmapset  *result = NULL;

	if (!purpose_guard_is_on())
		return NULL;
	access = *purpose_session_get();
	policy = purpose_policy_get(relid, tree);
	if (policy == NULL)
		return NULL;
	kinds = purpose_verdict_of_relation(policy, purpose_session_name(&access),
										purpose_guard_verdict_key(&access));
	if (policy->verdict_open)
		return NULL;
	for (int i = 0; i < policy->natts; i++)
		if (kinds[i] != VERDICT_ALLOW)
			result = bms_add_member(result, i + 1);
	return result;
}

Bitmapset *
purpose_guard_restricted_columns(Oid relid, bool tree)
{
	return purpose_guard_in_ri() ? NULL : restricted_columns(relid, tree);
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

	if (columns == NULL)
		return;
	restricted = purpose_guard_restricted_columns(relid, true);
	while ((attno = bms_next_member(restricted, attno)) >= 0)
	{
		if (!set_has(columns, attno) ||
			purpose_role_may_administer(GetUserId()))
			continue;
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to %s", action),
				 errdetail("It would use column \"%s\" of %s \"%s\", which is restricted for the present purpose.",
						   get_attname(relid, attno, false),
						   purpose_relkind_name(get_rel_relkind(relid)),
						   get_rel_name(relid)),
				 errhint("Declare an allowed purpose with SET purpose.current, or let an administrator of purposes do it."),
				 err_generic_string(PG_DIAG_SCHEMA_NAME,
									get_namespace_name(get_rel_namespace(relid))),
				 err_generic_string(PG_DIAG_TABLE_NAME, get_rel_name(relid)),
				 err_generic_string(PG_DIAG_COLUMN_NAME,
									get_attname(relid, attno, false))));
	}
}
