/*-------------------------------------------------------------------------
 *
 * hooks.c
 *		Saves, installs and chains the server's hooks, and only dispatches.
 *
 * Follow one SELECT from here: purpose_planner() asks guard.c, which asks
 * verdict.c; has mask.c rewrite the query; and has stamp.c mark the plan,
 * which purpose_ExecutorStart() and purpose_ExecutorRun() check.
 *
 * Checks call the previous hook first and respect its refusal; rewrites do
 * ours and then call the previous one.  It is called once on every path.
 *
 * Most statements in the world read no label.  So each hook has a short way
 * for a database without any, and the long one is in a function of its own
 * (pg_noinline), lest the short one pay for its registers.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "hooks.h"

#include "executor/executor.h"
#include "fmgr.h"
#include "optimizer/planner.h"
#include "parser/parsetree.h"
#include "tcop/utility.h"
#include "utils/lsyscache.h"
#include "utils/selfuncs.h"

#include "compat.h"
#include "fresh.h"
#include "guard.h"
#include "held_cursor.h"
#include "inline.h"
#include "integrity.h"
#include "kept_plan.h"
#include "mask.h"
#include "redact.h"
#include "session.h"
#include "stamp.h"
#include "statistics.h"
#include "utility.h"
#include "writing.h"

static planner_hook_type prev_planner = NULL;
static ExecutorStart_hook_type prev_ExecutorStart = NULL;
static ExecutorRun_hook_type prev_ExecutorRun = NULL;
static ExecutorFinish_hook_type prev_ExecutorFinish = NULL;
static ExecutorCheckPerms_hook_type prev_ExecutorCheckPerms = NULL;
static ProcessUtility_hook_type prev_ProcessUtility = NULL;
static get_relation_info_hook_type prev_get_relation_info = NULL;
static get_relation_stats_hook_type prev_get_relation_stats = NULL;
static get_index_stats_hook_type prev_get_index_stats = NULL;
static get_attavgwidth_hook_type prev_get_attavgwidth = NULL;
static fmgr_hook_type prev_fmgr = NULL;
static needs_fmgr_hook_type prev_needs_fmgr = NULL;

/* ---------- planning ---------- */

/*
 * Mark a plan on which labels bear, and note what is known of it.
 */
static void
note_plan(PlannedStmt *plan, const Decision *decision)
{
	PlanNote   *note = purpose_stamp_plan(plan, decision);
	int			redaction = -1;

	if (note != NULL)
		redaction = purpose_redact_noted(plan, note);
	purpose_fresh_planned(purpose_stamp_identity(plan), decision->changes,
						  redaction);
}

/*
 * Decide about a statement, and plan what has become of it.
 */
static pg_noinline PlannedStmt *
plan_decided(Query *parse, const char *query_string,
			 int cursorOptions, ParamListInfo boundParams PURPOSE_PLANNER_PARAMS)
{
	planner_hook_type next = prev_planner ? prev_planner : standard_planner;
	Decision	decision;
	PlannedStmt *plan;
	KeptPlan   *keeping;
	RiState		ri;

	purpose_guard_query(parse, &decision);
	if (purpose_session_is_definers())
		cursorOptions &= ~CURSOR_OPT_PARALLEL_OK;
	if (decision.reads_statistics)
		purpose_statistics_filter_query(parse);
	if (decision.relations != NIL)
		purpose_mask_query(parse, &decision);

	plan = purpose_kept_plan_find(parse, query_string, cursorOptions,
								  boundParams, &decision, &keeping);
	if (plan == NULL)
	{
		purpose_integrity_begin(&ri, true,
								decision.exempt || decision.relations == NIL);
		plan = next(parse, query_string, cursorOptions,
					boundParams PURPOSE_PLANNER_ARGS);
		purpose_integrity_end(&ri);
		if (keeping != NULL)
			purpose_kept_plan_keep(keeping, plan, &decision);
	}

	if (decision.exempt || decision.depends)
		note_plan(plan, &decision);
	else
		purpose_fresh_planned(purpose_stamp_identity(plan), 0, -1);
	return plan;
}

