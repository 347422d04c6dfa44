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
 * Parallel workers are told by a bit of the server's security context, beside
 * those by which it tells its own queries of referential integrity: it hands that
 * on to them, and takes it back when a (sub)transaction aborts.
 *
 * What follows from it is decided in stamp.c.
 *
 * The invariant: an error that is caught below a statement that writes does
 * not end it.  So what is remembered is the nesting level at which the outermost
 * one began: only the abort of the subtransaction that it began in, or of one
 * around that, takes it along.
 *
 *-------------------------------------------------------------------------
 */
#include "writing.h"

#include "miscadmin.h"
#include "utils/fmgrprotos.h"

/* The server uses the lowest three bits, and looks at each by itself. */
#define SECURITY_WRITING	0x1000

int			purpose_writing_since = 0;

bool
purpose_writing_is_under_way(void)
{
	Oid			userid;
	int			sec_context;

	if (purpose_writing_since != 0)
		return true;
	GetUserIdAndSecContext(&userid, &sec_context);
	if ((sec_context & SECURITY_WRITING) != 0)
		return true;

	/* It takes no arguments, and looks at nothing that it is called with. */
	return DatumGetInt32(pg_trigger_depth(NULL)) > 0;
}

bool
purpose_writing_tell_workers(void)
{
	Oid			userid;
	int			sec_context;

	GetUserIdAndSecContext(&userid, &sec_context);
	if ((sec_context & SECURITY_WRITING) != 0 ||
		!purpose_writing_is_under_way())
		return false;
	SetUserIdAndSecContext(userid, sec_context | SECURITY_WRITING);
	return true;
}

void
purpose_writing_untell_workers(void)
{
	Oid			userid;
	int			sec_context;

	/* Meanwhile the user may have become another. */
	GetUserIdAndSecContext(&userid, &sec_context);
	SetUserIdAndSecContext(userid, sec_context & ~SECURITY_WRITING);
}


static void
end_of_subtransaction(SubXactEvent event, SubTransactionId subid,
					  SubTransactionId parent, void *arg)
{
	if (event == SUBXACT_EVENT_ABORT_SUB &&
		purpose_writing_since >= GetCurrentTransactionNestLevel())
		purpose_writing_since = 0;
}

void
purpose_writing_init(void)
{
	RegisterSubXactCallback(end_of_subtransaction, NULL);
}
