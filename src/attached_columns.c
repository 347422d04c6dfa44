/*-------------------------------------------------------------------------
 *
 * attached_columns.c
 *		Which columns of a table what is attached to it looks at.
 *
 * Rows come to a table, by ATTACH PARTITION, INHERIT or a move between
 * partitions, and what is attached to that table gets to see them: triggers,
 * rules and policies whole rows; checks, expression indexes, statistics and
 * generated columns those columns that they mention; unique indexes and
 * foreign keys tell by success and failure what their columns are like.  The
 * same things are made anew when the type of a column that they mention
 * changes.
 *
 * Whether that needs an open purpose is decided in ddl_table.c and
 * ddl_children.c; replacing a function that is attached is found by
 * attached.c.
 *
 * The invariant: what cannot be told by column counts as all of them.
 *
 *-------------------------------------------------------------------------
 */
#include "attached_columns.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/pg_attrdef.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_index.h"
#include "catalog/pg_policy.h"
#include "catalog/pg_publication.h"
#include "catalog/pg_statistic_ext.h"
#include "nodes/nodeFuncs.h"
#include "nodes/value.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/ruleutils.h"
#include "utils/syscache.h"

#include "compat.h"
#include "ddl_columns.h"
#include "relation.h"
#include "type_code.h"

static Bitmapset *
all_columns(void)
{
	return bms_make_singleton(0);
}

/*
 * Add the columns of "relid" that an object mentions.
 */
static Bitmapset *
add_mentioned(Bitmapset *columns, const ObjectAddress *object, Oid relid)
{
	ListCell   *lc;

	foreach(lc, purpose_relation_references(object))
	{
		ObjectAddress *reference = lfirst(lc);

		if (reference->classId == RelationRelationId &&
			reference->objectId == relid)
			columns = bms_add_member(columns, reference->objectSubId);
	}
	return columns;
}

/* ---------- indexes ---------- */

/*
 * Does a key column of an index have an operator class of a user's?
 */
static bool
has_foreign_class(HeapTuple tuple, int key)
{
	Form_pg_index form = (Form_pg_index) GETSTRUCT(tuple);
	bool		isnull;
	Datum		datum = SysCacheGetAttr(INDEXRELID, tuple,
										Anum_pg_index_indclass, &isnull);
	oidvector  *classes = (oidvector *) DatumGetPointer(datum);

	return purpose_type_code_is_foreign_index(get_atttype(form->indrelid,
														  form->indkey.values[key]),
											  classes->values[key],
											  InvalidOid);
}

Bitmapset *
purpose_attached_columns_of_index(Oid indexid)
{
	Relation	index = index_open(indexid, AccessShareLock);
	Form_pg_index form = index->rd_index;
	List	   *exprs = RelationGetIndexExpressions(index);
	List	   *predicate = RelationGetIndexPredicate(index);
	bool		tells = form->indisunique || form->indisexclusion ||
		exprs != NIL || predicate != NIL;
	Bitmapset  *columns;

	/* Dependencies would not do: of expressions alone they are on the table. */
	columns = purpose_ddl_columns_add_analysed(NULL, (Node *) exprs);
	columns = purpose_ddl_columns_add_analysed(columns, (Node *) predicate);
	for (int i = 0; i < form->indnkeyatts; i++)
	{
		AttrNumber	attno = form->indkey.values[i];

		if (attno > 0 && (tells || has_foreign_class(index->rd_indextuple, i)))
			columns = bms_add_member(columns, attno);
	}
	index_close(index, AccessShareLock);
	return columns;
}

/*
 * Is a unique index just that: at once, over columns, all rows?
 */
static bool
is_plainly_unique(Relation index)
{
	return index->rd_index->indisunique && index->rd_index->indisvalid &&
		index->rd_index->indimmediate &&
		RelationGetIndexExpressions(index) == NIL &&
		RelationGetIndexPredicate(index) == NIL;
}

/*
 * Is a key of one index, which compares by the same rules, among those of the
 * other?
 */
