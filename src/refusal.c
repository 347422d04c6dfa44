/*-------------------------------------------------------------------------
 *
 * refusal.c
 *		The errors that refuse a statement, from what guard.c found in it.
 *
 * Messages name tables and columns, the label that decided and what to do
 * about it; never a value.  What is a finding, and what is logged of it, is
 * decided in guard.c.  Errors about the declared purpose itself are raised by
 * session.c, which is asked here first.
 *
 * The invariant: the server's own errors about permissions come before ours,
 * so that a message tells nothing of a table to those who may not read it.
 *
 *-------------------------------------------------------------------------
 */
#include "refusal.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rls.h"

#include "expression.h"

/* ---------- names and reasons ---------- */

static const char *
column_name(const Finding *finding)
{
	return get_attname(finding->relid, finding->attno, false);
}

static const char *
table_name(const Finding *finding)
{
	return get_rel_name(finding->relid);
}

static const char *
kind_name(const Finding *finding)
{
	return purpose_relkind_name(get_rel_relkind(finding->relid));
}

/*
 * "Prohibited by the label on database "post"."
 */
static char *
describe_reason(const Finding *finding)
{
	char	   *place = purpose_label_place(finding->label_relid,
											finding->label_attno,
											finding->level);

	switch (finding->reason)
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
		char	   *reason = describe_reason(finding);
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

			if (strcmp(describe_reason(finding), lfirst(lc)) != 0)
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
	Oid			relid = finding->relid;

	err_generic_string(PG_DIAG_SCHEMA_NAME,
					   get_namespace_name(get_rel_namespace(relid)));
	err_generic_string(PG_DIAG_TABLE_NAME, get_rel_name(relid));
	return err_generic_string(PG_DIAG_COLUMN_NAME, column_name(finding));
}

/* ---------- errors, by kind of finding ---------- */

/*
 * "title" and "because" make the detail, "because" being NULL or a sentence.
 */
static void
raise(List *findings, char *message, const char *title, const char *because,
	  const char *hint)
{
	const Finding *first = linitial(findings);

	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg_internal("%s", message),
			 errdetail_internal("%s%s%s", describe_findings(title, findings),
								because != NULL ? "\n" : "",
								because != NULL ? because : ""),
			 errhint("%s", hint),
			 errfinding(first)));
}

/*
 * "column "ssn" of table "customer"", of the first finding
 */
static char *
first_column(List *findings)
{
	const Finding *first = linitial(findings);

	return psprintf("column \"%s\" of %s \"%s\"", column_name(first),
					kind_name(first), table_name(first));
}

static void
raise_blocked(const char *purpose, List *findings)
{
	char	   *column = first_column(findings);

	raise(findings, purpose != NULL ?
		  psprintf("purpose \"%s\" may not use %s", purpose, column) :
		  psprintf("%s may not be used without a declared purpose", column),
		  "Blocked", NULL,
		  "Declare an allowed purpose with SET purpose.current, or leave the column out.");
}

static void
raise_bounded(const char *purpose, List *findings)
{
	const char *name = table_name(linitial(findings));

	raise(findings, purpose != NULL ?
		  psprintf("purpose \"%s\" may not use partition \"%s\" by its own name",
				   purpose, name) :
		  psprintf("partition \"%s\" may not be used by its own name without a declared purpose",
				   name),
		  "Restricted", "Which rows are in the partition tells of the column.",
		  "Use the partitioned table, or declare an allowed purpose with SET purpose.current.");
}

static void
raise_overwritten(const char *purpose, List *findings)
{
	char	   *column = first_column(findings);

	raise(findings, purpose != NULL ?
		  psprintf("purpose \"%s\" may not update %s", purpose, column) :
		  psprintf("%s may not be updated without a declared purpose", column),
		  "Restricted",
		  "Whoever does not see a value must not overwrite it: writing a masked value back would destroy it.",
		  "Leave the column out of the SET list, or declare an allowed purpose with SET purpose.current.");
}

