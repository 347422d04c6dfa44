/*-------------------------------------------------------------------------
 *
 * ddl_children.h
 *		Tables that come to an inheritance tree, or leave it.
 *
 * Each raises an error under the conditions of purpose_ddl_check.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_DDL_CHILDREN_H
#define PURPOSE_DDL_CHILDREN_H

#include "pg_purpose.h"

#include "nodes/parsenodes.h"

/* ATTACH PARTITION to the table "parent". */
extern void purpose_ddl_children_check_attach(Oid parent,
											  const PartitionCmd *cmd);

/* INHERIT. */
extern void purpose_ddl_children_check_inherit(Oid child, Oid parent);

/*
 * DETACH PARTITION and NO INHERIT: writes the policy that the child has from
 * these parents (a list of OIDs) onto it (departure.c).
 */
extern void purpose_ddl_children_check_departure(Oid child, List *parents);

/*
 * MERGE PARTITIONS or SPLIT PARTITION puts other tables in the place of the
 * child, whose labels do not come along: an error if it has any of its own,
 * whoever asks.
 */
extern void purpose_ddl_children_check_rebuilt(Oid child, Oid parent);

/*
 * DROP of a table that may be a child, if it has a parent outside of a schema
 * that is dropped, or InvalidOid.
 */
extern void purpose_ddl_children_check_drop(Oid child, Oid schema);

/*
 * DROP COLUMN: descendants that keep the column get its policy; with ONLY,
 * children are enough.
 */
extern void purpose_ddl_children_drop_column(Oid parent, const char *column,
											 bool only);

/*
 * CREATE TABLE ... PARTITION OF: rows of other partitions may come to the new
 * one, and those of the default partition are tested.
 */
extern void purpose_ddl_children_check_partition(const CreateStmt *stmt,
												 bool foreign);

#endif							/* PURPOSE_DDL_CHILDREN_H */
