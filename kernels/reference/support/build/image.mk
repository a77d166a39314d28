# SPDX-License-Identifier: BSD-3-Clause
# The image: all objects linked by the architecture's script; beside it the same
# with debug information and symbols.

UK_IMAGE := $(O)/$(UK_NAME)_qemu-$(UK_ARCH)
UK_LDS := $(O)/link.lds
LDS_SOURCE := arch/$(UK_ARCH)/link.lds.S

lds_flags = $(CPPFLAGS-y) -D__ASSEMBLY__ $(ARCH_ASFLAGS-y)
link_flags = $(LDFLAGS-y) $(ARCH_LDFLAGS-y)
link_inputs = $(UK_OBJS) $(LDLIBS-y) -lgcc

$(call record,$(UK_LDS),$(lds_flags))
$(call record,$(UK_IMAGE).dbg,$(link_flags) $(link_inputs))

$(UK_LDS).cmd $(UK_IMAGE).dbg.cmd: ;

$(UK_LDS): $(LDS_SOURCE) $(UK_LDS).cmd $(CONFIG_H)
	$(call say,LDS,$(LDS_SOURCE))
	$(Q)$(CC) -E -P -x assembler-with-cpp $(lds_flags) $(config_include) -MMD -MP -MF $@.d -MT '$$(O)/link.lds' -o $@ $<

-include $(UK_LDS).d

$(UK_IMAGE).dbg: $(UK_OBJS) $(UK_LDS) $(UK_IMAGE).dbg.cmd
	$(call say,LD,$(notdir $@))
	$(Q)$(CC) $(link_flags) -Wl,-T,$(UK_LDS) -o $@ $(link_inputs)

$(UK_IMAGE): $(UK_IMAGE).dbg
	$(call say,STRIP,$(notdir $@))
	$(Q)$(OBJCOPY) $(or $(ARCH_OBJCOPYFLAGS-y),--strip-all) $< $@

.PHONY: all
all: $(UK_IMAGE)
