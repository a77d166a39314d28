/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef UK_PRINT_H
#define UK_PRINT_H

void ukplat_put(char c);
void ukplat_off(int crashed) __attribute__((noreturn));

/* Text as it is. */
void uk_print(const char *text);
/* The head of a line of the log, then the text, which brings its own newline. */
void uk_log(const char *level, const char *text);
void uk_print_number(unsigned int number);

#ifdef CONFIG_LIBUKDEBUG_PRINTK_INFO
#define uk_info(text) uk_log("Info", text)
#else
#define uk_info(text) ((void)0)
#endif

void uk_assertion_failed(const char *library, const char *text) __attribute__((noreturn));
#define UK_ASSERT(x) ((x) ? (void)0 : uk_assertion_failed(__LIBNAME__, #x))

#endif
