/* SPDX-License-Identifier: BSD-3-Clause */
/* What the init thread and the requests for the end share. */
#ifndef __UKBOOT_INTERNAL_H__
#define __UKBOOT_INTERNAL_H__

#include <uk/boot.h>

/** Runs main(), whose return is a request. Returns once one was made. */
void ukboot_run_main(int argc, char *argv[]);

/** Lets the init thread look for requests. Any context */
void ukboot_wake_init(void);

/** @return the target that counts so far; after a request */
enum ukplat_gstate ukboot_shutdown_target(void);

#endif /* __UKBOOT_INTERNAL_H__ */
