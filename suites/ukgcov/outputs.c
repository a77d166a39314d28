/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The dump in memory and as text: whole, consistent, the same bytes.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/gcov.h>
#include <uk/test.h>

#include "stream.h"

/* What makes the parts, for the outputs alone (lib/ukgcov/bundle.h) */
int bundle_make(int (*sink)(void *arg, const void *data, size_t len), void *arg,
		struct ukgcov_result *result);

static int refuse(void *arg, const void *data, size_t len)
{
	(void)data;
	(void)len;
	++*(unsigned int *)arg;
	return -ENOSPC;
}

UK_TESTCASE(ukgcov, dump_ends_with_the_error_of_who_takes_it)
{
	struct ukgcov_result result;
	unsigned int refusals = 0;

	UK_TEST_EXPECT_SNUM_EQ(bundle_make(refuse, &refusals, &result),
			       -ENOSPC);
	UK_TEST_EXPECT_SNUM_EQ(refusals, 1);
}

UK_TESTCASE(ukgcov, memory_area_describes_the_dump)
{
	struct ukgcov_result result;

	UK_TEST_EXPECT_ZERO(ukgcov_dump_memory(&result));
	UK_TEST_EXPECT_SNUM_GT(result.file_count, 2);
	UK_TEST_EXPECT(ukgcov_area.magic == UKGCOV_AREA_MAGIC);
	UK_TEST_EXPECT_BYTES_EQ(&ukgcov_area.magic, "UKGCOV\r\n", 8);
	UK_TEST_EXPECT_SNUM_EQ(ukgcov_area.bundle_len, result.bundle_len);
	UK_TEST_EXPECT_NOT_ZERO(ukgcov_area.bundle);
	UK_TEST_EXPECT_NOT_ZERO(ukgcov_area.manifest);
	ukgcov_release_memory();
	UK_TEST_EXPECT_ZERO(ukgcov_area.magic);
	UK_TEST_EXPECT_ZERO(ukgcov_area.bundle);
	UK_TEST_EXPECT_ZERO(ukgcov_area.manifest_len);
}

UK_TESTCASE(ukgcov, manifest_covers_the_bundle)
{
	const char *manifest;
	struct ukgcov_result result;
	struct manifest m;

	UK_TEST_ASSERT(ukgcov_dump_memory(&result) == 0);
	manifest = (const char *)ukgcov_area.manifest;
	UK_TEST_EXPECT(manifest_open(&m, manifest, ukgcov_area.manifest_len));
	UK_TEST_EXPECT_SNUM_EQ(m.files, result.file_count);
	UK_TEST_EXPECT_SNUM_EQ(m.bytes, result.bundle_len);
	UK_TEST_EXPECT_SNUM_EQ(
		manifest_first_bad(manifest, ukgcov_area.manifest_len,
				   (const uint8_t *)ukgcov_area.bundle,
				   ukgcov_area.bundle_len),
		-1);
	ukgcov_release_memory();
}

UK_TESTCASE(ukgcov, memory_is_given_back)
{
	struct uk_alloc *a = uk_alloc_get_default();
	struct ukgcov_result result;
	long before = uk_alloc_availmem(a);

	for (int i = 0; i < 2; i++)
		UK_TEST_EXPECT_ZERO(ukgcov_dump_memory(&result));
	UK_TEST_EXPECT_SNUM_LT(uk_alloc_availmem(a), before);
	ukgcov_release_memory();
	ukgcov_release_memory();
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_availmem(a), before);
}

/* The heap, which fails once its budget is used up */
static struct {
	struct uk_alloc a;
	struct uk_alloc *heap;
	unsigned int budget;
} scarce;

static void *scarce_malloc(struct uk_alloc *a __unused, __sz size)
{
	if (!scarce.budget)
		return NULL;
	scarce.budget--;
	return uk_malloc(scarce.heap, size);
}

static void scarce_free(struct uk_alloc *a __unused, void *ptr)
{
	uk_free(scarce.heap, ptr);
}

static int dump_with_budget(unsigned int budget)
{
	struct ukgcov_result result;
	int rc;

	scarce.heap = uk_alloc_get_default();
	scarce.budget = budget;
	scarce.a.malloc = scarce_malloc;
	scarce.a.free = scarce_free;
	uk_alloc_set_default(&scarce.a);
	rc = ukgcov_dump_memory(&result);
	uk_alloc_set_default(scarce.heap);
	return rc;
}

UK_TESTCASE(ukgcov, dump_without_memory_leaves_nothing)
{
	struct uk_alloc *a = uk_alloc_get_default();
	long before = uk_alloc_availmem(a);
	unsigned int budget;

	for (budget = 0; budget < 2; budget++) {
		UK_TEST_EXPECT_SNUM_EQ(dump_with_budget(budget), -ENOMEM);
		UK_TEST_EXPECT_SNUM_EQ(uk_alloc_availmem(a), before);
		UK_TEST_EXPECT_ZERO(ukgcov_area.magic);
	}
	UK_TEST_EXPECT_ZERO(dump_with_budget(2));
	ukgcov_release_memory();
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_availmem(a), before);
}

