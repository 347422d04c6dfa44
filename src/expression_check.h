/*-------------------------------------------------------------------------
 *
 * expression_check.h
 *		Whose hands the expressions in labels are in.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_EXPRESSION_CHECK_H
#define PURPOSE_EXPRESSION_CHECK_H

#include "pg_purpose.h"

#include "nodes/nodes.h"
#include "parser/parse_node.h"

/*
 * Raise an error (class 42) if an expression names what is not in trusted
 * hands: a relation or type, or one of a temporary schema; or if it names a
 * column of an outer query without saying of which table.
 *
 * "raw" is the expression as parsed, "expr" as analysed, before its
 * sub-selects are rewritten.  "relid" is the labelled relation.
 */
extern void purpose_expression_check_names(ParseState *pstate, Node *raw,
										   Node *expr, Oid relid);

/*
 * Raise an error (class 42) if a function, an operator or a row security
 * policy in the expression, which all are handed raw values, is open to
 * change by somebody who may not administer purposes.  Sub-selects must have
 * been rewritten.
 */
extern void purpose_expression_check_code(Node *expr);

/* The same for the constraints of domains that values are converted to. */
extern void purpose_expression_check_domains(Node *expr);

#endif							/* PURPOSE_EXPRESSION_CHECK_H */
