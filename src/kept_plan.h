/*-------------------------------------------------------------------------
 *
 * kept_plan.h
 *		Plans of prepared statements, one for each purpose.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_KEPT_PLAN_H
#define PURPOSE_KEPT_PLAN_H

#include "pg_purpose.h"

#include "guard.h"
#include "nodes/params.h"
#include "nodes/plannodes.h"

#include "session.h"

typedef struct KeptPlan KeptPlan;

/*
 * A statement that has been decided about, and of which the query tree is
 * final, is going to be planned.  If a plan is at hand that was made for the same
 * under the same circumstances: a copy of that, palloc'd, without our items, and
 * with the locks it takes.  Else NULL, and what is to be handed to "keep" with
 * the plan once that is made, in *keeping: NULL if it is not to be kept.  To be
 * called in the context in which the statement is planned: an error in between
 * needs nothing to be done.
 */
extern PlannedStmt *purpose_kept_plan_find_switched(Query *query,
													const char *query_string,
													int cursor_options,
													ParamListInfo params,
													const Decision *decision,
													KeptPlan **keeping);
extern PURPOSE_LOCAL uint64 purpose_kept_plan_since;	/* for the one below */

static inline PlannedStmt *
purpose_kept_plan_find(Query *query, const char *query_string,
					   int cursor_options, ParamListInfo params,
					   const Decision *decision, KeptPlan **keeping)
{
	*keeping = NULL;

	/* Most sessions stay with the settings of their first statement. */
	if (purpose_kept_plan_since == 0)
		purpose_kept_plan_since = purpose_session_switches;
	if (purpose_kept_plan_since == purpose_session_switches)
		return NULL;
	return purpose_kept_plan_find_switched(query, query_string,
										   cursor_options, params, decision,
										   keeping);
}

extern void purpose_kept_plan_keep(KeptPlan *keeping, const PlannedStmt *plan,
								   const Decision *decision);

/*
 * A utility statement with this text begins: what it plans by itself (EXPLAIN,
 * DECLARE, CREATE TABLE AS, COPY) is planned anew, though it may be prepared
 * itself.  Answers what was so before, to be given back when it ends.
 */
extern const char *purpose_kept_plan_except(const char *query_string);

#endif							/* PURPOSE_KEPT_PLAN_H */