static PlannedStmt *
purpose_planner(Query *parse, const char *query_string, int cursorOptions,
				ParamListInfo boundParams PURPOSE_PLANNER_PARAMS)
{
	planner_hook_type next = prev_planner ? prev_planner : standard_planner;
	PlannedStmt *plan;
	WritingFrame frame;

	purpose_writing_begin(&frame, parse->commandType != CMD_SELECT ||
						  parse->hasModifyingCTE);
	purpose_fresh_look_to_plan();
	if (!purpose_fresh_is_idle() || purpose_integrity_is_at_work())
		plan = plan_decided(parse, query_string, cursorOptions,
							boundParams PURPOSE_PLANNER_ARGS);
	else
	{
		purpose_guard_forget_expected();
		plan = next(parse, query_string, cursorOptions,
					boundParams PURPOSE_PLANNER_ARGS);
		purpose_fresh_planned(purpose_stamp_identity(plan), 0, -1);
	}
	purpose_writing_end(&frame);
	return plan;
}

/*
 * Is nothing kept from the planner?  It asks often.
 */
static inline bool
planner_sees_all(void)
{
	return purpose_stored_label_state == LABELS_NONE ||
		purpose_integrity_planner_is_free();
}

static pg_noinline void
prune_relation_info(PURPOSE_RELATION_PARAMS)
{
	const RangeTblEntry *rte = planner_rt_fetch(rel->relid, root);

	if (prev_get_relation_info)
		prev_get_relation_info(PURPOSE_RELATION_ARGS);
	if (!planner_sees_all() && rte->rtekind == RTE_RELATION)
		purpose_statistics_prune(rte->relid, rte->inh,
								 purpose_mask_is_trusted(rte), rel);
}

static void
purpose_get_relation_info(PURPOSE_RELATION_PARAMS)
{
	if (prev_get_relation_info || !planner_sees_all())
		prune_relation_info(PURPOSE_RELATION_ARGS);
}

static pg_noinline bool
hide_relation_stats(PlannerInfo *root, RangeTblEntry *rte,
					AttrNumber attnum, VariableStatData *vardata)
{
	if (!planner_sees_all() && rte->rtekind == RTE_RELATION &&
		purpose_statistics_hide(rte->relid, rte->inh, attnum, vardata))
		return true;
	return prev_get_relation_stats &&
		prev_get_relation_stats(root, rte, attnum, vardata);
}

static bool
purpose_get_relation_stats(PlannerInfo *root, RangeTblEntry *rte,
						   AttrNumber attnum, VariableStatData *vardata)
{
	return (prev_get_relation_stats || !planner_sees_all()) &&
		hide_relation_stats(root, rte, attnum, vardata);
}

static pg_noinline int32
hide_attavgwidth(Oid relid, AttrNumber attnum)
{
	int32		width = 0;

	if (!planner_sees_all())
		width = purpose_statistics_width(relid, attnum);
	if (width > 0)
		return width;
	return prev_get_attavgwidth ? prev_get_attavgwidth(relid, attnum) : 0;
}

static int32
purpose_get_attavgwidth(Oid relid, AttrNumber attnum)
{
	return prev_get_attavgwidth || !planner_sees_all() ?
		hide_attavgwidth(relid, attnum) : 0;
}

static pg_noinline bool
hide_index_stats(PlannerInfo *root, Oid indexid,
				 AttrNumber indexattnum, VariableStatData *vardata)
{
	if (!planner_sees_all() &&
		purpose_statistics_hide_index(indexid, vardata))
		return true;
	return prev_get_index_stats &&
		prev_get_index_stats(root, indexid, indexattnum, vardata);
}

