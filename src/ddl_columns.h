/*-------------------------------------------------------------------------
 *
 * ddl_columns.h
 *		Which columns a part of a DDL statement names.
 *
 * Sets of attribute numbers, 0 standing for all columns, as
 * purpose_guard_require_open takes them.  "add" functions answer the set they
 * are given with more members; a name that is no column adds 0, system columns
 * are left out.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_DDL_COLUMNS_H
#define PURPOSE_DDL_COLUMNS_H

#include "pg_purpose.h"

#include "nodes/parsenodes.h"
#include "storage/lockdefs.h"

/*
 * Names are looked up by the check and again by the server, which may have to
 * wait in between, or runs code of the user's before it does: the default of a
 * new column, the bounds of a partition.  So that both mean the same relation,
 *
 *	- the check takes the locks of the statement, and one on each schema, and
 *	  looks each name up again when it has all of them;
 *	- it writes the schema into each name, so that the search_path does not
 *	  matter any more;
 *	- no statement below this one may give a name to another relation, or change
 *	  the columns and children of one.
 *
 * Call "begin" before the check, and "end" after it, also after an error.
 * "changed" answers whether some name means another relation than it did; then
 * the check must be made again, from "begin".  "qualify" writes the schemas;
 * the statement must be a copy of the caller's own.
 */
extern void purpose_ddl_columns_begin(void);
extern bool purpose_ddl_columns_changed(void);
extern void purpose_ddl_columns_qualify(void);
extern void purpose_ddl_columns_end(void);

/* The names of a statement, while it is being executed.  Opaque. */
typedef struct NamesInUse
{
	List	   *resolved;		/* of Resolved * */
	List	   *watched;		/* of Watched *: those of outer statements
								 * that hold now */
	struct NamesInUse *outer;
} NamesInUse;

/*
 * Enter a statement, and leave it, however it ends.  "Watch" raises an error
 * if, since the innermost statement was entered, a name of an outer one has
 * come to mean another relation, or a relation has got other columns or
 * children.  It has nothing to look at if that statement may not change any.
 */
extern void purpose_ddl_columns_enter(NamesInUse *names, bool may_change);
extern void purpose_ddl_columns_watch(void);
extern void purpose_ddl_columns_leave(const NamesInUse *names);

/*
 * Names of columns that the statement adds: until "end", such a name means none
 * of the columns that are there, if no relation of the tree has one.
 */
extern void purpose_ddl_columns_expect(Oid relid, const char *name);

/* The relation of that name, not locked; InvalidOid if there is none. */
extern Oid	purpose_ddl_columns_relation(const RangeVar *relation);

/*
 * The same for a statement that will take "lockmode" on the relation.  The lock
 * is taken already, if purposes are enforced and the user owns the relation, or
 * may attach something to it.
 */
extern Oid	purpose_ddl_columns_lock(const RangeVar *relation,
									 LOCKMODE lockmode);

/*
 * The same for a relation that must be there: it is opened only after code of
 * the user's may have run, so an error is raised now.
 */
extern Oid	purpose_ddl_columns_lock_present(const RangeVar *relation,
											 LOCKMODE lockmode);

/* The relation that CREATE OR REPLACE of this name would replace, likewise. */
extern Oid	purpose_ddl_columns_lock_replaced(const RangeVar *relation);

/* A schema that is to keep its name until the transaction ends. */
extern void purpose_ddl_columns_lock_schema(Oid schema);

extern Bitmapset *purpose_ddl_columns_all(void);

extern Bitmapset *purpose_ddl_columns_add_name(Bitmapset *columns, Oid relid,
											   const char *name);

/* The columns in a list of String nodes. */
extern Bitmapset *purpose_ddl_columns_add_names(Bitmapset *columns, Oid relid,
												List *names);

/* The columns in a raw expression; NULL adds none. */
extern Bitmapset *purpose_ddl_columns_add_expr(Bitmapset *columns, Oid relid,
											   Node *expr);

/* The same for an expression that has been analysed, as CREATE TABLE (LIKE) does */
extern Bitmapset *purpose_ddl_columns_add_analysed(Bitmapset *columns,
												   Node *expr);

/* The columns in elements of an index: in expressions, and plain "keys_too". */
extern Bitmapset *purpose_ddl_columns_add_elems(Bitmapset *columns, Oid relid,
												List *elems, bool keys_too);

#endif							/* PURPOSE_DDL_COLUMNS_H */
