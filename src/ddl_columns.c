/*-------------------------------------------------------------------------
 *
 * ddl_columns.c
 *		Which columns a part of a DDL statement names.
 *
 * Sets of columns, read off the raw parse tree by name: an expression, a list
 * of names, the elements of an index.  What is done with the columns, and
 * whether it needs an open purpose, is decided in ddl.c and ddl_table.c.
 *
 * The invariant: a name that is no column of the table counts as all of them.
 *
 *-------------------------------------------------------------------------
 */
#include "ddl_columns.h"

#include "access/sysattr.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "commands/tablecmds.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"

#include "compat.h"
#include "guard.h"

typedef struct ColumnScan
{
	Oid			relid;
	Bitmapset  *columns;
} ColumnScan;

Oid
purpose_ddl_columns_relation(const RangeVar *relation)
{
	return relation == NULL ? InvalidOid :
		RangeVarGetRelid(relation, NoLock, true);
}

Oid
purpose_ddl_columns_lock(const RangeVar *relation, LOCKMODE lockmode)
{
	Oid			relid = purpose_ddl_columns_relation(relation);

	if (!OidIsValid(relid) || !purpose_guard_is_on() ||
		!purpose_is_relation_owner(relid, GetUserId()))
		return relid;
	return RangeVarGetRelidExtended(relation, lockmode, RVR_MISSING_OK,
									RangeVarCallbackOwnsRelation, NULL);
}

Bitmapset *
purpose_ddl_columns_all(void)
{
	return bms_make_singleton(0);
}

Bitmapset *
purpose_ddl_columns_add_name(Bitmapset *columns, Oid relid, const char *name)
{
	AttrNumber	attno = get_attnum(relid, name);

	if (attno < 0)
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
