/*-------------------------------------------------------------------------
 *
 * expression_settings.c
 *		The expressions in labels mean the same under all settings.
 *
 * Whoever runs a query chooses DateStyle, TimeZone, lc_numeric, search_path and
 * more.  If a condition or mask depended on them, he could move the day on
 * which a condition holds, or have a mask show another part of a value.
 *
 * Functions of the server that depend on settings are not IMMUTABLE.  So, of
 * the server's own:
 *
 *	- what depends on TimeZone is replaced by what it would be in UTC, where
 *	  that can be said with functions that do not: current_date, a timestamp
 *	  with time zone plus or minus an interval, compared with a date, ...;
 *	- a list of others is known not to depend on settings, or not if their
 *	  arguments print the same under all of them;
 *	- the rest is refused.
 *
 * Functions that are not the server's own are left to those who wrote them:
 * they can fix settings with SET.
 *
 * The invariant: what is not known to be independent is refused.
 *
 *-------------------------------------------------------------------------
 */
#include "expression_settings.h"

#include <ctype.h>

#include "access/htup_details.h"
#include "access/transam.h"
#include "catalog/namespace.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/regproc.h"
#include "utils/syscache.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

#include "compat.h"

#define HINT_UTC \
	"Use AT TIME ZONE 'UTC', or a function of an administrator's that sets TimeZone."
#define HINT_FUNCTION \
	"Use a mask function, or a function of an administrator's that sets what it depends on."

/* Not IMMUTABLE for other reasons than settings. */
static const char *const independent_functions[] = {
	"clock_timestamp", "convert", "convert_from", "convert_to",
	"current_database", "current_setting", "current_user", "enum_first",
	"enum_last", "enum_range", "gen_random_uuid", "getpgusername",
	"has_any_column_privilege", "has_column_privilege",
	"has_database_privilege", "has_foreign_data_wrapper_privilege",
	"has_function_privilege", "has_language_privilege",
	"has_parameter_privilege", "has_schema_privilege",
	"has_sequence_privilege", "has_server_privilege", "has_table_privilege",
	"has_tablespace_privilege", "has_type_privilege", "inet_client_addr",
	"inet_client_port", "inet_server_addr", "inet_server_port", "length",
	"now", "pg_backend_pid", "pg_column_size", "pg_get_userbyid",
	"pg_has_role", "pg_is_in_recovery", "pg_sleep", "pg_typeof", "random",
	"random_normal", "session_user", "statement_timestamp",
	"transaction_timestamp", "txid_current", "uuidv4", "uuidv7", "version"
};

/* They look an object up by a name that may have no schema. */
static const char *const name_functions[] = {
	"has_any_column_privilege", "has_column_privilege",
	"has_function_privilege", "has_sequence_privilege",
	"has_table_privilege", "has_type_privilege"
};

/* They print their arguments, whatever the type. */
static const char *const printing_functions[] = {
	"anytextcat", "array_to_json", "array_to_string", "concat", "concat_ws",
	"format", "json_agg", "json_agg_strict", "json_build_array",
	"json_build_object", "json_object_agg", "json_object_agg_strict",
	"json_object_agg_unique", "json_object_agg_unique_strict", "jsonb_agg",
	"jsonb_agg_strict", "jsonb_build_array", "jsonb_build_object",
	"jsonb_object_agg", "jsonb_object_agg_strict", "jsonb_object_agg_unique",
	"jsonb_object_agg_unique_strict", "quote_literal", "quote_nullable",
	"row_to_json", "textanycat", "to_json", "to_jsonb"
};

/* They take a format, and depend on lc_numeric or lc_time by some of it. */
static const char *const format_functions[] = {
	"to_char", "to_date", "to_number"
};

/*
 * What a function that depends on TimeZone is in UTC: another function, or
 * none but the shift.  Arguments and results that have a time zone in one and
 * none in the other are shifted.
 */
static const struct
{
	Oid			dependent;
	Oid			independent;
}			in_utc[] =

