/*-------------------------------------------------------------------------
 *
 * relation.h
 *		What the catalogs say of a relation and those related to it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_RELATION_H
#define PURPOSE_RELATION_H

#include "pg_purpose.h"

#include "catalog/objectaddress.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"

/*
 * All ancestors of a relation by inheritance, leaving out those that it has by
 * way of its direct parents in "without" (a list of OIDs) only.  The list is
 * palloc'd, here and below; no locks stay.
 */
extern List *purpose_relation_ancestors(Oid relid, List *without);

/*
 * The relatives whose labels count for a read of the whole tree: all
 * ancestors and descendants, and the descendants' other ancestors.  The
 * relation itself may be among them.
 */
extern List *purpose_relation_tree(Oid relid);

/*
 * Add the views and materialized views that read a relation, directly or
 * through views, to a list, each once.
 */
extern List *purpose_relation_add_readers(List *readers, Oid relid);

/*
 * The table that the TOAST table "toastid" of this name belongs to, or
 * InvalidOid.
 */
extern Oid	purpose_relation_toast_owner(Oid toastid, const char *name);

/*
 * The columns of a partitioned table's key, 0 standing for an expression;
 * NULL for other relations.
 */
extern Bitmapset *purpose_relation_partition_key(Oid relid);

/*
 * The columns of a partitioned table, by its own numbers, that say in which
 * partition a row is, at any level below: its key, and those of its partitions
 * that are partitioned in turn.  0 stands for an expression; NULL for other
 * relations.
 */
extern Bitmapset *purpose_relation_routing_columns(Oid relid);

/*
 * The columns of a partition that its bounds, and those of the partitioned
 * tables it is in, say something of; NULL for other relations.
 */
extern Bitmapset *purpose_relation_bound_columns(Oid relid);

/* All relations that have rows: tables, materialized views and the like. */
extern List *purpose_relation_tables(void);

/* The role that owns a relation, or InvalidOid if it is gone. */
extern Oid	purpose_relation_owner(Oid relid);

/* One object that depends on another, as pg_depend has it. */
typedef struct Dependent
{
	ObjectAddress object;
	char		deptype;
} Dependent;

/*
 * The objects that depend directly on another one, or on one column of a
 * relation: a list of Dependent *, which may name an object more than once.
 * "subid" 0 stands for the object with all its columns.
 */
extern List *purpose_relation_dependents(Oid classid, Oid objid, int32 subid);

/*
 * A type and all types that hold values of it: domains, arrays, ranges,
 * composite types, and the row types of relations.  A list of OIDs.
 */
extern List *purpose_relation_types_of(Oid type);

/*
 * The columns of tables and the like that hold values of a type: a list of
 * ObjectAddress *.
 */
extern List *purpose_relation_columns_of_type(Oid type);

/* What an object itself depends on directly: a list of ObjectAddress *. */
extern List *purpose_relation_references(const ObjectAddress *object);

/*
 * The relation that an object is attached to as a part: an index, trigger,
 * default, policy, rule, constraint or statistics object.  Of a relation that
 * is no index, itself; of anything else InvalidOid.
 */
extern Oid	purpose_relation_of_object(const ObjectAddress *object);

/*
 * Is this a relation of the server's own: a catalog, its TOAST table, or one
 * of information_schema?  The database's label does not mean those.
 */
extern bool purpose_relation_is_system(Oid relid);

/*
 * Is this pg_statistic, pg_statistic_ext_data or a TOAST table of theirs,
 * which hold values of columns?
 */
extern bool purpose_relation_is_statistics(Oid relid);

#endif							/* PURPOSE_RELATION_H */
