/*-------------------------------------------------------------------------
 *
 * integrity.c
 *		Tells the server's own queries for foreign keys from everybody else's.
 *
 * Those must always work and must not be masked: guard.c lets them pass,
 * stamp.c does not hold their plans against the circumstances.  What the triggers
 * of foreign keys run is marked by the server; while it is planned, and for good
 * when it is started, the mark is taken away, so that user code below it (a BEFORE
 * trigger on a cascaded row) is enforced again; what rules make of it is told by
 * its form.  From 19 on the server looks most referenced rows up without a query,
 * but under the mark: there the casts that it calls are user code.  Two other
 * queries have no mark: the check of a new foreign key over existing rows
 * (RI_Initial_Check), which is known by what the server does just before it, and
 * that of a partition that is to be detached (RI_PartitionRemove_Check), which is
 * known by the statement and its form.
 *
 * What follows for a statement is decided in guard.c, for a plan in stamp.c.
 * Whether the user may make a foreign key at all is the business of
 * ddl_table.c.
 *
 * The invariant: no code of a user's runs as a query of referential integrity.
 *
 *-------------------------------------------------------------------------
 */
#include "integrity.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/transam.h"
#include "access/xact.h"
#include "catalog/pg_cast.h"
#include "catalog/pg_class.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/inval.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "compat.h"

/* The relations of the query that checks a new foreign key, or invalid. */
Oid			purpose_integrity_expected[2] = {InvalidOid, InvalidOid};

Activity	purpose_activity = {false, false, InvalidOid};

/* ---------- the check of a new foreign key ---------- */

void
purpose_integrity_forget_check(void)
{
	purpose_integrity_expected[0] = purpose_integrity_expected[1] = InvalidOid;
}

/*
 * Does row security keep the current user from checking the relation by one
 * query, so that RI_Initial_Check leaves it to the triggers?
 */
static bool
is_left_to_triggers(Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	bool		result;

	if (!HeapTupleIsValid(tuple))
		return true;
	result = ((Form_pg_class) GETSTRUCT(tuple))->relrowsecurity &&
		!has_bypassrls_privilege(GetUserId()) &&
		!purpose_is_relation_owner(relid, GetUserId());
	ReleaseSysCache(tuple);
	return result;
}

/*
 * The server asks for the permissions, then about row security, and then
 * plans its query; nothing of the user's runs in between.
 */
void
purpose_integrity_expect_check(List *rtable)
{
	Oid			relids[2];

	purpose_integrity_forget_check();
	if (list_length(rtable) != 2)
		return;
	for (int i = 0; i < 2; i++)
	{
		RangeTblEntry *rte = list_nth_node(RangeTblEntry, rtable, i);

		if (rte->rtekind != RTE_RELATION || is_left_to_triggers(rte->relid))
			return;
		relids[i] = rte->relid;
	}
	memcpy(purpose_integrity_expected, relids, sizeof(relids));
}

/*
 * Is this the query that was expected: the two relations, joined?  Whatever
 * is planned next ends the expectation.
 */
static bool
is_expected_check(const Query *query)
{
	Oid			relids[2];
	RangeTblEntry *first;
	RangeTblEntry *second;

	if (!OidIsValid(purpose_integrity_expected[0]))
		return false;
	memcpy(relids, purpose_integrity_expected, sizeof(relids));
	purpose_integrity_forget_check();
	if (query->commandType != CMD_SELECT || query->hasSubLinks ||
		query->cteList != NIL || list_length(query->rtable) != 3)
		return false;
	first = linitial_node(RangeTblEntry, query->rtable);
	second = lsecond_node(RangeTblEntry, query->rtable);
	if (first->rtekind != RTE_RELATION || second->rtekind != RTE_RELATION)
		return false;
	/* Which of the two comes first differs between versions. */
	return (first->relid == relids[0] && second->relid == relids[1]) ||
		(first->relid == relids[1] && second->relid == relids[0]);
}

/* ---------- the check of a partition that is being detached ---------- */

void
purpose_integrity_expect_removal(Oid partition)
{
	purpose_activity.detached = partition;
}

static bool
has_foreign_key(Oid relid, Oid referenced)
{
	Relation	rel = table_open(relid, NoLock);
	bool		found = false;
	ListCell   *lc;

	foreach(lc, RelationGetFKeyList(rel))
		found |= lfirst_node(ForeignKeyCacheInfo, lc)->confrelid == referenced;
	table_close(rel, NoLock);
	return found;
}

/*
 * Is this the query that looks for rows that reference the partition: the
 * referencing table, joined with it?  There is one for each foreign key.
 */
static bool
is_removal_check(const Query *query)
{
	RangeTblEntry *first;
	RangeTblEntry *second;

	if (!OidIsValid(purpose_activity.detached) ||
		query->commandType != CMD_SELECT || query->hasSubLinks ||
		query->cteList != NIL || list_length(query->rtable) != 3)
		return false;
	first = linitial_node(RangeTblEntry, query->rtable);
	second = lsecond_node(RangeTblEntry, query->rtable);
	return first->rtekind == RTE_RELATION &&
		second->rtekind == RTE_RELATION &&
		second->relid == purpose_activity.detached &&
		has_foreign_key(first->relid, second->relid);
}

/* ---------- what the triggers of foreign keys run ---------- */

/*
 * Has the query the form of those that the server writes itself: one relation
 * and nothing else?  Rules of the relation's are made part of them, or put in
 * their place; what a rule adds reads another relation, or only the row at
 * hand.
 */
