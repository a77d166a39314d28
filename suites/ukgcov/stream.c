/* SPDX-License-Identifier: BSD-3-Clause */
/* See stream.h. */
#include <gcov.h>
#include <stdlib.h>
#include <string.h>
#include <uk/gcov.h>

#include "stream.h"

static bool skip(struct manifest *m, const char *text)
{
	size_t len = strlen(text);

	if ((size_t)(m->end - m->at) < len || memcmp(m->at, text, len))
		return false;
	m->at += len;
	return true;
}

static bool number(struct manifest *m, int base, uint64_t *value)
{
	char *end;

	if (m->at == m->end)
		return false;
	*value = strtoul(m->at, &end, base);
	if (end == m->at)
		return false;
	m->at = end;
	return true;
}

bool manifest_open(struct manifest *m, const char *text, size_t len)
{
	uint64_t files;

	m->at = text;
	m->end = text + len;
	m->files = 0;
	if (!skip(m, "ukgcov 1 ") || !number(m, 10, &files))
		return false;
	m->files = (unsigned int)files;
	return skip(m, " ") && number(m, 10, &m->bytes) && skip(m, "\n");
}

bool manifest_next(struct manifest *m, struct stream_entry *entry)
{
	uint64_t len, crc;
	const char *newline;

	if (!number(m, 10, &entry->offset) || !skip(m, " ") ||
	    !number(m, 10, &len) || !skip(m, " "))
		return false;
	if (m->end - m->at < 9 || m->at[8] != ' ' || !number(m, 16, &crc) ||
	    !skip(m, " "))
		return false;
	newline = memchr(m->at, '\n', (size_t)(m->end - m->at));
	if (!newline)
		return false;
	entry->len = (uint32_t)len;
	entry->crc = (uint32_t)crc;
	entry->path = m->at;
	entry->path_len = (size_t)(newline - m->at);
	m->at = newline + 1;
	return true;
}

bool manifest_is_complete(const struct manifest *m)
{
	return m->end - m->at == 4 && memcmp(m->at, "end\n", 4) == 0;
}

bool manifest_find(const char *text, size_t len, const char *tail,
		   struct stream_entry *entry)
{
	size_t tail_len = strlen(tail);
	struct manifest m;

	if (!manifest_open(&m, text, len))
		return false;
	for (unsigned int i = 0; i < m.files; i++) {
		if (!manifest_next(&m, entry))
			return false;
		if (entry->path_len >= tail_len &&
		    !memcmp(entry->path + entry->path_len - tail_len, tail,
			    tail_len))
			return true;
	}
	return false;
}

static bool is_good(const struct stream_entry *entry, uint64_t offset,
		    const uint8_t *bundle, size_t bundle_len)
{
	return entry->offset == offset &&
	       entry->len > 4 * GCDA_HEADER_WORDS &&
	       entry->len <= bundle_len - offset && entry->path_len > 0 &&
	       entry->path[0] == '/' &&
	       ukgcov_crc32(0, bundle + offset, entry->len) == entry->crc;
}

long manifest_first_bad(const char *text, size_t len, const uint8_t *bundle,
			size_t bundle_len)
{
	struct stream_entry entry;
	struct manifest m;
	uint64_t offset = 0;

	if (!manifest_open(&m, text, len) || m.bytes != bundle_len)
		return m.files;
	for (unsigned int i = 0; i < m.files; i++) {
		if (!manifest_next(&m, &entry) ||
		    !is_good(&entry, offset, bundle, bundle_len))
			return i;
		offset += entry.len;
	}
	if (offset != bundle_len || !manifest_is_complete(&m))
		return m.files;
	return -1;
}

struct words {
	const uint8_t *at;
	size_t left; /* bytes */
};

static bool word(struct words *w, uint32_t *value)
{
	if (w->left < 4)
		return false;
	memcpy(value, w->at, 4);
	w->at += 4;
	w->left -= 4;
	return true;
}

