/*-------------------------------------------------------------------------
 *
 * held_cursor.h
 *		Cursors WITH HOLD, whose rows outlive their transaction.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_HELD_CURSOR_H
#define PURPOSE_HELD_CURSOR_H

#include "pg_purpose.h"

#include "executor/execdesc.h"

extern void purpose_held_cursor_init(void);

/* Note the cursor that is being run, if it is one WITH HOLD. */
extern void purpose_held_cursor_note(const QueryDesc *queryDesc);

/*
 * Let those cursors be fetched from again whose circumstances are back.  Reads
 * catalogs.  Cheap where no cursor was closed off.
 */
extern void purpose_held_cursor_reopen(void);

#endif							/* PURPOSE_HELD_CURSOR_H */
