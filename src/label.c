/*-------------------------------------------------------------------------
 *
 * label.c
 *		The text of a label <-> a parsed label.
 *
 * The grammar (README, "Labels"):
 *
 *		label    := UNRESTRICTED | clause { ';' clause } [ ';' ]
 *		clause   := ALLOW purposes [ WHEN '(' expression ')' ]
 *				  | DENY purposes
 *				  | ELSE ( BLOCK | NULL | MASK WITH '(' expression ')' )
 *				  | DECLARE purposes | ADMINISTER			(roles only)
 *		purposes := ANY | name { ',' name }
 *
 * Tokens come from the server's own scanner and expressions from its own
 * parser, so that comments, quoting and dollar quotes in a label mean what
 * they mean in SQL.  What the names in a label refer to is not known here:
 * label_provider.c checks that when the label is given, policy.c when it is
 * used.
 *
 * The invariant: the same text always parses to the same label, whatever the
 * session's settings are.  A session that could change how a label reads
 * (standard_conforming_strings, backslash_quote) could change the policy.
 *
 *-------------------------------------------------------------------------
 */
#include "label.h"

#include <ctype.h>

#include "common/hashfn.h"
#include "mb/pg_wchar.h"
#include "nodes/parsenodes.h"
#include "parser/parser.h"
#include "parser/scanner.h"
#include "utils/elog.h"
#include "utils/guc.h"
#include "utils/memutils.h"

#include "compat.h"

/*
 * Token codes of the core scanner.  scanner.h promises that they are
 * numbered consistently from IDENT = 258 on in every parser built atop it;
 * all keywords come with whatever code the keyword table gives them, so we
 * tell them apart by their spelling.
 */
enum
{
	TOKEN_END = 0,
	TOKEN_IDENT = 258
};

typedef struct LabelParser
{
	const char *text;
	LabelTarget target;
	LabelError *error;
	bool		failed;

	core_yyscan_t scanner;
	core_yy_extra_type extra;

	/* the current token */
	int			token;
	int			location;
	core_YYSTYPE value;
	bool		word_known;
	const char *word;			/* see current_word */
} LabelParser;

/*
 * Hashes of expressions that have been found to parse, placed by their last
 * bits.  Tables of one design have the same over and over, and the server's
 * parser takes half of the time of reading a label.  Should two texts ever
 * share a hash, what is wrong with one is found when it is used.
 */
static uint64 sound_expressions[256];

/*
 * The settings that change how the scanner and the parser read.  Labels are
 * read under the same values in every session.  The variables are set as such,
 * for the time of the parsing only: to go by the machinery of settings costs
 * as much as the parsing.
 */
typedef struct ScannerSettings
{
	bool		conforming_strings;
	int			backslash_quote;
} ScannerSettings;

static void
fix_scanner_settings(ScannerSettings *before)
{
	before->backslash_quote = backslash_quote;
	backslash_quote = BACKSLASH_QUOTE_OFF;
	before->conforming_strings = purpose_swap_conforming_strings(true);
}

static void
restore_scanner_settings(const ScannerSettings *before)
{
	backslash_quote = before->backslash_quote;
	(void) purpose_swap_conforming_strings(before->conforming_strings);
}

/*
 * Note the first thing that is wrong; later ones are only consequences.
 */
static void
fail(LabelParser *p, int location, char *message, char *detail, char *hint)
{
	if (p->failed)
		return;
	p->failed = true;
	p->error->message = message;
	p->error->detail = detail;
	p->error->hint = hint;
	p->error->location = location;
}

/*
 * Turn an error that the server's scanner or parser threw into a message,
 * unless it has nothing to do with the text.  Call from PG_CATCH.
 *
 * No subtransaction is needed: neither touches anything but memory.
 */
static void
fail_as_thrown(LabelParser *p, MemoryContext context, int offset)
{
	ErrorData  *edata;
	int			position;

	MemoryContextSwitchTo(context);
	edata = CopyErrorData();

	if (ERRCODE_TO_CATEGORY(edata->sqlerrcode) !=
		ERRCODE_SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION &&
		ERRCODE_TO_CATEGORY(edata->sqlerrcode) != ERRCODE_DATA_EXCEPTION &&
		edata->sqlerrcode != ERRCODE_FEATURE_NOT_SUPPORTED)
		PG_RE_THROW();
	FlushErrorState();

	/* The position counts characters from 1; ours counts bytes from 0. */
	position = edata->cursorpos > 0 ?
		pg_mbcharcliplen(p->text + offset, strlen(p->text + offset),
						 edata->cursorpos - 1) : 0;
	fail(p, offset + position, edata->message, edata->detail, edata->hint);
}

/*
 * Read the next token into *p.  May throw a scanner error.
 */