static bool
purpose_get_index_stats(PlannerInfo *root, Oid indexid,
						AttrNumber indexattnum, VariableStatData *vardata)
{
	return (prev_get_index_stats || !planner_sees_all()) &&
		hide_index_stats(root, indexid, indexattnum, vardata);
}

static bool
purpose_needs_fmgr(Oid funcid)
{
	if (prev_needs_fmgr && prev_needs_fmgr(funcid))
		return true;

	/* While planning, true means: do not inline.  Else: tell us of calls. */
	if (purpose_activity.planning)
		return purpose_inline_is_unsafe(funcid);
	return purpose_inline_reads_labelled(funcid) ||
		purpose_integrity_calls_directly(funcid);
}

/* Our and the previous hook's private data for one function. */
typedef struct FunctionState
{
	uint64		circumstances;
	RiCalls		calls;
	Datum		prev_private;
} FunctionState;

static void
purpose_fmgr(FmgrHookEventType event, FmgrInfo *flinfo, Datum *private)
{
	FunctionState *state = (FunctionState *) DatumGetPointer(*private);

	if (state == NULL)
	{
		state = MemoryContextAllocZero(flinfo->fn_mcxt, sizeof(FunctionState));
		*private = PointerGetDatum(state);
	}
	if (event == FHET_START)
	{
		purpose_stamp_renew_function(flinfo, &state->circumstances);
		purpose_integrity_call_begin(&state->calls, flinfo->fn_mcxt);
	}
	else
		purpose_integrity_call_end(&state->calls, event == FHET_ABORT);
	if (prev_fmgr)
		prev_fmgr(event, flinfo, &state->prev_private);
}

/* ---------- execution ---------- */

/*
 * Does a plan write, so that what it calls is part of what it acts on?
 */
static inline bool
writes(const QueryDesc *queryDesc)
{
	return queryDesc->operation != CMD_SELECT ||
		queryDesc->plannedstmt->hasModifyingCTE;
}

static inline void
start_next(QueryDesc *queryDesc, int eflags)
{
	WritingFrame frame;

	purpose_writing_begin(&frame, writes(queryDesc));
	if (prev_ExecutorStart)
		prev_ExecutorStart(queryDesc, eflags);
	else
		standard_ExecutorStart(queryDesc, eflags);
	purpose_writing_end(&frame);
}

/*
 * While something else is going on, of which what is executed is no part.
 */
static pg_noinline void
start_bracketed(QueryDesc *queryDesc, int eflags)
{
	RiState		ri;

	purpose_integrity_begin(&ri, false, false);
	start_next(queryDesc, eflags);
	purpose_integrity_end(&ri);
}

/*
 * Where there is a label in the database: may the plan that has been started
 * run, and what do its errors quote?
 */
static pg_noinline void
check_started(QueryDesc *queryDesc)
{
	PlanNote   *note;
	bool		fits = purpose_stamp_check_start(queryDesc->plannedstmt, &note);
	uint64		changes = purpose_changes;

	if (!fits)
		purpose_fresh_started(queryDesc, 0, REDACT_NOTHING);
	else
		purpose_fresh_started(queryDesc, changes,
							  purpose_redact_noted(queryDesc->plannedstmt, note));
}

/*
 * To a query of referential integrity labels make no difference, so it need
 * not look for new ones.  What it calls is user code already here: partition
 * pruning does.  A plan that has just been made, and does not mask, fits as long
 * as nothing has changed.
 */
static void
purpose_ExecutorStart(QueryDesc *queryDesc, int eflags)
{
	bool		made = false;
	int			redaction;
	uint64		changes;

	if (purpose_integrity_is_at_work())
		purpose_integrity_drop_mark();
	else
		made = purpose_fresh_look_to_start(purpose_stamp_identity(queryDesc->plannedstmt));
	redaction = made ? purpose_fresh.redaction : -1;
	changes = purpose_fresh.changes;
	if (purpose_activity_is_none())
		start_next(queryDesc, eflags);
	else
		start_bracketed(queryDesc, eflags);
	if (purpose_fresh_is_idle())
		purpose_fresh_started(queryDesc, purpose_changes, REDACT_NOTHING);
	else if (redaction == REDACT_NOTHING && changes == purpose_changes)
		purpose_fresh_started(queryDesc, changes, REDACT_NOTHING);
	else
		check_started(queryDesc);
}