{
	{F_AGE_TIMESTAMPTZ_TIMESTAMPTZ, F_AGE_TIMESTAMP_TIMESTAMP},
	{F_DATE_TIMESTAMPTZ, F_DATE_TIMESTAMP},
	{F_DATE_PART_TEXT_TIMESTAMPTZ, F_DATE_PART_TEXT_TIMESTAMP},
	{F_DATE_TRUNC_TEXT_TIMESTAMPTZ, F_DATE_TRUNC_TEXT_TIMESTAMP},
	{F_EXTRACT_TEXT_TIMESTAMPTZ, F_EXTRACT_TEXT_TIMESTAMP},
	{F_TIME_TIMESTAMPTZ, F_TIME_TIMESTAMP},
	{F_TIMESTAMP_TIMESTAMPTZ, InvalidOid},
	{F_TIMESTAMPTZ_TIMESTAMP, InvalidOid},
	{F_TIMESTAMPTZ_DATE, F_TIMESTAMP_DATE},
	{F_TIMESTAMPTZ_DATE_TIME, F_TIMESTAMP_DATE_TIME},
	{F_TO_CHAR_TIMESTAMPTZ_TEXT, F_TO_CHAR_TIMESTAMP_TEXT}
};

static bool
is_one_of(const char *name, const char *const *names, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

#define IS_ONE_OF(name, names) is_one_of(name, names, lengthof(names))

static void
refuse(const char *what, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
			 errmsg("%s cannot be used in a purpose label", what),
			 errdetail("Its result depends on settings that every session can change."),
			 errhint("%s", hint)));
}

static void
refuse_conversion(Oid from, Oid to)
{
	refuse(psprintf("a conversion from %s to %s", format_type_be(from),
					format_type_be(to)),
		   "Use to_char() or to_date() with a format, or a mask function.");
}

/* ---------- types ---------- */

static bool type_depends(Oid type, bool input);

static bool
fields_depend(Oid type, bool input)
{
	TupleDesc	desc;
	bool		result = false;

	if (type == RECORDOID)
		return true;
	desc = lookup_rowtype_tupdesc_copy(type, -1);
	for (int i = 0; i < desc->natts && !result; i++)
	{
		Form_pg_attribute attr = TupleDescAttr(desc, i);

		result = !attr->attisdropped && type_depends(attr->atttypid, input);
	}
	return result;
}

static bool
base_type_depends(const FormData_pg_type *form, bool input)
{
	Oid			function = input ? form->typinput : form->typoutput;

	if (function >= FirstNormalObjectId ||
		form->typtype == TYPTYPE_ENUM)
		return false;

	/* Declared as immutable, but they read bytea_output, extra_float_digits. */
	switch (function)
	{
		case F_BYTEAOUT:
		case F_FLOAT4OUT:
		case F_FLOAT8OUT:
		case F_POINT_OUT:
		case F_LSEG_OUT:
		case F_PATH_OUT:
		case F_BOX_OUT:
		case F_POLY_OUT:
		case F_LINE_OUT:
		case F_CIRCLE_OUT:
			return true;
		default:
			return func_volatile(function) != PROVOLATILE_IMMUTABLE;
	}
}

/*
 * Do settings say how a value of this type is printed, or read from text?
 */
static bool
type_depends(Oid type, bool input)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	FormData_pg_type form;

	check_stack_depth();
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for type %u", type);
	form = *(Form_pg_type) GETSTRUCT(tuple);
	ReleaseSysCache(tuple);

	switch (form.typtype)
	{
		case TYPTYPE_DOMAIN:
			return type_depends(form.typbasetype, input);
		case TYPTYPE_COMPOSITE:
			return fields_depend(type, input);
		case TYPTYPE_RANGE:
			return type_depends(get_range_subtype(type), input);
		case TYPTYPE_MULTIRANGE:
			return type_depends(get_multirange_range(type), input);
		default:
			break;
	}
	if (type == RECORDOID)
		return true;
	if (OidIsValid(get_element_type(type)))
		return type_depends(get_element_type(type), input);
	return base_type_depends(&form, input);
}

/* ---------- in UTC ---------- */

static Node *
make_call(Oid function, Oid result, List *args)
{
	return (Node *) makeFuncExpr(function, result, args, InvalidOid,
								 InvalidOid, COERCE_EXPLICIT_CALL);
}

/*
 * AT TIME ZONE by an interval: even the name UTC can be given another meaning
 * by settings.
 */
