/*-------------------------------------------------------------------------
 *
 * verdict.h
 *		(access purpose, policy) -> verdict.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_VERDICT_H
#define PURPOSE_VERDICT_H

#include "pg_purpose.h"

#include "policy.h"

/*
 * One of the conditions under which a column is open.  All of a verdict's
 * conditions must hold; each holds where any of its expressions is true.
 */
typedef struct VerdictCondition
{
	Oid			relid;			/* the relation whose label it stands in */
	List	   *exprs;			/* of LabelExpr * */
} VerdictCondition;

typedef struct ColumnVerdict
{
	VerdictKind kind;
	VerdictReason reason;		/* why it is no plain allow */

	/* For VERDICT_CONDITIONAL: of VerdictCondition *, never empty. */
	List	   *conditions;

	/*
	 * For VERDICT_MASK, and VERDICT_CONDITIONAL where the condition does not
	 * hold: the mask, or NULL for a NULL; and the relation whose label gives
	 * it.
	 */
	const LabelExpr *mask;
	Oid			mask_relid;

	/* The rule that decided, and the level in it: for messages. */
	const PolicyRule *rule;
	LabelLevel	level;
} ColumnVerdict;

/*
 * Decide one column.  "purpose" is the access purpose, or NULL where none is
 * declared.  "policy" may be NULL: then nothing restricts the column.
 *
 * Decided in one state of the vocabulary, which may be read for that, but no
 * other table.  The verdict points into the policy and lives no longer.
 */
extern void purpose_verdict_of_column(const ColumnPolicy *policy,
									  const char *purpose,
									  ColumnVerdict *verdict);

/*
 * Decide all columns of a relation.  "key" identifies (purpose, vocabulary):
 * verdicts that were given under the same key are reused.  The result belongs
 * to the policy.
 */
extern const VerdictSet *purpose_verdict_decide_relation(RelPolicy *policy,
														 const char *purpose,
														 uint64 key);

static inline const VerdictSet *
purpose_verdict_of_relation(RelPolicy *policy, const char *purpose, uint64 key)
{
	for (int i = 0; i < PURPOSE_VERDICT_SETS; i++)
		if (policy->verdicts[i] != NULL && policy->verdicts[i]->key == key)
			return policy->verdicts[i];
	return purpose_verdict_decide_relation(policy, purpose, key);
}

/*
 * Is a column not open?  "verdicts" are those about "policy"; system columns and
 * whole rows, which have numbers below 1, have none.
 */
static inline bool
purpose_verdict_restricts(const VerdictSet *verdicts, const RelPolicy *policy,
						  AttrNumber attno)
{
	return attno > 0 && attno <= policy->natts &&
		verdicts->kinds[attno - 1] != VERDICT_ALLOW;
}

/* All columns that are not: a set of attribute numbers, palloc'd. */
extern Bitmapset *purpose_verdict_restricted_columns(const VerdictSet *verdicts,
													 const RelPolicy *policy);

#endif							/* PURPOSE_VERDICT_H */
