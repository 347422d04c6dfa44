/*-------------------------------------------------------------------------
 *
 * maskfuncs_chars.h
 *		The characters of a text, as masks count them.
 *
 * None of these throws, whatever bytes they are given.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_MASKFUNCS_CHARS_H
#define PURPOSE_MASKFUNCS_CHARS_H

#include "pg_purpose.h"

/* A stretch of bytes inside a text; it lives as long as that. */
typedef struct Span
{
	const char *start;
	const char *end;			/* the position after the last byte */
} Span;

/* The bytes of a detoasted text. */
extern Span purpose_span_of_text(const text *value);

/* The position after the character at p, which must be before "end". */
extern const char *purpose_char_next(const char *p, const char *end);

/* How many characters there are. */
extern int64 purpose_char_count(Span span);

/* The position after the first "count" characters, which must be there. */
extern const char *purpose_char_skip(Span span, int64 count);

#endif							/* PURPOSE_MASKFUNCS_CHARS_H */