static bool
has_key_of(Relation index, Relation other, int key)
{
	const char *name = get_attname(other->rd_index->indrelid,
								   other->rd_index->indkey.values[key], false);

	for (int i = 0; i < index->rd_index->indnkeyatts; i++)
		if (index->rd_opfamily[i] == other->rd_opfamily[key] &&
			index->rd_indcollation[i] == other->rd_indcollation[key] &&
			strcmp(get_attname(index->rd_index->indrelid,
							   index->rd_index->indkey.values[i], false),
				   name) == 0)
			return true;
	return false;
}

/*
 * Are the keys of a unique index unique in the other table as well, by fewer
 * columns or the same, so that the index tells nothing new?
 */
static bool
is_unique_too(Relation index, Relation other_table)
{
	bool		result = false;
	ListCell   *lc;

	if (!is_plainly_unique(index))
		return false;
	foreach(lc, RelationGetIndexList(other_table))
	{
		Relation	other = index_open(lfirst_oid(lc), AccessShareLock);
		bool		covered = is_plainly_unique(other) &&
			other->rd_index->indnullsnotdistinct ==
			index->rd_index->indnullsnotdistinct;

		for (int i = 0; covered && i < other->rd_index->indnkeyatts; i++)
			covered = has_key_of(index, other, i);
		index_close(other, AccessShareLock);
		result |= covered;
	}
	return result;
}

static Bitmapset *
add_indexes(Bitmapset *columns, Relation rel, Relation other)
{
	ListCell   *lc;

	foreach(lc, RelationGetIndexList(rel))
	{
		Relation	index = index_open(lfirst_oid(lc), AccessShareLock);

		if (!is_unique_too(index, other))
			columns = bms_add_members(columns,
									  purpose_attached_columns_of_index(lfirst_oid(lc)));
		index_close(index, AccessShareLock);
	}
	return columns;
}

/* ---------- constraints, policies, statistics ---------- */

/*
 * Do two expressions that read the same use the same functions, operators and
 * types?  Casts do not show in the text.
 */
static bool
uses_all_of(const ObjectAddress *one, const ObjectAddress *other)
{
	List	   *references = purpose_relation_references(other);
	ListCell   *lc;
	ListCell   *lc2;

	foreach(lc, purpose_relation_references(one))
	{
		ObjectAddress *reference = lfirst(lc);
		bool		found = reference->classId == RelationRelationId;

		foreach(lc2, references)
			found |= ((ObjectAddress *) lfirst(lc2))->classId == reference->classId &&
				((ObjectAddress *) lfirst(lc2))->objectId == reference->objectId;
		if (!found)
			return false;
	}
	return true;
}

/*
 * Has the table the same CHECK, which all rows below it obey?  The server sees
 * to it that checks of one name read the same.
 */
static bool
has_check(Oid relid, const char *name, const ObjectAddress *check)
{
	Oid			oid = get_relation_constraint_oid(relid, name, true);
	ObjectAddress object;
	HeapTuple	tuple = OidIsValid(oid) ?
		SearchSysCache1(CONSTROID, ObjectIdGetDatum(oid)) : NULL;
	Form_pg_constraint form;
	bool		result;

	if (!HeapTupleIsValid(tuple))
		return false;
	form = (Form_pg_constraint) GETSTRUCT(tuple);
	ObjectAddressSet(object, ConstraintRelationId, oid);
	result = form->contype == CONSTRAINT_CHECK && !form->connoinherit &&
		form->convalidated && uses_all_of(check, &object);
	ReleaseSysCache(tuple);
	return result;
}

/*
 * Would the constraint look at rows that come from the other table?
 */
static bool
looks_at_rows(const FormData_pg_constraint *form, const ObjectAddress *object,
			  Oid other)
{
	switch (form->contype)
	{
		case CONSTRAINT_CHECK:
			return !has_check(other, NameStr(form->conname), object);
		case CONSTRAINT_PRIMARY:
		case CONSTRAINT_UNIQUE:
		case CONSTRAINT_EXCLUSION:
		case 'n':				/* NOT NULL, from 18 on */
			return false;		/* add_indexes(), add_not_null() */
		default:
			return true;
	}
}

