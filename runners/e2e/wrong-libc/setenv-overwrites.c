/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: env/getenv
 * Replaces a value also when it must not. */
int __real_setenv(const char *name, const char *value, int overwrite);

int __wrap_setenv(const char *name, const char *value, int overwrite)
{
	(void)overwrite;
	return __real_setenv(name, value, 1);
}
