/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is in files: reading, writing, positions, holes, sizes, limits.
 */
#include <uk/alloc.h>

#include "suite.h"

#define GIB (1L << 30)

static char buf[10000];

static int make_open(void)
{
	return vfs_open("/f", O_CREAT | O_RDWR, 0666);
}

VFS_CASE(position_moves)
{
	int fd = make_open();

	EXPECT_CALL(5, write, fd, "hello", 5);
	EXPECT_CALL(5, lseek, fd, 0, SEEK_CUR);
	EXPECT_CALL(0, read, fd, buf, 10);
	EXPECT_CALL(1, lseek, fd, -4, SEEK_END);
	EXPECT_CALL(4, read, fd, buf, 10);
	UK_TEST_EXPECT_BYTES_EQ(buf, "ello", 4);
	EXPECT_CALL(-EINVAL, lseek, fd, -6, SEEK_END);
	EXPECT_CALL(-EINVAL, lseek, fd, -1, SEEK_SET);
	EXPECT_CALL(-EINVAL, lseek, fd, 0, 99);
	EXPECT_CALL(-EOVERFLOW, lseek, fd, __S64_MAX, SEEK_END);
	EXPECT_CALL(5, lseek, fd, 0, SEEK_CUR);
}

VFS_CASE(positioned_access_leaves_the_position)
{
	int fd = make_open();

	EXPECT_CALL(3, pwrite64, fd, "abc", 3, 2);
	EXPECT_CALL(0, lseek, fd, 0, SEEK_CUR);
	EXPECT_CALL(5, pread64, fd, buf, 10, 0);
	UK_TEST_EXPECT_BYTES_EQ(buf, "\0\0abc", 5);
	EXPECT_CALL(0, pread64, fd, buf, 10, 5);
	EXPECT_CALL(0, pread64, fd, buf, 10, __S64_MAX);
	EXPECT_CALL(-EINVAL, pread64, fd, buf, 10, -1);
	EXPECT_CALL(-EINVAL, pwrite64, fd, buf, 10, -1);
}

VFS_CASE(data_crosses_pages)
{
	int fd = make_open();

	for (unsigned int i = 0; i < sizeof(buf); i++)
		buf[i] = (char)(i * 7);
	EXPECT_CALL(sizeof(buf), pwrite64, fd, buf, sizeof(buf), 4000);
	memset(buf, 0, sizeof(buf));
	EXPECT_CALL(sizeof(buf), pread64, fd, buf, sizeof(buf), 4000);
	for (unsigned int i = 0; i < sizeof(buf); i++) {
		if (buf[i] != (char)(i * 7)) {
			UK_TEST_EXPECTF(false, "byte %u is wrong", i);
			break;
		}
	}
	EXPECT_CALL(4000, pread64, fd, buf, 4000, 0);
	for (unsigned int i = 0; i < 4000; i++)
		UK_TEST_ASSERT(!buf[i]);
}

VFS_CASE(append_goes_to_the_end)
{
	int a = vfs_open("/f", O_CREAT | O_WRONLY | O_APPEND, 0666);
	int b = make_open();

	EXPECT_CALL(3, write, a, "abc", 3);
	EXPECT_CALL(5, write, b, "xyzzy", 5);
	EXPECT_CALL(0, lseek, a, 0, SEEK_SET);
	EXPECT_CALL(1, write, a, "!", 1);
	EXPECT_CALL(6, lseek, a, 0, SEEK_CUR);
	UK_TEST_EXPECT(vfs_has("/f", "xyzzy!"));
	EXPECT_CALL(O_WRONLY | O_APPEND, fcntl, a, 3);
}

