/*-------------------------------------------------------------------------
 *
 * pseudonym.c
 *		Pseudonyms: the same value always becomes the same other value.
 *
 * Where the key comes from is in pseudonym_key.c, who may call in
 * pseudonym_authority.c, and noise in pseudonym_noise.c.
 *
 * A text or uuid becomes (part of) its HMAC-SHA256.  An integer is permuted
 * among the integers of its type and sign, so that two different ones never
 * become the same and keys stay unique: a Feistel network (Luby and Rackoff,
 * "How to construct pseudorandom permutations from pseudorandom functions",
 * SIAM J. Comput. 17(2), 1988) with HMAC as its round function, arranged for
 * any number of bits as in NIST SP 800-38G, FF1, and with its ten rounds.
 * It is not FF1, whose round function is AES.
 *
 * The invariant: for one key, a value's pseudonym in a context never
 * changes, in any release.  Data sets are joined on them.  A better
 * construction needs a new function, not a change to these.
 *
 *-------------------------------------------------------------------------
 */
#include "pseudonym.h"

#include "port/pg_bswap.h"
#include "utils/builtins.h"
#include "utils/uuid.h"

#include "compat.h"
#include "pseudonym_authority.h"
#include "pseudonym_key.h"

PG_FUNCTION_INFO_V1(purpose_mask_pseudonym_text);
PG_FUNCTION_INFO_V1(purpose_mask_pseudonym_text_length);
PG_FUNCTION_INFO_V1(purpose_mask_pseudonym_int4);
PG_FUNCTION_INFO_V1(purpose_mask_pseudonym_int8);
PG_FUNCTION_INFO_V1(purpose_mask_pseudonym_uuid);
PG_FUNCTION_INFO_V1(purpose_mask_pseudonym_key_id);

#define DIGEST_HEX_DIGITS	(PURPOSE_DIGEST_BYTES * 2)
#define KEY_ID_HEX_DIGITS	16
#define FEISTEL_ROUNDS		10

bool
purpose_pseudonym_is_keyed(PGFunction function)
{
	static const PGFunction keyed[] = {
		purpose_mask_pseudonym_text,
		purpose_mask_pseudonym_text_length,
		purpose_mask_pseudonym_int4,
		purpose_mask_pseudonym_int8,
		purpose_mask_pseudonym_uuid,
		purpose_mask_noise_int4,
		purpose_mask_noise_int8,
		purpose_mask_noise_float8,
		purpose_mask_noise_numeric,
		purpose_mask_noise_date
	};
	int			i;

	for (i = 0; i < (int) lengthof(keyed); i++)
	{
		if (keyed[i] == function)
			return true;
	}
	return false;
}

/*
 * The first "digits" hexadecimal digits of a digest.
 */
static text *
digest_to_text(const uint8 *digest, int digits)
{
	char		hex[DIGEST_HEX_DIGITS];

	hex_encode((const char *) digest, PURPOSE_DIGEST_BYTES, hex);
	return cstring_to_text_with_len(hex, digits);
}

/*
 * The pseudonym of a text with that many digits.
 *
 * The number of digits is part of the domain: a short pseudonym is not the
 * beginning of a long one, so tables that show either cannot be joined.
 */
static text *
text_pseudonym(const text *value, const text *context, int32 digits)
{
	char		variant[32];
	uint8		digest[PURPOSE_DIGEST_BYTES];
	DigestDomain domain = {variant, context};

	snprintf(variant, sizeof(variant), "pseudonym text %d", digits);
	purpose_digest_compute(&domain, VARDATA_ANY(value),
						   VARSIZE_ANY_EXHDR(value), digest);
	return digest_to_text(digest, digits);
}

/*
 * pseudonym(value text, context text) -> text: 64 hexadecimal digits
 */
Datum
purpose_mask_pseudonym_text(PG_FUNCTION_ARGS)
{
	purpose_pseudonym_check_caller(fcinfo);
	PG_RETURN_TEXT_P(text_pseudonym(PG_GETARG_TEXT_PP(0),
									PG_GETARG_TEXT_PP(1),
									DIGEST_HEX_DIGITS));
}

/*
 * pseudonym(value text, length int4, context text) -> text
 *
 * "length" is the number of hexadecimal digits, 1 to 64.
 */
Datum
purpose_mask_pseudonym_text_length(PG_FUNCTION_ARGS)
{
	int32		digits = PG_GETARG_INT32(1);

	purpose_pseudonym_check_caller(fcinfo);
	if (digits < 1 || digits > DIGEST_HEX_DIGITS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid length of a pseudonym: %d", digits),
				 errdetail("A pseudonym has 1 to %d hexadecimal digits.",
						   DIGEST_HEX_DIGITS)));

	PG_RETURN_TEXT_P(text_pseudonym(PG_GETARG_TEXT_PP(0),
									PG_GETARG_TEXT_PP(2), digits));
}