/* A capture of the printed form; `cap` bounds it. */
struct text {
	char *at;
	size_t len;
	size_t cap;
};

static void capture(void *arg, const char *piece, size_t len)
{
	struct text *text = arg;

	if (len > text->cap - text->len)
		len = text->cap - text->len;
	memcpy(text->at + text->len, piece, len);
	text->len += len;
}

static int nibble(char c)
{
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 :
	       c >= '0' && c <= '9' ? c - '0' :
				      -1;
}

/* Appends the bytes of one hex line; false when it is no such line. */
static bool decode_hex(const char *line, size_t len, uint8_t *out, size_t *used)
{
	if (len == 0 || len % 2 || len > 64)
		return false;
	for (size_t i = 0; i < len; i += 2) {
		int high = nibble(line[i]), low = nibble(line[i + 1]);

		if (high < 0 || low < 0)
			return false;
		out[(*used)++] = (uint8_t)(high << 4 | low);
	}
	return true;
}

static bool starts_with(const char *line, size_t len, const char *word)
{
	size_t n = strlen(word);

	return len >= n && memcmp(line, word, n) == 0;
}

struct decoded {
	unsigned int begins, files, ends, strays;
	size_t used;
};

/* Reads the printed form as a host would; `out` has room for all bytes. */
static struct decoded decode(const struct text *text, uint8_t *out)
{
	struct decoded d = { 0 };
	const char *at = text->at, *end = at + text->len;

	while (at < end) {
		const char *nl = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((nl ? nl : end) - at);

		if (starts_with(at, len, "ukgcov: begin 1 "))
			d.begins++;
		else if (starts_with(at, len, "ukgcov: file "))
			d.files++;
		else if (starts_with(at, len, "ukgcov: end "))
			d.ends++;
		else if (!starts_with(at, len, "ukgcov: ") ||
			 !decode_hex(at + 8, len - 8, out, &d.used))
			d.strays++;
		at += len + 1;
	}
	return d;
}

UK_TESTCASE(ukgcov, text_decodes_to_the_memory_dump)
{
	struct uk_alloc *a = uk_alloc_get_default();
	struct text text = { .cap = 4 << 20 };
	struct ukgcov_result result;
	struct decoded d;
	uint8_t *out;

	text.at = uk_malloc(a, text.cap);
	UK_TEST_EXPECT_NOT_NULL(text.at);
	UK_TEST_EXPECT_ZERO(ukgcov_dump_text(capture, &text, &result));
	UK_TEST_EXPECT_SNUM_LT(text.len, text.cap);
	out = uk_malloc(a, text.len);
	UK_TEST_EXPECT_NOT_NULL(out);
	d = decode(&text, out);
	UK_TEST_EXPECT_SNUM_EQ(d.begins, 1);
	UK_TEST_EXPECT_SNUM_EQ(d.ends, 1);
	UK_TEST_EXPECT_SNUM_EQ(d.files, result.file_count);
	UK_TEST_EXPECT_SNUM_EQ(d.strays, 0);
	UK_TEST_EXPECT_SNUM_EQ(d.used, ukgcov_area.bundle_len);
	UK_TEST_EXPECT_BYTES_EQ(out, (const void *)ukgcov_area.bundle, d.used);
	uk_free(a, out);
	uk_free(a, text.at);
	ukgcov_release_memory();
}

/* Takes all blocks of `least` bytes and more; returns them as a list. */
static void **take_memory(struct uk_alloc *a, size_t least)
{
	void **first = NULL, **block;

	for (size_t len = 1 << 26; len >= least; len /= 2)
		while ((block = uk_malloc(a, len))) {
			*block = first;
			first = block;
		}
	return first;
}

static void give_back(struct uk_alloc *a, void **first)
{
	void **block;

	while ((block = first)) {
		first = *block;
		uk_free(a, block);
	}
}

UK_TESTCASE(ukgcov, memory_dump_without_memory)
{
	struct uk_alloc *a = uk_alloc_get_default();
	struct ukgcov_result result;
	long before = uk_alloc_availmem(a);

	/* No room for the bundle; none for the manifest either. */
	for (size_t least = 16384; least >= 1024; least /= 4) {
		void **taken = take_memory(a, least);

		UK_TEST_EXPECT_SNUM_EQ(ukgcov_dump_memory(&result), -ENOMEM);
		UK_TEST_EXPECT_ZERO(ukgcov_area.magic);
		give_back(a, taken);
		UK_TEST_EXPECT_SNUM_EQ(uk_alloc_availmem(a), before);
	}
	UK_TEST_EXPECT_ZERO(ukgcov_dump_memory(&result));
	ukgcov_release_memory();
}
