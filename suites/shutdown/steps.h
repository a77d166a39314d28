/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Entries of the kernel's own init table that note when and how they ran. Each
 * has a letter; the letters are in the order in which constructors have to run.
 */
#ifndef __SUITE_SHUTDOWN_STEPS_H__
#define __SUITE_SHUTDOWN_STEPS_H__

#include <uk/essentials.h>
#include <uk/init.h>

struct uk_thread;

/** All entries; one without a constructor, one without a destructor. */
#define STEPS "abcdefghijkl"
#define STEP_WITHOUT_CONSTRUCTOR 'f'
#define STEP_WITHOUT_DESTRUCTOR 'h'
#define STEPS_MAX 32

/** How a constructor or destructor was called */
struct step {
	struct uk_thread *thread;
	unsigned int cpu;
	int irqs_disabled;
	int is_after_request; /* of constructors */
	enum ukplat_gstate target; /* of destructors */
};

/** Letters in the order in which they ran, each with its step */
extern char steps_built[STEPS_MAX];
extern char steps_undone[STEPS_MAX];
extern struct step steps_of_build[STEPS_MAX];
extern struct step steps_of_undoing[STEPS_MAX];

/** Letter of a constructor that fails, from the kernel parameter
 *  `shutdown.fail`, or NUL
 */
char steps_failing(void);

/** Letter of a constructor that asks for the end, from the kernel parameter
 *  `shutdown.ask`, or NUL
 */
char steps_asking(void);

/** What a destructor found out about the kernel around it */
extern struct steps_probe {
	int same_target; /* uk_boot_shutdown_req() of what is under way */
	int bad_target;	 /* and of what does not exist */
	int is_shutting_down;
	int thread_ran;
	int memory_was_there;
} steps_probe;

#endif /* __SUITE_SHUTDOWN_STEPS_H__ */
