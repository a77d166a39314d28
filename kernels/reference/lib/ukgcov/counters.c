/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Setting counters to zero, saving them and adding them back. libgcov's own
 * __gcov_reset() knows only objects that registered through constructors,
 * which freestanding ones do not, so the records that gcc emits for each
 * object are walked here. Their layout
 * changes with the compiler's version, hence the checks; it is the same on
 * both architectures.
 */
#include <stddef.h>
#include <stdint.h>
#include <uk/gcov.h>

/* Kinds of counters: arcs, five of values, two of order and time; since then
 * conditions (14) and paths (15) were added.
 */
#if __GNUC__ == 12 || __GNUC__ == 13
#define KIND_COUNT 8
#elif __GNUC__ == 14
#define KIND_COUNT 9
#elif __GNUC__ == 15
#define KIND_COUNT 10
#else
#error "lib/ukgcov knows the coverage records of gcc 12 to 15 only"
#endif

struct counters {
	uint32_t count;
	int64_t *values;
};

struct function_record {
	const void *key; /* the object it belongs to */
	uint32_t ident;
	uint32_t line_checksum;
	uint32_t cfg_checksum;
	struct counters counters[]; /* one for each kind in use */
};

struct object_record {
	uint32_t version;
	void *next;
	uint32_t stamp;
	uint32_t checksum;
	const char *path;
	void *merge[KIND_COUNT]; /* not NULL: this kind is in use */
	uint32_t function_count;
	const struct function_record *const *functions;
};

_Static_assert(sizeof(struct function_record) == 24, "gcc's record, LP64");
_Static_assert(sizeof(struct object_record) == 32 + 8 * KIND_COUNT + 16,
	       "gcc's record, LP64");

extern const struct object_record *const __gcov_info_start[];
extern const struct object_record *const __gcov_info_end[];

static unsigned int kinds_in_use(const struct object_record *object)
{
	unsigned int n = 0;

	for (unsigned int i = 0; i < KIND_COUNT; i++)
		n += object->merge[i] != NULL;
	return n;
}

typedef void (*visit_fn)(const struct counters *counters, void *arg);

/* A function in a COMDAT group may have lost to another object's copy. */
static void visit_function(const struct object_record *object,
			   const struct function_record *function,
			   visit_fn visit, void *arg)
{
	if (!function || function->key != object)
		return;
	for (unsigned int i = 0; i < kinds_in_use(object); i++)
		visit(&function->counters[i], arg);
}

static void visit_all(visit_fn visit, void *arg)
{
	const struct object_record *const *o = __gcov_info_start;

	while ((uintptr_t)o < (uintptr_t)__gcov_info_end) {
		for (uint32_t i = 0; i < (*o)->function_count; i++)
			visit_function(*o, (*o)->functions[i], visit, arg);
		o++;
	}
}

/* Atomic because other CPUs may count meanwhile; no memset() or memcpy(),
 * because these count themselves.
 */
static void zero(const struct counters *counters, void *arg)
{
	(void)arg;
	for (uint32_t i = 0; i < counters->count; i++)
		__atomic_store_n(&counters->values[i], 0, __ATOMIC_RELAXED);
}

void ukgcov_reset(void)
{
	visit_all(zero, NULL);
}

static void measure(const struct counters *counters, void *arg)
{
	size_t *len = arg;

	*len += counters->count * sizeof(int64_t);
}

size_t ukgcov_saved_len(void)
{
	size_t len = 0;

	visit_all(measure, &len);
	return len;
}

static void save(const struct counters *counters, void *arg)
{
	int64_t **to = arg;

	for (uint32_t i = 0; i < counters->count; i++)
		(*to)[i] = __atomic_load_n(&counters->values[i],
					   __ATOMIC_RELAXED);
	*to += counters->count;
}

void ukgcov_save(int64_t *to)
{
	visit_all(save, &to);
}

static void add_back(const struct counters *counters, void *arg)
{
	const int64_t **from = arg;

	for (uint32_t i = 0; i < counters->count; i++)
		__atomic_fetch_add(&counters->values[i], (*from)[i],
				   __ATOMIC_RELAXED);
	*from += counters->count;
}

void ukgcov_add_back(const int64_t *from)
{
	visit_all(add_back, &from);
}
