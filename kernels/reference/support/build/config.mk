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

# Replaced only if its text changes, so that saving an equal configuration
# rebuilds nothing.
$(CONFIG_H): $(C) support/build/config-header.awk
	@mkdir -p $(@D)
	$(Q)awk -f support/build/config-header.awk $(C) >$@.new
	$(Q)if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; echo '  GEN     $(notdir $@)'; fi
