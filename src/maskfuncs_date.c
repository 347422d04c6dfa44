/*-------------------------------------------------------------------------
 *
 * maskfuncs_date.c
 *		Masks that generalise dates and timestamps, and ages.
 *
 * Keyed shifting of dates is in pseudonym_noise.c.
 *
 * Units mean what they mean to date_trunc: weeks begin on Monday, a century
 * with its year 1, a decade with the year that ends in 0, and years count
 * without a year 0 between 1 BC and AD 1.  date_trunc itself does not serve:
 * it has no form for dates, many of which no timestamp can hold, and fails
 * in the first year of the calendar.
 *
 * The invariant: all values of a unit give the same result, and none gives
 * an error.  Where a unit begins before the calendar, the calendar's first
 * instant stands for its beginning in truncate_date, and to_range leaves
 * that side open.  infinity and -infinity stay what they are: they mean
 * "never", not a day in somebody's life.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "datatype/timestamp.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "pgtime.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"

#include "compat.h"
#include "maskfuncs_range.h"

PG_FUNCTION_INFO_V1(purpose_mask_truncate_date);
PG_FUNCTION_INFO_V1(purpose_mask_truncate_timestamp);
PG_FUNCTION_INFO_V1(purpose_mask_truncate_timestamptz);
PG_FUNCTION_INFO_V1(purpose_mask_to_range_date);
PG_FUNCTION_INFO_V1(purpose_mask_to_range_timestamp);
PG_FUNCTION_INFO_V1(purpose_mask_to_range_timestamptz);
PG_FUNCTION_INFO_V1(purpose_mask_age_band);
PG_FUNCTION_INFO_V1(purpose_mask_age_band_at);

/* From the finest to the coarsest: the order is compared. */
typedef enum CalendarUnit
{
	UNIT_MINUTE,
	UNIT_HOUR,
	UNIT_DAY,
	UNIT_WEEK,
	UNIT_MONTH,
	UNIT_QUARTER,
	UNIT_YEAR,
	UNIT_DECADE,
	UNIT_CENTURY
} CalendarUnit;

static const char *const unit_names[] = {
	[UNIT_MINUTE] = "minute",
	[UNIT_HOUR] = "hour",
	[UNIT_DAY] = "day",
	[UNIT_WEEK] = "week",
	[UNIT_MONTH] = "month",
	[UNIT_QUARTER] = "quarter",
	[UNIT_YEAR] = "year",
	[UNIT_DECADE] = "decade",
	[UNIT_CENTURY] = "century",
};

/*
 * The unit of that name, in any case; an error unless it is at least as
 * coarse as "finest".
 */
static CalendarUnit
parse_unit(const text *name, CalendarUnit finest)
{
	char	   *wanted = text_to_cstring(name);
	int			unit;

	for (unit = finest; unit < (int) lengthof(unit_names); unit++)
	{
		if (pg_strcasecmp(wanted, unit_names[unit]) == 0)
			return (CalendarUnit) unit;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unit \"%s\" not recognized", wanted),
			 finest == UNIT_WEEK ?
			 errhint("A date can be masked to week, month, quarter, year, decade or century.") :
			 errhint("A timestamp can be masked to minute, hour, day, week, month, quarter, year, decade or century.")));
}

static int
floor_to_multiple(int value, int step)
{
	int			rest = value % step;

	return value - (rest < 0 ? rest + step : rest);
}

/*
 * Move the date of *fields by a number of days.
 */
static void
add_days(struct pg_tm *fields, int count)
{
	int			day = date2j(fields->tm_year, fields->tm_mon,
							 fields->tm_mday) + count;

	j2date(day, &fields->tm_year, &fields->tm_mon, &fields->tm_mday);
}

static void
add_months(struct pg_tm *fields, int count)
{
	fields->tm_mon += count;
	if (fields->tm_mon > MONTHS_PER_YEAR)
	{
		fields->tm_mon -= MONTHS_PER_YEAR;
		fields->tm_year++;
	}
}

