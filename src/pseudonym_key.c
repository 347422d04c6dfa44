/*-------------------------------------------------------------------------
 *
 * pseudonym_key.c
 *		The server's pseudonym key, and digests made with it.
 *
 * The key is the content of a file that only the server can read.  It is
 * never in a catalog, a setting, a label or a message: whoever has it can
 * compute the pseudonym of every candidate value and so undo all of them.
 * Who may have digests computed is pseudonym_authority.c's business.
 *
 * The file is read anew in each statement that needs it and kept until the
 * end of that statement, so that a new key takes effect without a restart
 * while no result has pseudonyms under two keys.
 *
 * The invariant: no digest without the key.  A missing, short, or too widely
 * readable file is an error; an unkeyed hash in its place would be reversed
 * by hashing a telephone book.
 *
 *-------------------------------------------------------------------------
 */
#include "pseudonym_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access/xact.h"
#include "common/hmac.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "port/pg_bswap.h"
#include "storage/fd.h"
#include "utils/guc.h"

#include "compat.h"

/*
 * As long as the digest, so that guessing the key is no easier than guessing
 * a digest (RFC 2104, section 3); and no longer than anyone needs.
 */
#define KEY_BYTES_MIN	PG_SHA256_DIGEST_LENGTH
#define KEY_BYTES_MAX	1024

/*
 * purpose.pseudonym_key_file: the path of the key, relative to the data
 * directory.
 *
 * Set in postgresql.conf or by ALTER SYSTEM only: a session that could point
 * it at a file of known content would know the key.  Shown to superusers and
 * pg_read_all_settings only: others have no use for the path of a secret.
 */
static char *pseudonym_key_file;

/* The key as of the statement that began at key_statement. */
static uint8 key[KEY_BYTES_MAX];
static int	key_length;
static TimestampTz key_statement;
static bool key_is_loaded;

static void
forget_key(void)
{
	explicit_bzero(key, sizeof(key));
	key_length = 0;
	key_is_loaded = false;
}

static void
assign_pseudonym_key_file(const char *newval, void *extra)
{
	forget_key();
}

void
purpose_pseudonym_key_init(void)
{
	DefineCustomStringVariable("purpose.pseudonym_key_file",
							   "File with the key of pseudonyms and noise.",
							   "At least 32 random bytes, readable by the server only. A relative path is relative to the data directory.",
							   &pseudonym_key_file,
							   "",
							   PGC_SIGHUP,
							   GUC_SUPERUSER_ONLY,
							   NULL,
							   assign_pseudonym_key_file,
							   NULL);
}

/*
 * Report that the key cannot be used, and why.
 *
 * The reason names the file, so it goes to superusers and the server's log.
 */
static void
key_error(int sqlerrcode, const char *reason)
{
	ereport(ERROR,
			(errcode(sqlerrcode),
			 errmsg("pseudonym key cannot be used"),
			 superuser() ?
			 errdetail("File \"%s\" %s.", pseudonym_key_file, reason) :
			 errdetail_log("File \"%s\" %s.", pseudonym_key_file, reason),
			 errhint("purpose.pseudonym_key_file must name a file of at least %d random bytes that only the server can read.",
					 KEY_BYTES_MIN)));
}

/*
 * Check the open key file as the server checks that of its TLS key
 * (check_ssl_key_file_permissions): ours with mode 0600 or less, or root's
 * with 0640 or less.
 *
 * On the open file and not on its path, which may be another file by then.
 */
static void
check_key_file(int fd)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		key_error(ERRCODE_IO_ERROR, "cannot be examined");
	if (!S_ISREG(status.st_mode))
		key_error(ERRCODE_CONFIG_FILE_ERROR, "is not a regular file");

#if !defined(WIN32) && !defined(__CYGWIN__)
	if (status.st_uid != geteuid() && status.st_uid != 0)
		key_error(ERRCODE_CONFIG_FILE_ERROR,
				  "is owned by neither the database user nor root");
	if ((status.st_uid == geteuid() &&
		 (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) ||
		(status.st_uid == 0 &&
		 (status.st_mode & (S_IWGRP | S_IXGRP | S_IRWXO)) != 0))
		key_error(ERRCODE_CONFIG_FILE_ERROR, "has group or world access");
#endif

	if (status.st_size < KEY_BYTES_MIN)
		key_error(ERRCODE_CONFIG_FILE_ERROR, "is too short for a key");
	if (status.st_size > KEY_BYTES_MAX)
		key_error(ERRCODE_CONFIG_FILE_ERROR, "is too long for a key");
}

/*
 * Open the key file without waiting for a writer should it be a pipe.
 */
static int
open_key_file(void)
{
	int			flags = O_RDONLY | PG_BINARY;
	int			fd;

#ifdef O_NONBLOCK
	flags |= O_NONBLOCK;
#endif
	fd = OpenTransientFile(pseudonym_key_file, flags);
	if (fd < 0)
		key_error(errno == ENOENT ? ERRCODE_UNDEFINED_FILE :
				  ERRCODE_CONFIG_FILE_ERROR,
				  errno == ENOENT ? "does not exist" : "cannot be opened");
	return fd;
}

/*
 * Have the key of this statement in "key".  All bytes of the file count, a
 * line feed at its end too.
 */
static void
load_key(void)
{
	TimestampTz statement = GetCurrentStatementStartTimestamp();
	int			fd;

	if (key_is_loaded && key_statement == statement)
		return;
	forget_key();

	if (pseudonym_key_file == NULL || pseudonym_key_file[0] == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("no pseudonym key is configured"),
				 errhint("Set purpose.pseudonym_key_file to a file of at least %d random bytes that only the server can read.",
						 KEY_BYTES_MIN)));

	fd = open_key_file();
	check_key_file(fd);
	key_length = read(fd, key, sizeof(key));
	if (CloseTransientFile(fd) != 0 || key_length < KEY_BYTES_MIN)
	{
		forget_key();
		key_error(ERRCODE_IO_ERROR, "cannot be read");
	}
	key_statement = statement;
	key_is_loaded = true;
}

/*
 * Feed the whole message to the HMAC; false on a failure of the library.
 *
 * The message is the variant with its final zero byte, the length of the
 * context as eight bytes, the context, and the value: no two combinations of
 * them give the same bytes.
 */
static bool
hmac_message(pg_hmac_ctx *hmac, const DigestDomain *domain,
			 const void *value, Size length, uint8 *digest)
{
	Size		context_length = VARSIZE_ANY_EXHDR(domain->context);
	uint64		prefix = pg_hton64((uint64) context_length);

	return pg_hmac_init(hmac, key, key_length) >= 0 &&
		pg_hmac_update(hmac, (const uint8 *) domain->variant,
					   strlen(domain->variant) + 1) >= 0 &&
		pg_hmac_update(hmac, (const uint8 *) &prefix, sizeof(prefix)) >= 0 &&
		pg_hmac_update(hmac, (const uint8 *) VARDATA_ANY(domain->context),
					   context_length) >= 0 &&
		pg_hmac_update(hmac, value, length) >= 0 &&
		pg_hmac_final(hmac, digest, PURPOSE_DIGEST_BYTES) >= 0;
}

void
purpose_digest_compute(const DigestDomain *domain, const void *value,
					   Size length, uint8 *digest)
{
	pg_hmac_ctx *hmac;
	bool		done;

	load_key();

	hmac = pg_hmac_create(PG_SHA256);
	if (hmac == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("out of memory")));
	done = hmac_message(hmac, domain, value, length, digest);
	pg_hmac_free(hmac);
	if (!done)
		elog(ERROR, "could not compute a keyed digest");
}
