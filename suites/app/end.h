/* SPDX-License-Identifier: BSD-3-Clause */
/* Who ends the machine once the suites have run. */
#ifndef __APP_END_H__
#define __APP_END_H__

/**
 * As the kernel parameter `app.end` says: `main` (default): returns at once;
 * `button`: waits for ever; `request`: waits for ever, after it has arranged that
 * another CPU, or another thread where there is no other CPU, asks for the end.
 */
void app_wait_for_the_end(void);

#endif /* __APP_END_H__ */
