/*-------------------------------------------------------------------------
 *
 * type_code.h
 *		Types and operator classes whose functions are users' code.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_TYPE_CODE_H
#define PURPOSE_TYPE_CODE_H

#include "pg_purpose.h"

/*
 * Could comparing, sorting or indexing values of the type call a function that
 * neither comes with the server nor belongs to a role that may administer
 * purposes?
 */
extern bool purpose_type_code_is_foreign(Oid type);

/*
 * The same of an index on values of the type by an operator class, or, where
 * it is InvalidOid, by the type's default one for the access method.
 */
extern bool purpose_type_code_is_foreign_index(Oid type, Oid opclass,
											   Oid method);

#endif							/* PURPOSE_TYPE_CODE_H */
