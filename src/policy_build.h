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
	int32		width;			/* average, as far as the type tells */
	PolicyRule *rules;
} ColumnPolicy;

/*
 * The verdicts about all columns of a relation for one access purpose.
 */
typedef struct VerdictSet
{
	uint64		key;			/* the access purpose and the vocabulary */
	bool		open;			/* all are VERDICT_ALLOW */
	uint32		hash;			/* differs where the verdicts do */
	uint8		kinds[FLEXIBLE_ARRAY_MEMBER];	/* VerdictKind, by attno - 1 */
} VerdictSet;

/* For how many access purposes a policy keeps the verdicts. */
#define PURPOSE_VERDICT_SETS	4

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
	VerdictSet *verdicts[PURPOSE_VERDICT_SETS];
	int			next_verdict;	/* the one to give up next */
} RelPolicy;

/* Told of every other relation that a policy is made from. */
typedef void (*SourceVisitor) (Oid relid);

/*
 * Make the policy of one relation, in the current memory context; NULL if no
 * label has to do with it.  "tree" asks for a read through the relation, as
 * for purpose_policy_get.  Takes AccessShareLock on other relations that it
 * reads, for the time of the call.
 */
extern RelPolicy *purpose_policy_build(Relation rel, bool tree,
									   SourceVisitor note_source);

/*
 * The texts of a rule's labels as one, palloc'd: rules that say the same have
 * the same.
 */
extern char *purpose_rule_text(const PolicyRule *rule);

/* The level whose label gives a rule its ALLOW and ELSE, or -1 if none. */
extern int	purpose_rule_nearest(const PolicyRule *rule);

#endif							/* PURPOSE_POLICY_BUILD_H */
