/*-------------------------------------------------------------------------
 *
 * label_provider.h
 *		SECURITY LABEL FOR purpose.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_LABEL_PROVIDER_H
#define PURPOSE_LABEL_PROVIDER_H

#include "pg_purpose.h"

#include "catalog/objectaddress.h"

extern void purpose_label_provider_init(void);

/*
 * Check that the current user may give the object this label (NULL: take its
 * label away) and that the label is sound; then tell all sessions.  Storing
 * it is the caller's part.
 */
extern void purpose_label_provider_check(const ObjectAddress *object,
										 const char *label);

#endif							/* PURPOSE_LABEL_PROVIDER_H */
