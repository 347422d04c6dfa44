/*-------------------------------------------------------------------------
 *
 * inline.h
 *		Functions that the planner must not inline.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_INLINE_H
#define PURPOSE_INLINE_H

#include "pg_purpose.h"

/*
 * Would the planner put the function's query into the calling one, and does
 * that read a relation on which labels bear?  Then it has to be called
 * instead, so that its query comes by the planner hook by itself.
 */
extern bool purpose_inline_is_unsafe(Oid funcid);

/*
 * Is it an SQL function that names relations on which labels may bear?  Such
 * a function is never inlined into an expression, since it reads tables.
 */
extern bool purpose_inline_reads_labelled(Oid funcid);

#endif							/* PURPOSE_INLINE_H */
