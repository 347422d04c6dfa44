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
 * is replaced too; a query without masks has none to quote.  So are those of
 * other errors that could quote a value, such as 'role "..." does not exist',
 * and notices and warnings that the server's functions send meanwhile.
 *
 * For errors that happens on the way from the executor to whoever handles the
 * error, so that neither the client nor GET STACKED DIAGNOSTICS nor the log has
 * it.  Whether it must be done is found out before execution: catalogs cannot be
 * read safely while an error is on its way.
 *
 * The invariant: an error of class 23 that leaves a statement which writes to
 * a relation with restricted columns has no detail of the server's, and a
 * message that leaves a plan with masks quotes no operand.
 *
 *-------------------------------------------------------------------------
 */
#include "redact.h"

#include "access/parallel.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "nodes/parsenodes.h"
#include "storage/lockdefs.h"
#include "utils/elog.h"
#include "utils/memutils.h"

#include "compat.h"
#include "guard.h"
#include "relation.h"
#include "stamp.h"
#include "stored_label.h"

/*
 * How often this transaction has begun to write to relations with restricted
 * columns.  Deferred constraints are checked outside of any statement, at
 * COMMIT; those of rows that a cascade has reached, in a statement that writes
 * to another relation.
 */
uint64		purpose_redact_transaction_writes = 0;

/*
 * The error that is on its way came by purpose_redact_rethrow() already, so
 * it is a statement's own.  Set only while the above is, and until somebody
 * catches the error, which takes the end of a (sub)transaction.
 */
static bool error_is_judged = false;

static emit_log_hook_type prev_emit_log = NULL;

#define WITHHELD_MESSAGE	"The message is withheld, since it could carry a restricted value."

static void redact_rows(ErrorData *edata);
static bool is_about_rows(const ErrorData *edata);

/*
 * The last place an error passes: here are those of deferred constraints at
 * COMMIT, which no statement raises.  Called only for what log_min_messages
 * lets into the log, as it does all errors unless a superuser changes that.
 *
 * A parallel worker does not know what is masked.  Its leader raises the error
 * or notice again, and knows; so it is left to the leader to log it, unless
 * the worker happens to know that the database has no label.
 */
static void
redact_last(ErrorData *edata)
{
	if (edata->elevel >= NOTICE && edata->elevel <= ERROR &&
		IsParallelWorker() &&
		purpose_stored_label_state != LABELS_NONE)
		edata->output_to_server = false;
	if (edata->elevel >= ERROR)
	{
		if (purpose_redact_is_on_guard() && !error_is_judged &&
			is_about_rows(edata))
			redact_rows(edata);
		error_is_judged = false;
	}
	if (prev_emit_log)
		prev_emit_log(edata);
}

static void
forget_transaction(XactEvent event, void *arg)
{
	switch (event)
	{
		case XACT_EVENT_COMMIT:
		case XACT_EVENT_ABORT:
		case XACT_EVENT_PREPARE:
			purpose_redact_transaction_writes = 0;
			error_is_judged = false;
			break;
		default:
			break;
	}
}

/*
 * An error that was on its way has been caught.  Whoever caught it may raise it
 * again; it cannot be told from one of a deferred constraint then, and loses
 * its detail in a transaction that has written to a restricted table.
 */
static void
forget_caught(SubXactEvent event, SubTransactionId subid,
			  SubTransactionId parent, void *arg)
{
	if (event == SUBXACT_EVENT_ABORT_SUB)
		error_is_judged = false;
}

void
purpose_redact_init(void)
{
	prev_emit_log = emit_log_hook;
	emit_log_hook = redact_last;
}

/*
 * Remember that the transaction writes to a relation with restricted columns.
 * Where none ever does, transactions need not end by way of here.
 */
void
purpose_redact_be_on_guard(void)
{
	static bool watching = false;

	if (!watching)
	{
		RegisterXactCallback(forget_transaction, NULL);
		RegisterSubXactCallback(forget_caught, NULL);
		watching = true;
	}
	purpose_redact_transaction_writes++;
}

int
purpose_redact_relation(Oid relid)
{
	if (!purpose_guard_withholds(relid))
		return REDACT_NOTHING;
	purpose_redact_be_on_guard();
	return REDACT_ROWS;
}

/*
 * Is the table partitioned by a restricted column?
 */
static bool
hides_partitions(Oid relid)
{
	Bitmapset  *key = purpose_relation_routing_columns(relid);

	return key != NULL &&
		(bms_is_member(0, key) ||
		 bms_overlap(key, purpose_guard_withheld_columns(relid)));
}

/*
 * Is nothing changed of rows that exist already?
 */
static bool
only_inserts(const PlannedStmt *plan)
{
	return plan->commandType == CMD_INSERT && !plan->hasModifyingCTE &&
		IsA(plan->planTree, ModifyTable) &&
		((const ModifyTable *) plan->planTree)->onConflictAction !=
		ONCONFLICT_UPDATE;
}

/*
 * Does the plan, which writes, write to a relation with restricted columns?
 */
