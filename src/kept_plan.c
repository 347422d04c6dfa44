/*-------------------------------------------------------------------------
 *
 * kept_plan.c
 *		Keeps plans of prepared statements, one for each purpose.
 *
 * Verdicts are part of a plan, and the server's plan cache has room for one
 * plan of a statement: where the purpose changes with each transaction, as
 * behind a pooler, that is made anew each time.  There is no hook between the
 * choice of a kept plan and its start, so the server goes on doing that; but
 * where it would call the planner, it gets a copy of the plan that was made
 * before under the same circumstances.
 *
 * Only for statements that the server's plan cache keeps.  Whoever has a
 * statement planned each time may have changed the planner's settings in between,
 * and wants that to count; a prepared statement goes on with the plan that it
 * has, and so it does here.  The planner is not told who asks, but gets the
 * statement's text, and the plan cache names a memory context after it: if one
 * below CacheMemoryContext has that very pointer, it is a saved statement's, and
 * a callback tells when it goes.  Looking for it takes a walk over all that the
 * server has cached, so that is done when a statement is to be planned again after
 * a change, and less and less often where it is not found.  So a statement's first
 * plan is not kept, only those that are made later.
 *
 * What makes a plan invalid is left to the server, too.  It keeps watch over
 * "cached expressions", of PL/pgSQL's, in the same way as over plans: each is
 * a list of what it depends on, and a mark.  Ours has a constant for an
 * expression, and the dependencies of the query and the plan, which takes writing
 * to fields that the server calls its own; should they change, sql/kept_plan.sql
 * fails.  (A cached plan of our own would not do: without a raw parse tree it
 * would never be invalidated, and with one it could be analysed anew, into another
 * query.)
 *
 * What is kept has no stamp: the copy gets one, for the decision that was made
 * this time.  The backstop of stamp.c holds for it as for any plan.
 *
 * A previous planner hook is not called for what is found here, as it is not for
 * a plan that the plan cache has found.
 *
 * The invariant: a plan is handed out only for the query tree that it was made
 * for, masks and all, and under the same circumstances, byte by byte: all of the
 * session on which verdicts depend, and as whom the functions act that are
 * evaluated while planning.
 *
 *-------------------------------------------------------------------------
 */
#include "kept_plan.h"

#include "access/parallel.h"
#include "catalog/namespace.h"
#include "lib/ilist.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/memnodes.h"
#include "optimizer/optimizer.h"
#include "storage/lmgr.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"
#include "utils/plancache.h"
#include "utils/rls.h"

#include "authority.h"
#include "compat.h"
#include "integrity.h"
#include "policy.h"
#include "session.h"
#include "settings.h"
#include "vocabulary.h"
#include "writing.h"

/*
 * Under which a plan was made; compared bytewise.
 */
typedef struct Circumstances
{
	SessionSettings settings;
	PurposeStatus status;
	Oid			role;			/* whose authority counts */
	Oid			session_user;
	Oid			outer_user;
	Oid			user;			/* by whom functions are called, ... */
	int			sec_context;	/* ... and in what */
	int			cursor_options;
	bool		row_security;
	bool		restricted;		/* is anything kept from the planner? */
	bool		writes;
	bool		below_writing;	/* is one that writes under way? */
	uint64		policies;		/* the generations of what decides */
	uint64		vocabulary;
	uint64		authority;
} Circumstances;

/* A statement that the plan cache keeps. */
typedef struct Statement
{
	const char *query_string;	/* hash key: the pointer */
	dlist_head	plans;			/* of KeptPlan, the last one first */
	int			nplans;
	uint32		misses;			/* since a plan was of use last */
} Statement;

struct KeptPlan
{
	dlist_node	of_statement;
	dlist_node	of_all;
	Statement  *statement;		/* NULL: the plan is being made */
	const char *query_string;
	MemoryContext context;		/* of all this */
	Size		size;
	Circumstances circumstances;
	SearchPathMatcher *search_path;
	Query	   *query;
	PlannedStmt *plan;
	CachedExpression *dependencies;
	MemoryContextCallback callback; /* frees them */
};

/* How many plans there may be, of one statement and altogether. */
#define STATEMENT_PLANS	8
#define ALL_PLANS		512
#define ALL_SIZE		((Size) 16 * 1024 * 1024)
#define ALL_STATEMENTS	10000

