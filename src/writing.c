/*-------------------------------------------------------------------------
 *
 * writing.c
 *		Knows whether a statement that writes is under way.
 *
 * A statement that writes must not act on masks, and the queries of the
 * functions and triggers that it calls are part of what it acts on.  Each of
 * those is planned by itself, though, and its plan may have been kept from an
 * earlier call, so it can only be told when it is started.  hooks.c and
 * utility.c bracket whatever writes by begin and end; triggers are known to the
 * server, which is how those are found that wait for the COMMIT.
 *
 * What is known is kept in a bit of the server's security context, beside
 * those by which it tells its own queries of referential integrity: it takes
 * that back when a (sub)transaction aborts, and hands it to parallel workers.
 *
 * What follows from it is decided in stamp.c.
 *
 * The invariant: an error that is caught below a statement that writes does
 * not end it.
 *
 *-------------------------------------------------------------------------
 */
#include "writing.h"

#include "access/xact.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"

/* The server uses the lowest three bits, and looks at each by itself. */
#define SECURITY_WRITING	0x1000

static bool
is_in_trigger(void)
{
	/* It takes no arguments, and looks at nothing that it is called with. */
	return DatumGetInt32(pg_trigger_depth(NULL)) > 0;
}

static bool
is_noted(Oid *userid, int *sec_context)
{
	GetUserIdAndSecContext(userid, sec_context);
	return (*sec_context & SECURITY_WRITING) != 0;
}

void
purpose_writing_note(WritingFrame *frame)
{
	Oid			userid;
	int			sec_context;

	frame->outermost = !is_noted(&userid, &sec_context);
	if (frame->outermost)
		SetUserIdAndSecContext(userid, sec_context | SECURITY_WRITING);
}

void
purpose_writing_forget(void)
{
	Oid			userid;
	int			sec_context;

	/* Meanwhile the user may have become another. */
	if (is_noted(&userid, &sec_context))
		SetUserIdAndSecContext(userid, sec_context & ~SECURITY_WRITING);
}

bool
purpose_writing_is_under_way(void)
{
	Oid			userid;
	int			sec_context;

	return is_in_trigger() || is_noted(&userid, &sec_context);
}

/*
 * A statement that commits on its way begins the next transaction without any
 * security context.
 */
static void
end_of_transaction(XactEvent event, void *arg)
{
	if (event == XACT_EVENT_COMMIT || event == XACT_EVENT_PREPARE)
		purpose_writing_forget();
}

void
purpose_writing_init(void)
{
	RegisterXactCallback(end_of_transaction, NULL);
}
