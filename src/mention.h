/*-------------------------------------------------------------------------
 *
 * mention.h
 *		What the expressions of labels mention by name.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_MENTION_H
#define PURPOSE_MENTION_H

#include "pg_purpose.h"

/*
 * Raise an error if the expression of any label mentions a column of "relid"
 * by this name, so that "action" ("rename", "drop") would change what the
 * label means.  InvalidOid stands for any relation.
 */
extern void purpose_mention_check_column(Oid relid, const char *column,
										 const char *action);

/*
 * The same for a relation, a function, a type or a schema of this name.  The
 * function's schema may be NULL, where it is not known.
 */
extern void purpose_mention_check_relation(Oid relid, const char *action);

/* A relation is dropped, with those in "gone" and their labels. */
extern void purpose_mention_check_dropped(Oid relid, List *gone);
extern void purpose_mention_check_function(const char *schema,
										   const char *name,
										   const char *action);
extern void purpose_mention_check_type(const char *name, const char *action);
extern void purpose_mention_check_schema(const char *name,
										 const char *action);

/*
 * The same for a value of an enum.  It is looked for among all string
 * constants, whatever type they are of.
 */
extern void purpose_mention_check_value(const char *value,
										const char *action);

#endif							/* PURPOSE_MENTION_H */