static void
raise_moved(List *findings)
{
	const Finding *first = linitial(findings);

	raise(findings, psprintf("rows of %s \"%s\" cannot be moved to other partitions",
							 kind_name(first), table_name(first)),
		  "Restricted",
		  "In another partition, with other labels, it could be more open.",
		  "Declare an allowed purpose with SET purpose.current, or have the partitioned table labelled instead of its partitions.");
}

static void
raise_acted_on(List *findings)
{
	raise(findings, psprintf("a statement that writes cannot act on masked %s",
							 first_column(findings)),
		  "Masked",
		  "The statement would act on the masks instead of the values.",
		  "Declare an allowed purpose with SET purpose.current, or leave the column out.");
}

static void
raise_row_security(List *findings)
{
	raise(findings, psprintf("query would be affected by the mask of %s",
							 first_column(findings)),
		  "Masked", "Masks are an error while row_security is off.",
		  "Declare an allowed purpose with SET purpose.current, or set row_security to on to get the masked values.");
}

/* ---------- which one, and when ---------- */

/*
 * What the session says of its purpose comes first: a purpose that cannot be
 * used is a clearer reason than what follows from it.  So does a permission
 * that is lacking: our messages are for those who may read the table.
 */
static void
before_refusing(const AccessPurpose *access,
				const Lineage *lineage)
{
	purpose_lineage_check_permissions(lineage);
	purpose_session_require_usable(access);
}

void
purpose_refusal_raise(const AccessPurpose *access, const Findings *findings,
					  const Lineage *lineage)
{
	const char *purpose = purpose_session_name(access);

	if (findings->blocked == NIL && findings->overwritten == NIL &&
		findings->masked == NIL && findings->bounded == NIL &&
		findings->moved == NIL && findings->acted_on == NIL)
		return;
	if (access->status != PURPOSE_UNDECLARED &&
		access->status != PURPOSE_USABLE)
		before_refusing(access, lineage);
	if (findings->blocked != NIL)
	{
		before_refusing(access, lineage);
		raise_blocked(purpose, findings->blocked);
	}
	if (findings->bounded != NIL)
	{
		before_refusing(access, lineage);
		raise_bounded(purpose, findings->bounded);
	}
	if (findings->overwritten != NIL)
	{
		before_refusing(access, lineage);
		raise_overwritten(purpose, findings->overwritten);
	}
	if (findings->moved != NIL)
	{
		before_refusing(access, lineage);
		raise_moved(findings->moved);
	}
	if (findings->acted_on != NIL)
	{
		before_refusing(access, lineage);
		raise_acted_on(findings->acted_on);
	}
	if (findings->masked != NIL && !row_security)
	{
		before_refusing(access, lineage);
		raise_row_security(findings->masked);
	}
}

void
purpose_refusal_raise_moved(const AccessPurpose *access,
							const Findings *findings)
{
	if (findings->moved == NIL)
		return;
	purpose_session_require_usable(access);
	raise_moved(findings->moved);
}

void
purpose_refusal_raise_below_writing(Oid relid, AttrNumber attno)
{
	Finding		finding = {.relid = relid,.attno = attno};

	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("a statement that writes cannot act on masked column \"%s\" of %s \"%s\"",
					column_name(&finding), kind_name(&finding),
					table_name(&finding)),
			 errdetail("A function or trigger that the statement calls reads the column.\nThe statement would act on the masks instead of the values."),
			 errhint("Declare a purpose that may use the column with SET purpose.current, let the function do so by a SET clause, or leave the column out."),
			 errfinding(&finding)));
}

void
purpose_refusal_raise_action(Oid relid, AttrNumber attno, const char *action)
{
	Finding		finding = {.relid = relid,.attno = attno};

	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("permission denied to %s", action),
			 errdetail("It would use column \"%s\" of %s \"%s\", which is restricted for the present purpose.",
					   column_name(&finding), kind_name(&finding),
					   table_name(&finding)),
			 errhint("Declare an allowed purpose with SET purpose.current, or let an administrator of purposes do it."),
			 errfinding(&finding)));
}
