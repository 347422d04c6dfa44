/*-------------------------------------------------------------------------
 *
 * stamp.c
 *		Ties a plan to the circumstances it was made for.
 *
 * A plan has the verdicts built in.  It is kept by PREPARE, by functions and
 * by cursors, and must never run under others.  Three things see to that:
 *
 *	- Plans on which labels bear carry a PlanInvalItem with a constant of
 *	  ours, and the plan cache hears of that constant whenever a setting of
 *	  the session changes (purpose_session_on_change): exactly those plans,
 *	  in this session only, are made anew.
 *	- They depend on purpose.vocabulary, so that its changes, made anywhere,
 *	  have the same effect; changes of labels invalidate the relations.
 *	- A second item carries a hash of the circumstances: the access purpose,
 *	  the enforcement, and the labels of all relations that the executor will
 *	  check permissions for, with the verdicts they come to.  It is compared
 *	  before a plan starts and each time a cursor goes on.  That is the
 *	  backstop: a plan that reads a restricted relation and has no such item,
 *	  because it did not come by our planner hook, is refused as well.
 *
 * The early exits of the backstop:
 *
 *	1.	In a parallel worker: the leader has checked the same plan, and those
 *		of functions are made in the worker.  That they do not mask below
 *		a statement that writes is checked.  Test: sql/plans.sql.
 *	2.	The database has no label at all, and had none when the plan was made.
 *		Test: test/pgtap/exits.sql.
 *	3.	For a query of referential integrity (integrity.c), unless it moves rows
 *		to other partitions.  Test: sql/integrity.sql,
 *		test/attacks/partitions.
 *	4.	For the first run of a plan that has just been checked, if nothing has
 *		changed since.  Test: test/attacks/cursors.
 *	5.	For a utility statement, which has no plan; what it runs comes by here
 *		itself.  Test: test/attacks/cursors.
 *	6.	Where enforcement is not on, no relation is looked at.
 *		Test: test/pgtap/exits.sql.
 *
 * The invariant: what the hash is made of at planning and at execution is
 * the same, computed by the same function from the finished plan.
 *
 *-------------------------------------------------------------------------
 */
#include "stamp.h"

#include "access/parallel.h"
#include "catalog/pg_class.h"
#include "common/hashfn.h"
#include "executor/functions.h"
#include "nodes/makefuncs.h"
#include "utils/rls.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "compat.h"
#include "integrity.h"
#include "policy.h"
#include "refusal.h"
#include "session.h"
#include "vocabulary.h"
#include "writing.h"

/*
 * The constant of pg_purpose.h.  Should it equal the hash of some function's
 * OID, plans are made anew once too often.
 */
#define PLAN_MARK	PURPOSE_PLAN_MARK

/*
 * The same for queries of referential integrity.  Only the server can have
 * such plans made (integrity.c), and keeps them to itself.
 */
#define RI_MARK		0x70757269

/*
 * Plans that mask something have a third item, and behind it the first of the
 * columns that they read masked: its relation and its number.
 */
#define MASKS_MARK	0x6d61736b

/* The circumstances when a plan was checked last. */
static uint64 checked_changes = 0;
static Oid	checked_role = InvalidOid;

/* What is known of a plan's relations. */
typedef struct PlanSurvey
{
	uint32		stamp;
	Oid			restricted;		/* some restricted relation, or InvalidOid */
} PlanSurvey;

static void
forget_plans(void)
{
	CallSyscacheCallbacks(PROCOID, PLAN_MARK);
}

void
purpose_stamp_init(void)
{
	purpose_session_on_change(forget_plans);
}

static PlanInvalItem *
make_item(uint32 value)
{
	PlanInvalItem *item = makeNode(PlanInvalItem);

	item->cacheId = PROCOID;
	item->hashValue = value;
	return item;
}

/*
 * Does the plan reach the rows of descendants too?  What it writes to
 * a partitioned table does, by tuple routing.
 */
static bool
reads_tree(const RangeTblEntry *rte)
{
	return rte->inh ||
		(rte->rellockmode >= RowExclusiveLock &&
		 rte->relkind == RELKIND_PARTITIONED_TABLE);
}

