/* SPDX-License-Identifier: BSD-3-Clause */
/* System calls of Linux on arm64 that a program without musl makes */
#define NR_WRITE 64
#define NR_GETPID 172
#define NR_KILL 129
#define NR_MMAP 222
#define NR_MPROTECT 226
#define NR_EXIT_GROUP 94
