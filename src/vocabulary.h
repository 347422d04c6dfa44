/*-------------------------------------------------------------------------
 *
 * vocabulary.h
 *		The tree of purposes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_VOCABULARY_H
#define PURPOSE_VOCABULARY_H

#include "pg_purpose.h"

extern void purpose_vocabulary_init(void);

/*
 * The OID of purpose.vocabulary, or InvalidOid where the extension is not
 * installed in this database.  A table of that name that does not belong to
 * the extension does not count, unless a superuser has put our triggers on it.
 */
extern Oid	purpose_vocabulary_relid(void);

/*
 * The questions below are answered from memory or else from the table, so they
 * may read catalogs, but call no code of a user's.  Each answer holds for one
 * state of the vocabulary.  Who asks several that must hold for the same state
 * asks again if purpose_vocabulary_generation() has moved meanwhile.
 */

/* Is there a purpose of that name? */
extern bool purpose_vocabulary_has(const char *name);

/* False where there is no such purpose. */
extern bool purpose_vocabulary_requires_justification(const char *name);

/*
 * Is "descendant" the same purpose as "ancestor" or below it in the tree?
 * False where either is unknown.
 */
extern bool purpose_vocabulary_is_within(const char *descendant,
										 const char *ancestor);

/*
 * Grows with every change of the vocabulary that this session has seen; what
 * was derived from the vocabulary under another number is stale.
 */
extern uint64 purpose_vocabulary_generation(void);

/*
 * Call "callback" whenever the vocabulary may have changed.  It is called from
 * callbacks of invalidation: it must not fail, and must not read catalogs.
 */
extern void purpose_vocabulary_on_change(PurposeChangeCallback callback);

/* Tell every session that the vocabulary has changed. */
extern void purpose_vocabulary_announce_change(void);

#endif							/* PURPOSE_VOCABULARY_H */