static Node *
shift_to_utc(Node *arg)
{
	Interval   *zero = palloc0(sizeof(Interval));
	Node	   *zone = (Node *) makeConst(INTERVALOID, -1, InvalidOid,
										  sizeof(Interval),
										  IntervalPGetDatum(zero), false,
										  false);

	if (exprType(arg) == TIMESTAMPTZOID)
		return make_call(F_TIMEZONE_INTERVAL_TIMESTAMPTZ, TIMESTAMPOID,
						 list_make2(zone, arg));
	return make_call(F_TIMEZONE_INTERVAL_TIMESTAMP, TIMESTAMPTZOID,
					 list_make2(zone, arg));
}

static Node *
current_timestamp_in_utc(void)
{
	return shift_to_utc(make_call(F_NOW, TIMESTAMPTZOID, NIL));
}

static Node *
current_date_in_utc(void)
{
	return make_call(F_DATE_TIMESTAMP, DATEOID,
					 list_make1(current_timestamp_in_utc()));
}

static List *
shift_arguments(List *args)
{
	List	   *result = NIL;
	ListCell   *lc;

	foreach(lc, args)
	{
		Node	   *arg = lfirst(lc);

		result = lappend(result, exprType(arg) == TIMESTAMPTZOID ?
						 shift_to_utc(arg) : arg);
	}
	return result;
}

static Node *
round_to(Node *arg, Oid function, int32 typmod)
{
	if (typmod < 0)
		return arg;
	return make_call(function, exprType(arg),
					 list_make2(arg, makeConst(INT4OID, -1, InvalidOid,
											   sizeof(int32),
											   Int32GetDatum(typmod), false,
											   true)));
}

static Node *
fix_value_function(SQLValueFunction *value)
{
	switch (value->op)
	{
		case SVFOP_CURRENT_DATE:
			return current_date_in_utc();
		case SVFOP_LOCALTIME:
		case SVFOP_LOCALTIME_N:
			return round_to(make_call(F_TIME_TIMESTAMP, TIMEOID,
									  list_make1(current_timestamp_in_utc())),
							F_TIME_TIME_INT4, value->typmod);
		case SVFOP_LOCALTIMESTAMP:
		case SVFOP_LOCALTIMESTAMP_N:
			return round_to(current_timestamp_in_utc(),
							F_TIMESTAMP_TIMESTAMP_INT4, value->typmod);
		case SVFOP_CURRENT_TIME:
		case SVFOP_CURRENT_TIME_N:
			refuse("CURRENT_TIME", "Use LOCALTIME, which is in UTC here.");
			break;
		case SVFOP_CURRENT_SCHEMA:
			refuse("CURRENT_SCHEMA", HINT_FUNCTION);
			break;
		default:
			break;
	}
	return (Node *) value;
}

/*
 * Is this argument a constant that names UTC?
 */
static bool
is_utc(const Node *arg)
{
	char	   *zone;

	if (!IsA(arg, Const) || ((Const *) arg)->constisnull ||
		((Const *) arg)->consttype != TEXTOID)
		return false;
	zone = TextDatumGetCString(((Const *) arg)->constvalue);
	return pg_strcasecmp(zone, "UTC") == 0 || pg_strcasecmp(zone, "GMT") == 0 ||
		pg_strcasecmp(zone, "Etc/UTC") == 0;
}

/*
 * A time zone by name: what the name means, settings can change.
 */
static Node *
fix_time_zone(FuncExpr *call)
{
	if (!is_utc(linitial(call->args)))
		refuse("a time zone other than UTC", HINT_UTC);
	return shift_to_utc(lsecond(call->args));
}

/*
 * age() to the midnight of the current day.
 */
static Node *
fix_age(FuncExpr *call)
{
	Node	   *midnight = make_call(F_TIMESTAMP_DATE, TIMESTAMPOID,
									 list_make1(current_date_in_utc()));

	return make_call(F_AGE_TIMESTAMP_TIMESTAMP, INTERVALOID,
					 lcons(midnight, shift_arguments(call->args)));
}