static inline void
run_next(QueryDesc *queryDesc, ScanDirection direction,
		 uint64 count PURPOSE_RUN_PARAMS)
{
	WritingFrame frame;
	bool		told = queryDesc->plannedstmt->parallelModeNeeded &&
		purpose_writing_tell_workers();

	purpose_writing_begin(&frame, writes(queryDesc));
	if (prev_ExecutorRun)
		prev_ExecutorRun(queryDesc, direction, count PURPOSE_RUN_ARGS);
	else
		standard_ExecutorRun(queryDesc, direction, count PURPOSE_RUN_ARGS);
	purpose_writing_end(&frame);
	if (told)
		purpose_writing_untell_workers();
}

/*
 * Run a plan with an eye on the errors.
 */
static pg_noinline void
run_watched(QueryDesc *queryDesc, ScanDirection direction,
			uint64 count PURPOSE_RUN_PARAMS, int redaction)
{
	RedactWatch watch = {.context = CurrentMemoryContext,.writes = REDACT_NO_WRITES};
	uint64		changes = purpose_changes;

	if (redaction & REDACT_ROWS)
		purpose_redact_be_on_guard();
	PG_TRY();
	{
		purpose_redact_watch(&watch, redaction);
		run_next(queryDesc, direction, count PURPOSE_RUN_ARGS);
	}
	PG_CATCH();
	{
		purpose_redact_rethrow(&watch);
	}
	PG_END_TRY();
	purpose_fresh_ran(queryDesc, changes, redaction);
}

static void
run_plain(QueryDesc *queryDesc, ScanDirection direction,
		  uint64 count PURPOSE_RUN_PARAMS)
{
	uint64		changes = purpose_changes;

	run_next(queryDesc, direction, count PURPOSE_RUN_ARGS);
	purpose_fresh_ran(queryDesc, changes, REDACT_NOTHING);
}

/*
 * Whatever goes on after something else, or has not been found to fit as things
 * are now, or is run while something else is going on.
 */
static pg_noinline void
run_checked(QueryDesc *queryDesc, ScanDirection direction,
			uint64 count PURPOSE_RUN_PARAMS)
{
	bool		first = purpose_fresh_resume(queryDesc);
	int			redaction = REDACT_NOTHING;
	RiState		ri;

	purpose_integrity_begin(&ri, false, false);
	if (!purpose_fresh_is_idle())
	{
		purpose_stamp_check_run(queryDesc->plannedstmt);
		redaction = purpose_redact_noted(queryDesc->plannedstmt,
										 purpose_stamp_note(queryDesc->plannedstmt));
		if (!first)
			purpose_held_cursor_check_resumed(queryDesc);
		purpose_held_cursor_note(queryDesc, count);
	}
	if (redaction == REDACT_NOTHING && !purpose_redact_is_on_guard())
		run_plain(queryDesc, direction, count PURPOSE_RUN_ARGS);
	else
		run_watched(queryDesc, direction, count PURPOSE_RUN_ARGS, redaction);
	purpose_integrity_end(&ri);
}

static void
purpose_ExecutorRun(QueryDesc *queryDesc, ScanDirection direction,
					uint64 count PURPOSE_RUN_PARAMS)
{
	int			redaction = purpose_fresh.redaction;

	if (!purpose_fresh_still_fits(queryDesc) || !purpose_activity_is_none())
	{
		run_checked(queryDesc, direction, count PURPOSE_RUN_ARGS);
		return;
	}
	if (!purpose_fresh_is_idle())
		purpose_held_cursor_note(queryDesc, count);
	if (redaction == REDACT_NOTHING && !purpose_redact_is_on_guard())
		run_plain(queryDesc, direction, count PURPOSE_RUN_ARGS);
	else
		run_watched(queryDesc, direction, count PURPOSE_RUN_ARGS, redaction);
}

