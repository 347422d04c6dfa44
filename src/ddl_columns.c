/*-------------------------------------------------------------------------
 *
 * ddl_columns.c
 *		Which relations and columns a DDL statement names.
 *
 * Sets of columns, read off the raw parse tree by name: an expression, a list
 * of names, the elements of an index.  What is done with the columns, and
 * whether it needs an open purpose, is decided in ddl.c and ddl_table.c.
 *
 * Names of relations are kept from meaning another one until the server has
 * opened them: by locks, by the schema, and by watching the statements that
 * functions run meanwhile.
 *
 * The invariant: a name that is no column of the table counts as all of them,
 * and the relation that was checked is the one that the server opens.
 *
 *-------------------------------------------------------------------------
 */
#include "ddl_columns.h"

#include "access/sysattr.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_namespace.h"
#include "common/hashfn.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"

#include "compat.h"
#include "guard.h"

typedef struct ColumnScan
{
	Oid			relid;
	Bitmapset  *columns;
} ColumnScan;

/* A name that has been looked up. */
typedef struct Resolved
{
	const RangeVar *name;
	Oid			relid;
} Resolved;

/* A name of an outer statement, as it was when an inner one was entered. */
typedef struct Watched
{
	const Resolved *name;
	uint32		columns;		/* a hash of what the relation looked like */
} Watched;

/* ---------- names of relations ---------- */

static NamesInUse *names_in_use = NULL; /* of the innermost statement */
static bool collecting = false;
static List *expected = NIL;	/* of String: columns that are being added */

void
purpose_ddl_columns_begin(void)
{
	if (names_in_use != NULL)
		names_in_use->resolved = NIL;
	collecting = names_in_use != NULL && purpose_guard_is_on();
	expected = NIL;
}

void
purpose_ddl_columns_end(void)
{
	collecting = false;
	expected = NIL;
}

/*
 * Does the name mean what it did?  Whoever asks may have no right to use the
 * schema, so that is not asked for.
 */
static bool
still_holds(const Resolved *name)
{
	const RangeVar *written = name->name;

	if (written->schemaname == NULL)
		return RangeVarGetRelid(written, NoLock, true) == name->relid;
	return get_relname_relid(written->relname,
							 LookupNamespaceNoError(written->schemaname)) ==
		name->relid;
}

/*
 * A hash of the relations of a tree and the names of their columns.
 */
static uint32
hash_columns(Oid relid)
{
	uint32		hash = 0;
	ListCell   *lc;

	if (!OidIsValid(relid))
		return 0;
	foreach(lc, find_all_inheritors(relid, NoLock, NULL))
	{
		char	   *name;

		hash = hash_combine(hash, murmurhash32(lfirst_oid(lc)));
		for (AttrNumber attno = 1;
			 (name = get_attname(lfirst_oid(lc), attno, true)) != NULL; attno++)
			hash = hash_combine(hash, hash_bytes((const unsigned char *) name,
												 strlen(name)));
	}
	return hash;
}

static Watched *
watch(const Resolved *name)
{
	Watched    *result = palloc(sizeof(Watched));

	result->name = name;
	result->columns = hash_columns(name->relid);
	return result;
}

void
purpose_ddl_columns_enter(NamesInUse *names, bool may_change)
{
	ListCell   *lc;

	names->outer = names_in_use;
	names->resolved = names->watched = NIL;
	for (NamesInUse *outer = names_in_use; may_change && outer != NULL;
		 outer = outer->outer)
		foreach(lc, outer->resolved)
			if (still_holds(lfirst(lc)))
				names->watched = lappend(names->watched, watch(lfirst(lc)));
	names_in_use = names;
}

void
purpose_ddl_columns_leave(const NamesInUse *names)
{
	names_in_use = names->outer;
	collecting = false;
}

void
purpose_ddl_columns_watch(void)
{
	ListCell   *lc;

	foreach(lc, names_in_use->watched)
	{
		Watched    *watched = lfirst(lc);

		if (!still_holds(watched->name) ||
			hash_columns(watched->name->relid) != watched->columns)
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_IN_USE),
					 errmsg("relation \"%s\" cannot be changed or replaced now",
							watched->name->name->relname),
					 errdetail("A statement that is being executed names it, and has been checked for what it was."),
					 errhint("Rename, move, drop and alter relations before or after that statement, not in functions that it calls.")));
	}
}

void
purpose_ddl_columns_expect(Oid relid, const char *name)
{
	ListCell   *lc;

	foreach(lc, find_all_inheritors(relid, NoLock, NULL))
		if (get_attnum(lfirst_oid(lc), name) != InvalidAttrNumber)
			return;
	if (collecting)
		expected = lappend(expected, makeString(pstrdup(name)));
}

bool
purpose_ddl_columns_changed(void)
{
	ListCell   *lc;

	if (!collecting)
		return false;
	AcceptInvalidationMessages();
	foreach(lc, names_in_use->resolved)
		if (!still_holds(lfirst(lc)))
			return true;
	return false;
}

void
purpose_ddl_columns_qualify(void)
{
	ListCell   *lc;

	foreach(lc, names_in_use->resolved)
	{
		Resolved   *name = lfirst(lc);
		Oid			schema = get_rel_namespace(name->relid);

		if (!OidIsValid(schema) || name->name->schemaname != NULL)
			continue;
		unconstify(RangeVar *, name->name)->schemaname =
			isTempNamespace(schema) ? pstrdup("pg_temp") :
			get_namespace_name(schema);
	}
}

void
purpose_ddl_columns_lock_schema(Oid schema)
{
	/* Whoever renames it takes a stronger one: ddl_move.c. */
	if (OidIsValid(schema) && purpose_guard_is_on())
		LockDatabaseObject(NamespaceRelationId, schema, 0, AccessShareLock);
}

