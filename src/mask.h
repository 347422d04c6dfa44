/*-------------------------------------------------------------------------
 *
 * mask.h
 *		Masking by substitution in the query tree.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_MASK_H
#define PURPOSE_MASK_H

#include "pg_purpose.h"

#include "guard.h"

/*
 * Rewrite a query, in place, so that each relation that the decision calls
 * restricted is read as if it held the masked values.  Call between rewriter
 * and planner.
 */
extern void purpose_mask_query(Query *query, const Decision *decision);

/* Is the relation one that a label's condition reads in a sub-select? */
extern bool purpose_mask_is_trusted(const RangeTblEntry *rte);

#endif							/* PURPOSE_MASK_H */
