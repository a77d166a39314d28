# SPDX-License-Identifier: BSD-3-Clause
# One rule for each source. An object depends on its source, on the headers the
# compiler saw (.d), on its command line (.cmd) and on the configuration symbols
# that those sources mention (configure.sh). No file holds the path of O, so that
# a copied output folder stays valid for a copied tree.

# Flags of a source: those of all, of its library, of itself. Arguments:
# libfoo, LIBFOO, upper case name of the source without its suffix.
gcov_flags = $(if $(filter n,$($(2)_GCOV) $($(2)_$(3)_GCOV)),,$(GCOV_CFLAGS))
c_flags = $(CPPFLAGS-y) $($(2)_CINCLUDES-y) $(CINCLUDES-y) $(ARCH_CFLAGS-y) \
	$(CFLAGS-y) $($(2)_CFLAGS-y) $(gcov_flags) $($(2)_$(3)_FLAGS-y)
flags.S = $(CPPFLAGS-y) $($(2)_ASINCLUDES-y) $(ASINCLUDES-y) $(ARCH_ASFLAGS-y) \
	$(ASFLAGS-y) $($(2)_ASFLAGS-y) $($(2)_$(3)_FLAGS-y)
# A user of the C library (<LIB>_LIBC := y), where that is not nolibc: other
# headers, no restriction of registers.
NOT_FOR_LIBC = -I$(LIBNOLIBC_BASE)/include -mgeneral-regs-only -ffreestanding -fno-builtin
is_libc_user = $(if $(LIBC_CINCLUDES),$(filter y,$($(1)_LIBC)))
flags.c = $(if $(call is_libc_user,$(2)),$(filter-out $(NOT_FOR_LIBC),$(c_flags)) $(LIBC_CINCLUDES),$(c_flags))
flags_of = $(strip $(call flags$(suffix $(4)),$(1),$(2),$(3))) -D__LIBNAME__='"$(1)"'

# $(call object_of,libfoo,LIBFOO,SOURCE): its place in O. A source outside of
# the library's folder keeps its path, `..` spelled out. Those that one source
# has in different images stand side by side.
object_of = $(O)/obj/$(call kind_of,$(2),$(3))/$(1)/$(subst ../,__/,$(patsubst /%,%,$(patsubst $($(2)_BASE)/%,%,$(3)))).o
objects_of = $(foreach s,$($(2)_SRCS-y),$(call object_of,$(1),$(2),$(s)))

# $(call kind_of,LIBFOO,SOURCE): how it is compiled.
kind_of = $(or $(subst $(space),-,$(strip $(if $(filter %.c,$(2)),$(c_kind)))),plain)
c_kind = $(if $(call is_libc_user,$(1)),libc) $(if $(call gcov_flags,,$(1),$(call symbol_of,$(2))),gcov)

# $(call symbol_of,SOURCE): its name in variables.
symbol_of = $(call upper,$(basename $(notdir $(1))))

UK_OBJS := $(foreach l,$(UK_LIBS),$(call objects_of,$(l),$(call upper,$(l))))
UK_LIBC_OBJS = $(foreach l,$(UK_LIBS),$(if $(call is_libc_user,$(call upper,$(l))),$(call objects_of,$(l),$(call upper,$(l)))))

object_dirs := $(patsubst %/,%,$(sort $(dir $(UK_OBJS)) $(O)/))
missing_dirs := $(filter-out $(wildcard $(object_dirs)),$(object_dirs))
$(if $(missing_dirs),$(shell mkdir -p $(missing_dirs)))

config_include := -isystem $(O)/include -isystem $(CC_INCLUDE)

# $(call record,FILE,COMMAND,OLD): keeps FILE's time unless the command changed.
record = $(call update,$(1).cmd,$(CC_IDENTITY) $(subst $(O),<O>,$(2)),$(3))

# $(call object_rule,OBJECT,SOURCE,FLAGS)
define object_rule
$(1): $(2) $(1).cmd
	$$(call say,$(if $(filter %.c,$(2)),CC,AS),$(2))
	$$(Q)$$(CC) $(3) $$(config_include) -MMD -MP -MF $$@.d -MT '$$$$(O)$(patsubst $(O)%,%,$(1))' -c -o $$@ $(2)
endef

# What is known of an object of another source or command is of no use: that source
# may be gone.
add_object = $(call record,$(1),$(2) $(3),$(1).d)$(eval $(call object_rule,$(1),$(2),$(3)))
check_source = $(if $(filter %.c %.S,$(2)),,$(error $(1): '$(2)' is neither .c nor .S))$(if \
	$(wildcard $(2)),,$(error $(1): source $(2) does not exist))
add_source = $(call check_source,$(1),$(3))$(call \
	add_object,$(call object_of,$(1),$(2),$(3)),$(3),$(call \
	flags_of,$(1),$(2),$(call symbol_of,$(3)),$(3)))
add_lib = $(foreach s,$($(2)_SRCS-y),$(call add_source,$(1),$(2),$(s)))
$(foreach l,$(UK_LIBS),$(call add_lib,$(l),$(call upper,$(l))))

# Made above, while make reads this; nothing to do for them.
$(addsuffix .cmd,$(UK_OBJS)): ;

-include $(addsuffix .d,$(UK_OBJS))
