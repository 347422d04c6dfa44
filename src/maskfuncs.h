/*-------------------------------------------------------------------------
 *
 * maskfuncs.h
 *		The functions that mask expressions are written with.
 *
 * SQL sees them in schema purpose; what each one answers is described in
 * doc/mask-functions.md.  C code needs only what is declared here.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_MASKFUNCS_H
#define PURPOSE_MASKFUNCS_H

#include "pg_purpose.h"

#include "nodes/nodes.h"

/* Define purpose.pseudonym_key_file.  Call once, from _PG_init. */
extern void purpose_maskfuncs_init(void);

/*
 * Mark every call of a keyed function (pseudonym, noise) in "expr", an
 * analysed expression of a label, as made by a policy.
 *
 * Changes the tree in place: the caller owns it.  Without the mark a keyed
 * function refuses to run for whoever may not compute pseudonyms directly;
 * see pseudonym_authority.c.  Must never be given an expression that a user
 * wrote.  Reads the catalog of functions; throws only if that fails.
 */
extern void purpose_maskfuncs_authorize(Node *expr);

#endif							/* PURPOSE_MASKFUNCS_H */
