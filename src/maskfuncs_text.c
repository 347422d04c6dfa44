/*-------------------------------------------------------------------------
 *
 * maskfuncs_text.c
 *		Masks for text: parts of a value, kept formats, placeholders.
 *
 * What a character is, is known to maskfuncs_chars.c.  Keyed replacements of
 * a text are in pseudonym.c.
 *
 * The invariant: a text is never shown whole.  Each function decides how
 * much may be shown before it copies anything, and what it does not
 * recognise it hides.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "compat.h"
#include "maskfuncs_chars.h"

/* What stands for a hidden character, and for a hidden stretch of them. */
#define HIDDEN_CHARACTER	'*'
#define HIDDEN_CHARACTER_TEXT	"*"
#define HIDDEN_STRETCH	"****"

#define REDACTED_TEXT	"[redacted]"

/*
 * The lengths within which digits are believed to be what the function
 * masks.  ISO/IEC 7812 numbers have at most 19 digits, and the shortest that
 * are issued have 12; ITU-T E.164 numbers have at most 15, to which prefixes
 * such as "00" and "(0)" are added.
 */
#define CARD_DIGITS_MIN		12
#define CARD_DIGITS_MAX		19
#define CARD_DIGITS_KEPT	4
#define PHONE_DIGITS_MIN	7
#define PHONE_DIGITS_MAX	20
#define PHONE_DIGITS_KEPT	2

/* Longer "top-level domains" may well be a name or a secret. */
#define TLD_LETTERS_MIN		2
#define TLD_LETTERS_MAX		6

PG_FUNCTION_INFO_V1(purpose_mask_partial);
PG_FUNCTION_INFO_V1(purpose_mask_email);
PG_FUNCTION_INFO_V1(purpose_mask_card);
PG_FUNCTION_INFO_V1(purpose_mask_phone);
PG_FUNCTION_INFO_V1(purpose_mask_postcode);
PG_FUNCTION_INFO_V1(purpose_mask_first_letter);
PG_FUNCTION_INFO_V1(purpose_mask_initials);
PG_FUNCTION_INFO_V1(purpose_mask_redact_text);
PG_FUNCTION_INFO_V1(purpose_mask_blank);

/* What the characters of a text other than its separators are. */
typedef struct SymbolCount
{
	int64		symbols;
	int64		digits;
} SymbolCount;

static bool
is_ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_ascii_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static Span
trim_spaces(Span span)
{
	while (span.start < span.end && is_ascii_space(*span.start))
		span.start++;
	while (span.end > span.start && is_ascii_space(span.end[-1]))
		span.end--;
	return span;
}

static void
append_span(StringInfo out, const char *start, const char *end)
{
	appendBinaryStringInfo(out, start, (int) (end - start));
}

static text *
text_of_string_info(StringInfo string)
{
	return cstring_to_text_with_len(string->data, string->len);
}

static void
check_not_negative(int32 value, const char *parameter)
{
	if (value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must not be negative", parameter),
				 errdetail("It is %d.", value)));
}

/*
 * Put the three parts of a partial mask together.
 *
 * The sizes are added up in 64 bits: two texts of half a gigabyte each are
 * legal and their sum is not.
 */
static text *
join_parts(Span prefix, Span padding, Span suffix)
{
	int64		size = (int64) VARHDRSZ + (prefix.end - prefix.start) +
		(padding.end - padding.start) + (suffix.end - suffix.start);
	text	   *result;
	char	   *out;

	if (size > (int64) MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("masked value would be too long")));

	result = palloc(size);
	SET_VARSIZE(result, size);
	out = VARDATA(result);
	memcpy(out, prefix.start, prefix.end - prefix.start);
	out += prefix.end - prefix.start;
	memcpy(out, padding.start, padding.end - padding.start);
	out += padding.end - padding.start;
	memcpy(out, suffix.start, suffix.end - suffix.start);
	return result;
}

/*
 * partial(value text, prefix int4, padding text, suffix int4) -> text
 *
 * The first "prefix" and the last "suffix" characters with the padding
 * between them; the padding alone where nothing would be left to hide.
 */
