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

typedef struct Purpose
{
	char		name[NAMEDATALEN];	/* hash key */
	char		parent[NAMEDATALEN];	/* empty at a root */
	bool		requires_justification;
} Purpose;

extern void purpose_vocabulary_init(void);

/*
 * The OID of purpose.vocabulary, or InvalidOid where the extension is not
 * installed in this database.  A table of that name that does not belong to
 * the extension does not count.
 */
extern Oid	purpose_vocabulary_relid(void);

/*
 * Read the vocabulary if it has changed.  The functions below answer from
 * memory and touch no catalog as long as no other catalog access comes
 * between; call this first.
 */
extern void purpose_vocabulary_load(void);

/* The purpose of that name, or NULL.  Valid until the next load. */
extern const Purpose *purpose_vocabulary_find(const char *name);

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