static Oid
note(const RangeVar *name, Oid relid)
{
	Resolved   *entry;

	if (collecting)
	{
		entry = palloc(sizeof(Resolved));
		entry->name = name;
		entry->relid = relid;
		names_in_use->resolved = lappend(names_in_use->resolved, entry);
		purpose_ddl_columns_lock_schema(OidIsValid(relid) ?
										get_rel_namespace(relid) : InvalidOid);
	}
	return relid;
}

Oid
purpose_ddl_columns_relation(const RangeVar *relation)
{
	return relation == NULL ? InvalidOid :
		note(relation, RangeVarGetRelid(relation, NoLock, true));
}

/*
 * Could the current user get as far as to make the server wait for a lock?
 */
static bool
may_lock(Oid relid)
{
	Oid			role = GetUserId();

	return purpose_is_relation_owner(relid, role) ||
		pg_class_aclmask(relid, role, ACL_TRIGGER | ACL_REFERENCES,
						 ACLMASK_ANY) != 0 ||
		pg_attribute_aclcheck_all(relid, role, ACL_REFERENCES,
								  ACLMASK_ANY) == ACLCHECK_OK;
}

Oid
purpose_ddl_columns_lock(const RangeVar *relation, LOCKMODE lockmode)
{
	Oid			relid;

	if (relation == NULL)
		return InvalidOid;
	relid = RangeVarGetRelid(relation, NoLock, true);
	if (OidIsValid(relid) && purpose_guard_is_on() && may_lock(relid))
		relid = RangeVarGetRelidExtended(relation, lockmode, RVR_MISSING_OK,
										 NULL, NULL);
	return note(relation, relid);
}

Oid
purpose_ddl_columns_lock_present(const RangeVar *relation, LOCKMODE lockmode)
{
	Oid			relid = purpose_ddl_columns_lock(relation, lockmode);

	if (!OidIsValid(relid) && relation != NULL && purpose_guard_is_on())
		relid = RangeVarGetRelid(relation, NoLock, false);
	return relid;
}

/*
 * Not what the search_path would find: a temporary relation, or one of the
 * server's, of the same name comes before what is replaced.
 */
Oid
purpose_ddl_columns_lock_replaced(const RangeVar *relation)
{
	Oid			relid;
	Oid			locked = InvalidOid;

	for (;;)
	{
		Oid			schema = RangeVarGetCreationNamespace(relation);

		purpose_ddl_columns_lock_schema(schema);
		relid = get_relname_relid(relation->relname, schema);
		if (relid == locked || !OidIsValid(relid) || !purpose_guard_is_on() ||
			!may_lock(relid))
			return relid;
		LockRelationOid(relid, AccessExclusiveLock);
		locked = relid;
	}
}

/* ---------- columns ---------- */

Bitmapset *
purpose_ddl_columns_all(void)
{
	return bms_make_singleton(0);
}

Bitmapset *
purpose_ddl_columns_add_name(Bitmapset *columns, Oid relid, const char *name)
{
	AttrNumber	attno = get_attnum(relid, name);

	if (attno < 0 ||
		(attno == 0 && list_member(expected, makeString(unconstify(char *, name)))))
		return columns;
	return bms_add_member(columns, Max(attno, 0));
}

/*
 * raw_expression_tree_walker callback.
 */
static bool
scan_columns(Node *node, ColumnScan *scan)
{
	if (node == NULL)
		return false;
	if (IsA(node, ColumnRef))
	{
		Node	   *last = llast(((ColumnRef *) node)->fields);

		if (IsA(last, String))
			scan->columns = purpose_ddl_columns_add_name(scan->columns, scan->relid,
														 strVal(last));
		else
			scan->columns = bms_add_member(scan->columns, 0);
		return false;
	}
	return raw_expression_tree_walker(node, scan_columns, scan);
}

Bitmapset *
purpose_ddl_columns_add_expr(Bitmapset *columns, Oid relid, Node *expr)
{
	ColumnScan	scan = {relid, columns};

	(void) scan_columns(expr, &scan);
	return scan.columns;
}

/*
 * The columns of an expression that has been analysed already, as those that
 * CREATE TABLE (LIKE ...) takes over.
 */
Bitmapset *
purpose_ddl_columns_add_analysed(Bitmapset *columns, Node *expr)
{
	Bitmapset  *attnos = NULL;
	int			column = -1;

	pull_varattnos(expr, 1, &attnos);
	while ((column = bms_next_member(attnos, column)) >= 0)
	{
		AttrNumber	attno = column + FirstLowInvalidHeapAttributeNumber;

		if (attno >= 0)
			columns = bms_add_member(columns, attno);
	}
	return columns;
}

Bitmapset *
purpose_ddl_columns_add_names(Bitmapset *columns, Oid relid, List *names)
{
	ListCell   *lc;

	foreach(lc, names)
		columns = purpose_ddl_columns_add_name(columns, relid, strVal(lfirst(lc)));
	return columns;
}

/*
 * The columns of elements of an index: only expressions, or all key columns.
 */
Bitmapset *
purpose_ddl_columns_add_elems(Bitmapset *columns, Oid relid, List *elems, bool keys_too)
{
	ListCell   *lc;

	foreach(lc, elems)
	{
		IndexElem  *elem = lfirst_node(IndexElem, lc);

		columns = purpose_ddl_columns_add_expr(columns, relid, elem->expr);
		if (elem->name != NULL && keys_too)
			columns = purpose_ddl_columns_add_name(columns, relid, elem->name);
	}
	return columns;
}