static int
days_since_monday(const struct pg_tm *fields)
{
	int			day = date2j(fields->tm_year, fields->tm_mon,
							 fields->tm_mday);

	return (j2day(day) + 6) % 7;	/* j2day counts from Sunday */
}

/*
 * Set *fields to the beginning of the unit that they are in.
 *
 * tm_year is astronomical here: 1 BC is year 0.  The result may be before
 * the first date that the server knows.
 */
static void
truncate_fields(struct pg_tm *fields, CalendarUnit unit)
{
	if (unit == UNIT_DECADE)
		fields->tm_year = floor_to_multiple(fields->tm_year, 10);
	if (unit == UNIT_CENTURY)
		fields->tm_year = floor_to_multiple(fields->tm_year - 1, 100) + 1;
	if (unit >= UNIT_YEAR)
		fields->tm_mon = 1;
	if (unit == UNIT_QUARTER)
		fields->tm_mon = floor_to_multiple(fields->tm_mon - 1, 3) + 1;
	if (unit >= UNIT_MONTH)
		fields->tm_mday = 1;
	if (unit == UNIT_WEEK)
		add_days(fields, -days_since_monday(fields));
	if (unit >= UNIT_DAY)
		fields->tm_hour = 0;
	if (unit >= UNIT_HOUR)
		fields->tm_min = 0;
	fields->tm_sec = 0;
}

/*
 * Move *fields from the beginning of a unit to that of the next one.  For
 * units below a day see advance_time.
 */
static void
advance_fields(struct pg_tm *fields, CalendarUnit unit)
{
	switch (unit)
	{
		case UNIT_MINUTE:
		case UNIT_HOUR:
			elog(ERROR, "no calendar unit: %d", (int) unit);
			break;
		case UNIT_DAY:
			add_days(fields, 1);
			break;
		case UNIT_WEEK:
			add_days(fields, 7);
			break;
		case UNIT_MONTH:
			add_months(fields, 1);
			break;
		case UNIT_QUARTER:
			add_months(fields, 3);
			break;
		case UNIT_YEAR:
			fields->tm_year += 1;
			break;
		case UNIT_DECADE:
			fields->tm_year += 10;
			break;
		case UNIT_CENTURY:
			fields->tm_year += 100;
			break;
	}
}

/*
 * The date in *fields, or an infinite bound if there is no such date.
 */
static StepBound
date_bound(const struct pg_tm *fields)
{
	StepBound	bound = {0, true};

	if (IS_VALID_JULIAN(fields->tm_year, fields->tm_mon, fields->tm_mday))
	{
		DateADT		date = date2j(fields->tm_year, fields->tm_mon,
								  fields->tm_mday) - POSTGRES_EPOCH_JDATE;

		bound.infinite = !IS_VALID_DATE(date);
		bound.value = DateADTGetDatum(date);
	}
	return bound;
}

static struct pg_tm
date_fields(DateADT date)
{
	struct pg_tm fields = {0};

	j2date(date + POSTGRES_EPOCH_JDATE,
		   &fields.tm_year, &fields.tm_mon, &fields.tm_mday);
	return fields;
}

/*
 * truncate_date(date, text) -> date
 */
Datum
purpose_mask_truncate_date(PG_FUNCTION_ARGS)
{
	DateADT		date = PG_GETARG_DATEADT(0);
	CalendarUnit unit = parse_unit(PG_GETARG_TEXT_PP(1), UNIT_WEEK);
	struct pg_tm fields;
	StepBound	start;

	if (DATE_NOT_FINITE(date))
		PG_RETURN_DATEADT(date);

	fields = date_fields(date);
	truncate_fields(&fields, unit);
	start = date_bound(&fields);
	if (start.infinite)
		PG_RETURN_DATEADT(DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE);
	PG_RETURN_DATUM(start.value);
}

