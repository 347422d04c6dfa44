/*-------------------------------------------------------------------------
 *
 * pg_purpose.h
 *		Types and limits that every file of pg_purpose shares.
 *
 * No functions live here: each file's own header carries its contract.  The
 * terms (purpose, access purpose, label, policy, verdict, use) are defined
 * in ARCHITECTURE.md and are used with exactly those meanings everywhere.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PG_PURPOSE_H
#define PG_PURPOSE_H

#include "postgres.h"

#include "access/attnum.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"
#include "utils/relcache.h"

/* The names by which users know us. */
#define PURPOSE_EXTENSION	"pg_purpose"
#define PURPOSE_PROVIDER	"purpose"
#define PURPOSE_SCHEMA		"purpose"

/*
 * The hash value by which stamp.c tells the plan cache of changes of the
 * session's settings, as if they were changes of a function.
 */
#define PURPOSE_PLAN_MARK	0x70757270

/* How many levels the tree of purposes may have. */
#define PURPOSE_MAX_DEPTH	64

/*
 * What a policy answers for one access purpose, from the most open to the
 * strictest.  The order matters: combining takes the greatest.
 */
typedef enum VerdictKind
{
	VERDICT_ALLOW,				/* the value itself */
	VERDICT_CONDITIONAL,		/* the value where a condition holds */
	VERDICT_MASK,				/* the mask expression */
	VERDICT_NULL,				/* NULL */
	VERDICT_BLOCK				/* an error, if the column is used at all */
} VerdictKind;

/* Why a verdict is no plain allow; messages are built from it. */
typedef enum VerdictReason
{
	REASON_ALLOWED,
	REASON_NO_PURPOSE,			/* no purpose was declared */
	REASON_NOT_ALLOWED,			/* no ALLOW of the label names the purpose */
	REASON_PROHIBITED,			/* a DENY names it */
	REASON_BROKEN				/* the label does not resolve: fail closed */
} VerdictReason;

/* The levels at which labels stand, from the nearest to the outermost. */
typedef enum LabelLevel
{
	LEVEL_COLUMN,
	LEVEL_TABLE,
	LEVEL_SCHEMA,
	LEVEL_DATABASE
} LabelLevel;

#define LABEL_LEVELS	4

/* purpose.enforcement */
typedef enum EnforcementMode
{
	ENFORCEMENT_OFF,
	ENFORCEMENT_REPORT,
	ENFORCEMENT_ON
} EnforcementMode;

/*
 * For variables that every statement reads: no other library may put one of
 * its own in their place, so that they are read without a detour.
 */
#if defined(__GNUC__)
#define PURPOSE_LOCAL	__attribute__((visibility("hidden")))
#else
#define PURPOSE_LOCAL
#endif

/*
 * Grows whenever anything changes that a verdict is made of, as far as this
 * session knows: its settings, the vocabulary, role labels, labels, relations.
 * The role is not in it.
 */
extern PURPOSE_LOCAL uint64 purpose_changes;

/* What is called of such a change, where somebody wants to be told. */
typedef void (*PurposeChangeCallback) (void);

#endif							/* PG_PURPOSE_H */
