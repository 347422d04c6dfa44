/*-------------------------------------------------------------------------
 *
 * pseudonym_noise.c
 *		Noise: a number or date is moved, always by the same amount.
 *
 * The amount is drawn from the value's keyed digest, not from a generator of
 * random numbers: noise that differed from one query to the next would be
 * averaged away by asking often.  The price is that equal values stay equal.
 * It is not differential privacy: each value is moved on its own, within
 * fixed bounds, and no budget is kept.
 *
 * The invariants: a result is within the bounds that the parameter states,
 * and no value gives an error; a result that its type cannot hold becomes
 * the nearest that it can.
 *
 *-------------------------------------------------------------------------
 */
#include "pseudonym.h"

#include <float.h>
#include <math.h>

#include "common/int.h"
#include "datatype/timestamp.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/numeric.h"

#include "compat.h"
#include "pseudonym_authority.h"
#include "pseudonym_key.h"

PG_FUNCTION_INFO_V1(purpose_mask_noise_int4);
PG_FUNCTION_INFO_V1(purpose_mask_noise_int8);
PG_FUNCTION_INFO_V1(purpose_mask_noise_float8);
PG_FUNCTION_INFO_V1(purpose_mask_noise_numeric);
PG_FUNCTION_INFO_V1(purpose_mask_noise_date);

/* Decimal digits of the random fraction that moves a numeric. */
#define FRACTION_DIGITS	18
#define FRACTION_ONE	INT64CONST(1000000000000000000)

/*
 * A ratio of 0 would show the value, one above 1 could turn its sign.
 */
static void
check_ratio(float8 ratio)
{
	if (!(ratio > 0 && ratio <= 1)) /* true for NaN */
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("ratio of noise must be above 0 and at most 1")));
}

/*
 * 64 bits that depend on the key, the context, the parameter and the value.
 *
 * On the parameter because of those who see a value under two of them: with
 * the same draw v in both, x + 0.1 v and x + 0.2 v give x away.
 */
static uint64
keyed_bits(const char *variant, uint64 parameter, const text *context,
		   const void *value, Size length)
{
	char		full_variant[64];
	DigestDomain domain = {full_variant, context};
	uint8		digest[PURPOSE_DIGEST_BYTES];
	uint64		bits;

	snprintf(full_variant, sizeof(full_variant), "%s %016llx", variant,
			 (unsigned long long) parameter);
	purpose_digest_compute(&domain, value, length, digest);
	memcpy(&bits, digest, sizeof(bits));
	return pg_ntoh64(bits);
}

/*
 * The bits of a double, as a parameter or a message.
 */
static uint64
bits_of_double(float8 value)
{
	uint64		bits;

	StaticAssertStmt(sizeof(bits) == sizeof(value), "double has 64 bits");
	memcpy(&bits, &value, sizeof(bits));
	return bits;
}

/*
 * An integer from -bound to bound; bound is at most 2^63 - 1.
 *
 * The remainder prefers small numbers, noticeably so only for bounds of a
 * size at which no amount is guessed anyway.
 */
static int64
keyed_offset(uint64 bits, uint64 bound)
{
	uint64		draw = bits % (2 * bound + 1);

	return draw >= bound ? (int64) (draw - bound) : -(int64) (bound - draw);
}

/*
 * How far an integer may be moved: the ratio's share, and at least by one,
 * or small numbers would be shown as they are.
 *
 * A double has 53 bits, so the product may be a little too large: take more
 * off than that.
 */
static uint64
integer_bound(int64 value, float8 ratio)
{
	uint64		magnitude = value < 0 ? -(uint64) value : (uint64) value;
	uint64		bound = (uint64) ((float8) magnitude * ratio);

	return Max(bound - (bound >> 50), 1);
}

/*
 * The value moved, saturating at the ends of int8.
 */
static int64
noisy_integer(const char *variant, int64 value, float8 ratio,
			  const text *context)
{
	uint64		message = pg_hton64((uint64) value);
	uint64		bits = keyed_bits(variant, bits_of_double(ratio), context,
								  &message, sizeof(message));
	int64		offset = keyed_offset(bits, integer_bound(value, ratio));
	int64		result;

	if (pg_add_s64_overflow(value, offset, &result))
		return offset < 0 ? PG_INT64_MIN : PG_INT64_MAX;
	return result;
}

/*
 * noise(value int4, ratio float8, context text) -> int4
 */
Datum
purpose_mask_noise_int4(PG_FUNCTION_ARGS)
{
	int32		value = PG_GETARG_INT32(0);
	float8		ratio = PG_GETARG_FLOAT8(1);
	int64		result;

	purpose_pseudonym_check_caller(fcinfo);
	check_ratio(ratio);
	result = noisy_integer("noise int4", value, ratio,
						   PG_GETARG_TEXT_PP(2));
	PG_RETURN_INT32((int32) Max(PG_INT32_MIN, Min(PG_INT32_MAX, result)));
}

/*
 * noise(value int8, ratio float8, context text) -> int8
 */
Datum
purpose_mask_noise_int8(PG_FUNCTION_ARGS)
{
	int64		value = PG_GETARG_INT64(0);
	float8		ratio = PG_GETARG_FLOAT8(1);

	purpose_pseudonym_check_caller(fcinfo);
	check_ratio(ratio);
	PG_RETURN_INT64(noisy_integer("noise int8", value, ratio,
								  PG_GETARG_TEXT_PP(2)));
}

