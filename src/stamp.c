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
 *	- Changes of the vocabulary, made anywhere, have the same effect; changes
 *	  of labels invalidate the relations.
 *	- A second item carries a hash of the circumstances: the access purpose,
 *	  the enforcement, and the labels of all relations that the executor will
 *	  check permissions for, with the verdicts they come to.  It is compared
 *	  before a plan starts and each time a cursor goes on.  That is the
 *	  backstop: a plan that reads a restricted relation and has no such item,
 *	  because it did not come by our planner hook, is refused as well.
 *
 * The second item also says whether the plan masks, and numbers the plan:
 * copies that the plan cache makes have the same number, no other plan of the
 * session has.  What was found out about a plan is noted under its number and
 * for the present epoch (AccessPurpose.epoch), and holds as long as that lasts.
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
 *	4.	For a plan that was checked or made in this epoch: nothing has changed
 *		since on which its stamp depends.  Whether masks may be read is asked
 *		all the same, when the plan is started.  Test: sql/plans.sql,
 *		sql/nested.sql, test/attacks/cursors.
 *	4a.	hooks.c does not even ask for a plan without masks that is started right
 *		after it was made, nor for one that is run right after it was started:
 *		nothing was planned, started or run in between, and purpose_changes has
 *		not grown.  Test: test/isolation/specs/unseen.spec, sql/plans.sql.
 *	5.	For a utility statement, which has no plan; what it runs comes by here
 *		itself.  Test: test/attacks/cursors.
 *	6.	Where enforcement is not on, no relation is looked at.
 *		Test: test/pgtap/exits.sql.
 *
 * The invariant: what the hash is made of at planning and at execution is
 * the same, computed by the same function from the finished plan; and all of
 * it has either an epoch of its own or is part of the plan.
 *
 *-------------------------------------------------------------------------
 */
#include "stamp.h"

#include "access/parallel.h"
#include "catalog/pg_class.h"
#include "common/hashfn.h"
#include "executor/functions.h"
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
 * For queries of referential integrity.  Only the server can have such plans
 * made (integrity.c), and keeps them to itself.  Should it, or the constant of
 * pg_purpose.h, equal the hash of some function's OID, plans are made anew once
 * too often.
 */
#define RI_MARK		0x70757269

static uint32 last_number = 0;

/* Notes, by the last bits of the plan's number. */
#define NOTES	256
static PlanNote notes[NOTES];

/* What is known of a plan's relations. */
typedef struct PlanSurvey
{
	uint64		epoch;			/* in which they were looked at */
	uint32		stamp;
	Oid			restricted;		/* some restricted relation, or InvalidOid */
	bool		writes_restricted;	/* one is written to */
} PlanSurvey;

/*
 * The session's settings, or the vocabulary, have changed: plans on which
 * labels bear are to be made anew.
 */
static void
forget_plans(void)
{
	CallSyscacheCallbacks(PROCOID, PURPOSE_PLAN_MARK);
}

void
purpose_stamp_init(void)
{
	purpose_session_on_change(forget_plans);
	purpose_vocabulary_on_change(forget_plans);
}

/* ---------- notes ---------- */

/*
 * What is noted about a plan in this epoch, or NULL.  That another library
 * has not added relations to the plan since is all that can be seen of it.
 */
static inline PlanNote *
find_note(const PlannedStmt *plan, const PlanInvalItem *item, uint64 epoch)
{
	uint32		number = purpose_stamp_number(item);
	PlanNote   *note = &notes[number % NOTES];

	return number != 0 && note->number == number && note->epoch == epoch &&
		note->nrelations == list_length(plan->rtable) ? note : NULL;
}

/*
 * Note that a plan fits, in the epoch in which it was looked at.  If what was
 * looked up on the way has brought news, that is over.
 */
static inline PlanNote *
make_note(const PlannedStmt *plan, uint32 number, const PlanSurvey *survey,
		  bool masks)
{
	PlanNote   *note = &notes[number % NOTES];

	if (number == 0)
		return NULL;
	note->number = number;
	note->epoch = survey->epoch;
	note->nrelations = list_length(plan->rtable);
	note->writes_restricted = survey->writes_restricted;

	/* What neither writes nor locks nor masks quotes nothing. */
	note->redaction = survey->writes_restricted || plan->rowMarks != NIL ||
		masks ? -1 : 0;
	return note;
}

