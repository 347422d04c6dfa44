/*-------------------------------------------------------------------------
 *
 * expression.h
 *		The expressions in labels: from raw parse tree to expression tree.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_EXPRESSION_H
#define PURPOSE_EXPRESSION_H

#include "pg_purpose.h"

#include "label.h"
#include "nodes/nodes.h"

/* Where an expression stands, for messages. */
typedef struct ExpressionPlace
{
	Oid			relid;			/* the relation whose label it stands in */
	AttrNumber	attno;			/* the column, or 0 for the table's label */
	const char *label;			/* the text of the label, or NULL */
} ExpressionPlace;

extern void purpose_expression_init(void);

/*
 * Analyse a condition, or a mask for column "attno" of "rel".
 *
 * The expression sees the columns of "rel" (Vars with varno 1) under the name
 * of the relation that "place" names.  Names are looked up under the fixed
 * search_path, literals are read under fixed settings, and no privilege of
 * the caller's is needed for it.  The result of a mask is coerced to the
 * column's type by assignment; a condition is boolean.
 *
 * What does not resolve, is not in trusted hands or depends on settings of the
 * session is an error: with "checking", as it is for an
 * administrator who writes the label, with a cursor position in it; else
 * 42501, "label ... is broken".
 *
 * An expression that names a column which "rel" lacks, since it was written
 * for another relation of the inheritance tree, is false as a condition and
 * NULL as a mask.
 *
 * Sub-selects in the result are checked as the owner of the relation whose
 * label it is, and have been rewritten.
 */
extern Node *purpose_expression_condition(const LabelExpr *expr, Relation rel,
										  const ExpressionPlace *place,
										  bool checking);
extern Node *purpose_expression_mask(const LabelExpr *expr, Relation rel,
									 AttrNumber attno,
									 const ExpressionPlace *place,
									 bool checking);

/* "label on column "x" of table "y"", palloc'd */
extern char *purpose_label_place(Oid relid, AttrNumber attno,
								 LabelLevel level);

/* "table", "foreign table", ... */
extern const char *purpose_relkind_name(char relkind);

#endif							/* PURPOSE_EXPRESSION_H */
