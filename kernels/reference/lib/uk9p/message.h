/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One exchange with the server: header of the request, the reply's header
 * checked, Rlerror turned into an errno.
 */
#ifndef __UK9P_MESSAGE_H__
#define __UK9P_MESSAGE_H__

#include "wire.h"

/* Request types; the reply's type is one above. */
enum message_type {
	TLERROR = 6,
	TSTATFS = 8,
	TLOPEN = 12,
	TLCREATE = 14,
	TSYMLINK = 16,
	TMKNOD = 18,
	TREADLINK = 22,
	TGETATTR = 24,
	TSETATTR = 26,
	TREADDIR = 40,
	TFSYNC = 50,
	TLINK = 70,
	TMKDIR = 72,
	TRENAMEAT = 74,
	TUNLINKAT = 76,
	TVERSION = 100,
	TATTACH = 104,
	TWALK = 110,
	TREAD = 116,
	TWRITE = 118,
	TCLUNK = 120,
};

#define NOTAG 0xffff
#define NOFID 0xffffffffu
/* size[4] type[1] tag[2] */
#define HEADER_LEN 7
/* What Twrite and Rread may need around their data (IOHDRSZ). */
#define IO_OVERHEAD 24

/** Starts a request; its fields are then put into the returned cursor. */
struct wire message_begin(struct uk_9p_client *c, enum message_type type);

/**
 * Sends the request and waits for its reply; `req` then reads the reply's
 * fields.
 */
int message_send(struct uk_9p_client *c, struct wire *req);

/** What a finished reading of a reply means: 0 or -EPROTO. */
int message_end(const struct wire *reply);

#endif /* __UK9P_MESSAGE_H__ */
