/*-------------------------------------------------------------------------
 *
 * maskfuncs_range.c
 *		Masks that generalise numbers: to the step below, or to a range.
 *
 * Dates and timestamps, whose steps differ in length, are in
 * maskfuncs_date.c; it uses the range builders here.
 *
 * Steps are counted from zero and always rounded towards minus infinity, so
 * that -5 in steps of 10 belongs to [-10,0) and no step is twice as wide as
 * the others.
 *
 * The invariant: all values of a step give the same result, and none gives
 * an error.  Where the step's end is outside the type, round_down answers
 * the type's least value and to_range leaves that side open.
 *
 *-------------------------------------------------------------------------
 */
#include "maskfuncs_range.h"

#include <float.h>
#include <math.h>

#include "catalog/pg_type.h"
#include "common/int.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/numeric.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

#include "compat.h"

PG_FUNCTION_INFO_V1(purpose_mask_round_down_int4);
PG_FUNCTION_INFO_V1(purpose_mask_round_down_int8);
PG_FUNCTION_INFO_V1(purpose_mask_round_down_numeric);
PG_FUNCTION_INFO_V1(purpose_mask_round_down_float8);
PG_FUNCTION_INFO_V1(purpose_mask_to_range_int4);
PG_FUNCTION_INFO_V1(purpose_mask_to_range_int8);
PG_FUNCTION_INFO_V1(purpose_mask_to_range_numeric);

/*
 * Both builders end here.  "inclusive" is about the upper bound.
 */
static Datum
build_range(Oid range_type, StepBound lower, StepBound upper, bool inclusive)
{
	TypeCacheEntry *typcache = lookup_type_cache(range_type,
												 TYPECACHE_RANGE_INFO);
	RangeBound	from;
	RangeBound	to;

	from.val = lower.value;
	from.infinite = lower.infinite;
	from.inclusive = !lower.infinite;
	from.lower = true;

	to.val = upper.value;
	to.infinite = upper.infinite;
	to.inclusive = inclusive;
	to.lower = false;

	return RangeTypePGetDatum(purpose_make_range(typcache, &from, &to,
												 false));
}

Datum
purpose_range_of_step(Oid range_type, StepBound lower, StepBound upper)
{
	return build_range(range_type, lower, upper, false);
}

Datum
purpose_range_of_value(Oid range_type, Datum value)
{
	StepBound	bound = {value, false};

	return build_range(range_type, bound, bound, true);
}

/*
 * All step parameters are checked alike; "positive" is whether it is a
 * finite number above zero.
 */
static void
check_step(bool positive)
{
	if (!positive)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("step must be greater than zero and finite")));
}

/*
 * How far "value" is above the step it belongs to: 0 to step - 1.
 */
static int64
distance_above_step(int64 value, int64 step)
{
	int64		rest = value % step;

	return rest < 0 ? rest + step : rest;
}

/*
 * round_down(int4, int4) -> int4
 */
Datum
purpose_mask_round_down_int4(PG_FUNCTION_ARGS)
{
	int64		value = PG_GETARG_INT32(0);
	int64		step = PG_GETARG_INT32(1);

	check_step(step > 0);
	value -= distance_above_step(value, step);
	PG_RETURN_INT32((int32) Max(value, PG_INT32_MIN));
}

/*
 * round_down(int8, int8) -> int8
 */
Datum
purpose_mask_round_down_int8(PG_FUNCTION_ARGS)
{
	int64		value = PG_GETARG_INT64(0);
	int64		step = PG_GETARG_INT64(1);
	int64		result;

	check_step(step > 0);
	if (pg_sub_s64_overflow(value, distance_above_step(value, step),
							&result))
		result = PG_INT64_MIN;
	PG_RETURN_INT64(result);
}

/*
 * round_down(float8, float8) -> float8
 *
 * fmod is exact, which floor(value / step) * step is not: that can land in
 * the next step, and overflows for small steps.
 */
Datum
purpose_mask_round_down_float8(PG_FUNCTION_ARGS)
{
	float8		value = PG_GETARG_FLOAT8(0);
	float8		step = PG_GETARG_FLOAT8(1);
	float8		rest;
	float8		result;

	check_step(step > 0 && !isinf(step));	/* false for NaN */

	if (isnan(value) || isinf(value))
		PG_RETURN_FLOAT8(value);

	rest = fmod(value, step);
	if (rest < 0)
		rest += step;
	result = value - rest;
	PG_RETURN_FLOAT8(isinf(result) ? -DBL_MAX : result);
}

