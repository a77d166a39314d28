/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The files of the process: made new for each program.
 */
#ifndef __UK_PROCESS_FILES_H__
#define __UK_PROCESS_FILES_H__

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Ends everything that the process has of files and begins anew: a fresh root
 * with /tmp, /dev, /etc and /proc, the directory `/`, umask 022, root's identity,
 * descriptor 0 on /dev/null, 1 and 2 on the console as a pipe would be. No other
 * thread of the process exists.
 * @return 0 or -ENOMEM
 */
int vfscore_process_reset(void);

/** Only the first half: afterwards no file is open and no file system mounted.
 *  All memory is free
 */
void vfscore_process_end(void);

#ifdef __cplusplus
}
#endif

#endif /* __UK_PROCESS_FILES_H__ */