static MemoryContext kept_context = NULL;
static HTAB *statements = NULL;
static dlist_head all_plans = DLIST_STATIC_INIT(all_plans);
static int	all_count = 0;
static Size all_size = 0;

/*
 * Statements that were planned last, and in which epoch (AccessPurpose.epoch): a
 * few for each value of some bits of the pointer.
 */
typedef struct Sighting
{
	const char *query_string;
	uint64		epoch;
	uint16		wait;			/* changes until it is looked for again */
	uint16		waited;
	Statement  *statement;		/* NULL: not known to be one that is kept */
} Sighting;

#define SIGHTINGS	64
#define WAYS		4
#define MOST_WAIT	1023

static Sighting sightings[SIGHTINGS][WAYS];

/* purpose_session_switches when the session planned for the first time. */
uint64		purpose_kept_plan_since = 0;

static const char *exception = NULL;

const char *
purpose_kept_plan_except(const char *query_string)
{
	const char *before = exception;

	exception = query_string;
	return before;
}

/* ---------- dropping ---------- */

/*
 * Memory context callback: of a plan's context.
 */
static void
free_dependencies(void *arg)
{
	FreeCachedExpression(((KeptPlan *) arg)->dependencies);
}

static void
drop_plan(KeptPlan *kept)
{
	if (kept->statement != NULL)
	{
		dlist_delete(&kept->of_statement);
		dlist_delete(&kept->of_all);
		kept->statement->nplans--;
		all_count--;
		all_size -= kept->size;
	}
	MemoryContextDelete(kept->context);
}

static inline Sighting *
sightings_of(const char *query_string)
{
	uintptr_t	address = (uintptr_t) query_string;

	return sightings[((address >> 4) ^ (address >> 10)) % SIGHTINGS];
}

/*
 * Memory context callback: the plan cache drops a statement.
 */
static void
forget_statement(void *arg)
{
	Statement  *statement = arg;
	Sighting   *ways = sightings_of(statement->query_string);

	for (int i = 0; i < WAYS; i++)
		if (ways[i].statement == statement)
			memset(&ways[i], 0, sizeof(Sighting));
	while (!dlist_is_empty(&statement->plans))
		drop_plan(dlist_head_element(KeptPlan, of_statement,
									 &statement->plans));
	hash_search(statements, &statement->query_string, HASH_REMOVE, NULL);
}

/* ---------- which statements are kept ---------- */

/*
 * The memory context of the statement in the plan cache, or NULL.
 */
static MemoryContext
find_source(const char *query_string)
{
	for (MemoryContext child = CacheMemoryContext->firstchild; child != NULL;
		 child = child->nextchild)
		if (child->ident == query_string &&
			strcmp(child->name, "CachedPlanSource") == 0)
			return child;
	return NULL;
}