Datum
purpose_mask_partial(PG_FUNCTION_ARGS)
{
	Span		value = purpose_span_of_text(PG_GETARG_TEXT_PP(0));
	int32		prefix_length = PG_GETARG_INT32(1);
	Span		padding = purpose_span_of_text(PG_GETARG_TEXT_PP(2));
	int32		suffix_length = PG_GETARG_INT32(3);
	Span		prefix = {value.start, value.start};
	Span		suffix = {value.end, value.end};
	int64		total = purpose_char_count(value);

	check_not_negative(prefix_length, "prefix");
	check_not_negative(suffix_length, "suffix");

	if (total > (int64) prefix_length + suffix_length)
	{
		prefix.end = purpose_char_skip(value, prefix_length);
		suffix.start = purpose_char_skip(value, total - suffix_length);
	}
	PG_RETURN_TEXT_P(join_parts(prefix, padding, suffix));
}

/*
 * The last label of a domain, if it can be shown; an empty span otherwise.
 */
static Span
top_level_domain(Span domain)
{
	Span		tld = {domain.end, domain.end};
	Span		none = {domain.end, domain.end};

	while (tld.start > domain.start && is_ascii_letter(tld.start[-1]))
		tld.start--;

	/* a dot must stand before it, and some other label before that */
	if (tld.start - domain.start < 2 || tld.start[-1] != '.' ||
		tld.start[-2] == '.')
		return none;
	if (tld.end - tld.start < TLD_LETTERS_MIN ||
		tld.end - tld.start > TLD_LETTERS_MAX)
		return none;
	return tld;
}

/*
 * email(text) -> text: j****@****.com
 *
 * Shown are the first character of a local part of two or more, and a
 * top-level domain that looks like one.  Neither is shown of what has not
 * exactly one @.  The rest of the domain is hidden entirely: for many people
 * it is their name or their employer.
 */
Datum
purpose_mask_email(PG_FUNCTION_ARGS)
{
	Span		value = trim_spaces(purpose_span_of_text(PG_GETARG_TEXT_PP(0)));
	const char *at = memchr(value.start, '@', value.end - value.start);
	StringInfoData out;

	initStringInfo(&out);
	if (at == NULL || memchr(at + 1, '@', value.end - at - 1) != NULL)
		appendStringInfoString(&out, HIDDEN_STRETCH "@" HIDDEN_STRETCH);
	else
	{
		Span		local = {value.start, at};
		Span		domain = {at + 1, value.end};
		Span		tld = top_level_domain(domain);

		if (purpose_char_count(local) >= 2)
			append_span(&out, local.start,
						purpose_char_next(local.start, local.end));
		appendStringInfoString(&out, HIDDEN_STRETCH "@" HIDDEN_STRETCH);
		if (tld.start < tld.end)
		{
			appendStringInfoChar(&out, '.');
			append_span(&out, tld.start, tld.end);
		}
	}
	PG_RETURN_TEXT_P(text_of_string_info(&out));
}

static bool
is_separator(const char *p, const char *separators)
{
	return *p != '\0' && strchr(separators, *p) != NULL;
}

static SymbolCount
count_symbols(Span value, const char *separators)
{
	SymbolCount count = {0, 0};
	const char *p = value.start;

	while (p < value.end)
	{
		const char *next = purpose_char_next(p, value.end);

		/* a digit with an accent is no digit */
		if (next - p > 1 || !is_separator(p, separators))
		{
			count.symbols++;
			if (next - p == 1 && is_ascii_digit(*p))
				count.digits++;
		}
		p = next;
	}
	return count;
}

/*
 * Copy a text, hiding its symbols but for those numbered from "keep_from" to
 * before "keep_to".  A symbol is a character that is no separator; they are
 * numbered from 0.
 */
static text *
hide_symbols(Span value, const char *separators,
			 int64 keep_from, int64 keep_to)
{
	StringInfoData out;
	const char *p = value.start;
	int64		number = 0;

	initStringInfo(&out);
	while (p < value.end)
	{
		const char *next = purpose_char_next(p, value.end);

		if (next - p == 1 && is_separator(p, separators))
			appendStringInfoChar(&out, *p);
		else
		{
			if (number >= keep_from && number < keep_to)
				append_span(&out, p, next);
			else
				appendStringInfoChar(&out, HIDDEN_CHARACTER);
			number++;
		}
		p = next;
	}
	return text_of_string_info(&out);
}

/*
 * Hide all digits but the last "kept" of a number in its format.
 *
 * If the text has anything but digits and separators, or not between "min"
 * and "max" digits, then it is not such a number and no symbol is shown.
 */
