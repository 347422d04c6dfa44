/*-------------------------------------------------------------------------
 *
 * audit.c
 *		The record of a decision and its one format.
 *
 * A decision is made when a statement is planned, and is logged then; a
 * prepared statement that runs again from a kept plan makes no new one.
 *
 * Nothing is decided here.  The invariant: names and settings are logged, no
 * value of any column ever.
 *
 *-------------------------------------------------------------------------
 */
#include "audit.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/json.h"

#include "settings.h"

void
purpose_audit_add(List **list, const char *table, const char *column)
{
	char	   *name = psprintf("%s.%s", table, column);
	ListCell   *lc;

	foreach(lc, *list)
		if (strcmp(lfirst(lc), name) == 0)
			return;
	*list = lappend(*list, name);
}

static void
append_string(StringInfo buf, const char *key, const char *value)
{
	appendStringInfo(buf, "%s\"%s\": ", buf->len > 1 ? ", " : "", key);
	if (value == NULL || value[0] == '\0')
		appendStringInfoString(buf, "null");
	else
		escape_json(buf, value);
}

static void
append_list(StringInfo buf, const char *key, List *names)
{
	ListCell   *lc;

	if (names == NIL)
		return;
	appendStringInfo(buf, ", \"%s\": [", key);
	foreach(lc, names)
	{
		if (lc != list_head(names))
			appendStringInfoString(buf, ", ");
		escape_json(buf, lfirst(lc));
	}
	appendStringInfoChar(buf, ']');
}

static const char *
decision_name(const AuditRecord *record)
{
	if (record->blocked != NIL || record->overwritten != NIL)
		return "block";
	return record->masked != NIL ? "mask" : "allow";
}

void
purpose_audit_log(const AuditRecord *record)
{
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoChar(&buf, '{');
	append_string(&buf, "decision", decision_name(record));
	append_string(&buf, "enforcement",
				  record->access->enforcement == ENFORCEMENT_ON ? "on" :
				  record->access->enforcement == ENFORCEMENT_REPORT ? "report" :
				  "off");
	append_string(&buf, "purpose", record->access->name);
	append_string(&buf, "justification", purpose_session_justification());
	append_string(&buf, "role", GetUserNameFromId(record->access->role, true));
	append_string(&buf, "user", GetUserNameFromId(GetUserId(), true));
	append_list(&buf, "blocked", record->blocked);
	append_list(&buf, "overwritten", record->overwritten);
	append_list(&buf, "masked", record->masked);
	appendStringInfoChar(&buf, '}');

	ereport(LOG_SERVER_ONLY,
			(errmsg("purpose decision: %s", buf.data),
			 errhidecontext(true)));
	pfree(buf.data);
}
