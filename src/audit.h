/*-------------------------------------------------------------------------
 *
 * audit.h
 *		The record of a decision.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_AUDIT_H
#define PURPOSE_AUDIT_H

#include "pg_purpose.h"

#include "session.h"

/*
 * What was decided about one statement.  The lists hold names
 * "table.column", each once.
 */
typedef struct AuditRecord
{
	const AccessPurpose *access;
	List	   *blocked;		/* used, and blocked */
	List	   *overwritten;	/* restricted, and set by an UPDATE */
	List	   *masked;			/* used, and masked */
} AuditRecord;

/* Add a column to one of the lists, unless it is there. */
extern void purpose_audit_add(List **list, const char *table,
							  const char *column);

/*
 * Write the record to the server's log, never to the client: one line,
 * "purpose decision: " and a JSON object.
 */
extern void purpose_audit_log(const AuditRecord *record);

#endif							/* PURPOSE_AUDIT_H */
