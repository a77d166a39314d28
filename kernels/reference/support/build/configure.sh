#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Makes O ready for another configuration:  configure.sh O CONFIG CONFIG_H BUILT_CONFIG
#
# Objects made for BUILT_CONFIG stay, save those with a source or header that names a symbol whose value is another now
# (Kbuild's rule). CONFIG_H gets a new time only if its text changes. BUILT_CONFIG comes last: a run that is cut short
# is done again.
set -e
O=$1 config=$2 header=$3 built=$4

mkdir -p "${header%/*}"
if [ -e "$built" ]; then
	find "$O" -name '*.o.d' -exec awk -f support/build/stale-objects.awk "$built" "$config" {} + >"$built.stale"
	xargs -r rm -f <"$built.stale"
	rm "$built.stale"
else
	find "$O" -name '*.o' -exec rm {} +
fi
awk -f support/build/config-header.awk "$config" >"$header.new"
if cmp -s "$header.new" "$header"; then rm "$header.new"; else mv "$header.new" "$header"; fi
cp "$config" "$built.new"
mv "$built.new" "$built"
