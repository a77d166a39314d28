/* SPDX-License-Identifier: BSD-3-Clause */
/* Power button of the machine: a key on a GPIO line. */
#ifndef __VIRT_BUTTON_H__
#define __VIRT_BUTTON_H__

struct virt_machine;

/** Lets the button interrupt, if there is one. The GIC is set up. */
void virt_button_arm(const struct virt_machine *machine);

#endif /* __VIRT_BUTTON_H__ */