static void
advance(LabelParser *p)
{
	p->word_known = false;
	p->token = p->failed ? TOKEN_END :
		core_yylex(&p->value, &p->location, p->scanner);
}

/*
 * The spelling of the current token if it is a word, keyword or not, in
 * lower case; else NULL.  A quoted identifier is not a word here: "allow" in
 * quotes is nobody's keyword, and purposes need no quotes.
 */
static const char *
find_word(const LabelParser *p)
{
	if (p->token < TOKEN_IDENT || p->text[p->location] == '"')
		return NULL;
	if (p->token == TOKEN_IDENT)
		return p->value.str;

	/*
	 * All other tokens that stand in the text as they are in their value and
	 * are known to the keyword table are keywords: E'null' is none.
	 */
	if (p->token > TOKEN_IDENT &&
		isalpha((unsigned char) p->text[p->location]) &&
		pg_strncasecmp(p->text + p->location, p->value.keyword,
					   strlen(p->value.keyword)) == 0 &&
		ScanKeywordLookup(p->value.keyword, &ScanKeywords) >= 0)
		return p->value.keyword;
	return NULL;
}

static const char *
current_word(LabelParser *p)
{
	if (!p->word_known)
		p->word = find_word(p);
	p->word_known = true;
	return p->word;
}

static bool
at_word(LabelParser *p, const char *word)
{
	const char *current;

	current = current_word(p);
	return current != NULL && strcmp(current, word) == 0;
}

static bool
accept_word(LabelParser *p, const char *word)
{
	if (!at_word(p, word))
		return false;
	advance(p);
	return true;
}

/*
 * A syntax error at the current token.
 */
static void
fail_here(LabelParser *p, const char *expected)
{
	if (p->token == TOKEN_END)
		fail(p, strlen(p->text),
			 psprintf("syntax error at end of purpose label"),
			 psprintf("Expected %s.", expected), NULL);
	else
	{
		const char *start = p->text + p->location;
		int			length = 1;

		if (isalnum((unsigned char) *start) || *start == '_')
			while (isalnum((unsigned char) start[length]) ||
				   start[length] == '_')
				length++;
		else if (*start == '"' && strchr(start + 1, '"') != NULL)
			length = strchr(start + 1, '"') - start + 1;
		else
			length = pg_mblen(start);
		fail(p, p->location,
			 *start == '"' ?
			 psprintf("syntax error at or near %.*s in purpose label",
					  length, start) :
			 psprintf("syntax error at or near \"%.*s\" in purpose label",
					  length, start),
			 psprintf("Expected %s.", expected), NULL);
	}
}

bool
purpose_name_is_valid(const char *name)
{
	if (!(islower((unsigned char) name[0]) || name[0] == '_'))
		return false;
	if (strlen(name) >= NAMEDATALEN)
		return false;
	for (const char *c = name; *c; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') ||
			  *c == '_'))
			return false;
	return true;
}

/*
 * purposes := ANY | name { ',' name }, added to *list.
 */
static void
parse_purposes(LabelParser *p, PurposeList *list)
{
	if (accept_word(p, "any"))
	{
		list->any = true;
		return;
	}

	for (bool first = true; first || p->token == ','; first = false)
	{
		const char *word;
		int			length;

		if (!first)
			advance(p);
		word = current_word(p);
		if (word == NULL)
		{
			fail_here(p, "ANY or the name of a purpose");
			return;
		}

		/*
		 * The scanner cuts long identifiers off; a purpose that is not the
		 * one written must not be taken for it.
		 */
		for (length = 0; isalnum((unsigned char) p->text[p->location + length]) ||
			 p->text[p->location + length] == '_'; length++)
			;
		if (strcmp(word, "any") == 0)
		{
			fail(p, p->location,
				 pstrdup("ANY cannot be listed together with other purposes"),
				 NULL, NULL);
			return;
		}
		if (!purpose_name_is_valid(word) || length >= NAMEDATALEN)
		{
			fail(p, p->location,
				 psprintf("invalid purpose name \"%.*s\"", length,
						  p->text + p->location),
				 NULL,
				 psprintf("Names of purposes consist of lower-case letters, digits and underscores, and have at most %d bytes.",
						  NAMEDATALEN - 1));
			return;
		}
		list->names = lappend(list->names, pstrdup(word));
		advance(p);
	}
}

/*
 * Give the text of an expression to the server's parser.
 *
 * RAW_PARSE_PLPGSQL_EXPR reads whatever may follow SELECT; the parentheses
 * around the text leave room for one expression only.
 */
