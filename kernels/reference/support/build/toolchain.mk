# SPDX-License-Identifier: BSD-3-Clause
# The tool chain: GNU tools with a prefix. Without CROSS_COMPILE= the prefix is
# Debian's for the architecture, or none on a machine of that architecture.

host_arch := $(subst aarch64,arm64,$(shell uname -m))
triplet-x86_64 := x86_64-linux-gnu-
triplet-arm64 := aarch64-linux-gnu-

ifeq ($(origin CROSS_COMPILE),undefined)
CROSS_COMPILE := $(if $(filter $(host_arch),$(UK_ARCH)),,$(triplet-$(UK_ARCH)))
endif

CC := $(CROSS_COMPILE)gcc
LD := $(CROSS_COMPILE)ld
OBJCOPY := $(CROSS_COMPILE)objcopy
NM := $(CROSS_COMPILE)nm

# Target and version; part of every command line record, so that
# another compiler rebuilds everything.
CC_IDENTITY := $(shell $(CC) -dumpmachine 2>/dev/null && $(CC) -dumpfullversion)
ifeq ($(CC_IDENTITY),)
$(error compiler $(CC) not found or not working; for $(UK_ARCH): apt-get install gcc-$(subst _,-,$(patsubst %-,%,$(triplet-$(UK_ARCH)))))
endif
CC_INCLUDE := $(shell $(CC) -print-file-name=include)
