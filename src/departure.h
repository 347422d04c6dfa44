/*-------------------------------------------------------------------------
 *
 * departure.h
 *		Children that leave an inheritance tree take its policy with them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_DEPARTURE_H
#define PURPOSE_DEPARTURE_H

#include "pg_purpose.h"

/*
 * Write the policy that "child" has by way of "parents" alone onto its
 * columns, or onto the one that is called "column" if that is not NULL, as
 * labels of their own.  To be called before DETACH PARTITION, NO INHERIT or
 * DROP COLUMN in parents; whoever may do that may cause it.  Where the combined policy cannot be said
 * in one label, the column gets one that is open to nobody, and a WARNING
 * tells so.
 */
extern void purpose_departure_write_labels(Oid child, List *parents,
										   const char *column);

#endif							/* PURPOSE_DEPARTURE_H */
