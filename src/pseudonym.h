/*-------------------------------------------------------------------------
 *
 * pseudonym.h
 *		The keyed functions, for pseudonym_authority.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_PSEUDONYM_H
#define PURPOSE_PSEUDONYM_H

#include "pg_purpose.h"

#include "fmgr.h"

/* Is this the C function of a pseudonym, or of noise? */
extern bool purpose_pseudonym_is_keyed(PGFunction function);

/* The keyed functions of pseudonym_noise.c. */
extern Datum purpose_mask_noise_int4(PG_FUNCTION_ARGS);
extern Datum purpose_mask_noise_int8(PG_FUNCTION_ARGS);
extern Datum purpose_mask_noise_float8(PG_FUNCTION_ARGS);
extern Datum purpose_mask_noise_numeric(PG_FUNCTION_ARGS);
extern Datum purpose_mask_noise_date(PG_FUNCTION_ARGS);

#endif							/* PURPOSE_PSEUDONYM_H */
