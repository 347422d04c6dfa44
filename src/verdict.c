/*-------------------------------------------------------------------------
 *
 * verdict.c
 *		The one rule: what a policy answers to an access purpose.
 *
 * After Byun, Bertino and Li, "Purpose based access control of complex data
 * for privacy protection", SACMAT 2005: an access purpose complies with the
 * intended purposes of a column iff it is not among the prohibited ones,
 * extended to the descendants and ancestors of what the labels list, and is
 * among the allowed ones, extended to the descendants.
 *
 * Where labels come from is policy.c's business, what to do about a verdict
 * guard.c's and mask.c's.
 *
 * The invariant: this file reads nothing but its arguments and the vocabulary.
 * The same question always has the same answer, and an answer holds for one
 * state of the vocabulary: if that changes in between, it is given anew.
 *
 *-------------------------------------------------------------------------
 */
#include "verdict.h"

#include "common/hashfn.h"
#include "utils/memutils.h"

#include "vocabulary.h"

/*
 * Does a list mention a purpose that the vocabulary does not have?
 */
static bool
list_is_broken(const PurposeList *list)
{
	ListCell   *lc;

	foreach(lc, list->names)
		if (!purpose_vocabulary_has(lfirst(lc)))
			return true;
	return false;
}

static bool
label_is_broken(const StoredLabel *stored)
{
	ListCell   *lc;

	if (stored->label == NULL || list_is_broken(&stored->label->denies))
		return true;
	foreach(lc, stored->label->allows)
		if (list_is_broken(&((AllowClause *) lfirst(lc))->purposes))
			return true;
	return false;
}

static bool
list_allows(const PurposeList *list, const char *purpose)
{
	ListCell   *lc;

	if (list->any)
		return true;
	foreach(lc, list->names)
		if (purpose_vocabulary_is_within(purpose, lfirst(lc)))
			return true;
	return false;
}

static bool
list_prohibits(const PurposeList *list, const char *purpose)
{
	ListCell   *lc;

	if (list->any)
		return true;
	foreach(lc, list->names)
		if (purpose_vocabulary_is_within(purpose, lfirst(lc)) ||
			purpose_vocabulary_is_within(lfirst(lc), purpose))
			return true;
	return false;
}

/*
 * The rule does not allow: what else does its nearest label say?
 */
static void
refuse(const PolicyRule *rule, VerdictReason reason, LabelLevel level,
	   ColumnVerdict *verdict)
{
	int			nearest = purpose_rule_nearest(rule);
	const StoredLabel *stored = nearest >= 0 ? rule->levels[nearest] : NULL;

	verdict->reason = reason;
	verdict->level = level;
	verdict->kind = VERDICT_BLOCK;
	if (reason == REASON_BROKEN || stored == NULL || stored->label == NULL)
		return;

	verdict->kind = stored->label->otherwise;
	if (verdict->kind == VERDICT_MASK)
	{
		if (rule->derived)
			verdict->kind = VERDICT_NULL;
		else
		{
			verdict->mask = stored->label->mask;
			verdict->mask_relid = rule->relid;
		}
	}
}

/*
 * The conditions of the ALLOW clauses that cover the purpose.  Answers false
 * where none covers it.  *conditions stays NIL where one does so without
 * a condition.
 */
static bool
find_allow(const Label *label, const char *purpose, List **conditions)
{
	bool		found = false;
	ListCell   *lc;

	*conditions = NIL;
	if (label->unrestricted)
		return true;

	/* A DENY without any ALLOW allows all else; an ELSE alone, nothing. */
	if (label->allows == NIL)
		return purpose != NULL &&
			(label->denies.any || label->denies.names != NIL);

	foreach(lc, label->allows)
	{
		AllowClause *allow = lfirst(lc);

		if (purpose == NULL || !list_allows(&allow->purposes, purpose))
			continue;
		found = true;
		if (allow->condition == NULL)
		{
			*conditions = NIL;
			return true;
		}
		*conditions = lappend(*conditions, allow->condition);
	}
	return found;
}

/*
 * Decide by one rule.
 */
