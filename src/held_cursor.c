/*-------------------------------------------------------------------------
 *
 * held_cursor.c
 *		Closes cursors WITH HOLD off while their verdicts do not hold.
 *
 * An ordinary cursor gets its rows from the executor, where stamp.c checks
 * them.  The rows of a cursor WITH HOLD are in store once its transaction has
 * ended, and are read from there, by FETCH, by a PL's FETCH or by the
 * protocol's Execute, past every hook.  So when a setting of the session
 * changes, all such cursors that labels bear on are marked as failed: the
 * server itself refuses to run those.  They are let go again when they fit
 * the circumstances, e.g. after the purpose has been set back.
 *
 * The invariant: marking needs no catalog and cannot fail, as it happens in
 * assign hooks, also at the end of a transaction.
 *
 *-------------------------------------------------------------------------
 */
#include "held_cursor.h"

#include "access/xact.h"
#include "nodes/parsenodes.h"
#include "tcop/pquery.h"
#include "utils/inval.h"
#include "utils/memutils.h"
#include "utils/portal.h"
#include "utils/timestamp.h"

#include "session.h"
#include "stamp.h"

typedef struct HeldCursor
{
	char		name[NAMEDATALEN];
	TimestampTz creation_time;	/* tells it from a later one of that name */
	bool		closed_off;
} HeldCursor;

static List *cursors = NIL;		/* of HeldCursor *, in TopMemoryContext */
static int	closed_off = 0;

/*
 * The portal of a cursor, or NULL if it is gone.
 */
static Portal
get_portal(const HeldCursor *cursor)
{
	Portal		portal = GetPortalByName(cursor->name);

	if (!PortalIsValid(portal) ||
		portal->creation_time != cursor->creation_time)
		return NULL;
	return portal;
}

static void
close_off(void)
{
	ListCell   *lc;

	foreach(lc, cursors)
	{
		HeldCursor *cursor = lfirst(lc);
		Portal		portal = get_portal(cursor);

		/* Before its transaction has ended, it still comes by the executor. */
		if (portal == NULL || cursor->closed_off ||
			portal->createSubid != InvalidSubTransactionId ||
			portal->status != PORTAL_READY)
			continue;
		portal->status = PORTAL_FAILED;
		cursor->closed_off = true;
		closed_off++;
	}
}

void
purpose_held_cursor_init(void)
{
	purpose_session_on_change(close_off);
}

/*
 * Forget cursors that have been closed.
 */
static void
forget_gone(void)
{
	ListCell   *lc;

	foreach(lc, cursors)
	{
		HeldCursor *cursor = lfirst(lc);

		if (get_portal(cursor) != NULL)
			continue;
		if (cursor->closed_off)
			closed_off--;
		cursors = foreach_delete_current(cursors, lc);
		pfree(cursor);
	}
}

void
purpose_held_cursor_note(const QueryDesc *queryDesc)
{
	Portal		portal = ActivePortal;
	MemoryContext old;
	HeldCursor *cursor;
	ListCell   *lc;

	if (!PortalIsValid(portal) || portal->queryDesc != queryDesc ||
		(portal->cursorOptions & CURSOR_OPT_HOLD) == 0 ||
		strlen(portal->name) >= NAMEDATALEN)
		return;
	foreach(lc, cursors)
		if (get_portal(lfirst(lc)) == portal)
			return;

	forget_gone();
	old = MemoryContextSwitchTo(TopMemoryContext);
	cursor = palloc0(sizeof(HeldCursor));
	strlcpy(cursor->name, portal->name, NAMEDATALEN);
	cursor->creation_time = portal->creation_time;
	cursors = lappend(cursors, cursor);
	MemoryContextSwitchTo(old);
}

void
purpose_held_cursor_reopen(void)
{
	ListCell   *lc;
	ListCell   *lc2;

	if (closed_off == 0 || !IsTransactionState())
		return;
	forget_gone();
	AcceptInvalidationMessages();
	foreach(lc, cursors)
	{
		HeldCursor *cursor = lfirst(lc);
		Portal		portal = get_portal(cursor);
		bool		stale = false;

		if (!cursor->closed_off || portal == NULL)
			continue;
		foreach(lc2, portal->stmts)
			stale |= purpose_stamp_is_stale(lfirst_node(PlannedStmt, lc2));
		if (stale)
			continue;
		portal->status = PORTAL_READY;
		cursor->closed_off = false;
		closed_off--;
	}
}