/*
 * to_range(date, text) -> daterange
 */
Datum
purpose_mask_to_range_date(PG_FUNCTION_ARGS)
{
	DateADT		date = PG_GETARG_DATEADT(0);
	CalendarUnit unit = parse_unit(PG_GETARG_TEXT_PP(1), UNIT_WEEK);
	struct pg_tm fields;
	StepBound	lower;
	StepBound	upper;

	if (DATE_NOT_FINITE(date))
		PG_RETURN_DATUM(purpose_range_of_value(DATERANGEOID,
											   DateADTGetDatum(date)));

	fields = date_fields(date);
	truncate_fields(&fields, unit);
	lower = date_bound(&fields);
	advance_fields(&fields, unit);
	upper = date_bound(&fields);
	PG_RETURN_DATUM(purpose_range_of_step(DATERANGEOID, lower, upper));
}

/*
 * The timestamp of *fields, or an infinite bound if there is none.
 *
 * "offset" is NULL for a timestamp without time zone.
 */
static StepBound
timestamp_bound(struct pg_tm *fields, int *offset)
{
	StepBound	bound;
	Timestamp	timestamp;

	bound.infinite = tm2timestamp(fields, 0, offset, &timestamp) != 0;
	bound.value = TimestampGetDatum(timestamp);
	return bound;
}

/*
 * The instant one unit below a day after "start".
 */
static StepBound
advance_time(StepBound start, CalendarUnit unit)
{
	StepBound	end = start;
	Timestamp	timestamp;

	if (start.infinite)
		return end;
	timestamp = DatumGetTimestamp(start.value) +
		(unit == UNIT_HOUR ? USECS_PER_HOUR : USECS_PER_MINUTE);
	end.infinite = !IS_VALID_TIMESTAMP(timestamp);
	end.value = TimestampGetDatum(timestamp);
	return end;
}

/*
 * The beginning and the end of the unit that a finite timestamp is in.
 *
 * "zone" is NULL for a timestamp without time zone.  The offset is that of
 * the beginning of the unit, or of its end, except for units below a day:
 * those keep the value's own, as in date_trunc, for a repeated hour is two.
 */
static void
timestamp_step(Timestamp timestamp, pg_tz *zone, CalendarUnit unit,
			   StepBound *start, StepBound *end)
{
	struct pg_tm fields;
	fsec_t		microseconds;
	int			offset = 0;
	int		   *offset_used = zone == NULL ? NULL : &offset;

	if (timestamp2tm(timestamp, offset_used, &fields, &microseconds, NULL,
					 zone) != 0)
	{
		/* no valid timestamp: hide it in a unit that is everything */
		start->infinite = end->infinite = true;
		start->value = end->value = TimestampGetDatum(0);
		return;
	}

	truncate_fields(&fields, unit);
	if (unit < UNIT_DAY)
	{
		*start = timestamp_bound(&fields, offset_used);
		*end = advance_time(*start, unit);
		return;
	}
	if (zone != NULL)
		offset = DetermineTimeZoneOffset(&fields, zone);
	*start = timestamp_bound(&fields, offset_used);
	advance_fields(&fields, unit);
	if (zone != NULL)
		offset = DetermineTimeZoneOffset(&fields, zone);
	*end = timestamp_bound(&fields, offset_used);
}

static Datum
truncate_timestamp(Timestamp timestamp, pg_tz *zone, const text *unit_name)
{
	CalendarUnit unit = parse_unit(unit_name, UNIT_MINUTE);
	StepBound	start;
	StepBound	end;

	if (TIMESTAMP_NOT_FINITE(timestamp))
		return TimestampGetDatum(timestamp);

	timestamp_step(timestamp, zone, unit, &start, &end);
	return start.infinite ? TimestampGetDatum(MIN_TIMESTAMP) : start.value;
}