static inline void
finish_straight(QueryDesc *queryDesc)
{
	if (prev_ExecutorFinish)
		prev_ExecutorFinish(queryDesc);
	else
		standard_ExecutorFinish(queryDesc);
}

static void
finish_next(QueryDesc *queryDesc)
{
	WritingFrame frame;

	purpose_writing_begin(&frame, writes(queryDesc));
	finish_straight(queryDesc);
	purpose_writing_end(&frame);
}

static void
finish_watched(QueryDesc *queryDesc, int redaction)
{
	RedactWatch watch = {.context = CurrentMemoryContext,.writes = purpose_redact_transaction_writes};

	PG_TRY();
	{
		purpose_redact_watch(&watch, redaction);
		finish_next(queryDesc);
	}
	PG_CATCH();
	{
		purpose_redact_rethrow(&watch);
	}
	PG_END_TRY();
}

static bool
has_triggers(const List *result_relations)
{
	ListCell   *lc;

	foreach(lc, result_relations)
		if (((const ResultRelInfo *) lfirst(lc))->ri_TrigDesc != NULL)
			return true;
	return false;
}

/*
 * What a plan does when it is finished: what its CTEs that write have left, a
 * rule's being left altogether, and what triggers there are.  Is there nothing?
 */
static inline bool
finishes_nothing(const EState *estate)
{
	return estate->es_auxmodifytables == NIL &&
		estate->es_tuple_routing_result_relations == NIL &&
		estate->es_trig_target_relations == NIL &&
		!has_triggers(estate->es_opened_result_relations);
}

/*
 * Triggers could reach a restricted table by foreign keys, also where the
 * statement itself does not write to one.
 */
static pg_noinline void
finish_checked(QueryDesc *queryDesc)
{
	int			redaction = REDACT_NOTHING;
	RiState		ri;

	if (purpose_fresh_finishes(queryDesc))
		redaction = purpose_fresh.redaction;
	else if (!purpose_fresh_is_idle())
		redaction = purpose_redact_noted(queryDesc->plannedstmt,
										 purpose_stamp_note(queryDesc->plannedstmt));
	if (redaction & REDACT_ROWS)
		purpose_redact_be_on_guard();
	purpose_integrity_begin(&ri, false, false);
	if (purpose_fresh_is_idle() && redaction == REDACT_NOTHING &&
		!purpose_redact_is_on_guard())
		finish_next(queryDesc);
	else
		finish_watched(queryDesc, redaction);
	purpose_integrity_end(&ri);
}

static void
purpose_ExecutorFinish(QueryDesc *queryDesc)
{
	if (finishes_nothing(queryDesc->estate))
		finish_straight(queryDesc);
	else
		finish_checked(queryDesc);
}

static pg_noinline bool
check_perms(PURPOSE_PERMS_PARAMS, bool ereport_on_violation)
{
	if (prev_ExecutorCheckPerms &&
		!prev_ExecutorCheckPerms(PURPOSE_PERMS_ARGS, ereport_on_violation))
		return false;
	if (!ereport_on_violation)
		purpose_integrity_expect_check(rtable);
	return true;
}

/*
 * Only the check of a new foreign key asks without wanting an error, just
 * before it plans its query.
 */
static bool
purpose_ExecutorCheckPerms(PURPOSE_PERMS_PARAMS, bool ereport_on_violation)
{
	if (prev_ExecutorCheckPerms == NULL && ereport_on_violation)
		return true;
	return check_perms(PURPOSE_PERMS_ARGS, ereport_on_violation);
}

/* ---------- utility statements ---------- */