/*
 * noise(value float8, ratio float8, context text) -> float8
 *
 * Zero stays zero, and so do NaN and the infinities: a share of them is
 * nothing or makes no sense.
 */
Datum
purpose_mask_noise_float8(PG_FUNCTION_ARGS)
{
	float8		value = PG_GETARG_FLOAT8(0);
	float8		ratio = PG_GETARG_FLOAT8(1);
	uint64		message;
	uint64		bits;
	float8		fraction;
	float8		result;

	purpose_pseudonym_check_caller(fcinfo);
	check_ratio(ratio);
	if (isnan(value) || isinf(value) || value == 0)
		PG_RETURN_FLOAT8(value);

	message = pg_hton64(bits_of_double(value));
	bits = keyed_bits("noise float8", bits_of_double(ratio),
					  PG_GETARG_TEXT_PP(2), &message, sizeof(message));

	/* 53 bits, from -1 to 1 */
	fraction = ldexp((float8) (bits >> 11), -52) - 1.0;
	result = value + value * ratio * fraction;
	if (isinf(result))
		result = result < 0 ? -DBL_MAX : DBL_MAX;
	PG_RETURN_FLOAT8(result);
}

/*
 * 10^-scale, the smallest amount in a numeric of that scale.
 */
static Datum
last_place(int scale)
{
	return DirectFunctionCall3(numeric_in,
							   CStringGetDatum(psprintf("1e-%d", scale)),
							   ObjectIdGetDatum(InvalidOid),
							   Int32GetDatum(-1));
}

/*
 * How far a numeric may be moved: the ratio's share, in its own scale, and
 * at least by one in its last place.
 */
static Datum
numeric_bound(Numeric value, float8 ratio, int scale)
{
	Datum		magnitude = DirectFunctionCall1(numeric_abs,
												NumericGetDatum(value));
	Datum		factor = DirectFunctionCall1(float8_numeric,
											 Float8GetDatum(ratio));
	Datum		share = DirectFunctionCall2(numeric_mul, magnitude, factor);

	share = DirectFunctionCall2(numeric_trunc, share, Int32GetDatum(scale));
	return DirectFunctionCall2(numeric_larger, share, last_place(scale));
}

/*
 * A fraction from -1 to 1 for a numeric.  1.0 and 1.00 are the same number
 * and get the same one.
 */
static int64
numeric_fraction(Numeric value, float8 ratio, const text *context)
{
	Datum		trimmed = DirectFunctionCall1(numeric_trim_scale,
											  NumericGetDatum(value));
	char	   *digits = DatumGetCString(DirectFunctionCall1(numeric_out,
															 trimmed));

	return keyed_offset(keyed_bits("noise numeric", bits_of_double(ratio),
								   context, digits, strlen(digits)),
						FRACTION_ONE);
}

/*
 * noise(value numeric, ratio float8, context text) -> numeric
 *
 * The result has the value's scale.  NaN and the infinities stay.  Numbers
 * beyond the range of a double only ever move towards zero, so that none
 * overflows numeric.
 */
Datum
purpose_mask_noise_numeric(PG_FUNCTION_ARGS)
{
	Numeric		value = PG_GETARG_NUMERIC(0);
	float8		ratio = PG_GETARG_FLOAT8(1);
	int			scale;
	int64		fraction;
	float8		approximation;
	Numeric		factor;
	Datum		offset;

	purpose_pseudonym_check_caller(fcinfo);
	check_ratio(ratio);
	if (numeric_is_nan(value) || numeric_is_inf(value))
		PG_RETURN_NUMERIC(value);

	scale = DatumGetInt32(DirectFunctionCall1(numeric_scale,
											  NumericGetDatum(value)));
	fraction = numeric_fraction(value, ratio, PG_GETARG_TEXT_PP(2));
	approximation =
		DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
										   NumericGetDatum(value)));
	if (isinf(approximation) && (fraction > 0) == (approximation > 0))
		fraction = -fraction;

	factor = int64_div_fast_to_numeric(fraction, FRACTION_DIGITS);
	offset = DirectFunctionCall2(numeric_mul,
								 numeric_bound(value, ratio, scale),
								 NumericGetDatum(factor));
	offset = DirectFunctionCall2(numeric_round, offset,
								 Int32GetDatum(scale));
	PG_RETURN_DATUM(DirectFunctionCall2(numeric_add, NumericGetDatum(value),
										offset));
}

/*
 * noise(value date, days int4, context text) -> date, moved by up to "days"
 */
Datum
purpose_mask_noise_date(PG_FUNCTION_ARGS)
{
	DateADT		value = PG_GETARG_DATEADT(0);
	int32		days = PG_GETARG_INT32(1);
	uint32		message = pg_hton32((uint32) value);
	int64		result;

	purpose_pseudonym_check_caller(fcinfo);
	if (days < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("days of noise must be greater than zero")));
	if (DATE_NOT_FINITE(value))
		PG_RETURN_DATEADT(value);

	result = value +
		keyed_offset(keyed_bits("noise date", (uint64) days,
								PG_GETARG_TEXT_PP(2),
								&message, sizeof(message)), days);
	result = Max(result, DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE);
	result = Min(result, DATE_END_JULIAN - 1 - POSTGRES_EPOCH_JDATE);
	PG_RETURN_DATEADT((DateADT) result);
}
