/*-------------------------------------------------------------------------
 *
 * statistics.h
 *		Statistics do not carry values.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_STATISTICS_H
#define PURPOSE_STATISTICS_H

#include "pg_purpose.h"

#include "nodes/parsenodes.h"
#include "nodes/pathnodes.h"
#include "utils/selfuncs.h"

/*
 * Let the query see, of pg_statistic and pg_statistic_ext_data, only rows
 * about columns that are open.  Works in place.
 */
extern void purpose_statistics_filter_query(Query *query);

/*
 * Is the column's statistic to be kept from the planner?  If so, *vardata is
 * set to have none.
 */
extern bool purpose_statistics_hide(Oid relid, bool tree, AttrNumber attno,
									VariableStatData *vardata);
extern bool purpose_statistics_hide_index(Oid indexid,
										  VariableStatData *vardata);

/*
 * The average width of a restricted column as far as its type tells, or 0 for
 * any other column.
 */
extern int32 purpose_statistics_width(Oid relid, AttrNumber attno);

/*
 * Take away what the planner would learn of restricted columns from a
 * relation's extended statistics, and unless "keep_indexes" from its indexes.
 * Writes the widths of those columns, too, so that it need not ask for them.
 */
extern void purpose_statistics_prune(Oid relid, bool tree, bool keep_indexes,
									 RelOptInfo *rel);

#endif							/* PURPOSE_STATISTICS_H */
