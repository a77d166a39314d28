# SPDX-License-Identifier: BSD-3-Clause
# Turns a Kconfig result into a C header: CONFIG_X=y becomes 1, numbers and
# strings are kept, unset symbols stay undefined.
BEGIN {
	print "#ifndef __UK_BITS_CONFIG_H__"
	print "#define __UK_BITS_CONFIG_H__"
}
/^CONFIG_[A-Za-z0-9_]+=/ {
	name = substr($0, 1, index($0, "=") - 1)
	value = substr($0, index($0, "=") + 1)
	print "#define " name " " (value == "y" ? "1" : value)
}
END { print "#endif" }
