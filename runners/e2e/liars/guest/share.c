/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The smallest client that can leave something in the shared folder: 9P2000.L over a virtio-mmio transport of version 2
 * (virtio 1.1, 4.2 and 2.6; the 9p messages as in the Linux kernel's documentation of 9P2000.L). One request at a time, polled.
 */
#include "guest.h"

enum { TLCREATE = 14, TSYMLINK = 16, TMKNOD = 18, TMKDIR = 72, TVERSION = 100, TATTACH = 104, TWALK = 110, TWRITE = 118,
       TCLUNK = 120 };
enum { ROOT = 0, FOLDER = 1 };
enum { QUEUE_SIZE = 2, MESSAGE_SIZE = 65536 };

struct descriptor {
	unsigned long long address;
	unsigned int length;
	unsigned short flags, next;
};

struct ring {
	struct descriptor table[QUEUE_SIZE];
	struct { unsigned short flags, index, ring[QUEUE_SIZE]; } available;
	struct { unsigned short flags, index; struct { unsigned int id, length; } ring[QUEUE_SIZE]; } used
		__attribute__((aligned(4)));
};

static volatile struct ring ring __attribute__((aligned(4096)));
static unsigned char request[MESSAGE_SIZE], reply[MESSAGE_SIZE];
static word length;
static word transport;

static volatile unsigned int *reg(word offset)
{
	return (volatile unsigned int *)(transport + offset);
}

static void number(unsigned long long value, int bytes)
{
	for (; bytes > 0; bytes--, value >>= 8)
		request[length++] = (unsigned char)value;
}

static void bytes(struct text text)
{
	word i;

	for (i = 0; i < text.length && length < MESSAGE_SIZE; i++)
		request[length++] = (unsigned char)text.at[i];
}

static void string(struct text text)
{
	number(text.length, 2);
	bytes(text);
}

static void begin(int type)
{
	length = 4;
	number((unsigned int)type, 1);
	number(type == TVERSION ? 0xffff : 0, 2);
}

/* Sends the request and waits for the answer. */
static void call(void)
{
	word whole = length;
	unsigned short next = (unsigned short)(ring.used.index + 1);

	length = 0;
	number(whole, 4);
	ring.table[0] = (struct descriptor){ (word)request, (unsigned int)whole, 1, 1 };
	ring.table[1] = (struct descriptor){ (word)reply, MESSAGE_SIZE, 2, 0 };
	__sync_synchronize();
	ring.available.index++;
	__sync_synchronize();
	*reg(0x50) = 0;
	while (ring.used.index != next)
		__sync_synchronize();
}

/* Addresses of the queue's three parts stand in pairs of registers. */
static void place(word offset, volatile void *part)
{
	*reg(offset) = (unsigned int)(word)part;
	*reg(offset + 4) = (unsigned int)((unsigned long long)(word)part >> 32);
}

static int find_transport(void)
{
	word i;

	for (i = 0; i < virtio_count; i++) {
		transport = virtio_base + i * 0x200;
		if (*reg(0) == 0x74726976 && *reg(4) == 2 && *reg(8) == 9)
			return 1;
	}
	transport = 0;
	return 0;
}

static int open_share(void)
{
	if (transport)
		return 1;
	if (!find_transport())
		return 0;
	*reg(0x70) = 0;
	*reg(0x70) = 3;
	*reg(0x24) = 1;
	*reg(0x20) = 1; /* VIRTIO_F_VERSION_1 */
	*reg(0x70) = 11;
	*reg(0x30) = 0;
	*reg(0x38) = QUEUE_SIZE;
	place(0x80, ring.table);
	place(0x90, &ring.available);
	place(0xa0, &ring.used);
	*reg(0x44) = 1;
	*reg(0x70) = 15;
	begin(TVERSION);
	number(MESSAGE_SIZE, 4);
	string((struct text){ "9P2000.L", 8 });
	call();
	begin(TATTACH);
	number(ROOT, 4);
	number(0xffffffff, 4);
	string((struct text){ "", 0 });
	string((struct text){ "", 0 });
	number(0, 4);
	call();
	return 1;
}

/* FOLDER becomes the folder of `path`; returns the name in it. */
static struct text walk(struct text path)
{
	struct text folder = { path.at, 0 };
	struct text name = path;
	word i;

	for (i = 0; i < path.length; i++)
		if (path.at[i] == '/') {
			folder.length = i;
			name = (struct text){ path.at + i + 1, path.length - i - 1 };
		}
	begin(TWALK);
	number(ROOT, 4);
	number(FOLDER, 4);
	number(folder.length ? 1 : 0, 2);
	if (folder.length)
		string(folder);
	call();
	return name;
}

static void forget(void)
{
	begin(TCLUNK);
	number(FOLDER, 4);
	call();
}

void share_write(struct text path, word offset, struct text content)
{
	struct text name;

	if (!open_share())
		return;
	name = walk(path);
	begin(TLCREATE);
	number(FOLDER, 4);
	string(name);
	number(02 | 0100, 4); /* O_RDWR | O_CREAT */
	number(0644, 4);
	number(0, 4);
	call();
	begin(TWRITE);
	number(FOLDER, 4);
	number((unsigned long long)offset << 20, 8);
	number(content.length, 4);
	bytes(content);
	call();
	forget();
}

void share_fill(void)
{
	char name[] = "a.......";
	word i;

	while (open_share()) {
		share_write((struct text){ name, sizeof(name) - 1 }, 0, (struct text){ name, 1 });
		for (i = 1; i + 1 < sizeof(name) && name[i] == 'z'; i++)
			name[i] = '.';
		name[i]++;
	}
}

void share_mkdir(struct text path)
{
	struct text name;

	if (!open_share())
		return;
	name = walk(path);
	begin(TMKDIR);
	number(FOLDER, 4);
	string(name);
	number(0755, 4);
	number(0, 4);
	call();
	forget();
}

void share_symlink(struct text path, struct text target)
{
	struct text name;

	if (!open_share())
		return;
	name = walk(path);
	begin(TSYMLINK);
	number(FOLDER, 4);
	string(name);
	string(target);
	number(0, 4);
	call();
	forget();
}

void share_mknod(struct text path, word mode, word major, word minor)
{
	struct text name;

	if (!open_share())
		return;
	name = walk(path);
	begin(TMKNOD);
	number(FOLDER, 4);
	string(name);
	number(mode, 4);
	number(major, 4);
	number(minor, 4);
	number(0, 4);
	call();
	forget();
}