static void
check_numeric_step(Numeric step)
{
	Datum		zero = NumericGetDatum(int64_to_numeric(0));

	check_step(!numeric_is_nan(step) && !numeric_is_inf(step) &&
			   DatumGetBool(DirectFunctionCall2(numeric_gt,
												NumericGetDatum(step),
												zero)));
}

static bool
numeric_is_finite(Numeric value)
{
	return !numeric_is_nan(value) && !numeric_is_inf(value);
}

/*
 * Is the number so large that moving away from zero might overflow?
 *
 * numeric reaches 10^131072.  Beyond the range of a double nothing is lost
 * by saturating early, and no overflow has to be caught.
 */
static bool
is_near_overflow(Numeric value)
{
	return isinf(DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
													NumericGetDatum(value))));
}

/*
 * The step of a finite number; -Infinity where it might not be representable.
 */
static Datum
floor_numeric(Numeric value, Numeric step)
{
	Datum		zero = NumericGetDatum(int64_to_numeric(0));
	Datum		rest = DirectFunctionCall2(numeric_mod,
										   NumericGetDatum(value),
										   NumericGetDatum(step));

	if (DatumGetBool(DirectFunctionCall2(numeric_lt, rest, zero)))
	{
		if (is_near_overflow(value))
			return DirectFunctionCall3(numeric_in,
									   CStringGetDatum("-Infinity"),
									   ObjectIdGetDatum(InvalidOid),
									   Int32GetDatum(-1));
		rest = DirectFunctionCall2(numeric_add, rest, NumericGetDatum(step));
	}
	return DirectFunctionCall2(numeric_sub, NumericGetDatum(value), rest);
}

/*
 * round_down(numeric, numeric) -> numeric
 */
Datum
purpose_mask_round_down_numeric(PG_FUNCTION_ARGS)
{
	Numeric		value = PG_GETARG_NUMERIC(0);
	Numeric		step = PG_GETARG_NUMERIC(1);

	check_numeric_step(step);
	if (!numeric_is_finite(value))
		PG_RETURN_NUMERIC(value);
	PG_RETURN_DATUM(floor_numeric(value, step));
}

/*
 * to_range(int4, int4) -> int4range
 */
Datum
purpose_mask_to_range_int4(PG_FUNCTION_ARGS)
{
	int64		value = PG_GETARG_INT32(0);
	int64		step = PG_GETARG_INT32(1);
	int64		start;
	StepBound	lower;
	StepBound	upper;

	check_step(step > 0);
	start = value - distance_above_step(value, step);

	lower.infinite = start < PG_INT32_MIN;
	lower.value = Int32GetDatum((int32) start);
	upper.infinite = start + step > PG_INT32_MAX;
	upper.value = Int32GetDatum((int32) (start + step));
	PG_RETURN_DATUM(purpose_range_of_step(INT4RANGEOID, lower, upper));
}

/*
 * to_range(int8, int8) -> int8range
 */
Datum
purpose_mask_to_range_int8(PG_FUNCTION_ARGS)
{
	int64		value = PG_GETARG_INT64(0);
	int64		step = PG_GETARG_INT64(1);
	int64		distance;
	int64		start;
	int64		end;
	StepBound	lower;
	StepBound	upper;

	check_step(step > 0);
	distance = distance_above_step(value, step);

	/* each bound from the value: the start may not exist while the end does */
	lower.infinite = pg_sub_s64_overflow(value, distance, &start);
	upper.infinite = pg_add_s64_overflow(value, step - distance, &end);
	lower.value = Int64GetDatum(start);
	upper.value = Int64GetDatum(end);
	PG_RETURN_DATUM(purpose_range_of_step(INT8RANGEOID, lower, upper));
}

/*
 * to_range(numeric, numeric) -> numrange
 *
 * NaN and the infinities are ranges of their own.
 */
Datum
purpose_mask_to_range_numeric(PG_FUNCTION_ARGS)
{
	Numeric		value = PG_GETARG_NUMERIC(0);
	Numeric		step = PG_GETARG_NUMERIC(1);
	Numeric		start;
	StepBound	lower;
	StepBound	upper;

	check_numeric_step(step);
	if (!numeric_is_finite(value))
		PG_RETURN_DATUM(purpose_range_of_value(NUMRANGEOID,
											   NumericGetDatum(value)));

	lower.value = floor_numeric(value, step);
	start = DatumGetNumeric(lower.value);
	lower.infinite = numeric_is_inf(start);
	upper.value = NumericGetDatum(start);
	upper.infinite = is_near_overflow(value);
	if (!upper.infinite)
		upper.value = DirectFunctionCall2(numeric_add, lower.value,
										  NumericGetDatum(step));
	PG_RETURN_DATUM(purpose_range_of_step(NUMRANGEOID, lower, upper));
}