static Node *
fix_function(FuncExpr *call)
{
	List	   *args;
	Node	   *result = NULL;
	int			i;

	switch (call->funcid)
	{
		case F_TIMEZONE_TEXT_TIMESTAMP:
		case F_TIMEZONE_TEXT_TIMESTAMPTZ:
			return fix_time_zone(call);
		case F_AGE_TIMESTAMP:
		case F_AGE_TIMESTAMPTZ:
			return fix_age(call);
		default:
			break;
	}
	for (i = 0; i < lengthof(in_utc); i++)
		if (in_utc[i].dependent == call->funcid)
			break;
	if (i == lengthof(in_utc))
		return (Node *) call;

	args = shift_arguments(call->args);
	if (!OidIsValid(in_utc[i].independent))
		result = linitial(args);
	else
	{
		call->funcid = in_utc[i].independent;
		call->args = args;
		if (call->funcresulttype == TIMESTAMPTZOID)
			call->funcresulttype = TIMESTAMPOID;
		result = (Node *) call;
	}
	if (get_func_rettype(in_utc[i].dependent) == TIMESTAMPTZOID)
		result = shift_to_utc(result);
	return result;
}

/*
 * An operator that depends on TimeZone: the one of the same name for
 * arguments without time zone, if that depends on nothing.  The same goes for
 * IS DISTINCT FROM and NULLIF.
 */
static Node *
fix_operator(OpExpr *expr)
{
	List	   *args;
	Oid			opno;

	set_opfuncid(expr);
	if (expr->opno >= FirstNormalObjectId || list_length(expr->args) != 2 ||
		func_volatile(expr->opfuncid) == PROVOLATILE_IMMUTABLE)
		return (Node *) expr;

	args = shift_arguments(expr->args);
	opno = OpernameGetOprid(list_make2(makeString("pg_catalog"),
									   makeString(get_opname(expr->opno))),
							exprType(linitial(args)),
							exprType(lsecond(args)));
	if (!OidIsValid(opno) ||
		func_volatile(get_opcode(opno)) != PROVOLATILE_IMMUTABLE)
		return (Node *) expr;

	expr->opno = opno;
	expr->opfuncid = get_opcode(opno);
	expr->args = args;
	if (expr->opresulttype != TIMESTAMPTZOID)
		return (Node *) expr;
	expr->opresulttype = TIMESTAMPOID;
	return shift_to_utc((Node *) expr);
}

/* ---------- what is refused ---------- */

/*
 * The arguments of a call, whatever the kind of node.
 */
static List *
arguments_of(Node *node)
{
	List	   *result = NIL;
	ListCell   *lc;

	switch (nodeTag(node))
	{
		case T_FuncExpr:
			return ((FuncExpr *) node)->args;
		case T_OpExpr:
			return ((OpExpr *) node)->args;
		case T_WindowFunc:
			return ((WindowFunc *) node)->args;
		case T_Aggref:
			foreach(lc, ((Aggref *) node)->args)
				result = lappend(result, lfirst_node(TargetEntry, lc)->expr);
			return result;
		default:
			return NIL;
	}
}

static bool
arguments_depend(List *args)
{
	ListCell   *lc;

	foreach(lc, args)
		if (type_depends(exprType(lfirst(lc)), false))
			return true;
	return false;
}

/*
 * Is the last argument a constant format without the patterns that depend on
 * settings?  Those are, of numbers, D, G, L and S; of times, TM.
 */
static bool
format_depends(List *args, bool is_time)
{
	Node	   *format = llast(args);
	Oid			type = exprType(linitial(args));
	char	   *patterns;

	is_time |= type == TIMESTAMPOID || type == INTERVALOID;
	if (!IsA(format, Const) || ((Const *) format)->constisnull)
		return true;
	patterns = TextDatumGetCString(((Const *) format)->constvalue);
	for (char *c = patterns; *c != '\0'; c++)
		*c = pg_toupper((unsigned char) *c);
	return is_time ? strstr(patterns, "TM") != NULL :
		strpbrk(patterns, "DGLS") != NULL;
}

/*
 * Is the format of format() a constant without %I, which quotes by
 * quote_all_identifiers?
 */
static bool
quotes_identifiers(List *args)
{
	Node	   *format = linitial(args);
	char	   *c;

	if (!IsA(format, Const) || ((Const *) format)->consttype != TEXTOID)
		return true;
	if (((Const *) format)->constisnull)
		return false;
	for (c = TextDatumGetCString(((Const *) format)->constvalue); *c != '\0'; c++)
	{
		if (*c != '%')
			continue;
		c += 1 + strspn(c + 1, "0123456789$*-");
		if (*c == 'I')
			return true;
		if (*c == '\0')
			break;
	}
	return false;
}

/*
 * Is the object of a has_..._privilege() function given by a name?
 */