static void
purpose_ProcessUtility(PlannedStmt *pstmt, const char *queryString,
					   bool readOnlyTree, ProcessUtilityContext context,
					   ParamListInfo params, QueryEnvironment *queryEnv,
					   DestReceiver *dest, QueryCompletion *qc)
{
	RedactWatch watch = {.context = CurrentMemoryContext,.writes = purpose_utility_writes(pstmt)};
	ProcessUtility_hook_type next = prev_ProcessUtility ?
		prev_ProcessUtility : standard_ProcessUtility;
	UtilityState utility_state;
	const char *exception;
	RiState		ri;

	/* BEGIN, COMMIT and the like read nothing. */
	if (IsA(pstmt->utilityStmt, TransactionStmt))
	{
		next(pstmt, queryString, readOnlyTree, context, params, queryEnv,
			 dest, qc);
		purpose_fresh_ran_utility();
		purpose_held_cursor_reopen();
		return;
	}

	purpose_utility_begin(&utility_state, pstmt);
	exception = purpose_kept_plan_except(queryString);

	/* What DDL may do does not depend on what the planner may know. */
	purpose_integrity_begin(&ri, false, false);
	PG_TRY();
	{
		PlannedStmt *checked = purpose_utility_check(pstmt);

		purpose_redact_watch(&watch, purpose_utility_redaction(checked));
		if (!purpose_fresh_is_idle())
			purpose_held_cursor_note_utility();
		next(checked, queryString, readOnlyTree, context, params, queryEnv,
			 dest, qc);
		purpose_utility_check_done(checked);
	}
	PG_CATCH();
	{
		(void) purpose_kept_plan_except(exception);
		purpose_utility_done(&utility_state);
		purpose_redact_rethrow(&watch);
	}
	PG_END_TRY();
	purpose_integrity_end(&ri);
	(void) purpose_kept_plan_except(exception);
	purpose_utility_done(&utility_state);
	purpose_fresh_ran_utility();
	purpose_held_cursor_reopen();
}

/* ---------- transactions ---------- */

/*
 * One callback, since every transaction calls it twice.
 */
static void
end_of_transaction(XactEvent event, void *arg)
{
	switch (event)
	{
		case XACT_EVENT_ABORT:
			purpose_integrity_transaction_aborts();
			purpose_writing_transaction_ends();
			break;
		case XACT_EVENT_COMMIT:
		case XACT_EVENT_PREPARE:
			purpose_writing_transaction_ends();
			break;
		default:
			break;
	}
}

void
purpose_hooks_init(void)
{
	RegisterXactCallback(end_of_transaction, NULL);
	prev_planner = planner_hook;
	planner_hook = purpose_planner;
	prev_get_relation_info = get_relation_info_hook;
	get_relation_info_hook = purpose_get_relation_info;
	prev_get_relation_stats = get_relation_stats_hook;
	get_relation_stats_hook = purpose_get_relation_stats;
	prev_get_index_stats = get_index_stats_hook;
	get_index_stats_hook = purpose_get_index_stats;
	prev_get_attavgwidth = get_attavgwidth_hook;
	get_attavgwidth_hook = purpose_get_attavgwidth;
	prev_needs_fmgr = needs_fmgr_hook;
	needs_fmgr_hook = purpose_needs_fmgr;
	prev_fmgr = fmgr_hook;
	fmgr_hook = purpose_fmgr;
	prev_ExecutorStart = ExecutorStart_hook;
	ExecutorStart_hook = purpose_ExecutorStart;
	prev_ExecutorRun = ExecutorRun_hook;
	ExecutorRun_hook = purpose_ExecutorRun;
	prev_ExecutorFinish = ExecutorFinish_hook;
	ExecutorFinish_hook = purpose_ExecutorFinish;
	prev_ExecutorCheckPerms = ExecutorCheckPerms_hook;
	ExecutorCheckPerms_hook = purpose_ExecutorCheckPerms;
	prev_ProcessUtility = ProcessUtility_hook;
	ProcessUtility_hook = purpose_ProcessUtility;
}
