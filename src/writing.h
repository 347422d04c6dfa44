/*-------------------------------------------------------------------------
 *
 * writing.h
 *		Is a statement that writes under way?
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_WRITING_H
#define PURPOSE_WRITING_H

#include "pg_purpose.h"

#include "access/xact.h"

/*
 * The transaction nesting level at which the outermost statement began that
 * writes and is under way; 0: none.  For the functions below.
 */
extern PURPOSE_LOCAL int purpose_writing_since;

/*
 * Call "begin" before a statement that writes, or some part of it, is planned
 * or executed, and "end" after it; not after an error, for which the end of
 * the (sub)transaction does all that is needed.  With "writes" false both do
 * nothing.
 */
typedef struct WritingFrame
{
	bool		outermost;
} WritingFrame;

static inline void
purpose_writing_begin(WritingFrame *frame, bool writes)
{
	frame->outermost = writes && purpose_writing_since == 0;
	if (frame->outermost)
		purpose_writing_since = GetCurrentTransactionNestLevel();
}

/* Call when the transaction has ended, in whichever way. */
static inline void
purpose_writing_transaction_ends(void)
{
	purpose_writing_since = 0;
}

static inline void
purpose_writing_end(const WritingFrame *frame)
{
	if (frame->outermost)
		purpose_writing_since = 0;
}

/*
 * Is what runs now called by a statement that writes: a function of it, or a
 * trigger, also one that was deferred until COMMIT?
 */
extern bool purpose_writing_is_under_way(void);

/*
 * Call before a parallel plan is run: below such a statement, lets its workers
 * know.  Answers whether "untell" is to be called after it; not after an error.
 */
extern bool purpose_writing_tell_workers(void);
extern void purpose_writing_untell_workers(void);

extern void purpose_writing_init(void);

#endif							/* PURPOSE_WRITING_H */
