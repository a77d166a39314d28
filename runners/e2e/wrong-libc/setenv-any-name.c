/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: env/setenv_errors
 * Takes any name. */
int __real_setenv(const char *name, const char *value, int overwrite);

int __wrap_setenv(const char *name, const char *value, int overwrite)
{
	__real_setenv(name, value, overwrite);
	return 0;
}
