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
#include "catalog/pg_statistic_ext.h"
#include "nodes/value.h"
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
 * The names of the columns that must be unique together, sorted; NIL for an
 * index that is not just that.
 */
static List *
unique_names(Oid indexid)
{
	HeapTuple	tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(indexid));
	Form_pg_index form;
	List	   *names = NIL;

	if (!HeapTupleIsValid(tuple))
		return NIL;
	form = (Form_pg_index) GETSTRUCT(tuple);
	if (form->indisunique &&
		heap_attisnull(tuple, Anum_pg_index_indexprs, NULL) &&
		heap_attisnull(tuple, Anum_pg_index_indpred, NULL))
		for (int i = 0; i < form->indnkeyatts; i++)
			names = list_append_unique(names,
									   makeString(get_attname(form->indrelid,
															  form->indkey.values[i],
															  false)));
	ReleaseSysCache(tuple);
	return names;
}

/*
 * Are the columns of a unique index unique in the other table as well, so that
 * the index tells nothing new?
 */
static bool
is_unique_too(Oid indexid, Relation other)
{
	List	   *names = unique_names(indexid);
	ListCell   *lc;

	if (names == NIL)
		return false;
	foreach(lc, RelationGetIndexList(other))
	{
		List	   *others = unique_names(lfirst_oid(lc));

		if (others != NIL && list_difference(others, names) == NIL)
			return true;
	}
	return false;
}

static Bitmapset *
add_indexes(Bitmapset *columns, Relation rel, Relation other)
{
	ListCell   *lc;

	foreach(lc, RelationGetIndexList(rel))
		if (!is_unique_too(lfirst_oid(lc), other))
			columns = bms_add_members(columns,
									  purpose_attached_columns_of_index(lfirst_oid(lc)));
	return columns;
}

/* ---------- constraints, policies, statistics ---------- */

/*
 * Would the constraint look at rows that come from the other table?
 */
static bool
looks_at_rows(const FormData_pg_constraint *form, Oid other)
{
	switch (form->contype)
	{
		case CONSTRAINT_CHECK:
			/* The server sees to it that checks of one name are the same. */
			return !OidIsValid(get_relation_constraint_oid(other,
														   NameStr(form->conname),
														   true));
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
	if (form->conrelid == relid && looks_at_rows(form, other))
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
		if (others != NULL && strcmp(text, others) == 0)
			continue;
		ObjectAddressSet(object, AttrDefaultRelationId,
						 GetAttrDefaultOid(RelationGetRelid(rel), attno));
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