static bool take_counters(struct words *w, uint32_t len, struct stream *s)
{
	int32_t bytes = (int32_t)len;
	bool is_zero = bytes < 0;
	size_t n = (size_t)(is_zero ? -bytes : bytes) / 8;

	if (s->counters + n > STREAM_COUNTERS_MAX)
		return false;
	if (!is_zero && w->left < n * 8)
		return false;
	memset(&s->counter[s->counters], 0, n * 8);
	if (!is_zero) {
		memcpy(&s->counter[s->counters], w->at, n * 8);
		w->at += n * 8;
		w->left -= n * 8;
	}
	s->counters += (unsigned int)n;
	return true;
}

static bool take_function(struct words *w, uint32_t len, struct stream *s)
{
	if (len > w->left)
		return false;
	w->at += len;
	w->left -= len;
	s->functions++;
	return true;
}

/* Records up to the word 0 that ends a stream. */
static bool take_records(struct words *w, struct stream *s)
{
	uint32_t tag, len;

	while (word(w, &tag) && tag != 0) {
		if (!word(w, &len))
			return false;
		if (tag == GCDA_TAG_FUNCTION && take_function(w, len, s))
			continue;
		if (tag == GCDA_TAG_ARCS && take_counters(w, len, s))
			continue;
		return false;
	}
	return w->left == 0;
}

bool stream_parse(const void *data, size_t len, struct stream *s)
{
	struct words w = { data, len };
	uint32_t magic, checksum;

	memset(s, 0, sizeof(*s));
	if (!word(&w, &magic) || magic != GCDA_MAGIC)
		return false;
	if (!word(&w, &s->version) || !word(&w, &s->stamp) ||
	    !word(&w, &checksum))
		return false;
	return take_records(&w, s);
}

bool stream_take(const char *tail, struct stream *s)
{
	struct ukgcov_result result;
	struct stream_entry entry;
	bool ok;

	if (ukgcov_dump_memory(&result))
		return false;
	ok = manifest_find((const char *)ukgcov_area.manifest,
			   ukgcov_area.manifest_len, tail, &entry) &&
	     stream_parse((const uint8_t *)ukgcov_area.bundle + entry.offset,
			  entry.len, s);
	ukgcov_release_memory();
	return ok;
}

/* Set by the linker script around .gcov_info. */
extern const struct gcov_info *const __gcov_info_start[];
extern const struct gcov_info *const __gcov_info_end[];

/* One object's stream; `used` passes the end of `bytes` where it is longer. */
struct capture {
	const char *path;
	size_t used;
	uint8_t bytes[512];
};

static void capture_path(const char *path, void *arg)
{
	((struct capture *)arg)->path = path;
}

static void capture_bytes(const void *data, unsigned int len, void *arg)
{
	struct capture *c = arg;

	if (c->used + len <= sizeof(c->bytes))
		memcpy(c->bytes + c->used, data, len);
	c->used += len;
}

static void *no_memory(unsigned int len, void *arg)
{
	(void)len;
	(void)arg;
	return NULL;
}

static void capture(const struct gcov_info *info, struct capture *c)
{
	c->used = 0;
	__gcov_info_to_gcda(info, capture_path, capture_bytes, no_memory, c);
}

static bool ends_in(const char *path, const char *tail)
{
	size_t len = strlen(path), tail_len = strlen(tail);

	return len >= tail_len && !strcmp(path + len - tail_len, tail);
}

/* A record tells its path only together with its stream, so the search takes as
 * long as a dump: what was found is remembered.
 */
static const struct gcov_info *find(const char *tail, struct capture *c)
{
	static struct {
		const char *tail;
		const struct gcov_info *info;
	} found[2];
	const struct gcov_info *const *o = __gcov_info_start;
	unsigned int i = 0;

	for (; i < 2 && found[i].tail; i++)
		if (!strcmp(found[i].tail, tail))
			return found[i].info;
	for (; (uintptr_t)o < (uintptr_t)__gcov_info_end; o++) {
		capture(*o, c);
		if (!ends_in(c->path, tail))
			continue;
		if (i < 2) {
			found[i].tail = tail;
			found[i].info = *o;
		}
		return *o;
	}
	return NULL;
}

bool stream_read(const char *tail, struct stream *s)
{
	struct capture c;
	const struct gcov_info *info = find(tail, &c);

	if (!info)
		return false;
	capture(info, &c);
	return c.used <= sizeof(c.bytes) && stream_parse(c.bytes, c.used, s);
}
