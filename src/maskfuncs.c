/*-------------------------------------------------------------------------
 *
 * maskfuncs.c
 *		Masks: what they have in common, and the ones for small types.
 *
 * The mask functions live by type of value:
 *
 *		maskfuncs.c				inet and cidr, bytea
 *		maskfuncs_text.c		text (its characters: maskfuncs_chars.c)
 *		maskfuncs_range.c		numbers, to steps and ranges
 *		maskfuncs_date.c		dates and timestamps, to steps and ranges
 *		maskfuncs_jsonb.c		jsonb
 *		pseudonym.c				keyed pseudonyms
 *		pseudonym_noise.c		keyed noise
 *
 * None of them knows of purposes, labels or sessions: which mask applies to
 * whom is decided in verdict.c and done in mask.c.
 *
 * Two invariants hold for all of them:
 *
 * 1.	What a mask is to hide is not in its result, however short or odd the
 *		value.  A value too short to be shown in part is not shown at all.
 *
 * 2.	No value makes a mask fail; only a wrong parameter does.  An error
 *		for one row would make the whole table unreadable, and would tell
 *		that such a row exists.  Results that their type cannot hold are
 *		brought to the nearest one that it can.
 *
 *-------------------------------------------------------------------------
 */
#include "maskfuncs.h"

#include <sys/socket.h>

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/inet.h"

#include "compat.h"
#include "pseudonym_key.h"

PG_FUNCTION_INFO_V1(purpose_mask_truncate_inet);
PG_FUNCTION_INFO_V1(purpose_mask_redact_bytea);

void
purpose_maskfuncs_init(void)
{
	purpose_pseudonym_key_init();
}

/*
 * Refuse a prefix length that addresses of this family do not have.
 */
static void
check_prefix_length(int bits, int max_bits, const char *family)
{
	if (bits < 0 || bits > max_bits)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid prefix length for %s: %d", family, bits),
				 errdetail("A prefix of an %s address has 0 to %d bits.",
						   family, max_bits)));
}

/*
 * The leading "bits" bits of an address; the others are zero.
 */
static inet *
truncate_address(const inet *address, int bits)
{
	inet	   *result = palloc0(sizeof(inet));
	unsigned char *from = ip_addr(address);
	unsigned char *to;
	int			i;

	ip_family(result) = ip_family(address);
	ip_bits(result) = Min(ip_bits(address), bits);
	to = ip_addr(result);

	for (i = 0; i < ip_addrsize(address); i++)
	{
		int			kept = Max(0, Min(8, bits - i * 8));

		to[i] = from[i] & (unsigned char) (0xff << (8 - kept));
	}
	SET_INET_VARSIZE(result);

	return result;
}

/*
 * truncate_ip(inet, v4 int4, v6 int4) -> inet, and the same for cidr
 *
 * "v4" and "v6" count the leading bits that are kept.  A netmask is kept as
 * well, but is no longer than that.  Serves cidr too: beyond its netmask a
 * cidr has no bits to begin with.
 */
Datum
purpose_mask_truncate_inet(PG_FUNCTION_ARGS)
{
	inet	   *address = PG_GETARG_INET_PP(0);
	int32		v4_bits = PG_GETARG_INT32(1);
	int32		v6_bits = PG_GETARG_INT32(2);

	check_prefix_length(v4_bits, 32, "IPv4");
	check_prefix_length(v6_bits, 128, "IPv6");

	PG_RETURN_INET_P(truncate_address(address,
									  ip_family(address) == PGSQL_AF_INET ?
									  v4_bits : v6_bits));
}

/*
 * redact(bytea) -> bytea: no bytes at all.
 */
Datum
purpose_mask_redact_bytea(PG_FUNCTION_ARGS)
{
	bytea	   *result = palloc(VARHDRSZ);

	SET_VARSIZE(result, VARHDRSZ);
	PG_RETURN_BYTEA_P(result);
}
