/*-------------------------------------------------------------------------
 *
 * pg_purpose.c
 *		Entry point of the library: what is initialised, in which order.
 *
 *-------------------------------------------------------------------------
 */
#include "pg_purpose.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/guc.h"

#include "authority.h"
#include "expression.h"
#include "held_cursor.h"
#include "hooks.h"
#include "integrity.h"
#include "label_provider.h"
#include "maskfuncs.h"
#include "policy.h"
#include "redact.h"
#include "settings.h"
#include "stamp.h"
#include "vocabulary.h"
#include "writing.h"

PG_MODULE_MAGIC;

uint64		purpose_changes = 1;

extern PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	/* Loaded later, there would be sessions without enforcement. */
	if (!process_shared_preload_libraries_in_progress)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("%s must be loaded via shared_preload_libraries",
						PURPOSE_EXTENSION),
				 errhint("Add it to shared_preload_libraries in postgresql.conf and restart the server.")));

	purpose_settings_init();
	purpose_maskfuncs_init();
	MarkGUCPrefixReserved(PURPOSE_SCHEMA);
	purpose_vocabulary_init();
	purpose_authority_init();
	purpose_policy_init();
	purpose_expression_init();
	purpose_integrity_init();
	purpose_writing_init();
	purpose_stamp_init();
	purpose_held_cursor_init();
	purpose_redact_init();
	purpose_label_provider_init();
	purpose_hooks_init();
}
