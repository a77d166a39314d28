/* SPDX-License-Identifier: BSD-3-Clause */
/* System V gABI ch. 5, p_flags: code and constants cannot be written, data cannot
 * be executed; LSB Core 4.1, 10.2 (PT_GNU_STACK): neither can the stack of a
 * program that does not ask for it.
 */
#include "expect.h"
#include "fault.h"

static const char constant[] = "constant";
static unsigned char data[64] = {1};

static void write_to(const void *address)
{
	*(volatile char *)address = 1;
}

int main(void)
{
	void *volatile on_stack = (unsigned char[64]){1};

	fault_catch(SIGSEGV);
	EXPECT_FAULT(write_to((const void *)main));
	EXPECT(fault_info.si_code == SEGV_ACCERR);
	EXPECT(fault_info.si_addr == (void *)main);
	EXPECT_FAULT(write_to(constant));
	EXPECT(fault_info.si_addr == (void *)constant);
	EXPECT_FAULT(((void (*)(void))data)());
	EXPECT(fault_info.si_code == SEGV_ACCERR);
	EXPECT_FAULT(((void (*)(void))on_stack)());
	EXPECT(fault_info.si_code == SEGV_ACCERR);
	EXPECT(fault_info.si_addr == on_stack);
	EXPECT_FAULT(write_to(NULL));
	EXPECT(fault_info.si_code == SEGV_MAPERR);
	return EXPECT_STATUS();
}