static text *
hide_number(Span value, const char *separators, int min, int max, int kept)
{
	SymbolCount count = count_symbols(value, separators);

	if (count.symbols != count.digits || count.digits < min ||
		count.digits > max)
		return hide_symbols(value, separators, 0, 0);
	return hide_symbols(value, separators,
						count.digits - kept, count.digits);
}

/*
 * card(text) -> text: ****-****-****-1234
 */
Datum
purpose_mask_card(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(hide_number(purpose_span_of_text(PG_GETARG_TEXT_PP(0)), " -",
								 CARD_DIGITS_MIN, CARD_DIGITS_MAX,
								 CARD_DIGITS_KEPT));
}

/*
 * phone(text) -> text: +** (***) ***-**67
 */
Datum
purpose_mask_phone(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(hide_number(purpose_span_of_text(PG_GETARG_TEXT_PP(0)),
								 " +-./()",
								 PHONE_DIGITS_MIN, PHONE_DIGITS_MAX,
								 PHONE_DIGITS_KEPT));
}

/*
 * postcode(value text, keep int4) -> text: SW** ***
 *
 * Nothing is shown of a code with no more than "keep" letters and digits.
 */
Datum
purpose_mask_postcode(PG_FUNCTION_ARGS)
{
	Span		value = purpose_span_of_text(PG_GETARG_TEXT_PP(0));
	int32		keep = PG_GETARG_INT32(1);

	check_not_negative(keep, "keep");

	if (count_symbols(value, " -").symbols <= keep)
		keep = 0;
	PG_RETURN_TEXT_P(hide_symbols(value, " -", 0, keep));
}

/*
 * first_letter(text) -> text: J, or * where there is no second character.
 */
Datum
purpose_mask_first_letter(PG_FUNCTION_ARGS)
{
	Span		value = trim_spaces(purpose_span_of_text(PG_GETARG_TEXT_PP(0)));
	const char *end;

	if (purpose_char_count(value) < 2)
		PG_RETURN_TEXT_P(cstring_to_text(HIDDEN_CHARACTER_TEXT));

	end = purpose_char_next(value.start, value.end);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(value.start,
											  end - value.start));
}

/*
 * Letters, digits, the apostrophe of O'Neil, and whatever is not ASCII.
 */
static bool
is_word_byte(char c)
{
	return IS_HIGHBIT_SET(c) || is_ascii_letter(c) || is_ascii_digit(c) ||
		c == '\'';
}

/*
 * The next word at or after p, empty at the end of the text.
 */
static Span
next_word(const char *p, const char *end)
{
	Span		word;

	while (p < end && !is_word_byte(*p))
		p++;
	word.start = p;
	while (p < end && is_word_byte(*p))
		p++;
	word.end = p;
	return word;
}

/*
 * initials(text) -> text: J. v. d. B.
 *
 * A word of one character, and one that begins with a digit, becomes "*.":
 * its initial would be all of it, or part of a number.
 */
Datum
purpose_mask_initials(PG_FUNCTION_ARGS)
{
	Span		value = purpose_span_of_text(PG_GETARG_TEXT_PP(0));
	Span		word = next_word(value.start, value.end);
	StringInfoData out;

	initStringInfo(&out);
	for (; word.start < word.end; word = next_word(word.end, value.end))
	{
		const char *second = purpose_char_next(word.start, word.end);

		if (out.len > 0)
			appendStringInfoChar(&out, ' ');
		if (second < word.end &&
			(IS_HIGHBIT_SET(*word.start) || is_ascii_letter(*word.start)))
			append_span(&out, word.start, second);
		else
			appendStringInfoChar(&out, HIDDEN_CHARACTER);
		appendStringInfoChar(&out, '.');
	}
	if (out.len == 0)
		appendStringInfoChar(&out, HIDDEN_CHARACTER);
	PG_RETURN_TEXT_P(text_of_string_info(&out));
}

/*
 * redact(text) -> text: always the same placeholder.
 */
Datum
purpose_mask_redact_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(REDACTED_TEXT));
}

/*
 * blank(text) -> text: an x for every character.
 */
Datum
purpose_mask_blank(PG_FUNCTION_ARGS)
{
	int64		length = purpose_char_count(purpose_span_of_text(PG_GETARG_TEXT_PP(0)));
	text	   *result = palloc(VARHDRSZ + length);

	SET_VARSIZE(result, VARHDRSZ + length);
	memset(VARDATA(result), 'x', length);
	PG_RETURN_TEXT_P(result);
}
