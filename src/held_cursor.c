/*-------------------------------------------------------------------------
 *
 * held_cursor.c
 *		Closes cursors whose rows are in store off while their verdicts do
 *		not hold.
 *
 * An ordinary cursor gets its rows from the executor, where stamp.c checks
 * them.  Of others, the rows are in store and are read from there, by FETCH, by
 * a PL's FETCH or by the protocol's Execute, past every hook: of a cursor WITH
 * HOLD, or of a loop around a COMMIT, once its transaction has ended; of a statement that writes and returns
 * rows, and of a utility statement that does (EXECUTE, FETCH, EXPLAIN), as soon
 * as the first row is fetched.  So when a setting of the session changes, all
 * such cursors that labels may bear on are marked as failed: the server itself
 * refuses to run those.  They are let go again when the settings are back, e.g.
 * at the end of a function with a SET clause that a loop over the cursor calls,
 * or when the circumstances fit in another way.
 *
 * Functions read, too, and the plan that calls them has no stamp for that.  What
 * they have returned may be in store within the executor, below a sort or as
 * the rows of a set, so such cursors go on under the same access purpose only.
 * Not seen are built-in functions that run the text of a query.
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
#include "utils/syscache.h"
#include "utils/timestamp.h"

#include "session.h"
#include "stamp.h"

typedef struct HeldCursor
{
	char		name[NAMEDATALEN];
	TimestampTz creation_time;	/* tells it from a later one of that name */
	bool		closed_off;
	ResourceOwner resowner;		/* the portal's, when it was closed off */
	SessionSettings settings;	/* under which it may be run */

	/*
	 * Of a utility statement and of functions there is no plan to be held
	 * against the circumstances: the access purpose when they were called.
	 */
	bool		unstamped;
	uint32		stamp;
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

/*
 * Are the portal's rows in store, or still to come from the executor?
 */
static bool
is_in_store(Portal portal)
{
	return portal->strategy != PORTAL_ONE_SELECT ||
		portal->createSubid == InvalidSubTransactionId;
}

static void
close_off(HeldCursor *cursor, Portal portal)
{
	if (cursor->closed_off || !is_in_store(portal) ||
		portal->status != PORTAL_READY)
		return;
	portal->status = PORTAL_FAILED;
	cursor->closed_off = true;
	cursor->resowner = portal->resowner;
	closed_off++;
}

/*
 * Not if a subtransaction that failed has meanwhile released what the portal
 * holds, as it does for portals that have failed.
 */
static void
let_go(HeldCursor *cursor, Portal portal)
{
	if (!cursor->closed_off || portal->resowner != cursor->resowner)
		return;
	portal->status = PORTAL_READY;
	cursor->closed_off = false;
	closed_off--;
}

/*
 * PurposeChangeCallback.
 */
static void
settings_changed(void)
{
	SessionSettings now;
	ListCell   *lc;

	purpose_session_settings(&now);
	foreach(lc, cursors)
	{
		HeldCursor *cursor = lfirst(lc);
		Portal		portal = get_portal(cursor);

		if (portal == NULL)
			continue;
		if (memcmp(&now, &cursor->settings, sizeof(now)) == 0)
			let_go(cursor, portal);
		else
			close_off(cursor, portal);
	}
}

void
purpose_held_cursor_init(void)
{
	purpose_session_on_change(settings_changed);
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

/*
 * Remember a portal, unless it is known already.
 */
static void
note(Portal portal, bool unstamped)
{
	MemoryContext old;
	HeldCursor *cursor;
	ListCell   *lc;

	if (strlen(portal->name) >= NAMEDATALEN)
		return;
	foreach(lc, cursors)
		if (get_portal(lfirst(lc)) == portal)
			return;

	forget_gone();
	old = MemoryContextSwitchTo(TopMemoryContext);
	cursor = palloc0(sizeof(HeldCursor));
	strlcpy(cursor->name, portal->name, NAMEDATALEN);
	cursor->creation_time = portal->creation_time;
	cursor->unstamped = unstamped;
	purpose_session_settings(&cursor->settings);
	if (unstamped)
		cursor->stamp = purpose_session_get()->stamp;
	cursors = lappend(cursors, cursor);
	MemoryContextSwitchTo(old);
}

/*
 * Does the plan call functions of somebody's?  They may read what the plan's
 * own stamp says nothing of, and the executor keeps what they return: the rows
 * of one that returns a set, or whatever is sorted.
 */
static bool
calls_functions(const PlannedStmt *plan)
{
	ListCell   *lc;

	foreach(lc, plan->invalItems)
		if (lfirst_node(PlanInvalItem, lc)->cacheId == PROCOID)
			return true;
	return false;
}

/*
 * Does the portal keep rows in store, now or later?
 */
static bool
keeps_rows(Portal portal, const QueryDesc *queryDesc)
{
	if (portal->strategy == PORTAL_ONE_RETURNING ||
		portal->strategy == PORTAL_ONE_MOD_WITH)
		return true;
	return portal->queryDesc == queryDesc &&
		((portal->cursorOptions & CURSOR_OPT_HOLD) != 0 ||
		 portal->holdStore != NULL);
}

void
purpose_held_cursor_note_portal(const QueryDesc *queryDesc, uint64 count)
{
	Portal		portal = ActivePortal;
	PlannedStmt *plan = queryDesc->plannedstmt;
	bool		stamped;

	if (!keeps_rows(portal, queryDesc) &&
		(count == 0 || portal->queryDesc != queryDesc))
		return;
	stamped = purpose_stamp_depends(plan);
	if (stamped ? keeps_rows(portal, queryDesc) : calls_functions(plan))
		note(portal, !stamped);
}

void
purpose_held_cursor_note_utility(void)
{
	Portal		portal = ActivePortal;

	if (PortalIsValid(portal) && portal->visible &&
		portal->strategy == PORTAL_UTIL_SELECT)
		note(portal, true);
}

static bool
is_stale(const HeldCursor *cursor, Portal portal)
{
	ListCell   *lc;

	if (cursor->unstamped)
		return cursor->stamp != purpose_session_get()->stamp;
	foreach(lc, portal->stmts)
		if (purpose_stamp_is_stale(lfirst_node(PlannedStmt, lc)))
			return true;
	return false;
}

static void
check_unstamped(Portal portal)
{
	ListCell   *lc;

	foreach(lc, cursors)
	{
		HeldCursor *cursor = lfirst(lc);

		if (cursor->unstamped && get_portal(cursor) == portal &&
			is_stale(cursor, portal))
			purpose_stamp_raise_cursor();
	}
}

void
purpose_held_cursor_check(Portal portal)
{
	ListCell   *lc;

	foreach(lc, portal->stmts)
		purpose_stamp_check_run(lfirst_node(PlannedStmt, lc));
	check_unstamped(portal);
}

void
purpose_held_cursor_check_resumed(const QueryDesc *queryDesc)
{
	if (cursors != NIL && PortalIsValid(ActivePortal) &&
		ActivePortal->queryDesc == queryDesc)
		check_unstamped(ActivePortal);
}

void
purpose_held_cursor_reopen(void)
{
	ListCell   *lc;

	if (closed_off == 0 || !IsTransactionState())
		return;
	forget_gone();
	AcceptInvalidationMessages();
	foreach(lc, cursors)
	{
		HeldCursor *cursor = lfirst(lc);
		Portal		portal = get_portal(cursor);

		if (!cursor->closed_off || portal == NULL ||
			is_stale(cursor, portal))
			continue;
		purpose_session_settings(&cursor->settings);
		let_go(cursor, portal);
	}
}