static Bitmapset *
add_constraint(Bitmapset *columns, const ObjectAddress *object, Oid relid,
			   Oid other)
{
	HeapTuple	tuple = SearchSysCache1(CONSTROID,
										ObjectIdGetDatum(object->objectId));
	Form_pg_constraint form;

	if (!HeapTupleIsValid(tuple))
		return columns;
	form = (Form_pg_constraint) GETSTRUCT(tuple);
	if (form->conrelid == relid && looks_at_rows(form, object, other))
		columns = add_mentioned(columns, object, relid);
	ReleaseSysCache(tuple);
	return columns;
}

/*
 * Columns that may be NULL in the other table only.
 */
static Bitmapset *
add_not_null(Bitmapset *columns, Relation rel, Relation other)
{
	TupleDesc	desc = RelationGetDescr(rel);

	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute attr = TupleDescAttr(desc, i);
		AttrNumber	others;

		if (attr->attisdropped || !attr->attnotnull)
			continue;
		others = get_attnum(RelationGetRelid(other), NameStr(attr->attname));
		if (others > 0 &&
			!TupleDescAttr(RelationGetDescr(other), others - 1)->attnotnull)
			columns = bms_add_member(columns, i + 1);
	}
	return columns;
}

/*
 * Of objects that depend on the relation, those that are attached to it.
 */
static Bitmapset *
add_dependents(Bitmapset *columns, Oid relid, Oid other)
{
	ListCell   *lc;

	foreach(lc, purpose_relation_dependents(RelationRelationId, relid, 0))
	{
		ObjectAddress *object = &((Dependent *) lfirst(lc))->object;

		switch (object->classId)
		{
			case PolicyRelationId:
				if (purpose_relation_of_object(object) == relid)
					columns = bms_add_member(columns, 0);
				break;
			case ConstraintRelationId:
				columns = add_constraint(columns, object, relid, other);
				break;
			case StatisticExtRelationId:
				columns = add_mentioned(columns, object, relid);
				break;
			default:
				break;
		}
	}
	return columns;
}

/* ---------- row security ---------- */

typedef struct PolicyColumns
{
	Bitmapset  *columns;
	int			depth;			/* of sub-selects */
} PolicyColumns;

/*
 * expression_tree_walker callback.
 */
static bool
add_policy_columns(Node *node, PolicyColumns *found)
{
	bool		result;

	if (node == NULL)
		return false;
	if (IsA(node, Var))
	{
		Var		   *var = (Var *) node;

		if (var->varlevelsup == found->depth && var->varattno >= 0)
			found->columns = bms_add_member(found->columns, var->varattno);
		return false;
	}
	if (!IsA(node, Query))
		return expression_tree_walker(node, add_policy_columns, found);
	found->depth++;
	result = query_tree_walker((Query *) node, add_policy_columns, found, 0);
	found->depth--;
	return result;
}

static void
add_expression_of(PolicyColumns *found, HeapTuple policy, AttrNumber attno,
				  TupleDesc desc)
{
	bool		isnull;
	Datum		datum = heap_getattr(policy, attno, desc, &isnull);

	if (!isnull)
		(void) add_policy_columns(stringToNode(TextDatumGetCString(datum)), found);
}

Bitmapset *
purpose_attached_columns_of_policies(Oid relid)
{
	Relation	rel = table_open(PolicyRelationId, AccessShareLock);
	PolicyColumns found = {0};
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_policy_polrelid, BTEqualStrategyNumber,
				F_OIDEQ, ObjectIdGetDatum(relid));
	scan = systable_beginscan(rel, PolicyPolrelidPolnameIndexId, true, NULL,
							  1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		add_expression_of(&found, tuple, Anum_pg_policy_polqual,
						  RelationGetDescr(rel));
		add_expression_of(&found, tuple, Anum_pg_policy_polwithcheck,
						  RelationGetDescr(rel));
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return found.columns;
}

/* ---------- generated columns ---------- */

/*
 * The text of a column's generation expression, or NULL if it has none.
 */