static bool
is_servers_own(const Query *query)
{
	const RangeTblEntry *rte;

	if (query->querySource != QSRC_ORIGINAL ||
		list_length(query->rtable) != 1 ||
		query->hasSubLinks || query->cteList != NIL)
		return false;
	rte = linitial_node(RangeTblEntry, query->rtable);

	/* That of a foreign key WITH PERIOD aggregates over a subquery. */
	return rte->rtekind == RTE_RELATION ||
		(rte->rtekind == RTE_SUBQUERY && is_servers_own(rte->subquery));
}

/*
 * Is the statement about to be planned one of referential integrity?
 *
 * The server marks them by SECURITY_NOFORCE_RLS, which nobody else sets and
 * users cannot; purpose_integrity_begin takes the mark away as soon as user
 * code could run below it.
 */
bool
purpose_integrity_recognises(const Query *query)
{
	bool		expected = is_expected_check(query);

	return expected || is_removal_check(query) ||
		(InNoForceRLSOperation() && is_servers_own(query));
}

/* ---------- casts that the server calls itself ---------- */

static List *cast_functions = NIL;	/* of Oid: users' functions in casts */
static bool cast_functions_known = false;

static void
forget_casts(Datum arg, SysCacheIdentifier cacheid, uint32 hashvalue)
{
	cast_functions_known = false;
}

static void
read_casts(void)
{
	Relation	rel = table_open(CastRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(rel, InvalidOid, false, NULL, 0,
										  NULL);
	List	   *found = NIL;
	MemoryContext old;
	HeapTuple	tuple;

	/* What is invalidated from here on is read again. */
	cast_functions_known = true;
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Oid			funcid = ((Form_pg_cast) GETSTRUCT(tuple))->castfunc;

		if (funcid >= FirstNormalObjectId)
			found = lappend_oid(found, funcid);
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);

	old = MemoryContextSwitchTo(TopMemoryContext);
	list_free(cast_functions);
	cast_functions = list_copy(found);
	MemoryContextSwitchTo(old);
}

/*
 * Only casts: the operators are those of an operator class, which takes a
 * superuser.  Asked when the function is looked up, which may be long before
 * there is any label.
 */
bool
purpose_integrity_calls_directly(Oid funcid)
{
	if (!purpose_foreign_keys_call_casts || funcid < FirstNormalObjectId)
		return false;
	if (!cast_functions_known)
		read_casts();
	return list_member_oid(cast_functions, funcid);
}

void
purpose_integrity_call_begin(RiCalls *calls, MemoryContext context)
{
	MemoryContext old;
	Oid			userid;
	int			sec_context;

	calls->depth++;
	if (!InNoForceRLSOperation())
		return;
	GetUserIdAndSecContext(&userid, &sec_context);
	SetUserIdAndSecContext(userid, sec_context & ~SECURITY_NOFORCE_RLS);
	old = MemoryContextSwitchTo(context);
	calls->dropped = lappend_int(calls->dropped, calls->depth);
	MemoryContextSwitchTo(old);
}

void
purpose_integrity_call_end(RiCalls *calls, bool failed)
{
	Oid			userid;
	int			sec_context;

	if (calls->dropped != NIL && llast_int(calls->dropped) == calls->depth)
	{
		calls->dropped = list_delete_last(calls->dropped);

		/* The user is again the one he was: the function's owner is not. */
		GetUserIdAndSecContext(&userid, &sec_context);
		if (!failed)
			SetUserIdAndSecContext(userid,
								   sec_context | SECURITY_NOFORCE_RLS);
	}
	calls->depth--;
}

/* ---------- after an error ---------- */

/*
 * What was going on when each open subtransaction began, by its level.  After
 * an error, whoever caught it goes on where that was: in the middle of planning,
 * if he is a function that the planner evaluates.  The server restores the user
 * and the security context by itself.
 */
static Activity *activity_before = NULL;
static int	activity_levels = 0;

static void
remember_activity(int level)
{
	if (level >= activity_levels)
	{
		int			levels = Max(level + 1, activity_levels * 2);
		Size		size = sizeof(Activity) * levels;

		activity_before = activity_before == NULL ?
			MemoryContextAlloc(TopMemoryContext, size) :
			repalloc(activity_before, size);
		activity_levels = levels;
	}
	activity_before[level] = purpose_activity;
}

void
purpose_integrity_transaction_aborts(void)
{
	memset(&purpose_activity, 0, sizeof(Activity));
}

/*
 * A level that is not known is of a subtransaction that failed to begin, for
 * want of memory here.
 */
static void
watch_subtransaction(SubXactEvent event, SubTransactionId subid,
					 SubTransactionId parent, void *arg)
{
	int			level = GetCurrentTransactionNestLevel();

	if (event == SUBXACT_EVENT_START_SUB)
		remember_activity(level);
	else if (event == SUBXACT_EVENT_ABORT_SUB && level < activity_levels)
		purpose_activity = activity_before[level];
}

void
purpose_integrity_init(void)
{
	CacheRegisterSyscacheCallback(CASTSOURCETARGET, forget_casts, (Datum) 0);
	RegisterSubXactCallback(watch_subtransaction, NULL);
}

void
purpose_integrity_drop_mark(void)
{
	Oid			userid;
	int			sec_context;

	GetUserIdAndSecContext(&userid, &sec_context);
	SetUserIdAndSecContext(userid, sec_context & ~SECURITY_NOFORCE_RLS);
}

void
purpose_integrity_take_mark(RiState *state)
{
	GetUserIdAndSecContext(&state->userid, &state->sec_context);
	purpose_integrity_drop_mark();
}
