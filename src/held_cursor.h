/*-------------------------------------------------------------------------
 *
 * held_cursor.h
 *		Cursors whose rows are in store.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_HELD_CURSOR_H
#define PURPOSE_HELD_CURSOR_H

#include "pg_purpose.h"

#include "executor/execdesc.h"
#include "tcop/pquery.h"
#include "utils/portal.h"

extern void purpose_held_cursor_init(void);

/*
 * Note the cursor that is being run, if its rows are or will be in store: from
 * the executor, with the number of rows that are wanted (0: all), and from a
 * utility statement.
 */
extern void purpose_held_cursor_note_portal(const QueryDesc *queryDesc,
											uint64 count);
extern void purpose_held_cursor_note_utility(void);

static inline void
purpose_held_cursor_note(const QueryDesc *queryDesc, uint64 count)
{
	/* What a simple query runs cannot be fetched from later. */
	if (PortalIsValid(ActivePortal) && ActivePortal->visible)
		purpose_held_cursor_note_portal(queryDesc, count);
}

/*
 * Raise an error if a cursor may not be fetched from now.
 */
extern void purpose_held_cursor_check(Portal portal);

/* The same for one that goes on and calls functions, which have no stamp. */
extern void purpose_held_cursor_check_resumed(const QueryDesc *queryDesc);

/*
 * Let those cursors be fetched from again whose circumstances are back.  Reads
 * catalogs.  Cheap where no cursor was closed off.
 */
extern void purpose_held_cursor_reopen(void);

#endif							/* PURPOSE_HELD_CURSOR_H */