static Datum
timestamp_to_range(Oid range_type, Timestamp timestamp, pg_tz *zone,
				   const text *unit_name)
{
	CalendarUnit unit = parse_unit(unit_name, UNIT_MINUTE);
	StepBound	start;
	StepBound	end;

	if (TIMESTAMP_NOT_FINITE(timestamp))
		return purpose_range_of_value(range_type,
									  TimestampGetDatum(timestamp));

	timestamp_step(timestamp, zone, unit, &start, &end);
	return purpose_range_of_step(range_type, start, end);
}

/*
 * truncate_date(timestamp, text) -> timestamp
 */
Datum
purpose_mask_truncate_timestamp(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(truncate_timestamp(PG_GETARG_TIMESTAMP(0), NULL,
									   PG_GETARG_TEXT_PP(1)));
}

/*
 * truncate_date(timestamptz, text) -> timestamptz, in the session's time zone
 */
Datum
purpose_mask_truncate_timestamptz(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(truncate_timestamp(PG_GETARG_TIMESTAMPTZ(0),
									   session_timezone,
									   PG_GETARG_TEXT_PP(1)));
}

/*
 * to_range(timestamp, text) -> tsrange
 */
Datum
purpose_mask_to_range_timestamp(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(timestamp_to_range(TSRANGEOID, PG_GETARG_TIMESTAMP(0),
									   NULL, PG_GETARG_TEXT_PP(1)));
}

/*
 * to_range(timestamptz, text) -> tstzrange, in the session's time zone
 */
Datum
purpose_mask_to_range_timestamptz(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(timestamp_to_range(TSTZRANGEOID,
									   PG_GETARG_TIMESTAMPTZ(0),
									   session_timezone,
									   PG_GETARG_TEXT_PP(1)));
}

/*
 * Completed years from "birth" to "at"; negative before birth.
 */
static int
age_in_years(DateADT birth, DateADT at)
{
	struct pg_tm from = date_fields(birth);
	struct pg_tm to = date_fields(at);
	int			years = to.tm_year - from.tm_year;

	if (to.tm_mon < from.tm_mon ||
		(to.tm_mon == from.tm_mon && to.tm_mday < from.tm_mday))
		years--;
	return years;
}

/*
 * The band that contains the age at a date; "top" and above are one band.
 */
static Datum
age_band(FunctionCallInfo fcinfo, DateADT at)
{
	DateADT		birth = PG_GETARG_DATEADT(0);
	int32		width = PG_GETARG_INT32(1);
	int32		top = PG_GETARG_INT32(2);
	StepBound	lower = {0, false};
	StepBound	upper = {0, true};
	int			age;
	int64		start;

	if (width <= 0 || top <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("width and top of an age band must be greater than zero"),
				 errdetail("They are %d and %d.", width, top)));
	if (DATE_NOT_FINITE(birth) || DATE_NOT_FINITE(at))
		PG_RETURN_NULL();

	age = age_in_years(birth, at);
	if (age >= top)
		lower.value = Int32GetDatum(top);
	else
	{
		start = age - (age % width + (int64) width) % width;
		lower.infinite = start < PG_INT32_MIN;
		lower.value = Int32GetDatum((int32) start);
		upper.infinite = false;
		upper.value = Int32GetDatum((int32) Min(start + width, top));
	}
	return purpose_range_of_step(INT4RANGEOID, lower, upper);
}

/*
 * age_band(birth date, width int4, top int4) -> int4range, as of today
 *
 * NULL where there is no age: for an infinite date of birth.
 */
Datum
purpose_mask_age_band(PG_FUNCTION_ARGS)
{
	return age_band(fcinfo, GetSQLCurrentDate());
}

/*
 * age_band(birth date, width int4, top int4, at date) -> int4range
 */
Datum
purpose_mask_age_band_at(PG_FUNCTION_ARGS)
{
	return age_band(fcinfo, PG_GETARG_DATEADT(3));
}
