# SPDX-License-Identifier: BSD-3-Clause
# awk -f stale-objects.awk OLD_CONFIG NEW_CONFIG OBJECT.d...
# Names the objects with a source or header that mentions a symbol whose value differs between the two.

# Whether `file` mentions one of the changed symbols, or cannot be read.
function mentions_changed(file,    line, status, found) {
	while (!found && (status = (getline line < file)) > 0)
		while (!found && match(line, /CONFIG_[A-Za-z0-9_]+/)) {
			found = substr(line, RSTART, RLENGTH) in changed
			line = substr(line, RSTART + RLENGTH)
		}
	close(file)
	return found || status < 0
}

FNR == 1 { nth_file++ }

nth_file <= 2 {
	if (/^CONFIG_[A-Za-z0-9_]+=/) {
		name = substr($0, 1, index($0, "=") - 1)
		# Set in one of them only, or to other values.
		if (nth_file == 1)
			changed[name] = $0
		else if (changed[name] == $0)
			delete changed[name]
		else
			changed[name] = $0
	}
	next
}

# Each line: names, perhaps a target with its colon before them, perhaps a backslash behind.
{
	for (i = 1; i <= NF; i++) {
		if ($i == "\\" || $i ~ /:$/ || FILENAME in stale)
			continue
		if (!($i in mentions))
			mentions[$i] = mentions_changed($i)
		if (mentions[$i])
			stale[FILENAME]
	}
}

END {
	for (file in stale)
		print substr(file, 1, length(file) - 2)
}
