# SPDX-License-Identifier: BSD-3-Clause
# Flags of every compilation and of the link. ARCH_*FLAGS-y come from
# arch/<a>/Makefile.uk.

CFLAGS-y += -std=gnu11 -ffreestanding -nostdinc
CFLAGS-y += -g -fno-omit-frame-pointer -fno-optimize-sibling-calls
CFLAGS-y += -fno-stack-protector -fno-pic -fno-pie -fno-common -fno-builtin
CFLAGS-y += -fno-asynchronous-unwind-tables -fno-strict-aliasing
CFLAGS-y += -ffunction-sections -fdata-sections
CFLAGS-y += -Wall -Wextra -Werror -Wno-unused-parameter
CFLAGS-y += -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition
CFLAGS-$(CONFIG_OPTIMIZE_NONE) += -O0
CFLAGS-$(CONFIG_OPTIMIZE_PERF) += -O2
CFLAGS-$(CONFIG_OPTIMIZE_SIZE) += -Os

ASFLAGS-y += -D__ASSEMBLY__ -g -nostdinc -Wa,--fatal-warnings

CPPFLAGS-y := -D__Unikraft__ -Iarch/$(UK_ARCH)/include -Iinclude

LDFLAGS-y += -nostdlib -static -no-pie -Wl,--gc-sections
LDFLAGS-y += -Wl,--build-id=none -Wl,-z,noexecstack -Wl,-z,max-page-size=4096
LDFLAGS-y += -Wl,--fatal-warnings

ifeq ($(CONFIG_LIBUKGCOV),y)
GCOV_CFLAGS := -fprofile-arcs -ftest-coverage -fprofile-info-section
GCOV_CFLAGS += -fprofile-update=atomic
endif
