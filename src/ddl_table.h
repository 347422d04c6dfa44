/*-------------------------------------------------------------------------
 *
 * ddl_table.h
 *		ALTER TABLE and CREATE TABLE: which columns they evaluate.
 *
 * Each raises an error under the conditions of purpose_ddl_check.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_DDL_TABLE_H
#define PURPOSE_DDL_TABLE_H

#include "pg_purpose.h"

#include "nodes/parsenodes.h"

/*
 * Check all commands of ALTER TABLE.  Where one takes a child out of its
 * parent, writes the policy it had from there onto it (departure.c).
 */
extern void purpose_ddl_table_check_alter(const AlterTableStmt *stmt);

/* CREATE TABLE, or FOREIGN TABLE: only rows of other tables may be tested. */
extern void purpose_ddl_table_check_create(const CreateStmt *stmt,
										   bool foreign);

/*
 * Ordering the table by an index of that name, or, where it is NULL, by the
 * one it was ordered by the last time.
 */
extern void purpose_ddl_table_check_clustering(Oid relid,
											   const char *indexname);

#endif							/* PURPOSE_DDL_TABLE_H */
