/*-------------------------------------------------------------------------
 *
 * stamp.h
 *		Which plan may run under which circumstances.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_STAMP_H
#define PURPOSE_STAMP_H

#include "pg_purpose.h"

#include "fmgr.h"
#include "guard.h"
#include "nodes/plannodes.h"
#include "utils/syscache.h"

extern void purpose_stamp_init(void);

typedef struct PlanNote PlanNote;

/*
 * Note in a plan under which circumstances it was made.  Answers what is noted
 * about it, NULL for nothing (see below).
 */
extern PlanNote *purpose_stamp_plan(PlannedStmt *plan,
									const Decision *decision);

/*
 * The backstop.  Raise an error unless the plan was made under the present
 * circumstances, or they do not matter for it: when it has been started, and when
 * it goes on.  The former answers whether that is known to be so as long as
 * purpose_changes does not grow, and what has been noted about the plan before, if
 * anything (see below).
 */
extern bool purpose_stamp_check_start(PlannedStmt *plan, PlanNote **note);
extern void purpose_stamp_check_run(PlannedStmt *plan);

/* The same as a question: may it not run now? */
extern bool purpose_stamp_is_stale(PlannedStmt *plan);

/*
 * Call before an SQL function: until 18, it keeps its plans by itself, as long
 * as its caller keeps the FmgrInfo, which PL/pgSQL does for a transaction.  If
 * the circumstances are not those noted in *circumstances (0: none yet), let
 * it plan anew.  A set-returning function may be in the middle of its set, and
 * is left to the backstop.
 */
extern void purpose_stamp_renew_function(FmgrInfo *flinfo,
										 uint64 *circumstances);

/* Raise the error about a cursor of which the verdicts do not hold. */
extern void purpose_stamp_raise_cursor(void);

/*
 * The second item of a plan's, which has the stamp.  The number of the cache is
 * negative there, as that of no cache is, so that the server looks at it no
 * further: a bit, and the plan's own number, which its copies have too, and no
 * other plan; 0 if there were none left.
 */
#define PURPOSE_ITEM_SIGN		((uint32) 0x80000000)
#define PURPOSE_ITEM_MASKS		((uint32) 0x40000000)
#define PURPOSE_ITEM_NUMBER		((uint32) 0x3fffffff)

/* That item, or NULL if the first one has neither of two marks. */
static inline const PlanInvalItem *
purpose_stamp_marked_item(const PlannedStmt *plan, uint32 mark, uint32 other)
{
	const PlanInvalItem *item;

	if (list_length(plan->invalItems) < 2)
		return NULL;
	item = (const PlanInvalItem *) linitial(plan->invalItems);
	if (item->cacheId != PROCOID ||
		(item->hashValue != mark && item->hashValue != other))
		return NULL;
	item = (const PlanInvalItem *) lsecond(plan->invalItems);
	return (((uint32) item->cacheId) & PURPOSE_ITEM_SIGN) != 0 ? item : NULL;
}

/* NULL if the plan has no stamp. */
static inline const PlanInvalItem *
purpose_stamp_item(const PlannedStmt *plan)
{
	return purpose_stamp_marked_item(plan, PURPOSE_PLAN_MARK,
									 PURPOSE_PLAN_MARK);
}

static inline uint32
purpose_stamp_number(const PlanInvalItem *item)
{
	return ((uint32) item->cacheId) & PURPOSE_ITEM_NUMBER;
}

static inline bool
purpose_stamp_item_masks(const PlanInvalItem *item)
{
	return (((uint32) item->cacheId) & PURPOSE_ITEM_MASKS) != 0;
}

/* Did labels bear on the plan when it was made? */
static inline bool
purpose_stamp_depends(const PlannedStmt *plan)
{
	return purpose_stamp_item(plan) != NULL;
}

/* Does the plan mask anything? */
static inline bool
purpose_stamp_masks(const PlannedStmt *plan)
{
	const PlanInvalItem *item = purpose_stamp_item(plan);

	return item != NULL && purpose_stamp_item_masks(item);
}

/* What this plan and its copies have in common, and no other that now exists. */
static inline uint64
purpose_stamp_identity(const PlannedStmt *plan)
{
	const PlanInvalItem *item = purpose_stamp_item(plan);

	/* No address has the first bit. */
	return item == NULL || purpose_stamp_number(item) == 0 ?
		(uint64) (uintptr_t) plan :
		purpose_stamp_number(item) | UINT64CONST(0x8000000000000000);
}

/*
 * What has been found out about a plan that has a number and fits the present
 * circumstances; NULL where nothing has been yet.  To be used at once.
 */
struct PlanNote
{
	uint32		number;
	int			nrelations;
	uint64		epoch;
	bool		writes_restricted;	/* to a relation with restricted columns */
	int			redaction;		/* redact.c's: a Redaction, or -1 if that has
								 * not been found out yet */
};

extern PlanNote *purpose_stamp_note(const PlannedStmt *plan);

#endif							/* PURPOSE_STAMP_H */