static void
make_room(void)
{
	HASHCTL		ctl = {
		.keysize = sizeof(const char *),
		.entrysize = sizeof(Statement)
	};

	if (kept_context == NULL)
		kept_context = AllocSetContextCreate(TopMemoryContext,
											 "pg_purpose kept plans",
											 ALLOCSET_SMALL_SIZES);
	ctl.hcxt = kept_context;
	if (statements == NULL)
		statements = hash_create("pg_purpose kept statements", 64, &ctl,
								 HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/*
 * Is this a statement of the plan cache's?  Then keep plans of it from now on.
 */
static Statement *
adopt_statement(const char *query_string)
{
	MemoryContext source = find_source(query_string);
	MemoryContextCallback *callback;
	Statement  *statement;

	if (source == NULL)
		return NULL;
	make_room();
	if (hash_get_num_entries(statements) >= ALL_STATEMENTS)
		return NULL;
	callback = MemoryContextAlloc(source, sizeof(MemoryContextCallback));
	statement = hash_search(statements, &query_string, HASH_ENTER, NULL);
	dlist_init(&statement->plans);
	statement->nplans = 0;
	statement->misses = 0;
	callback->func = forget_statement;
	callback->arg = statement;
	MemoryContextRegisterResetCallback(source, callback);
	return statement;
}

static pg_noinline Statement *
look_for_statement(Sighting *sighting)
{
	if (sighting->wait > 0)
	{
		sighting->wait--;
		return NULL;
	}
	sighting->statement = adopt_statement(sighting->query_string);
	if (sighting->statement == NULL)
	{
		/* A one-shot statement; the next will often have the same address. */
		sighting->waited = Min(2 * sighting->waited + 1, MOST_WAIT);
		sighting->wait = sighting->waited;
	}
	return sighting->statement;
}

static pg_noinline Statement *
note_sighting(Sighting *ways, const char *query_string, uint64 epoch)
{
	Sighting   *oldest = ways;

	for (int i = 1; i < WAYS; i++)
		if (ways[i].epoch < oldest->epoch)
			oldest = &ways[i];
	memset(oldest, 0, sizeof(Sighting));
	oldest->query_string = query_string;
	oldest->epoch = epoch;
	if (statements != NULL)
		oldest->statement = hash_search(statements, &query_string, HASH_FIND,
										NULL);
	return oldest->statement;
}

/*
 * The statement, if plans of it are kept.
 */
static inline Statement *
find_statement(const char *query_string, uint64 epoch)
{
	Sighting   *ways = sightings_of(query_string);

	for (int i = 0; i < WAYS; i++)
	{
		uint64		before = ways[i].epoch;

		if (ways[i].query_string != query_string)
			continue;
		ways[i].epoch = epoch;
		return ways[i].statement != NULL || before == epoch ?
			ways[i].statement : look_for_statement(&ways[i]);
	}
	return note_sighting(ways, query_string, epoch);
}

/* ---------- finding a plan ---------- */

static void
observe(Circumstances *now, int cursor_options, const Decision *decision)
{
	memset(now, 0, sizeof(Circumstances));
	purpose_session_settings(&now->settings);
	now->status = decision->access.status;
	now->role = decision->access.role;
	now->session_user = GetSessionUserId();
	now->outer_user = GetOuterUserId();
	GetUserIdAndSecContext(&now->user, &now->sec_context);
	now->cursor_options = cursor_options;
	now->row_security = row_security;
	now->restricted = decision->relations != NIL;
	now->writes = decision->writes;
	now->below_writing = purpose_writing_is_under_way();
	now->policies = purpose_policy_generation();
	now->vocabulary = purpose_vocabulary_generation();
	now->authority = purpose_authority_generation();
}

/*
 * Take the locks that the planner would have taken.
 */
static void
lock_relations(const PlannedStmt *plan)
{
	ListCell   *lc;

	foreach(lc, plan->rtable)
	{
		const RangeTblEntry *rte = lfirst_node(RangeTblEntry, lc);

		if (rte->rtekind == RTE_RELATION ||
			(rte->rtekind == RTE_SUBQUERY && OidIsValid(rte->relid)))
			LockRelationOid(rte->relid, rte->rellockmode);
	}
}

/*
 * A plan of the statement's that fits, or NULL.  Drops on the way those that do
 * not hold any more.
 */
static KeptPlan *
find_plan(Statement *statement, const Query *query, const Circumstances *now)
{
	dlist_mutable_iter iter;

	dlist_foreach_modify(iter, &statement->plans)
	{
		KeptPlan   *kept = dlist_container(KeptPlan, of_statement, iter.cur);

		if (!kept->dependencies->is_valid)
			drop_plan(kept);
		else if (memcmp(&kept->circumstances, now,
						sizeof(Circumstances)) == 0 &&
				 SearchPathMatchesCurrentEnvironment(kept->search_path) &&
				 equal(kept->query, query))
			return kept;
	}
	return NULL;
}

/*
 * A copy to be executed.  Waiting for a lock brings news: if they are about
 * the plan, or about what was decided, NULL.
 */
static PlannedStmt *
copy_plan(KeptPlan *kept, const Query *query, const Decision *decision)
{
	PlannedStmt *plan;

	lock_relations(kept->plan);
	if (!kept->dependencies->is_valid || decision->changes != purpose_changes)
		return NULL;
	dlist_move_head(&all_plans, &kept->of_all);
	dlist_move_head(&kept->statement->plans, &kept->of_statement);
	kept->statement->misses = 0;
	plan = copyObject(kept->plan);

	/* What the comparison does not look at. */
	plan->queryId = query->queryId;
	plan->stmt_location = query->stmt_location;
	plan->stmt_len = query->stmt_len;
	return plan;
}

/* ---------- keeping a plan ---------- */

/*
 * Keeping a plan costs about as much as half of making it.  Where too many
 * purposes take turns, or each transaction makes tables and drops them, none is
 * ever of use; then only look now and again whether that is over.
 */
#define TRIES			STATEMENT_PLANS
#define TRY_AGAIN		64

static bool
is_worth_keeping(Statement *statement)
{
	statement->misses++;
	return statement->misses <= TRIES || statement->misses % TRY_AGAIN == 0;
}

/*
 * Begin with what is there before the planner has changed the query.  What
 * changes from here on is noticed.
 */
static KeptPlan *
begin_plan(const Query *query, const char *query_string,
		   const Circumstances *now)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "pg_purpose kept plan",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	KeptPlan   *kept = palloc0(sizeof(KeptPlan));
	List	   *relations;
	List	   *items;
	bool		row_security_bears;

	MemoryContextCopyAndSetIdentifier(context, query_string);
	kept->context = context;
	kept->query_string = query_string;
	kept->circumstances = *now;
	kept->search_path = GetSearchPathMatcher(context);
	kept->query = copyObject(unconstify(Query *, query));
	extract_query_dependencies((Node *) kept->query, &relations, &items,
							   &row_security_bears);
	MemoryContextSwitchTo(old);

	kept->dependencies = GetCachedExpression(makeBoolConst(true, false));
	kept->dependencies->relationOids = relations;
	kept->dependencies->invalItems = items;
	kept->callback.func = free_dependencies;
	kept->callback.arg = kept;
	MemoryContextRegisterResetCallback(context, &kept->callback);
	return kept;
}

static void
copy_into(KeptPlan *kept, const PlannedStmt *plan)
{
	MemoryContext old = MemoryContextSwitchTo(kept->context);
	CachedExpression *dependencies = kept->dependencies;

	kept->plan = copyObject(unconstify(PlannedStmt *, plan));
	dependencies->relationOids = list_concat(dependencies->relationOids,
											 kept->plan->relationOids);
	dependencies->invalItems = list_concat(dependencies->invalItems,
										   kept->plan->invalItems);
	kept->size = MemoryContextMemAllocated(kept->context, true);
	MemoryContextSwitchTo(old);
}

static void
insert_plan(KeptPlan *kept, Statement *statement)
{
	MemoryContextSetParent(kept->context, kept_context);
	kept->statement = statement;
	dlist_push_head(&statement->plans, &kept->of_statement);
	dlist_push_head(&all_plans, &kept->of_all);
	statement->nplans++;
	all_count++;
	all_size += kept->size;

	if (statement->nplans > STATEMENT_PLANS)
		drop_plan(dlist_tail_element(KeptPlan, of_statement,
									 &statement->plans));
	while (all_count > ALL_PLANS || all_size > ALL_SIZE)
		drop_plan(dlist_tail_element(KeptPlan, of_all, &all_plans));
}

void
purpose_kept_plan_keep(KeptPlan *keeping, const PlannedStmt *plan,
					   const Decision *decision)
{
	Statement  *statement;

	copy_into(keeping, plan);

	/* What the planner has called may have changed, or dropped, anything. */
	statement = hash_search(statements, &keeping->query_string, HASH_FIND,
							NULL);
	if (statement == NULL || plan->transientPlan ||
		!keeping->dependencies->is_valid ||
		decision->changes != purpose_changes)
		drop_plan(keeping);
	else
		insert_plan(keeping, statement);
}

/*
 * Could there be a plan for this?  Not of a statement with values for its
 * parameters; nor of what a utility statement plans by itself; nor in a parallel
 * worker, which does not know whose the purpose is.
 */
static inline bool
is_eligible(const char *query_string, ParamListInfo params,
			const Decision *decision)
{
	return params == NULL && decision->depends && !decision->exempt &&
		!decision->reads_statistics && query_string != NULL &&
		query_string != exception && !purpose_settings_wrap_all() &&
		!purpose_integrity_is_at_work() && !IsParallelWorker();
}

PlannedStmt *
purpose_kept_plan_find_switched(Query *query, const char *query_string,
								int cursor_options, ParamListInfo params,
								const Decision *decision, KeptPlan **keeping)
{
	Statement  *statement;
	KeptPlan   *kept;
	Circumstances now;

	if (!is_eligible(query_string, params, decision))
		return NULL;
	statement = find_statement(query_string, decision->access.epoch);
	if (statement == NULL)
		return NULL;

	observe(&now, cursor_options, decision);
	kept = find_plan(statement, query, &now);
	if (kept != NULL)
		return copy_plan(kept, query, decision);
	if (is_worth_keeping(statement))
		*keeping = begin_plan(query, query_string, &now);
	return NULL;
}
