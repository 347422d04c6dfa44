/*-------------------------------------------------------------------------
 *
 * guard.h
 *		Deciding about a statement.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_GUARD_H
#define PURPOSE_GUARD_H

#include "pg_purpose.h"

#include "lineage.h"
#include "nodes/plannodes.h"
#include "session.h"
#include "verdict.h"

/*
 * A column that is no plain allow, with a copy of what its policy says, made
 * for one statement.
 */
typedef struct Restriction
{
	VerdictKind kind;
	VerdictReason reason;
	Oid			label_relid;	/* the label that decided: its relation, ... */
	AttrNumber	label_attno;	/* ... column, ... */
	LabelLevel	level;			/* ... and level */
	List	   *conditions;		/* of VerdictCondition * */
	LabelExpr  *mask;			/* NULL: NULL */
	Oid			mask_relid;
	AttrNumber	mask_attno;
	bool		identity;		/* purpose.debug_wrap_all: the value itself */
	bool		used;			/* the statement uses the column in some way */
} Restriction;

/* A relation with restricted columns, at one place of the query tree. */
typedef struct RestrictedRelation
{
	Query	   *query;
	Index		rti;
	RangeTblEntry *rte;
	RelationUse *use;			/* NULL: not used at all */
	int			natts;
	Restriction **columns;		/* by attno - 1; NULL: open */
	bool		hides_partitions;	/* its partition key is restricted */
} RestrictedRelation;

/* What has been decided about a statement. */
typedef struct Decision
{
	bool		depends;		/* labels or settings bear on the plan */
	bool		exempt;			/* a query of referential integrity */
	bool		masks;			/* some column that is used reads masked: */
	Oid			masked_relid;	/* the first of them */
	AttrNumber	masked_attno;
	bool		writes;
	bool		reads_statistics;	/* pg_statistic, pg_statistic_ext_data */
	List	   *relations;		/* of RestrictedRelation * */
	AccessPurpose access;		/* for which it has been decided; unset if
								 * exempt, or no label is in the database */
	uint64		changes;		/* purpose_changes then */
} Decision;

/*
 * Decide about a statement that is going to be planned.  Raises an error if
 * it may not be executed under the present access purpose.
 */
extern void purpose_guard_query(Query *query, Decision *decision);

/*
 * A utility statement begins that will plan a query to fill a materialized
 * view, as the view's owner or, where it is explained, as the very next one; or
 * a statement that will not.  That query counts as writing.  Answers what was
 * expected before, to be given back when the statement ends.
 */
typedef enum RefreshExpected
{
	REFRESH_NONE,
	REFRESH_AS_OWNER,
	REFRESH_NEXT
} RefreshExpected;

extern RefreshExpected purpose_guard_expect_refresh(RefreshExpected expected);

/*
 * A statement is planned about which nothing needs to be decided: whatever was
 * expected of the next statement ends.
 */
extern void purpose_guard_forget_expected(void);

/*
 * Which columns of a relation are restricted now?  A set of attribute numbers,
 * palloc'd; NULL if none.  None are with enforcement off or report, and for a
 * query of referential integrity.
 */
extern Bitmapset *purpose_guard_restricted_columns(Oid relid, bool tree);

/* The same about one column. */
extern bool purpose_guard_is_restricted(Oid relid, bool tree,
										AttrNumber attno);

/*
 * The same for who asks often: the verdicts about all columns, with the policy
 * that they are about, or NULL if none is restricted.  To be read at once, as
 * the next question may free them.
 */
extern const VerdictSet *purpose_guard_restricting_verdicts(Oid relid,
															bool tree,
															const RelPolicy **policy);

/* The same, but asked also while referential integrity is at work. */
extern Bitmapset *purpose_guard_withheld_columns(Oid relid);
extern bool purpose_guard_withholds(Oid relid); /* is there any? */

/* Is any label in this database, and enforcement on? */
extern bool purpose_guard_is_on(void);

/*
 * Raise an error if the plan of an action of a foreign key would move rows to
 * where restricted columns could be more open.
 */
extern void purpose_guard_check_action(const PlannedStmt *plan);

/*
 * Raise the error that a use of restricted columns of "relid" by "action" is
 * refused, unless the current user may administer purposes.  "columns" is a
 * set of attribute numbers, 0 standing for all; NULL does nothing, nor does
 * InvalidOid.
 */
extern void purpose_guard_require_open(Oid relid, const Bitmapset *columns,
									   const char *action);

#endif							/* PURPOSE_GUARD_H */
