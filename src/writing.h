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

extern void purpose_writing_init(void);
extern void purpose_writing_note(WritingFrame *frame);
extern void purpose_writing_forget(void);

static inline void
purpose_writing_begin(WritingFrame *frame, bool writes)
{
	frame->outermost = false;
	if (writes)
		purpose_writing_note(frame);
}

static inline void
purpose_writing_end(const WritingFrame *frame)
{
	if (frame->outermost)
		purpose_writing_forget();
}

/*
 * Is what runs now called by a statement that writes: a function of it, or a
 * trigger, also one that was deferred until COMMIT?
 */
extern bool purpose_writing_is_under_way(void);

#endif							/* PURPOSE_WRITING_H */