static int
redact_targets(const PlannedStmt *plan)
{
	ListCell   *lc;

	if (!purpose_guard_is_on())
		return REDACT_NOTHING;
	foreach(lc, plan->rtable)
	{
		RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);

		if (rte->rtekind == RTE_RELATION &&
			purpose_rte_needs_permission(rte) &&
			rte->rellockmode >= RowExclusiveLock &&
			purpose_guard_withholds(rte->relid))

			/*
			 * Rows that exist already may be checked, and their generated
			 * columns computed, anew.
			 */
			return REDACT_ROWS |
				(only_inserts(plan) ? 0 : REDACT_OPERANDS) |
				(hides_partitions(rte->relid) ? REDACT_PARTITIONS : 0);
	}
	return REDACT_NOTHING;
}

/*
 * Does the plan, which locks rows, lock those of a table whose partitions tell
 * of them?
 */
static int
redact_locks(const PlannedStmt *plan)
{
	ListCell   *lc;

	if (!purpose_guard_is_on())
		return REDACT_NOTHING;
	foreach(lc, plan->rtable)
	{
		RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);

		if (rte->rtekind == RTE_RELATION &&
			rte->relkind == RELKIND_PARTITIONED_TABLE &&
			hides_partitions(rte->relid))
			return REDACT_PARTITIONS;
	}
	return REDACT_NOTHING;
}

/*
 * Does the plan write to relations with restricted columns, for all that is
 * known?
 */
static inline bool
may_write_restricted(const PlannedStmt *plan, const PlanNote *note)
{
	return note != NULL ? note->writes_restricted :
		plan->commandType != CMD_SELECT || plan->hasModifyingCTE;
}

int
purpose_redact_plan(const PlannedStmt *plan, PlanNote *note)
{
	uint64		changes = purpose_changes;
	int			redaction = REDACT_NOTHING;

	if (may_write_restricted(plan, note))
		redaction |= redact_targets(plan);
	if (plan->rowMarks != NIL)
		redaction |= redact_locks(plan);
	if (purpose_stamp_masks(plan))
		redaction |= REDACT_OPERANDS;

	/* Only if the answer is not older than the note. */
	if (note != NULL && changes == purpose_changes)
		note->redaction = redaction;
	return redaction;
}

/*
 * The name of a partition tells of the row that is in it.  Constraints name the
 * partition, and so do errors about locks on rows, in their context too.
 */
static bool
is_about_partition(const ErrorData *edata)
{
	return ERRCODE_TO_CATEGORY(edata->sqlerrcode) ==
		ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION ||
			edata->sqlerrcode == ERRCODE_LOCK_NOT_AVAILABLE ||
			edata->sqlerrcode == ERRCODE_T_R_DEADLOCK_DETECTED ||
			edata->context != NULL;
}

static void
redact_partition(ErrorData *edata)
{
	edata->context = NULL;
	if (edata->sqlerrcode == ERRCODE_LOCK_NOT_AVAILABLE)
		edata->message = pstrdup("could not obtain lock on a row");
	if (edata->sqlerrcode == ERRCODE_T_R_DEADLOCK_DETECTED)
		edata->detail = edata->detail_log = NULL;
	if (ERRCODE_TO_CATEGORY(edata->sqlerrcode) !=
		ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION)
		return;
	edata->message = pstrdup("a row violates a constraint of a partition");
	edata->schema_name = NULL;
	edata->table_name = NULL;
	edata->constraint_name = NULL;
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
	edata->message =
		pstrdup(ERRCODE_TO_CATEGORY(edata->sqlerrcode) ==
				ERRCODE_DATA_EXCEPTION ?
				"data exception in a statement on restricted columns" :
				"error in a statement on restricted columns");
	edata->detail = pstrdup(WITHHELD_MESSAGE);
	edata->detail_log = NULL;
	edata->hint = pstrdup("Under a purpose that may use the columns, the message is shown.");
	edata->context = NULL;
	edata->internalquery = NULL;
	edata->internalpos = 0;
}

/*
 * Does the error quote a row or key: class 23, or a view's CHECK OPTION?
 */
static bool
is_about_rows(const ErrorData *edata)
{
	return edata->detail != NULL &&
		(ERRCODE_TO_CATEGORY(edata->sqlerrcode) ==
		 ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION ||
		 edata->sqlerrcode == ERRCODE_WITH_CHECK_OPTION_VIOLATION);
}

/*
 * Has something been put into the message that is not a part of the server's
 * own text?  Of one that comes from a parallel worker, only the result is
 * known.
 */
static bool
message_has_arguments(const ErrorData *edata)
{
	/* "value too long for type ...": has the type's length only. */
	if (edata->sqlerrcode == ERRCODE_STRING_DATA_RIGHT_TRUNCATION)
		return false;
	if (edata->message_id != NULL)
		return strchr(edata->message_id, '%') != NULL;
	return strpbrk(edata->message, "\"0123456789") != NULL;
}

/*
 * Could the error quote an operand of a mask or condition?  Data errors do, and
 * so do errors about names and syntax, where a value is taken for either.  What
 * is left out is about the statement, the transaction or the server, or has
 * been raised by a function on purpose.
 */