static Node *
parse_expression_text(LabelParser *p, const char *text, int offset)
{
	MemoryContext context = CurrentMemoryContext;
	Node	   *volatile result = NULL;
	ScannerSettings before;

	fix_scanner_settings(&before);	/* the invariant of this file */

	PG_TRY();
	{
		List	   *trees = raw_parser(text, RAW_PARSE_PLPGSQL_EXPR);
		SelectStmt *select = (SelectStmt *)
			linitial_node(RawStmt, trees)->stmt;

		if (IsA(select, SelectStmt) && list_length(select->targetList) == 1)
			result = linitial_node(ResTarget, select->targetList)->val;
		else
			fail(p, offset, pstrdup("a single expression is expected"),
				 NULL, NULL);
	}
	PG_CATCH();
	{
		restore_scanner_settings(&before);
		fail_as_thrown(p, context, offset);
		return NULL;
	}
	PG_END_TRY();

	restore_scanner_settings(&before);
	return result;
}

/*
 * Have the text of an expression parsed, unless that is known to succeed.
 */
static void
check_expression_text(LabelParser *p, const char *text, int offset)
{
	uint64		hash = hash_bytes_extended((const unsigned char *) text,
										   strlen(text), 0);
	uint64	   *sound = &sound_expressions[hash % lengthof(sound_expressions)];

	if (hash != 0 && *sound == hash)
		return;
	if (parse_expression_text(p, text, offset) != NULL)
		*sound = hash;
}

/*
 * '(' expression ')'
 */
static LabelExpr *
parse_expression(LabelParser *p)
{
	LabelExpr  *expr;
	int			start = p->location;
	int			depth = 0;

	if (p->token != '(')
	{
		fail_here(p, "an expression in parentheses");
		return NULL;
	}

	/* The scanner knows strings, comments and quotes; we count what is left. */
	do
	{
		if (p->token == '(')
			depth++;
		else if (p->token == ')')
			depth--;
		if (depth > 0)
			advance(p);
	} while (depth > 0 && p->token != TOKEN_END);

	if (p->token == TOKEN_END)
	{
		fail(p, start, pstrdup("unterminated expression in purpose label"),
			 pstrdup("The parenthesis that opens here is not closed."), NULL);
		return NULL;
	}

	expr = palloc0(sizeof(LabelExpr));
	expr->text = pnstrdup(p->text + start, p->location - start + 1);
	expr->location = start;
	check_expression_text(p, expr->text, start);
	advance(p);
	return expr;
}

static void
parse_else(LabelParser *p, Label *label, int start)
{
	if (label->has_else)
	{
		fail(p, start, pstrdup("a purpose label has at most one ELSE"),
			 NULL, NULL);
		return;
	}
	label->has_else = true;

	if (accept_word(p, "block"))
		label->otherwise = VERDICT_BLOCK;
	else if (accept_word(p, "null"))
		label->otherwise = VERDICT_NULL;
	else if (at_word(p, "mask"))
	{
		if (p->target != LABEL_ON_COLUMN)
		{
			fail(p, p->location,
				 pstrdup("ELSE MASK is possible in the label of a column only"),
				 pstrdup("A mask belongs to one column and its type."),
				 pstrdup("Use ELSE NULL here, or label the columns."));
			return;
		}
		advance(p);
		if (!accept_word(p, "with"))
		{
			fail_here(p, "WITH after MASK");
			return;
		}
		label->otherwise = VERDICT_MASK;
		label->mask = parse_expression(p);
	}
	else
		fail_here(p, "BLOCK, NULL or MASK after ELSE");
}

static void
parse_allow(LabelParser *p, Label *label)
{
	AllowClause *allow = palloc0(sizeof(AllowClause));

	parse_purposes(p, &allow->purposes);
	if (accept_word(p, "when"))
		allow->condition = parse_expression(p);
	label->allows = lappend(label->allows, allow);
}

/*
 * One clause.  Answers false where no clause begins here.
 */
static bool
parse_clause(LabelParser *p, Label *label)
{
	int			start = p->location;
	bool		on_role = p->target == LABEL_ON_ROLE;

	if (!on_role && accept_word(p, "allow"))
		parse_allow(p, label);
	else if (!on_role && accept_word(p, "deny"))
		parse_purposes(p, &label->denies);
	else if (!on_role && accept_word(p, "else"))
		parse_else(p, label, start);
	else if (on_role && accept_word(p, "declare"))
		parse_purposes(p, &label->declares);
	else if (on_role && accept_word(p, "administer"))
		label->administer = true;
	else
		return false;
	return true;
}

static const char *
clauses_expected(LabelTarget target)
{
	return target == LABEL_ON_ROLE ?
		"DECLARE or ADMINISTER" : "UNRESTRICTED, ALLOW, DENY or ELSE";
}