/*
 * The item that has the plan's number, also of a query of referential integrity.
 */
static inline const PlanInvalItem *
numbered_item(const PlannedStmt *plan)
{
	return purpose_stamp_marked_item(plan, PURPOSE_PLAN_MARK, RI_MARK);
}

PlanNote *
purpose_stamp_note(const PlannedStmt *plan)
{
	const PlanInvalItem *item = numbered_item(plan);

	return item == NULL ? NULL :
		find_note(plan, item, purpose_session_get()->epoch);
}

/* ---------- the stamp ---------- */

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

static inline const VerdictSet *
get_verdicts(Oid relid, bool tree, const AccessPurpose *access)
{
	RelPolicy  *policy = purpose_policy_get(relid, tree);

	return policy == NULL ? NULL :
		purpose_verdict_of_relation(policy, purpose_session_name(access),
									access->verdict_key);
}

/*
 * Look at all relations that the executor will check permissions for: those
 * that the user, a view or an inlined function names.
 */
static void
survey_plan(const PlannedStmt *plan, const AccessPurpose *access,
			PlanSurvey *survey)
{
	ListCell   *lc;

	survey->epoch = access->epoch;
	survey->stamp = access->stamp;
	survey->restricted = InvalidOid;
	survey->writes_restricted = false;
	if (access->enforcement != ENFORCEMENT_ON)
		return;

	foreach(lc, plan->rtable)
	{
		RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);
		const VerdictSet *verdicts;

		if (rte->rtekind != RTE_RELATION ||
			!purpose_rte_needs_permission(rte))
			continue;
		verdicts = get_verdicts(rte->relid, reads_tree(rte), access);
		if (verdicts != NULL)
		{
			survey->stamp = hash_combine(survey->stamp, verdicts->hash);
			if (!verdicts->open)
				survey->restricted = rte->relid;
		}
		if (rte->rellockmode < RowExclusiveLock)
			continue;

		/* Rows of descendants may come into its messages (redact.c). */
		if (!reads_tree(rte))
			verdicts = get_verdicts(rte->relid, true, access);
		survey->writes_restricted |= verdicts != NULL && !verdicts->open;
	}
}

/*
 * Our items, which are put in front of the plan's: two, and for a plan that masks
 * the relation and the number of the first column that it reads masked.  Mostly
 * these are the only ones, and the list and they are one chunk of memory: lists
 * grow by moving their cells away, and plans are freed with their memory context.
 */
#define MOST_ITEMS	4
#define CELLS_SIZE \
	(offsetof(List, initial_elements) + MOST_ITEMS * sizeof(ListCell))

static inline void
set_item(List *list, int i, int cache, uint32 value)
{
	PlanInvalItem *item = (PlanInvalItem *) ((char *) list + CELLS_SIZE) + i;

	item->type = T_PlanInvalItem;
	item->cacheId = cache;
	item->hashValue = value;
	lfirst(&list->initial_elements[i]) = item;
}

static inline void
add_items(PlannedStmt *plan, uint32 mark, const Decision *decision,
		  uint32 number, uint32 stamp)
{
	List	   *list = palloc(CELLS_SIZE + MOST_ITEMS * sizeof(PlanInvalItem));
	uint32		properties = PURPOSE_ITEM_SIGN | number;

	list->type = T_List;
	list->length = 2;
	list->max_length = MOST_ITEMS;
	list->elements = list->initial_elements;
	if (decision->masks)
	{
		properties |= PURPOSE_ITEM_MASKS;
		list->length = MOST_ITEMS;
		set_item(list, 2, PROCOID, decision->masked_relid);
		set_item(list, 3, PROCOID, decision->masked_attno);
	}
	set_item(list, 0, PROCOID, mark);
	set_item(list, 1, (int) properties, stamp);
	plan->invalItems = plan->invalItems == NIL ? list :
		list_concat(list, plan->invalItems);
}

/*
 * A number for a plan, or 0 if there is none left.
 */
static inline uint32
next_number(void)
{
	return last_number < PURPOSE_ITEM_NUMBER ? ++last_number : 0;
}

