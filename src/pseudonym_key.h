/*-------------------------------------------------------------------------
 *
 * pseudonym_key.h
 *		Keyed digests, the source of pseudonyms and of noise.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_PSEUDONYM_KEY_H
#define PURPOSE_PSEUDONYM_KEY_H

#include "pg_purpose.h"

#include "common/sha2.h"

/* Bytes of a keyed digest. */
#define PURPOSE_DIGEST_BYTES	PG_SHA256_DIGEST_LENGTH

/*
 * A domain of digests: equal values in different domains have unrelated
 * digests.
 */
typedef struct DigestDomain
{
	const char *variant;		/* which function asks: a constant of ours */
	const text *context;		/* what the label's author gave, detoasted */
} DigestDomain;

/* Define the setting purpose.pseudonym_key_file. */
extern void purpose_pseudonym_key_init(void);

/*
 * HMAC-SHA256 of "length" bytes at "value" under the server's key, into
 * PURPOSE_DIGEST_BYTES bytes at "digest".
 *
 * Throws if there is no key: there is never a digest without one.  The
 * caller has checked that its own caller may have one.
 */
extern void purpose_digest_compute(const DigestDomain *domain,
								   const void *value, Size length,
								   uint8 *digest);

#endif							/* PURPOSE_PSEUDONYM_KEY_H */