/*
 * Look at all relations that the executor will check permissions for: those
 * that the user, a view or an inlined function names.
 */
static void
survey_plan(PlannedStmt *plan, const AccessPurpose *access, PlanSurvey *survey)
{
	const char *purpose = purpose_session_name(access);
	uint64		key = purpose_guard_verdict_key(access);
	ListCell   *lc;

	survey->stamp = access->stamp;
	survey->restricted = InvalidOid;
	if (access->enforcement != ENFORCEMENT_ON)
		return;

	foreach(lc, plan->rtable)
	{
		RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);
		RelPolicy  *policy;
		const VerdictSet *verdicts;

		if (rte->rtekind != RTE_RELATION ||
			!purpose_rte_needs_permission(rte))
			continue;
		policy = purpose_policy_get(rte->relid, reads_tree(rte));
		if (policy == NULL)
			continue;
		verdicts = purpose_verdict_of_relation(policy, purpose, key);
		survey->stamp = hash_combine(survey->stamp, murmurhash32(rte->relid));
		survey->stamp = hash_combine(survey->stamp, policy->content);
		survey->stamp = hash_combine(survey->stamp, verdicts->hash);
		if (!verdicts->open)
			survey->restricted = rte->relid;
	}
}

void
purpose_stamp_plan(PlannedStmt *plan, const Decision *decision)
{
	PlanSurvey	survey;
	Oid			vocabulary = purpose_vocabulary_relid();

	if (decision->exempt && purpose_stored_label_any())
		plan->invalItems = lcons(make_item(RI_MARK), plan->invalItems);
	if (!decision->depends || decision->exempt)
		return;

	/*
	 * Under the access purpose that was decided for, though a function that
	 * the planner has called may have declared another meanwhile.
	 */
	survey_plan(plan, &decision->access, &survey);
	if (decision->masks)
	{
		plan->invalItems = lcons(make_item(decision->masked_attno),
								 plan->invalItems);
		plan->invalItems = lcons(make_item(decision->masked_relid),
								 plan->invalItems);
		plan->invalItems = lcons(make_item(MASKS_MARK), plan->invalItems);
	}
	plan->invalItems = lcons(make_item(survey.stamp), plan->invalItems);
	plan->invalItems = lcons(make_item(PLAN_MARK), plan->invalItems);
	if (OidIsValid(vocabulary))
		plan->relationOids = lappend_oid(plan->relationOids, vocabulary);
}

static bool
has_mark(const PlannedStmt *plan, uint32 mark)
{
	PlanInvalItem *item;

	if (plan->invalItems == NIL)
		return false;
	item = linitial_node(PlanInvalItem, plan->invalItems);
	return item->cacheId == PROCOID && item->hashValue == mark;
}

/*
 * The stamp of a plan, if it has one.
 */
static bool
get_stamp(const PlannedStmt *plan, uint32 *stamp)
{
	if (!has_mark(plan, PLAN_MARK) || list_length(plan->invalItems) < 2)
		return false;
	*stamp = lsecond_node(PlanInvalItem, plan->invalItems)->hashValue;
	return true;
}

bool
purpose_stamp_depends(const PlannedStmt *plan)
{
	return has_mark(plan, PLAN_MARK);
}

bool
purpose_stamp_masks(const PlannedStmt *plan)
{
	return has_mark(plan, PLAN_MARK) && list_length(plan->invalItems) > 4 &&
		lthird_node(PlanInvalItem, plan->invalItems)->hashValue == MASKS_MARK;
}

/*
 * What is wrong with running this plan now?
 */
typedef enum Staleness
{
	PLAN_FITS,
	PLAN_UNGUARDED,				/* not ours, and reads what is restricted */
	PLAN_STALE,					/* made under other circumstances */
	PLAN_MASKS,					/* masks, and row_security is off */
	PLAN_BELOW_WRITING			/* masks, and a statement that writes would
								 * act on that */
} Staleness;

/*
 * Masks may be read, but not be acted on, nor taken for a whole copy.
 */
