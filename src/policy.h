/*-------------------------------------------------------------------------
 *
 * policy.h
 *		What all labels together say of the columns of a relation.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_POLICY_H
#define PURPOSE_POLICY_H

#include "pg_purpose.h"

#include "label.h"

/*
 * A stored label.  "label" is NULL where the text does not parse: then
 * everything it stands on is blocked.
 */
typedef struct StoredLabel
{
	char	   *text;
	Label	   *label;
	char	   *problem;		/* why it does not parse */
} StoredLabel;

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

extern void purpose_policy_init(void);

/*
 * The policy of a relation, or NULL where no label has anything to say of it.
 *
 * "tree" asks for a read through the relation, which brings the rows of its
 * descendants (RangeTblEntry.inh); else the relation's own rows are meant.
 *
 * One hash probe if nothing has changed; else reads catalogs, and may take
 * AccessShareLock on the relation for the time of the call.  The result
 * stays valid until the next call of this function.
 */
extern RelPolicy *purpose_policy_get(Oid relid, bool tree);

/*
 * All ancestors of a relation by inheritance, leaving out those that it has by
 * way of its direct parent "without" only.
 */
extern List *purpose_policy_ancestors(Oid relid, Oid without);

/*
 * Does a materialized view that has a policy read this relation, directly or
 * through views?
 */
extern bool purpose_policy_feeds_labelled(Oid relid);

/*
 * Is this a relation of the server's own: a catalog, its TOAST table, or one
 * of information_schema?  The database's label does not mean those.
 */
extern bool purpose_policy_is_system(Oid relid);

/*
 * Is this pg_statistic, pg_statistic_ext_data or a TOAST table of theirs,
 * which hold values of columns?
 */
extern bool purpose_policy_is_statistics(Oid relid);

/*
 * The columns of a partitioned table's key, 0 standing for an expression;
 * NULL for other relations.
 */
extern Bitmapset *purpose_policy_partition_key(Oid relid);

/*
 * The columns of a partition that its bounds, and those of the partitioned
 * tables it is in, say something of; NULL for other relations.
 */
extern Bitmapset *purpose_policy_bound_columns(Oid relid);

/* The level whose label gives a rule its ALLOW and ELSE, or -1 if none. */
extern int	purpose_rule_nearest(const PolicyRule *rule);

/*
 * Does this database have any label at all?  Cheap when asked again.
 */
extern bool purpose_policy_any(void);

/*
 * Grows whenever any policy may have changed, as far as this session knows.
 */
extern uint64 purpose_policy_generation(void);

/*
 * Tell every session that the labels of "relid" have changed: the relation,
 * its ancestors, its descendants, and the materialized views that are
 * computed from any of them.
 */
extern void purpose_policy_announce_change(Oid relid);

/*
 * Tell every session that the label of a schema or of the database has
 * changed: everything may be different.
 */
extern void purpose_policy_announce_change_of_all(void);

/*
 * The text of a stored label, palloc'd, or NULL.  For LEVEL_TABLE "attno" is
 * ignored.
 */
extern char *purpose_policy_label_text(Oid relid, AttrNumber attno,
									   LabelLevel level);

#endif							/* PURPOSE_POLICY_H */
