/*-------------------------------------------------------------------------
 *
 * maskfuncs_chars.c
 *		The characters of a text, as masks count them.
 *
 * A character is a code point together with the zero-width code points that
 * follow it (combining accents, variation selectors, joiners), as the
 * server's own table has them.  Were an accent counted as a character of its
 * own, a letter with two accents would pass for a text of three characters
 * and be shown but for its middle.  It is not quite what Unicode calls a
 * grapheme cluster: joined emoji are several characters.
 *
 * What may be shown of a text is decided in maskfuncs_text.c.
 *
 * The invariant: no byte beyond the end is read, and none makes an error.
 * Bytes that are not valid in the database's encoding are one character
 * each.
 *
 *-------------------------------------------------------------------------
 */
#include "maskfuncs_chars.h"

#include "mb/pg_wchar.h"

#include "compat.h"

Span
purpose_span_of_text(const text *value)
{
	Span		span;

	span.start = VARDATA_ANY(value);
	span.end = span.start + VARSIZE_ANY_EXHDR(value);
	return span;
}

/*
 * Bytes of the code point at p; never beyond "end", never an error.
 *
 * All encodings that a server can have are supersets of ASCII in which a
 * multibyte character begins with a byte that has its high bit set.
 */
static int
code_point_length(const char *p, const char *end)
{
	int			length;

	if (!IS_HIGHBIT_SET(*p))
		return 1;
	length = pg_encoding_verifymbchar(GetDatabaseEncoding(), p, end - p);
	return length > 0 ? length : 1;
}

/*
 * Does the code point at p have no width of its own?  Only UTF8 has such.
 */
static bool
is_combining(const char *p, const char *end)
{
	return IS_HIGHBIT_SET(*p) &&
		GetDatabaseEncoding() == PG_UTF8 &&
		pg_encoding_verifymbchar(PG_UTF8, p, end - p) > 0 &&
		pg_encoding_dsplen(PG_UTF8, p) == 0;
}

const char *
purpose_char_next(const char *p, const char *end)
{
	p += code_point_length(p, end);
	while (p < end && is_combining(p, end))
		p += code_point_length(p, end);
	return p;
}

int64
purpose_char_count(Span span)
{
	const char *p = span.start;
	int64		count = 0;

	for (; p < span.end; p = purpose_char_next(p, span.end))
		count++;
	return count;
}

const char *
purpose_char_skip(Span span, int64 count)
{
	const char *p = span.start;

	for (; count > 0; count--)
		p = purpose_char_next(p, span.end);
	return p;
}
