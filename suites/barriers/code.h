/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which barriers a function executes, by its machine code.
 */
#ifndef __BARRIERS_CODE_H__
#define __BARRIERS_CODE_H__

/** What holds back what; bits, as one instruction may do several */
enum order {
	LOADS = 1,	/* earlier loads before later loads */
	STORES = 2,	/* earlier stores before later stores */
	ALL = 4,	/* everything before everything */
	ACQUIRES = 8,	/* a load before all that is later */
	RELEASES = 16,	/* all that is earlier before a store */
};

/** @return what the CPU keeps in order in any case, on this architecture */
unsigned int code_order_for_free(void);

/** @return the sum of what the instructions of a function do, up to its return */
unsigned int code_order(const void *function);

#endif /* __BARRIERS_CODE_H__ */
