/*-------------------------------------------------------------------------
 *
 * ddl_publication.h
 *		CREATE and ALTER PUBLICATION.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_DDL_PUBLICATION_H
#define PURPOSE_DDL_PUBLICATION_H

#include "pg_purpose.h"

#include "nodes/parsenodes.h"

/*
 * Raise an error if what the statement publishes is restricted, and the user
 * may not administer purposes.  FOR ALL TABLES and FOR TABLES IN SCHEMA take a
 * superuser anyway.
 */
extern void purpose_ddl_publication_check_create(const CreatePublicationStmt *stmt);
extern void purpose_ddl_publication_check_alter(const AlterPublicationStmt *stmt);

#endif							/* PURPOSE_DDL_PUBLICATION_H */
