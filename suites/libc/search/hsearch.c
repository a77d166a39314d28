/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX hcreate, hsearch, hdestroy: enter, find, an entered key keeps its first data, a full table says so */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <search.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT 300

static char names[COUNT][16];

static void enter_all(void)
{
	for (intptr_t i = 0; i < COUNT; i++) {
		ENTRY item = {names[i], (void *)(i + 1)}, *got;

		snprintf(names[i], sizeof(names[i]), "key-%d", (int)i);
		got = hsearch(item, ENTER);
		if (!CHECK(got && got->key == names[i] && got->data == item.data))
			return;
	}
}

static void find_all(void)
{
	for (intptr_t i = 0; i < COUNT; i++) {
		char copy[16];
		ENTRY item = {copy, NULL}, *got;

		strcpy(copy, names[i]);
		got = hsearch(item, FIND);
		if (!CHECK(got && (intptr_t)got->data == i + 1))
			return;
	}
}

int main(void)
{
	ENTRY absent = {"absent", NULL}, again = {"key-7", (void *)999}, *got;

	REQUIRE(hcreate(COUNT) != 0);
	CHECK_PTR(hsearch(absent, FIND), NULL);
	enter_all();
	find_all();
	got = hsearch(again, ENTER); /* there already: the old entry, unchanged */
	CHECK(got && (intptr_t)got->data == 8);
	got->data = (void *)77; /* and it can be changed in place */
	got = hsearch(again, FIND);
	CHECK(got && (intptr_t)got->data == 77);
	CHECK_PTR(hsearch(absent, FIND), NULL);
	hdestroy();
	REQUIRE(hcreate(10) != 0); /* a second table knows nothing of the first */
	CHECK_PTR(hsearch(again, FIND), NULL);
	hdestroy();
	return check_status();
}
