/*-------------------------------------------------------------------------
 *
 * policy.h
 *		What all labels together say of the columns of a relation, kept.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_POLICY_H
#define PURPOSE_POLICY_H

#include "pg_purpose.h"

#include "policy_build.h"

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
 * Does a materialized view that has a policy read this relation, directly or
 * through views?
 */
extern bool purpose_policy_feeds_labelled(Oid relid);

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

#endif							/* PURPOSE_POLICY_H */
