/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/fenv_environment
 * Saves the environment, but clears no exception. */
#include <fenv.h>

int __wrap_feholdexcept(fenv_t *env)
{
	return fegetenv(env);
}
