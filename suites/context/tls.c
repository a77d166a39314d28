/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Areas of thread-local storage: size, alignment, initial values, separation.
 * The suite is the library that has a TCB.
 */
#include <string.h>
#include <uk/arch/tls.h>
#include <uk/plat/tls.h>
#include "suite.h"

#define TCB_BYTES 40
#define ALIGNMENT 128

static __thread int with_value = 0x600d;
static __thread int zero_value;
static __thread char aligned[24] __align(ALIGNMENT) = "aligned";
static __thread char zero_array[500];

static unsigned char room[2][4096] __align(ALIGNMENT);
static void *tcb_seen;

__sz ukarch_tls_tcb_size(void)
{
	return TCB_BYTES;
}

void ukarch_tls_tcb_init(void *tcb)
{
	tcb_seen = tcb;
	((char *)tcb)[TCB_BYTES - 1] = 'T';
}

/* The compiler takes the address of a thread-local variable for a constant: not
 * so here, where the thread pointer changes
 */
#define COMPUTED_ANEW __attribute__((noipa))

static COMPUTED_ANEW int *address_of_value(void)
{
	return &with_value;
}

static COMPUTED_ANEW char *address_of_aligned(void)
{
	return aligned;
}

static COMPUTED_ANEW int read_zero(void)
{
	int sum = zero_value;

	for (__sz i = 0; i < sizeof(zero_array); i++)
		sum |= zero_array[i];
	return sum;
}

static COMPUTED_ANEW void write_all(int value)
{
	with_value = value;
	zero_value = value;
	memset(zero_array, value, sizeof(zero_array));
	memset(aligned, value, sizeof(aligned));
}

static void make(unsigned int i)
{
	memset(room[i], 0xee, sizeof(room[i]));
	ukarch_tls_area_init(room[i]);
}

UK_TESTCASE(context, tls_area_has_room_for_all_variables)
{
	UK_TEST_EXPECT_SNUM_GE(ukarch_tls_area_size(),
			       sizeof(zero_array) + sizeof(aligned) + 8 +
				       TCB_BYTES);
	UK_TEST_ASSERT(ukarch_tls_area_size() <= sizeof(room[0]));
	UK_TEST_EXPECT_SNUM_GE(ukarch_tls_area_align(), ALIGNMENT);
	UK_TEST_EXPECT(POWER_OF_2(ukarch_tls_area_align()));
}

UK_TESTCASE(context, tls_pointer_and_area_lead_to_each_other)
{
	__uptr tlsp = ukarch_tls_tlsp(room[0]);

	UK_TEST_EXPECT_PTR_EQ(ukarch_tls_area_get(tlsp), room[0]);
	UK_TEST_EXPECT(tlsp >= (__uptr)room[0]);
	UK_TEST_EXPECT(tlsp <= (__uptr)room[0] + ukarch_tls_area_size());
	UK_TEST_EXPECT_SNUM_EQ(tlsp % 16, 0);
}

UK_TESTCASE(context, tls_pointer_can_be_set_and_read)
{
	__uptr before = ukplat_tlsp_get();

	ukplat_tlsp_set((__uptr)room[1]);
	UK_TEST_EXPECT_PTR_EQ(ukplat_tlsp_get(), room[1]);
	ukplat_tlsp_set(before);
	UK_TEST_EXPECT_PTR_EQ(ukplat_tlsp_get(), before);
}

UK_TESTCASE(context, tls_variables_have_their_initial_values)
{
	__uptr before = ukplat_tlsp_get();
	int value, zero;
	char text[sizeof(aligned)];

	make(0);
	ukplat_tlsp_set(ukarch_tls_tlsp(room[0]));
	value = *address_of_value();
	zero = read_zero();
	memcpy(text, address_of_aligned(), sizeof(text));
	ukplat_tlsp_set(before);
	UK_TEST_EXPECT_SNUM_EQ(value, 0x600d);
	UK_TEST_EXPECT_ZERO(zero);
	UK_TEST_EXPECT_BYTES_EQ(text, "aligned", 8);
}

UK_TESTCASE(context, tls_variables_are_inside_of_the_area_and_aligned)
{
	__uptr before = ukplat_tlsp_get();
	__uptr end = (__uptr)room[0] + ukarch_tls_area_size();
	int *value;
	char *text;

	make(0);
	ukplat_tlsp_set(ukarch_tls_tlsp(room[0]));
	value = address_of_value();
	text = address_of_aligned();
	ukplat_tlsp_set(before);
	UK_TEST_EXPECT_SNUM_EQ((__uptr)text % ALIGNMENT, 0);
	UK_TEST_EXPECT((__uptr)text >= (__uptr)room[0]);
	UK_TEST_EXPECT((__uptr)text + sizeof(aligned) <= end);
	UK_TEST_EXPECT((__uptr)value >= (__uptr)room[0]);
	UK_TEST_EXPECT((__uptr)value + sizeof(int) <= end);
}

UK_TESTCASE(context, tls_areas_are_separate)
{
	__uptr before = ukplat_tlsp_get();
	int first, second;

	make(0);
	make(1);
	ukplat_tlsp_set(ukarch_tls_tlsp(room[0]));
	write_all(0x11);
	ukplat_tlsp_set(ukarch_tls_tlsp(room[1]));
	second = *address_of_value();
	write_all(0x22);
	ukplat_tlsp_set(ukarch_tls_tlsp(room[0]));
	first = *address_of_value();
	ukplat_tlsp_set(before);
	UK_TEST_EXPECT_SNUM_EQ(second, 0x600d);
	UK_TEST_EXPECT_SNUM_EQ(first, 0x11);
}

UK_TESTCASE(context, tls_variables_stay_clear_of_tcb_and_neighbours)
{
	__uptr before = ukplat_tlsp_get();
	__uptr tlsp = ukarch_tls_tlsp(room[0]);
	__sz size = ukarch_tls_area_size();

	make(0);
	ukplat_tlsp_set(tlsp);
	write_all(0x7f);
	ukplat_tlsp_set(before);
	UK_TEST_EXPECT_SNUM_EQ(room[0][size], 0xee);
	UK_TEST_EXPECT_BYTES_EQ(&room[0][size], &room[0][size + 1], 64);
	UK_TEST_EXPECT_SNUM_EQ(((char *)tcb_seen)[TCB_BYTES - 1], 'T');
}

UK_TESTCASE(context, tcb_is_where_the_abi_wants_it)
{
	__uptr tlsp = ukarch_tls_tlsp(room[0]);
	char *tcb = ukarch_tls_tcb_get(tlsp);

	make(0);
	UK_TEST_EXPECT_PTR_EQ(tcb_seen, tcb);
	UK_TEST_EXPECT(tcb >= (char *)room[0]);
	UK_TEST_EXPECT(tcb + TCB_BYTES <=
		       (char *)room[0] + ukarch_tls_area_size());
#ifdef CONFIG_ARCH_X86_64
	UK_TEST_EXPECT_PTR_EQ(tcb, tlsp);
	UK_TEST_EXPECT_PTR_EQ(*(__uptr *)tlsp, tlsp);
#else
	UK_TEST_EXPECT_PTR_EQ(tcb + TCB_BYTES, tlsp);
#endif
}