static void
parse_label(LabelParser *p, Label *label)
{
	if (p->target != LABEL_ON_ROLE && accept_word(p, "unrestricted"))
	{
		label->unrestricted = true;
		if (p->token == ';')
			advance(p);
		if (p->token != TOKEN_END)
			fail_here(p, "nothing after UNRESTRICTED");
		return;
	}

	do
	{
		if (!parse_clause(p, label))
		{
			fail_here(p, clauses_expected(p->target));
			return;
		}
		if (p->token == ';')
			advance(p);
		else if (p->token != TOKEN_END)
			fail_here(p, "a semicolon between the clauses");
	} while (p->token != TOKEN_END && !p->failed);
}

/*
 * A scanner error ends the text.
 */
static void
parse_text(LabelParser *p, Label *label)
{
	MemoryContext context = CurrentMemoryContext;

	PG_TRY();
	{
		advance(p);
		parse_label(p, label);
	}
	PG_CATCH();
	{
		fail_as_thrown(p, context, 0);
	}
	PG_END_TRY();
}

Node *
purpose_label_raw(const LabelExpr *expr)
{
	LabelParser p = {0};
	LabelError	error = {0};
	Node	   *raw;

	p.error = &error;
	raw = parse_expression_text(&p, expr->text, 0);
	if (raw == NULL)
		elog(ERROR, "expression %s of a label cannot be parsed: %s",
			 expr->text, error.message);
	return raw;
}

LabelExpr *
purpose_label_copy_expr(const LabelExpr *expr)
{
	LabelExpr  *copy = palloc(sizeof(LabelExpr));

	copy->text = pstrdup(expr->text);
	copy->location = expr->location;
	return copy;
}

static void
copy_list(PurposeList *to, const PurposeList *from)
{
	ListCell   *lc;

	to->any = from->any;
	to->names = NIL;
	foreach(lc, from->names)
		to->names = lappend(to->names, pstrdup(lfirst(lc)));
}

static Label *
copy_label(const Label *label)
{
	Label	   *copy = palloc(sizeof(Label));
	ListCell   *lc;

	*copy = *label;
	copy->text = pstrdup(label->text);
	copy_list(&copy->denies, &label->denies);
	copy_list(&copy->declares, &label->declares);
	if (label->mask != NULL)
		copy->mask = purpose_label_copy_expr(label->mask);
	copy->allows = NIL;
	foreach(lc, label->allows)
	{
		AllowClause *from = lfirst(lc);
		AllowClause *to = palloc0(sizeof(AllowClause));

		copy_list(&to->purposes, &from->purposes);
		if (from->condition != NULL)
			to->condition = purpose_label_copy_expr(from->condition);
		copy->allows = lappend(copy->allows, to);
	}
	return copy;
}

static void
copy_error(LabelError *error)
{
	if (error->message != NULL)
		error->message = pstrdup(error->message);
	if (error->detail != NULL)
		error->detail = pstrdup(error->detail);
	if (error->hint != NULL)
		error->hint = pstrdup(error->hint);
}

static Label *
parse(const char *text, LabelTarget target, LabelError *error)
{
	LabelParser p = {0};
	Label	   *label = palloc0(sizeof(Label));
	ScannerSettings before;

	memset(error, 0, sizeof(LabelError));
	label->text = pstrdup(text);
	label->otherwise = VERDICT_BLOCK;

	p.text = label->text;
	p.target = target;
	p.error = error;

	/* The scanner takes its settings over when it begins. */
	fix_scanner_settings(&before);
	p.scanner = scanner_init(p.text, &p.extra, &ScanKeywords,
							 ScanKeywordTokens);
	restore_scanner_settings(&before);

	parse_text(&p, label);
	scanner_finish(p.scanner);

	return p.failed ? NULL : label;
}

/*
 * What the scanner and the server's parser leave behind is several times what
 * comes out, so they work in a context of their own.
 */
Label *
purpose_label_parse(const char *text, LabelTarget target, LabelError *error)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext,
												  "pg_purpose label parser",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(scratch);
	Label	   *label = parse(text, target, error);

	MemoryContextSwitchTo(old);
	if (label != NULL)
		label = copy_label(label);
	else
		copy_error(error);
	MemoryContextDelete(scratch);
	return label;
}

bool
purpose_list_names(const PurposeList *list, const char *name)
{
	ListCell   *lc;

	foreach(lc, list->names)
		if (strcmp(lfirst(lc), name) == 0)
			return true;
	return false;
}

List *
purpose_label_names(const Label *label)
{
	List	   *names = NIL;
	ListCell   *lc;

	foreach(lc, label->allows)
		names = list_concat(names,
							((AllowClause *) lfirst(lc))->purposes.names);
	names = list_concat(names, label->denies.names);
	return list_concat(names, label->declares.names);
}