PlanNote *
purpose_stamp_plan(PlannedStmt *plan, const Decision *decision)
{
	PlanSurvey	survey;
	uint32		number;

	if (decision->exempt)
	{
		if (purpose_stored_label_any())
			add_items(plan, RI_MARK, decision, next_number(), 0);
		return NULL;
	}

	/*
	 * Under the access purpose that was decided for, though a function that
	 * the planner has called may have declared another meanwhile.
	 */
	survey_plan(plan, &decision->access, &survey);
	number = next_number();
	add_items(plan, PURPOSE_PLAN_MARK, decision, number, survey.stamp);
	return make_note(plan, number, &survey, decision->masks);
}

/*
 * The same of a query of referential integrity only, else NULL.
 */
static inline const PlanInvalItem *
exempt_item(const PlannedStmt *plan)
{
	return purpose_stamp_marked_item(plan, RI_MARK, RI_MARK);
}

/* ---------- the backstop ---------- */

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
	const PlanInvalItem *item = exempt_item(plan);

	/* See above for why these are safe. */
	if (IsParallelWorker())
		return judge_masks(plan);
	if (item != NULL)
	{
		survey->epoch = purpose_session_get()->epoch;
		survey->writes_restricted = true;	/* for all that is known */
		purpose_guard_check_action(plan);
		(void) make_note(plan, purpose_stamp_number(item), survey, false);
		return PLAN_FITS;
	}
	item = purpose_stamp_item(plan);
	if (item == NULL && !purpose_stored_label_any())
		return PLAN_FITS;

	survey_plan(plan, purpose_session_get(), survey);
	if (item == NULL)
		return OidIsValid(survey->restricted) ? PLAN_UNGUARDED : PLAN_FITS;
	if (item->hashValue != survey->stamp)
		return PLAN_STALE;
	(void) make_note(plan, purpose_stamp_number(item), survey,
					 purpose_stamp_item_masks(item));
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
	Staleness	staleness = judge_plan(plan, &survey);

	/* A statement that writes is over when it is asked again. */
	return staleness != PLAN_FITS && staleness != PLAN_BELOW_WRITING;
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
	const PlanInvalItem *relid = list_nth(plan->invalItems, 2);
	const PlanInvalItem *attno = list_nth(plan->invalItems, 3);

	purpose_refusal_raise_below_writing(relid->hashValue, attno->hashValue);
}

/*
 * Raise the error, if the plan may not run.
 */
static void
refuse_plan(const PlannedStmt *plan, Staleness staleness,
			const PlanSurvey *survey, bool started)
{
	switch (staleness)
	{
		case PLAN_FITS:
			return;

		case PLAN_UNGUARDED:
			purpose_session_require_usable(purpose_session_get());
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("plan reads restricted table \"%s\" without its purposes having been checked",
							get_rel_name(survey->restricted)),
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

/*
 * Hold a plan against the circumstances.  Answers whether it is known to fit
 * for as long as nothing changes.
 */
static pg_noinline bool
check_anew(PlannedStmt *plan, bool started)
{
	PlanSurvey	survey;

	survey.epoch = 0;
	if (plan->commandType == CMD_UTILITY)
		return false;
	refuse_plan(plan, judge_plan(plan, &survey), &survey, started);
	return survey.epoch != 0 && survey.epoch == purpose_session_get()->epoch;
}

/*
 * The same, unless it was done in this epoch.
 */
static inline bool
check_plan(PlannedStmt *plan, bool started, PlanNote **note)
{
	const PlanInvalItem *item = numbered_item(plan);

	*note = NULL;
	if (item != NULL)
	{
		*note = find_note(plan, item, purpose_session_get()->epoch);
		if (*note != NULL && (!purpose_stamp_item_masks(item) ||
							  judge_masks(plan) == PLAN_FITS))
			return true;
	}
	return check_anew(plan, started);
}

bool
purpose_stamp_check_start(PlannedStmt *plan, PlanNote **note)
{
	return check_plan(plan, false, note);
}

void
purpose_stamp_check_run(PlannedStmt *plan)
{
	PlanNote   *note;

	(void) check_plan(plan, true, &note);
}
