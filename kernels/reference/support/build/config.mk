# SPDX-License-Identifier: BSD-3-Clause
# The configuration as make variables and as <uk/bits/config.h>.

ifeq ($(wildcard $(C)),)
$(error no configuration at $(C): run `make ... UK_DEFCONFIG=<file> defconfig` first)
endif
include $(C)

# $(call unquote,"text"): text
unquote = $(patsubst "%",%,$(1))

UK_NAME := $(call unquote,$(CONFIG_UK_NAME))
UK_ARCH := $(if $(CONFIG_ARCH_X86_64),x86_64)$(if $(CONFIG_ARCH_ARM_64),arm64)
$(if $(UK_ARCH),,$(error $(C): neither CONFIG_ARCH_X86_64 nor CONFIG_ARCH_ARM_64 is set))
$(if $(wildcard arch/$(UK_ARCH)/Makefile.uk),,$(error arch/$(UK_ARCH)/Makefile.uk is missing))

CONFIG_H := $(O)/include/uk/bits/config.h

# The configuration that the objects in O are made for. Where it was another one, those that its difference can
# matter to are taken away first: make looks at what there is before it runs any rule.
BUILT_CONFIG := $(O)/include/uk/bits/config
ifneq ($(call differ,$(strip $(file <$(BUILT_CONFIG))),$(strip $(file <$(C)))),)
$(call say,GEN,$(notdir $(CONFIG_H)))
$(shell sh support/build/configure.sh $(O) $(C) $(CONFIG_H) $(BUILT_CONFIG))
$(if $(filter 0,$(.SHELLSTATUS)),,$(error $(C): cannot make $(CONFIG_H) of it))
endif
