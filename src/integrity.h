/*-------------------------------------------------------------------------
 *
 * integrity.h
 *		The server's own queries for foreign keys.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_INTEGRITY_H
#define PURPOSE_INTEGRITY_H

#include "pg_purpose.h"

#include "nodes/parsenodes.h"

/*
 * RI_Initial_Check asks for permissions without an error just before it checks
 * a new foreign key by a query of its own, on the relations of "rtable".  The
 * next statement to be planned is compared with that and ends the
 * expectation; so does "forget", at the end of a utility statement.
 */
extern void purpose_integrity_expect_check(List *rtable);
extern void purpose_integrity_forget_check(void);

/*
 * Is the statement about to be planned one of referential integrity?  To be
 * asked once for each: ends the expectation of a check.
 */
extern bool purpose_integrity_is_query(const Query *query);

/*
 * While a query of referential integrity is planned or run, user code that
 * it calls must not count as one: "begin" drops the mark, "end" puts it back,
 * also after an error.
 *
 * "planner_is_free" says that a statement is being planned for which nothing
 * is kept from the planner: one of referential integrity, or one without any
 * restricted relation.  That, too, is not to hold for user code below it.
 */
typedef struct RiState
{
	Oid			userid;
	int			sec_context;
	bool		dropped;
	bool		planner_was_free;
} RiState;
extern void purpose_integrity_begin(RiState *state, bool planner_is_free);
extern void purpose_integrity_end(const RiState *state);

/* Is the statement now executed one of referential integrity? */
extern bool purpose_integrity_is_at_work(void);

/* May the planner, being at work, know all statistics and indexes? */
extern bool purpose_integrity_planner_is_free(void);

#endif							/* PURPOSE_INTEGRITY_H */
