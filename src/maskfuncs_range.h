/*-------------------------------------------------------------------------
 *
 * maskfuncs_range.h
 *		Ranges that stand for a value.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_MASKFUNCS_RANGE_H
#define PURPOSE_MASKFUNCS_RANGE_H

#include "pg_purpose.h"

/* One end of a range; "infinite" where its type cannot hold the value. */
typedef struct StepBound
{
	Datum		value;
	bool		infinite;
} StepBound;

/*
 * The range from "lower" to before "upper" of a built-in range type, as a
 * range Datum in the current memory context.
 */
extern Datum purpose_range_of_step(Oid range_type, StepBound lower,
								   StepBound upper);

/* The range that contains "value" alone, in the same way. */
extern Datum purpose_range_of_value(Oid range_type, Datum value);

#endif							/* PURPOSE_MASKFUNCS_RANGE_H */
