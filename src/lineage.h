/*-------------------------------------------------------------------------
 *
 * lineage.h
 *		Which columns a query uses, and where their values go.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_LINEAGE_H
#define PURPOSE_LINEAGE_H

#include "pg_purpose.h"

#include "nodes/parsenodes.h"

/*
 * How one range table entry of a query tree is used.  The sets hold column
 * numbers; a whole-row reference puts 0 in, which stands for all columns.
 * System columns are left out.
 */
typedef struct RelationUse
{
	Query	   *query;
	Index		rti;
	RangeTblEntry *rte;			/* a relation, or a trigger's transition table */
	bool		is_result;		/* the statement writes to it */

	Bitmapset  *used;			/* anywhere but in what "returned" means */
	Bitmapset  *returned;		/* in the RETURNING list of the statement
								 * itself, which goes to the client */
	bool		names_partitions;	/* tableoid is used */
	Bitmapset  *written;		/* UPDATE sets them, or ON CONFLICT, MERGE, or
								 * FOR PORTION OF */
} RelationUse;

typedef struct Lineage
{
	List	   *uses;			/* of RelationUse * */
	bool		writes;			/* INSERT, UPDATE, DELETE or MERGE somewhere */
	List	   *nodes;			/* private */
} Lineage;

/* One column (0: all) of one relation. */
typedef struct LineageSource
{
	Oid			relid;
	AttrNumber	attno;
} LineageSource;

/*
 * Call "visit" for each relation and transition table in the range tables of
 * a query and of all queries in it, used or not.  Looks into expressions only
 * where a query is marked to have sub-selects, so it is cheap.
 */
typedef void (*RelationVisitor) (Query *query, Index rti, RangeTblEntry *rte,
								 void *arg);
extern void purpose_lineage_each_relation(Query *query,
										  RelationVisitor visitor, void *arg);

/*
 * The uses of a statement's relations, exact through subqueries, views that
 * have been expanded, CTEs, joins and set operations: a column that a subquery
 * mentions but nobody asks it for is not used.
 *
 * "query" must have been rewritten.  The result refers to its nodes.
 */
extern Lineage *purpose_lineage_of_query(Query *query);

/*
 * The use of one range table entry, or NULL where it is not used at all.
 */
extern RelationUse *purpose_lineage_find(const Lineage *lineage,
										 const Query *query, Index rti);

/*
 * Raise the server's own error if the user lacks a permission on any relation
 * of the statement.
 */
extern void purpose_lineage_check_permissions(const Lineage *lineage);

/*
 * The columns from which an output column (0: all) of a stored, not rewritten, query
 * is computed: a list of LineageSource *.  What only decides which rows there
 * are (conditions, groups, orders) is left out.
 */
extern List *purpose_lineage_sources(Query *query, int resno);

#endif							/* PURPOSE_LINEAGE_H */
