# SPDX-License-Identifier: BSD-3-Clause
# Kconfig through kconfig-frontends: the targets that make a configuration, and
# the generated file that names the Config.uk of external folders.

CONFIG_GOALS := defconfig olddefconfig
KCONFIG_CONF ?= kconfig-conf

export UK_ROOT := $(CURDIR)
export UK_APP := $(notdir $(A))
export UK_KCONFIG_DIR := $(O)/kconfig
export KCONFIG_CONFIG := $(C)
export srctree := $(CURDIR)

kconfig_sources = $(foreach f,$(wildcard $(1)),source "$(f)"$(newline))

.PHONY: $(CONFIG_GOALS) kconfig-files
kconfig-files:
	@command -v $(KCONFIG_CONF) >/dev/null || { \
	  echo "$(KCONFIG_CONF) not found: apt-get install kconfig-frontends-nox" >&2; exit 1; }
	$(shell mkdir -p $(UK_KCONFIG_DIR) $(dir $(C)))
	$(file >$(UK_KCONFIG_DIR)/arch.uk,$(call kconfig_sources,$(CURDIR)/arch/*/Config.uk))
	$(file >$(UK_KCONFIG_DIR)/plat.uk,$(call kconfig_sources,$(CURDIR)/plat/*/Config.uk))
	$(file >$(UK_KCONFIG_DIR)/libs.uk,$(call kconfig_sources,$(CURDIR)/lib/*/Config.uk))
	$(file >$(UK_KCONFIG_DIR)/external.uk,$(call kconfig_sources,$(addsuffix /Config.uk,$(UK_EXTERNAL_LIBS))))
	$(file >$(UK_KCONFIG_DIR)/app.uk,$(call kconfig_sources,$(A)/Config.uk))

# Kconfig writes beside its working directory: keep that in O.
defconfig: kconfig-files
	$(if $(UK_DEFCONFIG),,$(error defconfig needs UK_DEFCONFIG=<file of CONFIG_X=y lines>))
	$(if $(wildcard $(UK_DEFCONFIG)),,$(error UK_DEFCONFIG=$(UK_DEFCONFIG): no such file))
	$(call say,CONF,$(C))
	$(Q)cd $(UK_KCONFIG_DIR) && $(KCONFIG_CONF) -s --defconfig=$(abspath $(UK_DEFCONFIG)) $(CURDIR)/Config.uk

olddefconfig: kconfig-files
	$(call say,CONF,$(C))
	$(Q)cd $(UK_KCONFIG_DIR) && $(KCONFIG_CONF) -s --olddefconfig $(CURDIR)/Config.uk
