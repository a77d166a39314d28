/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The result file: how a test kernel tells its monitor the verdict where the
 * machine's end cannot (PSCI off on arm64 carries no status). File `result` in
 * the root of the 9p share, one line:
 *
 *	ukmatrix 1 NONCE STATUS CASES FAILED SKIPPED
 */
#ifndef __UK_RESULT_H__
#define __UK_RESULT_H__

#include <stdbool.h>

/** Longest nonce, in characters; longer ones are refused. */
#define UKRESULT_NONCE_MAX 128

/**
 * Writes the result file; to be called once, after the last case.
 *
 * @param nonce the run's word from the command line, NULL where there is none
 * @param passed whether the status is `pass` (else `fail`)
 * @return 0, -ENODEV without a share, -EINVAL for a nonce that is too long,
 *	else a negative errno of <uk/9p_file.h>
 */
int ukresult_write(const char *nonce, bool passed, unsigned int cases,
		   unsigned int failed, unsigned int skipped);

#endif /* __UK_RESULT_H__ */
