/* SPDX-License-Identifier: BSD-3-Clause */
/* System calls of Linux on x86_64 that a program without musl makes */
#define NR_WRITE 1
#define NR_GETPID 39
#define NR_KILL 62
#define NR_MMAP 9
#define NR_MPROTECT 10
#define NR_EXIT_GROUP 231
