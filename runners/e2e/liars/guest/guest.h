/* SPDX-License-Identifier: BSD-3-Clause */
/* What the script reader needs of a machine (machine-ARCH.c) and of the shared folder (share.c). */
#ifndef GUEST_H
#define GUEST_H

typedef unsigned long word;

/* Writes one byte to the console. */
void put(char c);

/* Ends the guest. x86_64: the byte written to isa-debug-exit. arm64: 0x12 resets, any other value switches off. */
void end(unsigned int value);

/* Never return: a busy loop, and a halted CPU, each with interrupts on or off. */
void spin(int with_interrupts) __attribute__((noreturn));
void halt(int with_interrupts) __attribute__((noreturn));

/* An exception for which there is no handler. */
void fault(void);

/* Windows of virtio-mmio transports, 0x200 bytes each. */
extern const word virtio_base, virtio_count;

/* A piece of memory; no byte ends it. */
struct text {
	const char *at;
	word length;
};

/* Entries of the shared folder `ukmatrix`, in its root or one folder below. Errors are not told: a liar does not care. */
/* `offset` in MiB. */
void share_write(struct text path, word offset, struct text content);
void share_mkdir(struct text path);
void share_symlink(struct text path, struct text target);
/* One file after the other; never returns where there is a share. */
void share_fill(void);
/* `mode` and device numbers as in mknod(2). */
void share_mknod(struct text path, word mode, word major, word minor);

#endif