/*
 * The Feistel round function: 64 bits from the round's number and a half.
 */
static uint64
round_function(const DigestDomain *domain, int round, uint64 half)
{
	uint64		message[2];
	uint64		output;
	uint8		digest[PURPOSE_DIGEST_BYTES];

	message[0] = pg_hton64((uint64) round);
	message[1] = pg_hton64(half);
	purpose_digest_compute(domain, message, sizeof(message), digest);
	memcpy(&output, digest, sizeof(output));
	return pg_ntoh64(output);
}

/*
 * Permute the numbers from 0 to before 2^bits, 2 <= bits <= 64.
 *
 * With an odd number of bits the halves differ by one and swap their sizes
 * in each round; ten rounds bring them back to where they were.
 */
static uint64
permute(const DigestDomain *domain, uint64 value, int bits)
{
	int			low_bits = bits - bits / 2;
	uint64		low_mask = (UINT64CONST(1) << low_bits) - 1;
	uint64		high_mask = (UINT64CONST(1) << (bits / 2)) - 1;
	uint64		a = value >> low_bits;
	uint64		b = value & low_mask;
	int			round;

	for (round = 0; round < FEISTEL_ROUNDS; round++)
	{
		uint64		mask = round % 2 == 0 ? high_mask : low_mask;
		uint64		c = (a + round_function(domain, round, b)) & mask;

		a = b;
		b = c;
	}
	return (a << low_bits) | b;
}

/*
 * The pseudonym of an integer of that many bits besides its sign.
 *
 * The sign is kept: applications take negative keys badly.  -1 is the
 * complement of 0, so both signs have the same number of integers.
 */
static int64
integer_pseudonym(int64 value, const text *context, int bits)
{
	char		variant[32];
	DigestDomain domain = {variant, context};

	snprintf(variant, sizeof(variant), "pseudonym int %d%c", bits + 1,
			 value < 0 ? '-' : '+');
	if (value < 0)
		return ~(int64) permute(&domain, (uint64) ~value, bits);
	return (int64) permute(&domain, (uint64) value, bits);
}

/*
 * pseudonym(value int4, context text) -> int4
 */
Datum
purpose_mask_pseudonym_int4(PG_FUNCTION_ARGS)
{
	purpose_pseudonym_check_caller(fcinfo);
	PG_RETURN_INT32((int32) integer_pseudonym(PG_GETARG_INT32(0),
											  PG_GETARG_TEXT_PP(1), 31));
}

/*
 * pseudonym(value int8, context text) -> int8
 */
Datum
purpose_mask_pseudonym_int8(PG_FUNCTION_ARGS)
{
	purpose_pseudonym_check_caller(fcinfo);
	PG_RETURN_INT64(integer_pseudonym(PG_GETARG_INT64(0),
									  PG_GETARG_TEXT_PP(1), 63));
}

/*
 * pseudonym(value uuid, context text) -> uuid of version 8
 *
 * Version 8 (RFC 9562, section 5.8) leaves 122 bits to us, and tells a
 * pseudonym from the random and name-based ones of applications.
 */
Datum
purpose_mask_pseudonym_uuid(PG_FUNCTION_ARGS)
{
	pg_uuid_t  *value = PG_GETARG_UUID_P(0);
	DigestDomain domain = {"pseudonym uuid", NULL};
	uint8		digest[PURPOSE_DIGEST_BYTES];
	pg_uuid_t  *result = palloc(sizeof(pg_uuid_t));

	purpose_pseudonym_check_caller(fcinfo);
	domain.context = PG_GETARG_TEXT_PP(1);
	purpose_digest_compute(&domain, value->data, UUID_LEN, digest);

	memcpy(result->data, digest, UUID_LEN);
	result->data[6] = (result->data[6] & 0x0f) | 0x80;
	result->data[8] = (result->data[8] & 0x3f) | 0x80;
	PG_RETURN_UUID_P(result);
}

/*
 * pseudonym_key_id() -> text: 16 hexadecimal digits that name the key
 *
 * Whether two servers, or a server before and after a restore, have the same
 * key.  EXECUTE on it is what pseudonym_authority.c asks for, so it needs no
 * check of its own.
 */
Datum
purpose_mask_pseudonym_key_id(PG_FUNCTION_ARGS)
{
	DigestDomain domain = {"key id", cstring_to_text("")};
	uint8		digest[PURPOSE_DIGEST_BYTES];

	purpose_digest_compute(&domain, "", 0, digest);
	PG_RETURN_TEXT_P(digest_to_text(digest, KEY_ID_HEX_DIGITS));
}
