/*-------------------------------------------------------------------------
 *
 * refusal.h
 *		The errors that refuse a statement.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_REFUSAL_H
#define PURPOSE_REFUSAL_H

#include "pg_purpose.h"

#include "lineage.h"
#include "session.h"

/* A restricted column at one place of the statement. */
typedef struct Finding
{
	Oid			relid;
	AttrNumber	attno;
	VerdictReason reason;
	Oid			label_relid;	/* the label that decided: its relation, ... */
	AttrNumber	label_attno;	/* ... column, ... */
	LabelLevel	level;			/* ... and level */
} Finding;

/* What is wrong with a statement, by kind: lists of Finding *. */
typedef struct Findings
{
	List	   *bounded;		/* partitions whose bounds tell of a column */
	List	   *blocked;		/* used, and blocked */
	List	   *overwritten;	/* restricted, and set by an UPDATE */
	List	   *moved;			/* restricted, and perhaps more open in the
								 * partition to which the row would move */
	List	   *acted_on;		/* masked, and a statement that writes goes by
								 * it */
	List	   *masked;			/* used, and masked */
} Findings;

/*
 * Raise the error that refuses the statement, if anything found is a reason;
 * masked columns are one only while row_security is off.  A purpose that is
 * declared and cannot be used is one wherever anything was found, and a
 * permission that is lacking comes before all.
 */
extern void purpose_refusal_raise(const AccessPurpose *access,
								  const Findings *findings,
								  const Lineage *lineage);

/*
 * The same for an action of a foreign key, about which nothing but "moved" is
 * found, and of which the server has checked the permissions.
 */
extern void purpose_refusal_raise_moved(const AccessPurpose *access,
										const Findings *findings);

/*
 * Raise the error that a query which reads a masked column was started by a
 * statement that writes.  Does not return.
 */
extern void purpose_refusal_raise_below_writing(Oid relid, AttrNumber attno);

/*
 * Raise the error that "action" ("create the trigger") would use a restricted
 * column.  Does not return.
 */
extern void purpose_refusal_raise_action(Oid relid, AttrNumber attno,
										 const char *action);

#endif							/* PURPOSE_REFUSAL_H */
