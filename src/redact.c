/*-------------------------------------------------------------------------
 *
 * redact.c
 *		Withholds the values that errors would carry.
 *
 * The server's integrity errors quote the row or key at hand: "Key (ssn)=(...)
 * already exists", "Failing row contains (...)".  Where the relation that is
 * written to has restricted columns, that detail is replaced, on the way from
 * the executor to whoever handles the error, so that neither the client nor
 * GET STACKED DIAGNOSTICS nor the log has it.
 *
 * Whether that must be done is found out before execution: catalogs cannot be
 * read safely while an error is on its way.
 *
 * The invariant: an error of class 23 that leaves a statement which writes to
 * a relation with restricted columns has no detail of the server's.
 *
 *-------------------------------------------------------------------------
 */
#include "redact.h"

#include "nodes/parsenodes.h"
#include "storage/lockdefs.h"
#include "utils/elog.h"
#include "utils/memutils.h"

#include "compat.h"
#include "guard.h"

bool
purpose_redact_relation(Oid relid)
{
	return purpose_guard_withheld_columns(relid) != NULL;
}

bool
purpose_redact_plan(const PlannedStmt *plan)
{
	ListCell   *lc;

	if (plan->commandType == CMD_SELECT && !plan->hasModifyingCTE)
		return false;
	if (!purpose_guard_is_on())
		return false;
	foreach(lc, plan->rtable)
	{
		RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);

		if (rte->rtekind == RTE_RELATION &&
			purpose_rte_needs_permission(rte) &&
			rte->rellockmode >= RowExclusiveLock &&
			purpose_redact_relation(rte->relid))
			return true;
	}
	return false;
}

void
purpose_redact_rethrow(MemoryContext context)
{
	ErrorData  *edata;

	MemoryContextSwitchTo(context);
	edata = CopyErrorData();
	if (ERRCODE_TO_CATEGORY(edata->sqlerrcode) !=
		ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION || edata->detail == NULL)
		PG_RE_THROW();

	FlushErrorState();
	edata->detail = pstrdup("The values are withheld, since the table has columns that are restricted for the present purpose.");
	edata->detail_log = NULL;
	ReThrowError(edata);
}
