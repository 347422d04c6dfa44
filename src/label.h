/*-------------------------------------------------------------------------
 *
 * label.h
 *		Parsed labels.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_LABEL_H
#define PURPOSE_LABEL_H

#include "pg_purpose.h"

#include "nodes/nodes.h"

/* What kind of object a label stands on decides which clauses it may have. */
typedef enum LabelTarget
{
	LABEL_ON_COLUMN,
	LABEL_ON_CONTAINER,			/* table, schema or database */
	LABEL_ON_ROLE
} LabelTarget;

/* The purposes that a clause lists. */
typedef struct PurposeList
{
	bool		any;			/* ANY: every declared purpose */
	List	   *names;			/* of char *, as written, lower case */
} PurposeList;

/*
 * The text between the parentheses of WHEN or MASK WITH.  It has been parsed
 * once, to see that it can be; the tree is ten times as large and is not kept.
 */
typedef struct LabelExpr
{
	char	   *text;			/* source, parentheses included */
	int			location;		/* byte offset of the text in the label */
} LabelExpr;

typedef struct AllowClause
{
	PurposeList purposes;
	LabelExpr  *condition;		/* NULL where there is no WHEN */
} AllowClause;

/*
 * A parsed label.  "otherwise" is VERDICT_MASK, VERDICT_NULL or
 * VERDICT_BLOCK.
 */
typedef struct Label
{
	char	   *text;			/* the label as stored */
	bool		unrestricted;
	List	   *allows;			/* of AllowClause * */
	PurposeList denies;			/* all DENY clauses together */
	bool		has_else;
	VerdictKind otherwise;
	LabelExpr  *mask;			/* of ELSE MASK WITH */
	PurposeList declares;		/* roles: all DECLARE clauses together */
	bool		administer;		/* roles: ADMINISTER */
} Label;

/* Why a text is no label. */
typedef struct LabelError
{
	char	   *message;
	char	   *detail;			/* or NULL */
	char	   *hint;			/* or NULL */
	int			location;		/* byte offset in the label, or -1 */
} LabelError;

/*
 * Parse "text" as the label of an object of kind "target".
 *
 * Answers the label, palloc'd in the current memory context, or NULL with
 * *error filled in.  Throws only for what is not the text's fault (out of
 * memory, a cancel request).  Reads no catalog and no setting.
 */
extern Label *purpose_label_parse(const char *text, LabelTarget target,
								  LabelError *error);

/* The raw parse tree, in the current memory context; the caller's to change. */
extern Node *purpose_label_raw(const LabelExpr *expr);

/* A copy, in the current memory context. */
extern LabelExpr *purpose_label_copy_expr(const LabelExpr *expr);

/* Is "name" spelled as a purpose may be: [a-z_][a-z0-9_]*, 1 to 63 bytes? */
extern bool purpose_name_is_valid(const char *name);

/* Does the list name the purpose itself (ANY is not a name)? */
extern bool purpose_list_names(const PurposeList *list, const char *name);

/* Every purpose name that the label mentions, as a list of char *. */
extern List *purpose_label_names(const Label *label);

#endif							/* PURPOSE_LABEL_H */
