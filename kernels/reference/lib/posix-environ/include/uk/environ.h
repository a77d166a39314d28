/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The environment that a C library begins with (POSIX.1-2017 8.1).
 */
#ifndef __UK_ENVIRON_H__
#define __UK_ENVIRON_H__

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Fills a list of `NAME=VALUE` strings, which live as long as the machine. Words
 * that are none are left out. Boot only.
 * @return how many, `max` at most; no NULL is put behind them
 */
unsigned int uk_environ_get(char *envp[], unsigned int max);

#ifdef __cplusplus
}
#endif

#endif /* __UK_ENVIRON_H__ */
