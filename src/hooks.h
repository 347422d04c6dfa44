/*-------------------------------------------------------------------------
 *
 * hooks.h
 *		The server's hooks.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PURPOSE_HOOKS_H
#define PURPOSE_HOOKS_H

extern void purpose_hooks_init(void);

#endif							/* PURPOSE_HOOKS_H */
