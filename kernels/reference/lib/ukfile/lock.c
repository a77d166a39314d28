/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Advisory locks: a list for each file; locks of one owner and kind never overlap.
 * Interface: <uk/file_lock.h>.
 */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/file_lock.h>

static bool overlaps(const struct uk_file_lock *a, const struct uk_file_lock *b)
{
	return a->kind == b->kind && a->start <= b->end && b->start <= a->end;
}

const struct uk_file_lock *
uk_file_lock_conflict(const struct uk_file *f, const struct uk_file_lock *want)
{
	for (const struct uk_file_lock *l = f->locks; l; l = l->next) {
		if (l->owner != want->owner && overlaps(l, want) &&
		    (l->type == F_WRLCK || want->type == F_WRLCK))
			return l;
	}
	return NULL;
}

static struct uk_file_lock *copy(const struct uk_file_lock *l)
{
	struct uk_file_lock *c =
		uk_malloc(uk_alloc_get_default(), sizeof(*c));

	if (c)
		*c = *l;
	return c;
}

static void insert(struct uk_file *f, struct uk_file_lock *l)
{
	l->next = f->locks;
	f->locks = l;
}

/* Takes the range out of one lock; `rest` becomes what is left at its end.
 * @return true if `rest` was used
 */
static bool cut(struct uk_file *f, struct uk_file_lock **at,
		const struct uk_file_lock *range, struct uk_file_lock *rest)
{
	struct uk_file_lock *l = *at;
	bool has_head = l->start < range->start, has_tail = l->end > range->end;

	if (has_head && has_tail) {
		*rest = *l;
		rest->start = range->end + 1;
		l->end = range->start - 1;
		insert(f, rest);
		return true;
	}
	if (has_head) {
		l->end = range->start - 1;
	} else if (has_tail) {
		l->start = range->end + 1;
	} else {
		*at = l->next;
		uk_free(uk_alloc_get_default(), l);
	}
	return false;
}

/* Only the first lock that is cut can be cut in two: then no other overlaps */
static bool clear(struct uk_file *f, const struct uk_file_lock *range,
		  struct uk_file_lock *rest)
{
	struct uk_file_lock **at = &f->locks, *l;

	while ((l = *at) != NULL) {
		if (l->owner != range->owner || !overlaps(l, range)) {
			at = &l->next;
			continue;
		}
		if (cut(f, at, range, rest))
			return true;
		if (*at == l)
			at = &l->next;
	}
	return false;
}

/* Memory is taken before anything changes: a failure changes nothing */
static int replace(struct uk_file *f, const struct uk_file_lock *want)
{
	struct uk_alloc *a = uk_alloc_get_default();
	struct uk_file_lock *lock = copy(want), *rest = copy(want);

	if (!lock || !rest) {
		uk_free(a, lock);
		uk_free(a, rest);
		return -ENOLCK;
	}
	if (!clear(f, want, rest))
		uk_free(a, rest);
	if (want->type == F_UNLCK)
		uk_free(a, lock);
	else
		insert(f, lock);
	uk_pollq_wake(&f->pollq);
	return 0;
}

int uk_file_lock_set(struct uk_file *f, const struct uk_file_lock *want,
		     bool is_waiting)
{
	int rc;

	while (want->type != F_UNLCK && uk_file_lock_conflict(f, want)) {
		if (!is_waiting)
			return -EAGAIN;
		rc = uk_pollq_wait(&f->pollq, 0);
		if (rc)
			return rc;
	}
	return replace(f, want);
}

void uk_file_lock_release(struct uk_file *f, const void *owner)
{
	struct uk_file_lock **at = &f->locks, *l;
	bool is_changed = false;

	while ((l = *at) != NULL) {
		if (l->owner != owner) {
			at = &l->next;
			continue;
		}
		*at = l->next;
		uk_free(uk_alloc_get_default(), l);
		is_changed = true;
	}
	if (is_changed)
		uk_pollq_wake(&f->pollq);
}