static char *
generation_text(Relation rel, AttrNumber attno)
{
	TupleConstr *constr = RelationGetDescr(rel)->constr;

	if (attno <= 0 || constr == NULL ||
		TupleDescAttr(RelationGetDescr(rel), attno - 1)->attgenerated == '\0')
		return NULL;
	for (int i = 0; i < constr->num_defval; i++)
		if (constr->defval[i].adnum == attno)
			return deparse_expression(stringToNode(constr->defval[i].adbin),
									  deparse_context_for(RelationGetRelationName(rel),
														  RelationGetRelid(rel)),
									  false, false);
	return NULL;
}

static Bitmapset *
add_generated(Bitmapset *columns, Relation rel, Relation other)
{
	for (AttrNumber attno = 1; attno <= RelationGetNumberOfAttributes(rel); attno++)
	{
		char	   *text = generation_text(rel, attno);
		char	   *name;
		char	   *others;
		ObjectAddress object;

		if (text == NULL)
			continue;
		name = get_attname(RelationGetRelid(rel), attno, false);
		others = generation_text(other,
								 get_attnum(RelationGetRelid(other), name));
		ObjectAddressSet(object, AttrDefaultRelationId,
						 GetAttrDefaultOid(RelationGetRelid(rel), attno));
		if (others != NULL && strcmp(text, others) == 0)
		{
			ObjectAddress same;

			ObjectAddressSet(same, AttrDefaultRelationId,
							 GetAttrDefaultOid(RelationGetRelid(other),
											   get_attnum(RelationGetRelid(other),
														  name)));
			if (uses_all_of(&object, &same))
				continue;
		}
		columns = add_mentioned(columns, &object, RelationGetRelid(rel));
	}
	return columns;
}

/* ---------- all of it ---------- */

/*
 * Has the table anything that gets whole rows?
 */
static bool
hands_on_rows(Relation rel)
{
	if (rel->rd_rel->relkind == RELKIND_FOREIGN_TABLE)
		return true;
	if (rel->rd_rules != NULL && rel->rd_rules->numLocks > 0)
		return true;
	if (purpose_relation_publications(RelationGetRelid(rel)) != NIL ||
		GetSchemaPublications(RelationGetNamespace(rel)) != NIL)
		return true;
	for (int i = 0; rel->trigdesc != NULL && i < rel->trigdesc->numtriggers; i++)
		if (!rel->trigdesc->triggers[i].tgisinternal)
			return true;
	return false;
}

Bitmapset *
purpose_attached_columns(Oid relid, Oid other)
{
	Relation	rel = table_open(relid, AccessShareLock);
	Relation	other_rel = table_open(other, AccessShareLock);
	Bitmapset  *columns;

	if (hands_on_rows(rel))
		columns = all_columns();
	else
	{
		columns = purpose_relation_partition_key(relid);
		columns = add_indexes(columns, rel, other_rel);
		columns = add_dependents(columns, relid, other);
		columns = add_generated(columns, rel, other_rel);
		columns = add_not_null(columns, rel, other_rel);
	}
	table_close(other_rel, AccessShareLock);
	table_close(rel, AccessShareLock);
	return columns;
}

void
purpose_attached_columns_each(const ObjectAddress *object,
							  AttachedVisitor visit, const char *action)
{
	ListCell   *lc;
	Bitmapset  *columns;

	if (object->classId == RelationRelationId)
	{
		columns = purpose_attached_columns_of_index(object->objectId);
		visit(purpose_relation_of_object(object), columns, action);
		return;
	}
	if (object->classId == ConstraintRelationId)
	{
		Oid			indexid = get_constraint_index(object->objectId);

		if (OidIsValid(indexid))
			visit(purpose_relation_of_object(object),
				  purpose_attached_columns_of_index(indexid), action);
	}
	foreach(lc, purpose_relation_references(object))
	{
		ObjectAddress *reference = lfirst(lc);

		if (reference->classId == RelationRelationId)
			visit(reference->objectId,
				  bms_make_singleton(reference->objectSubId), action);
	}
}