VFS_CASE(file_may_be_larger_than_memory)
{
	struct uk_stat st;
	int fd = make_open();

	EXPECT_CALL(3, pwrite64, fd, "far", 3, 5 * GIB);
	EXPECT_CALL(4, pwrite64, fd, "near", 4, 1);
	EXPECT_CALL(0, fstat, fd, &st);
	UK_TEST_EXPECT_SNUM_EQ(st.st_size, 5 * GIB + 3);
	UK_TEST_EXPECT_SNUM_EQ(st.st_blocks, 16);
	EXPECT_CALL(4, pread64, fd, buf, 4, 5 * GIB - 1);
	UK_TEST_EXPECT_BYTES_EQ(buf, "\0far", 4);
	EXPECT_CALL(8, pread64, fd, buf, 8, 4 * GIB);
	UK_TEST_EXPECT_BYTES_EQ(buf, "\0\0\0\0\0\0\0\0", 8);
	EXPECT_CALL(5 * GIB + 3, lseek, fd, 0, SEEK_END);
	EXPECT_CALL(5 * GIB, lseek, fd, 4096, SEEK_DATA);
	EXPECT_CALL(4096, lseek, fd, 0, SEEK_HOLE);
	EXPECT_CALL(-ENXIO, lseek, fd, 5 * GIB + 3, SEEK_DATA);
}

VFS_CASE(truncation_forgets)
{
	int fd = make_open();

	memset(buf, 'x', sizeof(buf));
	EXPECT_CALL(9000, write, fd, buf, 9000);
	EXPECT_CALL(0, ftruncate, fd, 4097);
	EXPECT_CALL(0, ftruncate, fd, 9000);
	EXPECT_CALL(2, pread64, fd, buf, 2, 4096);
	UK_TEST_EXPECT_BYTES_EQ(buf, "x\0", 2);
	EXPECT_CALL(2, pread64, fd, buf, 2, 8192);
	UK_TEST_EXPECT_BYTES_EQ(buf, "\0\0", 2);
	EXPECT_CALL(-EINVAL, ftruncate, fd, -1);
	EXPECT_CALL(0, truncate, "/f", 0);
	UK_TEST_EXPECT_ZERO(vfs_size("/f"));
	EXPECT_CALL(-EISDIR, truncate, "/tmp", 0);
	EXPECT_CALL(-ENOENT, truncate, "/none", 0);
}

VFS_CASE(pieces_are_gathered_and_scattered)
{
	char a[3], b[10];
	struct uk_iovec out[3] = {{"one", 3}, {NULL, 0}, {"twelve", 6}};
	struct uk_iovec in[2] = {{a, sizeof(a)}, {b, sizeof(b)}};
	int fd = make_open();

	EXPECT_CALL(9, writev, fd, out, 3);
	EXPECT_CALL(9, preadv, fd, in, 2, 0, 0);
	UK_TEST_EXPECT_BYTES_EQ(a, "one", 3);
	UK_TEST_EXPECT_BYTES_EQ(b, "twelve", 6);
	EXPECT_CALL(0, writev, fd, out, 0);
	EXPECT_CALL(-EINVAL, writev, fd, out, 1025);
	EXPECT_CALL(-EINVAL, writev, fd, out, -1);
	out[1].len = (size_t)__S64_MAX;
	EXPECT_CALL(-EINVAL, writev, fd, out, 3);
	EXPECT_CALL(-EFAULT, writev, fd, (void *)8, 3);
}

VFS_CASE(bad_buffer_is_efault)
{
	struct uk_iovec out[2] = {{"ab", 2}, {(void *)16, 5}};
	int fd = make_open();

	EXPECT_CALL(-EFAULT, write, fd, (void *)16, 5);
	EXPECT_CALL(2, writev, fd, out, 2);
	EXPECT_CALL(0, lseek, fd, 0, SEEK_SET);
	EXPECT_CALL(-EFAULT, read, fd, NULL, 5);
	EXPECT_CALL(0, read, fd, NULL, 0);
	EXPECT_CALL(2, read, fd, buf, 5);
	EXPECT_CALL(0, read, fd, NULL, 5);
}

