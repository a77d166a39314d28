/* SPDX-License-Identifier: BSD-3-Clause */
void uk_assertion_failed(const char *library, const char *text);

int main(void)
{
	uk_assertion_failed("app", "0");
	return 0;
}