static Staleness
judge_masks(const PlannedStmt *plan)
{
	if (!purpose_stamp_masks(plan))
		return PLAN_FITS;
	if (!row_security)
		return PLAN_MASKS;
	return purpose_writing_is_under_way() ? PLAN_BELOW_WRITING : PLAN_FITS;
}

static Staleness
judge_plan(PlannedStmt *plan, PlanSurvey *survey)
{
	uint32		stamp;
	bool		has_stamp;

	/* See above for why these are safe. */
	if (IsParallelWorker())
		return judge_masks(plan);
	if (has_mark(plan, RI_MARK))
	{
		purpose_guard_check_action(plan);
		return PLAN_FITS;
	}
	has_stamp = get_stamp(plan, &stamp);
	if (!has_stamp && !purpose_stored_label_any())
		return PLAN_FITS;

	survey_plan(plan, purpose_session_get(), survey);
	if (!has_stamp)
		return OidIsValid(survey->restricted) ? PLAN_UNGUARDED : PLAN_FITS;
	if (stamp != survey->stamp)
		return PLAN_STALE;
	return judge_masks(plan);
}

void
purpose_stamp_renew_function(FmgrInfo *flinfo, uint64 *circumstances)
{
	uint64		now;

	if (!purpose_sql_functions_keep_plans || flinfo->fn_addr != fmgr_sql ||
		flinfo->fn_retset)
		return;
	now = ((uint64) purpose_session_get()->stamp << 32) ^
		purpose_policy_generation() ^
		(purpose_vocabulary_generation() << 16);
	if (*circumstances != 0 && *circumstances != now)
		flinfo->fn_extra = NULL;
	*circumstances = now;
}

bool
purpose_stamp_is_stale(PlannedStmt *plan)
{
	PlanSurvey	survey;

	return judge_plan(plan, &survey) != PLAN_FITS;
}

void
purpose_stamp_raise_cursor(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("cursor cannot be fetched from after a change of purpose, enforcement or labels"),
			 errdetail("An open cursor keeps the verdicts that it was opened with."),
			 errhint("Close the cursor and open it again, or go back to the purpose it was opened with.")));
}

static void
raise_below_writing(const PlannedStmt *plan)
{
	const PlanInvalItem *relid = list_nth(plan->invalItems, 3);
	const PlanInvalItem *attno = list_nth(plan->invalItems, 4);

	purpose_refusal_raise_below_writing(relid->hashValue, attno->hashValue);
}

/*
 * Raise the error, if the plan may not run.
 */
static void
check_plan(PlannedStmt *plan, bool started)
{
	PlanSurvey	survey;

	if (plan->commandType == CMD_UTILITY)
		return;

	switch (judge_plan(plan, &survey))
	{
		case PLAN_FITS:
			return;

		case PLAN_UNGUARDED:
			purpose_session_require_usable(purpose_session_get());
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("plan reads restricted table \"%s\" without its purposes having been checked",
							get_rel_name(survey.restricted)),
					 errdetail("The plan was not made by way of pg_purpose, or before the table's labels changed."),
					 errhint("Repeat the statement; if that does not help, look for another library that replaces the planner.")));
			break;

		case PLAN_STALE:
			purpose_session_require_usable(purpose_session_get());
			if (started)
				purpose_stamp_raise_cursor();
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("plan was made for another purpose, enforcement or labels"),
					 errdetail("They changed between planning and execution."),
					 errhint("Repeat the statement.")));
			break;

		case PLAN_MASKS:
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("query would be affected by the masks of columns"),
					 errdetail("Masks are an error while row_security is off."),
					 errhint("Declare an allowed purpose with SET purpose.current, or set row_security to on to get the masked values.")));
			break;

		case PLAN_BELOW_WRITING:
			raise_below_writing(plan);
	}
}

void
purpose_stamp_check_start(PlannedStmt *plan)
{
	check_plan(plan, false);
	checked_changes = purpose_changes;
	checked_role = purpose_session_role();
}

void
purpose_stamp_check_run(PlannedStmt *plan, bool first)
{
	if (first && checked_changes == purpose_changes &&
		checked_role == purpose_session_role())
		return;
	check_plan(plan, true);
}
