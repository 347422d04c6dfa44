/*-------------------------------------------------------------------------
 *
 * policy_build.h
 *		What a policy is, and how one is made.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_POLICY_BUILD_H
#define PURPOSE_POLICY_BUILD_H

#include "pg_purpose.h"

#include "utils/rel.h"

#include "stored_label.h"

/*
 * What one relation's labels say of one of its columns.  A column's policy
 * has one rule of its own and one for every other relation or column from
 * which it takes policy over; all must allow.
 */
typedef struct PolicyRule
{
	Oid			relid;			/* whose labels these are */
	AttrNumber	attno;			/* of the column there */
	const StoredLabel *levels[LABEL_LEVELS];	/* NULL: no label there */

	/*
	 * Taken over from a column that this one is computed from: its mask is
	 * for another value, so it counts as NULL.
	 */
	bool		derived;

	/* ... of another relation, whose rows are not these: no condition holds */
	bool		foreign_rows;
} PolicyRule;

typedef struct ColumnPolicy
{
	int			nrules;
	PolicyRule *rules;
} ColumnPolicy;

typedef struct RelPolicy
{
	Oid			relid;
	int			natts;
	ColumnPolicy **columns;		/* by attno - 1; NULL: nothing restricts it */

	/* Differs where the texts of the labels do. */
	uint32		content;

	/*
	 * The verdicts that were given last; verdict.c's, kept here so that they
	 * go when the policy goes.
	 */
	uint64		verdict_key;
	VerdictKind *verdict_kinds; /* by attno - 1 */
	bool		verdict_open;	/* all are VERDICT_ALLOW */
} RelPolicy;

/* Told of every other relation that a policy is made from. */
typedef void (*SourceVisitor) (Oid relid);

/*
 * Make the policy of one relation, in the current memory context; NULL if no
 * label has to do with it.  "tree" asks for a read through the relation, as
 * for purpose_policy_get.  *derived is set if other relations have to do with
 * it, and cleared otherwise.  Takes AccessShareLock on those it reads, for the
 * time of the call.
 */
extern RelPolicy *purpose_policy_build(Relation rel, bool tree,
									   SourceVisitor note_source,
									   bool *derived);

/* The level whose label gives a rule its ALLOW and ELSE, or -1 if none. */
extern int	purpose_rule_nearest(const PolicyRule *rule);

#endif							/* PURPOSE_POLICY_BUILD_H */
