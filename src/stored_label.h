/*-------------------------------------------------------------------------
 *
 * stored_label.h
 *		Labels as they are stored, and parsed.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_STORED_LABEL_H
#define PURPOSE_STORED_LABEL_H

#include "pg_purpose.h"

#include "catalog/pg_class.h"

#include "label.h"

/*
 * A stored label.  "label" is NULL where the text does not parse: then
 * everything it stands on is blocked.
 */
typedef struct StoredLabel
{
	char	   *text;
	Label	   *label;
	char	   *problem;		/* why it does not parse */
} StoredLabel;

/*
 * All labels that have to do with a relation: its own, its columns', its
 * schema's and the database's.
 */
typedef struct RelLabels
{
	Oid			relid;
	StoredLabel *levels[LABEL_LEVELS];	/* LEVEL_COLUMN unused */
	int			natts;
	StoredLabel **columns;		/* by attno - 1 */
	bool		any;
} RelLabels;

/*
 * Read the labels of a relation, of which "form" is the row in pg_class.
 * Palloc'd; labels of schemas and of the database belong to this file, and
 * stay until they are dropped.  Takes AccessShareLock on pg_seclabel for the
 * time of the call.
 */
extern RelLabels *purpose_stored_label_get(Oid relid, Form_pg_class form);

/*
 * Forget the labels of schemas and of the database.  Nobody may point to
 * them any more.
 */
extern void purpose_stored_label_drop_shared(void);

/*
 * Does this database have any label at all?  Found out by "look", from the
 * catalogs, and remembered until it is forgotten.  "forget" only marks, and may
 * be called by callbacks of invalidation.
 */
typedef enum LabelState
{
	LABELS_UNKNOWN,
	LABELS_NONE,
	LABELS_SOME
} LabelState;

extern PURPOSE_LOCAL LabelState purpose_stored_label_state; /* for reading only */

extern bool purpose_stored_label_look(void);
extern void purpose_stored_label_forget_any(void);

static inline bool
purpose_stored_label_any(void)
{
	return purpose_stored_label_state == LABELS_UNKNOWN ?
		purpose_stored_label_look() :
		purpose_stored_label_state == LABELS_SOME;
}

#endif							/* PURPOSE_STORED_LABEL_H */
