# SPDX-License-Identifier: BSD-3-Clause
# Where things are: the variables of the command line as absolute paths, and how
# a step is printed. ROOT is the working directory: sources below it are named
# by relative paths, so that a copy of the tree uses a copy of the output.

ifneq ($(wildcard support/build/paths.mk),support/build/paths.mk)
$(error run make with -C <kernel folder>)
endif

comma := ,
empty :=
space := $(empty) $(empty)
define newline


endef

# $(call absolute,DESCRIPTION,PATH): PATH as given, refused if relative to ROOT
# by mistake or if make cannot name it.
absolute = $(if $(filter-out 1,$(words $(2))),$(error $(1): white space in paths is not supported: '$(2)'),$(abspath $(2)))

ifeq ($(strip $(A)),)
$(error A= names no application folder; example: make -C kernels/reference A=$$PWD/suites/app)
endif
override A := $(call absolute,A=,$(A))
ifeq ($(wildcard $(A)/Makefile.uk),)
$(error A=$(A) has no Makefile.uk: not an application folder)
endif

UK_EXTERNAL_LIBS := $(foreach d,$(subst :,$(space),$(L)),$(call absolute,L=,$(d)))
$(foreach d,$(UK_EXTERNAL_LIBS),$(if $(wildcard $(d)/Makefile.uk),,$(error L=: $(d) has no Makefile.uk: not a library folder)))

override O := $(call absolute,O=,$(or $(strip $(O)),$(A)/build))
override C := $(call absolute,C=,$(or $(strip $(C)),$(O)/.config))

override MUSL := $(if $(MUSL),$(call absolute,MUSL=,$(MUSL)))

ifeq ($(V),1)
Q :=
say =
else
Q := @
# No process for it: a kernel has hundreds of sources.
say = $(info $()  $(1)	$(2))
endif

# $(call update,FILE,TEXT,OLD): writes FILE if its text is not TEXT already, and
# empties OLD then, if given. Run at parse time; FILE then is a prerequisite that
# is newer only after a change.
# strip: GNU make 4.3 now and then keeps the last newline of $(file <).
update = $(if $(call differ,$(strip $(file <$(1))),$(strip $(2))),$(file >$(1),$(2))$(if $(3),$(file >$(3))))
differ = $(or $(subst x$(1)x,,x$(2)x),$(subst x$(2)x,,x$(1)x))
