/*-------------------------------------------------------------------------
 *
 * redact.c
 *		Withholds the values that errors would carry.
 *
 * The server's integrity errors quote the row or key at hand: "Key (ssn)=(...)
 * already exists", "Failing row contains (...)".  Where the relation that is
 * written to has restricted columns, that detail is replaced.  Data errors
 * quote their operand: "invalid input syntax for type integer: "..."".  In a
 * query that computes masks or conditions, which read raw values, the message
 * is replaced too; a query without masks has none to quote.
 *
 * That happens on the way from the executor to whoever handles the error, so
 * that neither the client nor GET STACKED DIAGNOSTICS nor the log has it.
 * Whether it must be done is found out before execution: catalogs cannot be
 * read safely while an error is on its way.
 *
 * The invariant: an error of class 23 that leaves a statement which writes to
 * a relation with restricted columns has no detail of the server's, and an
 * error of class 22 that leaves a plan with masks quotes nothing.
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
#include "stamp.h"

int
purpose_redact_relation(Oid relid)
{
	return purpose_guard_withheld_columns(relid) != NULL ?
		REDACT_ROWS : REDACT_NOTHING;
}

/*
 * Does the plan write to a relation with restricted columns?
 */
static int
redact_targets(const PlannedStmt *plan)
{
	ListCell   *lc;

	if (plan->commandType == CMD_SELECT && !plan->hasModifyingCTE)
		return REDACT_NOTHING;
	if (!purpose_guard_is_on())
		return REDACT_NOTHING;
	foreach(lc, plan->rtable)
	{
		RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);

		if (rte->rtekind == RTE_RELATION &&
			purpose_rte_needs_permission(rte) &&
			rte->rellockmode >= RowExclusiveLock &&
			purpose_redact_relation(rte->relid) != REDACT_NOTHING)

			/*
			 * Rows that exist already may be checked, and their generated
			 * columns computed, anew.
			 */
			return plan->commandType == CMD_INSERT ? REDACT_ROWS :
				REDACT_ROWS | REDACT_OPERANDS;
	}
	return REDACT_NOTHING;
}

int
purpose_redact_plan(const PlannedStmt *plan)
{
	return redact_targets(plan) |
		(purpose_stamp_masks(plan) ? REDACT_OPERANDS : REDACT_NOTHING);
}

static void
redact_rows(ErrorData *edata)
{
	edata->detail = pstrdup("The values are withheld, since the table has columns that are restricted for the present purpose.");
	edata->detail_log = NULL;
}

static void
redact_operands(ErrorData *edata)
{
	edata->message = pstrdup("data exception in a query that reads masked columns");
	edata->detail = pstrdup("The message is withheld, since it could carry a value from behind a mask.");
	edata->detail_log = NULL;
	edata->hint = pstrdup("Under a purpose that may use the columns, the message is shown.");
	edata->context = NULL;
}

void
purpose_redact_rethrow(MemoryContext context, int redaction)
{
	ErrorData  *edata;
	int			category;
	bool		rows;
	bool		operands;

	MemoryContextSwitchTo(context);
	edata = CopyErrorData();
	category = ERRCODE_TO_CATEGORY(edata->sqlerrcode);
	rows = (redaction & REDACT_ROWS) != 0 && edata->detail != NULL &&
		category == ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION;
	operands = (redaction & REDACT_OPERANDS) != 0 &&
		category == ERRCODE_DATA_EXCEPTION &&
		(edata->detail != NULL || edata->context != NULL ||
		 strchr(edata->message, '"') != NULL);
	if (!rows && !operands)
		PG_RE_THROW();

	FlushErrorState();
	if (rows)
		redact_rows(edata);
	else
		redact_operands(edata);
	ReThrowError(edata);
}
