/* SPDX-License-Identifier: BSD-3-Clause */
#include "dump.h"

#define R(name, field) {name ":", offsetof(struct __regs, field)}

const struct trap_dumped trap_dumped[] = {
	R("PC", elr_el1),    R("LR", lr),         R("SP", sp),
	R("SPSR", spsr_el1), R("ESR", esr_el1),   R("FAR", far_el1),
	R("x00", x[0]),  R("x01", x[1]),  R("x02", x[2]),  R("x03", x[3]),
	R("x04", x[4]),  R("x05", x[5]),  R("x06", x[6]),  R("x07", x[7]),
	R("x08", x[8]),  R("x09", x[9]),  R("x10", x[10]), R("x11", x[11]),
	R("x12", x[12]), R("x13", x[13]), R("x14", x[14]), R("x15", x[15]),
	R("x16", x[16]), R("x17", x[17]), R("x18", x[18]), R("x19", x[19]),
	R("x20", x[20]), R("x21", x[21]), R("x22", x[22]), R("x23", x[23]),
	R("x24", x[24]), R("x25", x[25]), R("x26", x[26]), R("x27", x[27]),
	R("x28", x[28]), R("x29", x[29]), {NULL, 0},
};
