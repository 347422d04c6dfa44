/*-------------------------------------------------------------------------
 *
 * expression_settings.h
 *		The expressions in labels mean the same under all settings.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_EXPRESSION_SETTINGS_H
#define PURPOSE_EXPRESSION_SETTINGS_H

#include "pg_purpose.h"

#include "nodes/nodes.h"

/*
 * An expression that gives, whatever the settings of the session are, what
 * this one gives with TimeZone = UTC.  What cannot be replaced so is an error
 * of class 42.  Sub-selects must have been rewritten.
 */
extern Node *purpose_expression_fix_settings(Node *expr);

#endif							/* PURPOSE_EXPRESSION_SETTINGS_H */