static bool
looks_name_up(const char *function, List *args)
{
	int			from_end = strcmp(function, "has_column_privilege") == 0 ? 3 :
		2;

	return list_length(args) < from_end ||
		exprType(list_nth(args, list_length(args) - from_end)) == TEXTOID;
}

/* A call that is judged, for check_functions_in_node. */
typedef struct JudgedCall
{
	Node	   *node;
	Oid			dependent;
} JudgedCall;

static bool
server_function_depends(Oid funcid, Node *node)
{
	const char *name = get_func_name(funcid);
	List	   *args = arguments_of(node);

	if (funcid == F_BYTEAOUT || funcid == F_QUOTE_IDENT)
		return true;
	if (func_volatile(funcid) == PROVOLATILE_IMMUTABLE)
		return false;
	if (strcmp(name, "format") == 0 && quotes_identifiers(args))
		return true;
	if (IS_ONE_OF(name, printing_functions))
		return arguments_depend(args);
	if (IS_ONE_OF(name, format_functions))
		return format_depends(args, strcmp(name, "to_date") == 0);
	if (IS_ONE_OF(name, name_functions))
		return looks_name_up(name, args);
	return !IS_ONE_OF(name, independent_functions);
}

/*
 * check_functions_in_node callback.
 */
static bool
function_depends(Oid funcid, void *context)
{
	JudgedCall *call = context;

	if (funcid >= FirstNormalObjectId ||
		!server_function_depends(funcid, call->node))
		return false;
	call->dependent = funcid;
	return true;
}

static void
refuse_function(Oid funcid)
{
	Oid		   *types;
	int			nargs;
	const char *hint = HINT_FUNCTION;

	(void) get_func_signature(funcid, &types, &nargs);
	for (int i = 0; i < nargs; i++)
		if (types[i] == TIMESTAMPTZOID || types[i] == TIMETZOID)
			hint = HINT_UTC;
	refuse(psprintf("function %s", format_procedure(funcid)), hint);
}

static void
require_independent_conversion(const CoerceViaIO *coercion)
{
	Oid			from = exprType((Node *) coercion->arg);

	if (type_depends(from, false) ||
		type_depends(coercion->resulttype, true))
		refuse_conversion(from, coercion->resulttype);
}

/*
 * Raise an error if what this node computes, by itself, depends on settings.
 */
static void
require_independent(Node *node)
{
	JudgedCall	call = {node, InvalidOid};
	WindowClause *window = (WindowClause *) node;

	switch (nodeTag(node))
	{
		case T_CoerceViaIO:
			require_independent_conversion((CoerceViaIO *) node);
			return;
		case T_XmlExpr:
			if (arguments_depend(((XmlExpr *) node)->args) ||
				arguments_depend(((XmlExpr *) node)->named_args))
				refuse("an XML expression of these types", HINT_FUNCTION);
			return;
		case T_WindowClause:
			if ((OidIsValid(window->startInRangeFunc) &&
				 function_depends(window->startInRangeFunc, &call)) ||
				(OidIsValid(window->endInRangeFunc) &&
				 function_depends(window->endInRangeFunc, &call)))
				refuse_function(call.dependent);
			return;
		default:
			break;
	}
	if (check_functions_in_node(node, function_depends, &call))
		refuse_function(call.dependent);
	if (arguments_depend(purpose_json_constructor_args(node)) ||
		(purpose_is_json_query(node) &&
		 (contain_mutable_functions(node) ||
		  type_depends(exprType(node), true))))
		refuse("a JSON expression of these types", HINT_FUNCTION);
}

static Node *
fix(Node *node, void *context)
{
	if (node == NULL)
		return NULL;
	if (IsA(node, Query))
		return (Node *) query_tree_mutator((Query *) node, fix, context, 0);

	node = expression_tree_mutator(node, fix, context);
	switch (nodeTag(node))
	{
		case T_SQLValueFunction:
			node = fix_value_function((SQLValueFunction *) node);
			break;
		case T_FuncExpr:
			node = fix_function((FuncExpr *) node);
			break;
		case T_OpExpr:
		case T_DistinctExpr:
		case T_NullIfExpr:
			node = fix_operator((OpExpr *) node);
			break;
		default:
			break;
	}
	require_independent(node);
	return node;
}

Node *
purpose_expression_fix_settings(Node *expr)
{
	return fix(expr, NULL);
}