/* Takes the large blocks of memory, so that little is left to fill; a list. */
static void **take_large_blocks(struct uk_alloc *a)
{
	void **first = NULL, **block;

	for (size_t len = 1 << 26; len >= 1 << 18; len /= 2)
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

/* There is room for some of the content, whatever is left beside large blocks */
VFS_CASE(full_file_system_is_enospc)
{
	struct uk_alloc *a = uk_alloc_get_default();
	void *room = uk_malloc(a, 1 << 16);
	void **taken = take_large_blocks(a);
	int fd = make_open();
	long rc;

	uk_free(a, room);
	do {
		rc = SYS(write, fd, buf, sizeof(buf));
	} while (rc == sizeof(buf));
	UK_TEST_EXPECT_SNUM_GE(rc, -ENOSPC);
	EXPECT_CALL(-ENOSPC, write, fd, buf, sizeof(buf));
	EXPECT_CALL(0, ftruncate, fd, 0);
	EXPECT_CALL(sizeof(buf), write, fd, buf, sizeof(buf));
	give_back(a, taken);
}

VFS_CASE(unlinked_file_lives_while_open)
{
	struct uk_stat st;
	int fd = make_open();

	EXPECT_CALL(4, write, fd, "text", 4);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "/f", 0);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/f"), -ENOENT);
	EXPECT_CALL(4, pread64, fd, buf, 10, 0);
	EXPECT_CALL(0, fstat, fd, &st);
	UK_TEST_EXPECT_ZERO(st.st_nlink);
	EXPECT_CALL(4, write, fd, "more", 4);
	EXPECT_CALL(8, pread64, fd, buf, 10, 0);
}

VFS_CASE(room_can_be_reserved_and_given_back)
{
	struct uk_stat st;
	int fd = make_open();

	EXPECT_CALL(0, fallocate, fd, 0, 100, 10000);
	EXPECT_CALL(0, fstat, fd, &st);
	UK_TEST_EXPECT_SNUM_EQ(st.st_size, 10100);
	UK_TEST_EXPECT_SNUM_EQ(st.st_blocks, 24);
	EXPECT_CALL(0, fallocate, fd, 1, 0, 20000);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/f"), 10100);
	memset(buf, 'x', sizeof(buf));
	EXPECT_CALL(sizeof(buf), pwrite64, fd, buf, sizeof(buf), 0);
	EXPECT_CALL(0, fallocate, fd, 3, 100, 8192);
	EXPECT_CALL(2, pread64, fd, buf, 2, 99);
	UK_TEST_EXPECT_BYTES_EQ(buf, "x\0", 2);
	EXPECT_CALL(2, pread64, fd, buf, 2, 8291);
	UK_TEST_EXPECT_BYTES_EQ(buf, "\0x", 2);
	EXPECT_CALL(-EINVAL, fallocate, fd, 0, 0, 0);
	EXPECT_CALL(-EFBIG, fallocate, fd, 0, 1, __S64_MAX);
	EXPECT_CALL(-ENOSPC, fallocate, fd, 0, 0, 1L << 40);
}

VFS_CASE(files_are_copied_inside_of_the_kernel)
{
	__s64 pos = 2;
	int from = make_open();
	int to = vfs_open("/g", O_CREAT | O_RDWR, 0666);

	EXPECT_CALL(6, write, from, "abcdef", 6);
	EXPECT_CALL(3, sendfile, to, from, &pos, 3);
	UK_TEST_EXPECT_SNUM_EQ(pos, 5);
	UK_TEST_EXPECT(vfs_has("/g", "cde"));
	EXPECT_CALL(0, lseek, from, 0, SEEK_SET);
	EXPECT_CALL(6, copy_file_range, from, NULL, to, NULL, 100, 0);
	UK_TEST_EXPECT(vfs_has("/g", "cdeabcdef"));
	EXPECT_CALL(0, copy_file_range, from, NULL, to, NULL, 100, 0);
	EXPECT_CALL(-EINVAL, copy_file_range, from, NULL, to, NULL, 1, 1);
	EXPECT_CALL(-EBADF, sendfile, to, 99, NULL, 3);
}
