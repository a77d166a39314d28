/* SPDX-License-Identifier: BSD-3-Clause */
/* The locale of programs about characters of more than one byte. */
#ifndef CHECK_UTF8_H
#define CHECK_UTF8_H

/* Sets the locale C.UTF-8 in all categories, or skips the program */
void utf8_locale(void);

#endif /* CHECK_UTF8_H */