static void
decide_rule(const PolicyRule *rule, const char *purpose,
			ColumnVerdict *verdict)
{
	int			nearest = purpose_rule_nearest(rule);
	int			denying = -1;	/* the outermost level with a DENY */
	List	   *conditions;

	memset(verdict, 0, sizeof(ColumnVerdict));
	verdict->rule = rule;
	verdict->kind = VERDICT_ALLOW;

	for (int level = 0; level < LABEL_LEVELS; level++)
		if (rule->levels[level] != NULL && label_is_broken(rule->levels[level]))
		{
			refuse(rule, REASON_BROKEN, level, verdict);
			return;
		}

	for (int level = 0; level < LABEL_LEVELS; level++)
	{
		const PurposeList *list;

		if (rule->levels[level] == NULL)
			continue;
		list = &rule->levels[level]->label->denies;
		if (!list->any && list->names == NIL)
			continue;
		denying = level;
		if (purpose != NULL && list_prohibits(list, purpose))
		{
			refuse(rule, REASON_PROHIBITED, level, verdict);
			return;
		}
	}

	if (nearest < 0)
		return;

	/*
	 * UNRESTRICTED needs no purpose, except below a DENY: else whoever is
	 * prohibited would only have to keep silent.
	 */
	if (purpose == NULL && !rule->levels[nearest]->label->unrestricted)
		refuse(rule, REASON_NO_PURPOSE, nearest, verdict);
	else if (purpose == NULL && denying >= 0)
		refuse(rule, REASON_NO_PURPOSE, denying, verdict);
	else if (!find_allow(rule->levels[nearest]->label, purpose, &conditions))
		refuse(rule, REASON_NOT_ALLOWED, nearest, verdict);
	else if (conditions != NIL)
	{
		VerdictCondition *condition = palloc(sizeof(VerdictCondition));

		/* Where the condition is not met, a BLOCK reads as NULL. */
		refuse(rule, REASON_NOT_ALLOWED, nearest, verdict);
		if (rule->foreign_rows)
		{
			if (verdict->kind == VERDICT_BLOCK)
				verdict->kind = VERDICT_NULL;
			return;
		}
		condition->relid = rule->relid;
		condition->exprs = conditions;
		verdict->kind = VERDICT_CONDITIONAL;
		verdict->conditions = list_make1(condition);
	}
}

static bool
same_mask(const ColumnVerdict *a, const ColumnVerdict *b)
{
	return a->mask != NULL && b->mask != NULL &&
		(a->mask == b->mask || strcmp(a->mask->text, b->mask->text) == 0);
}

/*
 * Take another rule's verdict into account: the stricter one counts, both
 * conditions must hold, two different masks make a NULL.
 */
static void
combine(ColumnVerdict *verdict, const ColumnVerdict *other)
{
	ColumnVerdict merged;
	bool		keep_mask;

	if (other->kind == VERDICT_ALLOW)
		return;
	if (verdict->kind == VERDICT_ALLOW)
	{
		*verdict = *other;
		return;
	}

	/* The one that decides is the stricter one: its label is named. */
	merged = other->kind > verdict->kind ? *other : *verdict;

	/* A mask survives only where no NULL competes and both are the same. */
	keep_mask = same_mask(verdict, other);
	if (!keep_mask)
	{
		merged.mask = NULL;
		merged.mask_relid = InvalidOid;
		if (merged.kind == VERDICT_MASK)
			merged.kind = VERDICT_NULL;
	}
	if (merged.kind == VERDICT_CONDITIONAL)
		merged.conditions = list_concat_copy(verdict->conditions,
											 other->conditions);
	else
		merged.conditions = NIL;
	*verdict = merged;
}

static void
decide_column(const ColumnPolicy *policy, const char *purpose,
			  ColumnVerdict *verdict)
{
	memset(verdict, 0, sizeof(ColumnVerdict));
	verdict->kind = VERDICT_ALLOW;
	if (policy == NULL)
		return;

	for (int i = 0; i < policy->nrules; i++)
	{
		ColumnVerdict other;

		decide_rule(&policy->rules[i], purpose, &other);
		combine(verdict, &other);
	}
}

void
purpose_verdict_of_column(const ColumnPolicy *policy, const char *purpose,
						  ColumnVerdict *verdict)
{
	uint64		before;

	do
	{
		before = purpose_vocabulary_generation();
		decide_column(policy, purpose, verdict);
	} while (before != purpose_vocabulary_generation());
}

static void
decide_columns(const RelPolicy *policy, const char *purpose, VerdictSet *set)
{
	set->open = true;
	for (int i = 0; i < policy->natts; i++)
	{
		ColumnVerdict verdict;

		decide_column(policy->columns[i], purpose, &verdict);
		set->kinds[i] = verdict.kind;
		if (verdict.kind != VERDICT_ALLOW)
			set->open = false;
	}
}

/*
 * Decide all columns for a key that the policy has no verdicts for, in place
 * of the verdicts that were given first.
 */
const VerdictSet *
purpose_verdict_decide_relation(RelPolicy *policy, const char *purpose, uint64 key)
{
	int			place = policy->next_verdict;
	VerdictSet *set = policy->verdicts[place];
	uint64		before;

	if (set == NULL)
	{
		set = MemoryContextAllocZero(GetMemoryChunkContext(policy),
									 offsetof(VerdictSet, kinds) +
									 policy->natts);
		policy->verdicts[place] = set;
	}
	policy->next_verdict = (place + 1) % PURPOSE_VERDICT_SETS;

	/* No key while it is being filled in, for that could fail. */
	set->key = 0;
	do
	{
		before = purpose_vocabulary_generation();
		decide_columns(policy, purpose, set);
	} while (before != purpose_vocabulary_generation());
	set->hash = hash_combine(hash_combine(murmurhash32(policy->relid),
										  policy->content),
							 hash_bytes(set->kinds, policy->natts));
	set->key = key;
	return set;
}

Bitmapset *
purpose_verdict_restricted_columns(const VerdictSet *verdicts,
								   const RelPolicy *policy)
{
	Bitmapset  *result = NULL;

	for (int i = 0; i < policy->natts; i++)
		if (verdicts->kinds[i] != VERDICT_ALLOW)
			result = bms_add_member(result, i + 1);
	return result;
}
