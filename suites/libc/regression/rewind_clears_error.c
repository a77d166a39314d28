/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.9.5 rewind: the error indicator is cleared too, after a failed write and a failed read */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>

int main(void)
{
	FILE *f;

	files_enter();
	files_put("file", "text");
	REQUIRE((f = fopen("file", "r")) != NULL);
	CHECK_INT(fputc('x', f), EOF); /* not open for writing */
	CHECK(ferror(f));
	CHECK_INT(fseek(f, 0, SEEK_SET), 0);
	CHECK(ferror(f)); /* fseek() does not */
	rewind(f);
	CHECK(!ferror(f));
	CHECK_INT(fgetc(f), 't');
	CHECK_INT(fclose(f), 0);
	REQUIRE((f = fopen("file", "a")) != NULL);
	CHECK_INT(fgetc(f), EOF);
	CHECK(ferror(f));
	rewind(f);
	CHECK(!ferror(f) && !feof(f));
	CHECK_INT(fclose(f), 0);
	return check_status();
}
