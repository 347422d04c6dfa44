/*-------------------------------------------------------------------------
 *
 * pseudonym_authority.c
 *		Who may have pseudonyms computed: policies, and who was granted it.
 *
 * A pseudonym hides a value only from those who cannot compute pseudonyms of
 * values they choose.  Could every user call purpose.pseudonym('alice@...'),
 * a list of addresses would be all it takes to find out whose row is whose.
 * REVOKE EXECUTE alone cannot prevent that: a mask runs inside the query of
 * the very user it hides the value from, and the executor demands EXECUTE of
 * that user.
 *
 * So everybody may execute the keyed functions, and they look at who calls:
 *
 * -	A call in a label's expression carries a mark that no SQL text can
 *		produce.  purpose_maskfuncs_authorize puts it there when a policy is
 *		built: an input collation that is no collation.  Unlike the parse
 *		location it survives copying, planning, plan caches and the way to
 *		parallel workers, and none of these functions compares text.
 *
 * -	Any other call needs EXECUTE on purpose.pseudonym_key_id(), which is
 *		revoked from PUBLIC.
 *
 * What this cannot prevent: who may insert rows of their choice into a
 * masked table and read them back masked still learns pseudonyms, one row at
 * a time.  The functions' context argument keeps that to one table.
 *
 *-------------------------------------------------------------------------
 */
#include "pseudonym_authority.h"

#include "catalog/pg_proc.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "nodes/primnodes.h"
#include "parser/parse_func.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "compat.h"
#include "maskfuncs.h"
#include "pseudonym.h"

/*
 * The mark: the OID of pg_proc itself.  OIDs that the server's catalogs were
 * given by hand are never given twice, so no collation has it.
 */
#define CALLED_BY_POLICY	((Oid) ProcedureRelationId)

#define GRANTING_FUNCTION	"pseudonym_key_id"

/*
 * Does the current user hold EXECUTE on the granting function?  Not if it
 * does not exist.
 */
static bool
caller_is_granted(void)
{
	List	   *name = list_make2(makeString(PURPOSE_SCHEMA),
								  makeString(GRANTING_FUNCTION));
	Oid			function = LookupFuncName(name, 0, NULL, true);

	if (!OidIsValid(function))
		return false;
	return DatumGetBool(DirectFunctionCall2(has_function_privilege_id,
											ObjectIdGetDatum(function),
											CStringGetTextDatum("EXECUTE")));
}

void
purpose_pseudonym_check_caller(FunctionCallInfo fcinfo)
{
	static const char checked = 'c';

	if (PG_GET_COLLATION() == CALLED_BY_POLICY)
		return;
	if (fcinfo->flinfo != NULL && fcinfo->flinfo->fn_extra == &checked)
		return;

	if (!caller_is_granted())
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to compute pseudonyms"),
				 errdetail("Who can compute the pseudonyms of values of their choice can find out whose pseudonym is whose."),
				 errhint("Masks of labels need no privilege. Other uses need EXECUTE on function %s.%s().",
						 PURPOSE_SCHEMA, GRANTING_FUNCTION)));

	if (fcinfo->flinfo != NULL)
		fcinfo->flinfo->fn_extra = unconstify(char *, &checked);
}

/*
 * Is it one of ours that needs the key?  By what it runs, not by its name:
 * the name would follow ALTER FUNCTION ... RENAME.
 */
static bool
is_keyed_function(Oid function)
{
	Oid			schema = get_func_namespace(function);
	char	   *schema_name = get_namespace_name(schema);
	FmgrInfo	flinfo;

	if (schema_name == NULL || strcmp(schema_name, PURPOSE_SCHEMA) != 0)
		return false;
	fmgr_info(function, &flinfo);
	return purpose_pseudonym_is_keyed(flinfo.fn_addr);
}

static bool
authorize_walker(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, FuncExpr))
	{
		FuncExpr   *call = (FuncExpr *) node;

		if (is_keyed_function(call->funcid))
			call->inputcollid = CALLED_BY_POLICY;
	}
	if (IsA(node, Query))
		return query_tree_walker((Query *) node, authorize_walker, context,
								 0);
	return expression_tree_walker(node, authorize_walker, context);
}

void
purpose_maskfuncs_authorize(Node *expr)
{
	(void) authorize_walker(expr, NULL);
}
