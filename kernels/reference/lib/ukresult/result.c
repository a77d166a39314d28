/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Writing the result file. The line goes out in one message, so the file
 * holds either nothing or all of it.
 */
#include <errno.h>
#include <stdio.h>
#include <uk/9p_file.h>
#include <uk/result.h>

#define LINE_LEN (UKRESULT_NONCE_MAX + 64)

int ukresult_write(const char *nonce, bool passed, unsigned int cases,
		   unsigned int failed, unsigned int skipped)
{
	char line[LINE_LEN];
	struct uk_9p_file f;
	int closed, rc, len;
	long written;

	len = snprintf(line, sizeof(line), "ukmatrix 1 %s %s %u %u %u\n",
		       nonce ? nonce : "-", passed ? "pass" : "fail", cases,
		       failed, skipped);
	if (len < 0 || len >= LINE_LEN)
		return -EINVAL;
	rc = uk_9p_file_create("result", 0644, &f);
	if (rc)
		return rc;
	written = uk_9p_file_write(&f, line, (size_t)len);
	closed = uk_9p_file_close(&f);
	return written < 0 ? (int)written : closed;
}
