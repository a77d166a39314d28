# SPDX-License-Identifier: BSD-3-Clause
# Libraries: folders with a Makefile.uk that registers itself by addlib or
# addlib_s and fills LIB<NAME>_* variables.

# $(call addlib,libfoo): always built. LIBFOO_BASE is the folder of the
# Makefile.uk that calls this.
define addlib
UK_LIBS += $(1)
$(call upper,$(1))_BASE := $$(UK_LIB_DIR)
endef

# $(call addlib_s,libfoo,$(CONFIG_LIBFOO)): built if the symbol is y; BASE is
# set in any case, for include paths.
define addlib_s
$(if $(filter y,$(2)),UK_LIBS += $(1))
$(call upper,$(1))_BASE := $$(UK_LIB_DIR)
endef

# Upper case without a process for each name: one subst in another.
upper_pairs := a:A b:B c:C d:D e:E f:F g:G h:H i:I j:J k:K l:L m:M n:N o:O \
	p:P q:Q r:R s:S t:T u:U v:V w:W x:X y:Y z:Z -:_ .:_
upper = $(1)
$(foreach p,$(upper_pairs),$(eval upper = $$(subst $(subst :,$(comma),$(p)),$(value upper))))

define include_lib
UK_LIB_DIR := $(1)
include $(1)/Makefile.uk
endef

UK_LIB_DIRS := arch/$(UK_ARCH)
UK_LIB_DIRS += $(patsubst %/Makefile.uk,%,$(sort $(wildcard plat/*/Makefile.uk lib/*/Makefile.uk)))
UK_LIB_DIRS += $(UK_EXTERNAL_LIBS) $(A)
$(foreach d,$(UK_LIB_DIRS),$(eval $(call include_lib,$(d))))

uk_twice := $(strip $(foreach l,$(sort $(UK_LIBS)),$(if $(word 2,$(filter $(l),$(UK_LIBS))),$(l))))
$(if $(uk_twice),$(error two libraries are called $(uk_twice)))

.PHONY: print-libs
print-libs:
	@printf '%s\n' $(UK_LIBS)
