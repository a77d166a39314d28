/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: signal/abort_handler
 * Ends the process at once. */
#include <stdlib.h>

_Noreturn void __wrap_abort(void)
{
	__builtin_trap();
}