static bool
is_about_operands(const ErrorData *edata)
{
	if (edata->sqlerrcode == ERRCODE_INSUFFICIENT_PRIVILEGE ||
		edata->sqlerrcode == ERRCODE_RAISE_EXCEPTION ||
		edata->sqlerrcode == ERRCODE_ASSERT_FAILURE)
		return false;
	switch (ERRCODE_TO_CATEGORY(edata->sqlerrcode))
	{
		case ERRCODE_TRANSACTION_ROLLBACK:
		case ERRCODE_INVALID_CURSOR_STATE:
		case ERRCODE_INVALID_TRANSACTION_STATE:
		case ERRCODE_INSUFFICIENT_RESOURCES:
		case ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE:
		case ERRCODE_OPERATOR_INTERVENTION:
			return false;
		case ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION:
			/* see is_about_rows */
			return false;
		case ERRCODE_PLPGSQL_ERROR:
			/* plpgsql.print_strict_params */
			return edata->detail != NULL;
		default:
			return edata->detail != NULL || edata->context != NULL ||
				message_has_arguments(edata);
	}
}

/* ---------- messages while they are made ---------- */

static bool
is_among(const char *name, const char *const *names, int n)
{
	for (int i = 0; name != NULL && i < n; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/*
 * Is the message one that somebody's function sends on purpose, or that DDL
 * sends about names that stand in it?
 */
static bool
is_no_operand(const ErrorData *edata)
{
	static const char *const senders[] = {
		"exec_stmt_raise", "do_util_elog", "PLy_output", "pltcl_elog"
	};
	static const char *const ddl[] = {
		"analyze.c", "cluster.c", "dependency.c", "dropcmds.c", "heap.c",
		"index.c", "indexcmds.c", "namespace.c", "parse_utilcmd.c",
		"tablecmds.c", "typecmds.c", "vacuum.c", "vacuumlazy.c"
	};

	return is_among(edata->funcname, senders, lengthof(senders)) ||
		is_among(edata->filename, ddl, lengthof(ddl));
}

/*
 * Error context callback: withhold what a notice or warning of the server's
 * own functions quotes, and see what an error's context has from below.
 *
 * Here nothing can be taken away, only replaced.
 */
static void
watch_message(void *arg)
{
	RedactWatch *watch = arg;
	MemoryContext old;
	ErrorData  *edata;

	if (geterrcode() == ERRCODE_OUT_OF_MEMORY)
		return;
	old = MemoryContextSwitchTo(watch->context);
	edata = CopyErrorData();
	if (edata->elevel >= ERROR)
		watch->context_quotes = edata->context != NULL &&
			strchr(edata->context, '"') != NULL;
	else if ((edata->elevel == NOTICE || edata->elevel == WARNING) &&
			 (edata->detail != NULL || message_has_arguments(edata)) &&
			 !is_no_operand(edata))
	{
		errmsg_internal("message in a statement on restricted columns");
		errdetail_internal(WITHHELD_MESSAGE);
		internalerrposition(0);
		internalerrquery(NULL);
	}
	FreeErrorData(edata);
	MemoryContextSwitchTo(old);
}

void
purpose_redact_watch(RedactWatch *watch, int redaction)
{
	watch->redaction = redaction;
	if ((redaction & REDACT_OPERANDS) == 0)
		return;
	watch->callback.callback = watch_message;
	watch->callback.arg = watch;
	watch->callback.previous = error_context_stack;
	error_context_stack = &watch->callback;
}

void
purpose_redact_rethrow(RedactWatch *watch)
{
	int			redaction = watch->redaction;
	ErrorData  *edata;
	bool		rows;
	bool		operands;
	bool		partition;
	bool		context;

	/* From no statement below: of a constraint that is checked only now. */
	if (purpose_redact_transaction_writes > watch->writes && !error_is_judged)
		redaction |= REDACT_ROWS;
	error_is_judged = purpose_redact_is_on_guard();
	if (redaction == REDACT_NOTHING)
		PG_RE_THROW();

	MemoryContextSwitchTo(watch->context);
	edata = CopyErrorData();
	/* A mask may write as well: what stands for a value, say. */
	rows = (redaction & (REDACT_ROWS | REDACT_OPERANDS)) != 0 &&
		is_about_rows(edata);
	operands = (redaction & REDACT_OPERANDS) != 0 &&
		is_about_operands(edata);
	partition = (redaction & REDACT_PARTITIONS) != 0 &&
		is_about_partition(edata);
	/* The text of a statement that a mask puts together and runs. */
	context = (redaction & REDACT_OPERANDS) != 0 && watch->context_quotes;
	if (!rows && !operands && !partition && !context)
		PG_RE_THROW();

	FlushErrorState();
	if (context)
		edata->context = NULL;
	if (partition)
		redact_partition(edata);
	if (operands)
		redact_operands(edata);
	if (rows)
		redact_rows(edata);
	ReThrowError(edata);
}
