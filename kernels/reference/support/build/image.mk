# SPDX-License-Identifier: BSD-3-Clause
# The image: all objects linked by the architecture's script; beside it the same
# with debug information and symbols.

UK_IMAGE := $(O)/$(UK_NAME)_qemu-$(UK_ARCH)
UK_LDS := $(O)/link.lds
LDS_SOURCE := arch/$(UK_ARCH)/link.lds.S

lds_flags = $(CPPFLAGS-y) -D__ASSEMBLY__ $(ARCH_ASFLAGS-y)
link_flags = $(LDFLAGS-y) $(ARCH_LDFLAGS-y)
link_objects := $(UK_OBJS)
link_inputs = $(link_objects) $(if $(LDLIBS-y),-Wl$(comma)--start-group $(LDLIBS-y) -lgcc -Wl$(comma)--end-group,-lgcc)

# Beside another C library, the kernel's own symbols of nolibc get other names
# (lib/musl/Config.uk says why).
ifneq ($(LIBC_CINCLUDES),)
KERNEL_OBJ := $(O)/kernel.o
NOLIBC_OBJS := $(call objects_of,libnolibc,LIBNOLIBC)
# Weak stand-ins for functions of a C library that libgcov refers to.
STANDIN_OBJS := $(filter $(call objects_of,libukgcov,LIBUKGCOV),$(UK_OBJS))
kernel_inputs := $(filter-out $(UK_LIBC_OBJS),$(UK_OBJS))
# What the linker leads elsewhere, it does where it first sees both sides.
kernel_flags := -z noexecstack $(patsubst -Wl$(comma)%,%,$(filter -Wl$(comma)--wrap=%,$(LDFLAGS-y)))
link_objects := $(KERNEL_OBJ) $(UK_LIBC_OBJS)
$(call record,$(KERNEL_OBJ),$(kernel_flags) $(kernel_inputs))

$(KERNEL_OBJ).cmd: ;

$(KERNEL_OBJ): $(kernel_inputs) $(KERNEL_OBJ).cmd
	$(call say,LD,$(notdir $@))
	$(Q){ $(NM) -gA --defined-only $(NOLIBC_OBJS); \
	  $(if $(STANDIN_OBJS),$(NM) -gA --defined-only $(STANDIN_OBJS) | grep ' W ' || :;) } | \
	  awk '{ print $$NF, "__nolibc_" $$NF }' >$@.renamed
	$(Q)$(LD) -r $(kernel_flags) -o $@.all $(kernel_inputs)
	$(Q)$(OBJCOPY) --redefine-syms=$@.renamed $@.all $@
	$(Q)rm $@.all
endif

$(call record,$(UK_LDS),$(lds_flags))
$(call record,$(UK_IMAGE).dbg,$(link_flags) $(link_inputs))

$(UK_LDS).cmd $(UK_IMAGE).dbg.cmd: ;

$(UK_LDS): $(LDS_SOURCE) $(UK_LDS).cmd $(CONFIG_H)
	$(call say,LDS,$(LDS_SOURCE))
	$(Q)$(CC) -E -P -x assembler-with-cpp $(lds_flags) $(config_include) -MMD -MP -MF $@.d -MT '$$(O)/link.lds' -o $@ $<

-include $(UK_LDS).d

$(UK_IMAGE).dbg: $(link_objects) $(filter /%,$(LDLIBS-y)) $(UK_LDS) $(UK_IMAGE).dbg.cmd
	$(call say,LD,$(notdir $@))
	$(Q)$(CC) $(link_flags) -Wl,-T,$(UK_LDS) -o $@ $(link_inputs)

$(UK_IMAGE): $(UK_IMAGE).dbg
	$(call say,STRIP,$(notdir $@))
	$(Q)$(OBJCOPY) $(or $(ARCH_OBJCOPYFLAGS-y),--strip-all) $< $@

.PHONY: all
all: $(UK_IMAGE)
