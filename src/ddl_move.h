/*-------------------------------------------------------------------------
 *
 * ddl_move.h
 *		DDL that takes relations out of a policy: RENAME, SET SCHEMA, DROP.
 *
 * Each raises an error under the conditions of purpose_ddl_check, or if the
 * expression of a label names what is moved.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_DDL_MOVE_H
#define PURPOSE_DDL_MOVE_H

#include "pg_purpose.h"

#include "nodes/parsenodes.h"

extern void purpose_ddl_move_check_rename(const RenameStmt *stmt);

/*
 * The fields or values of a type get other names: the user needs an open
 * purpose for the columns that hold values of it.
 */
extern void purpose_ddl_move_check_values_of_type(Oid type, const char *action);
extern void purpose_ddl_move_check_set_schema(const AlterObjectSchemaStmt *stmt);
extern void purpose_ddl_move_check_drop(const DropStmt *stmt);
extern void purpose_ddl_move_check_drop_owned(const DropOwnedStmt *stmt);

/* A copy of a database would be one without the database's label. */
extern void purpose_ddl_move_check_create_database(const CreatedbStmt *stmt);

#endif							/* PURPOSE_DDL_MOVE_H */
