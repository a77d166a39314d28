/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reads the nodes that matter out of the device tree: Devicetree Specification
 * 0.4, 2.3 (standard properties), 3.4 (/memory), 3.6 (/chosen), 3.8 (/cpus);
 * bindings arm,pl011, arm,pl061, gpio-keys, arm,cortex-a15-gic, arm,gic-v3,
 * arm,psci and virtio,mmio.
 * Devices are looked for among the children of the root only, so that no bus
 * address has to be translated.
 */
#include <errno.h>
#include <string.h>

#include "fdt.h"
#include "gic.h"
#include "machine.h"

/* Deepest nesting that is followed */
#define MAX_DEPTH 16

/* linux,code of the power button */
#define KEY_POWER 116

struct property {
	const __u8 *value;
	__u32 len;
};

/* One open node: what its own properties said */
struct node {
	const char *name;
	struct property compatible, reg, device_type, method, bootargs, status;
	struct property interrupts, gpios, key_code;
	/** For the children: cells of an address and of a length in `reg` */
	__u32 address_cells, size_cells;
	bool is_done;
};

struct walk {
	struct virt_machine *machine;
	/** nodes[0] is the root, nodes[depth - 1] the innermost open one */
	struct node nodes[MAX_DEPTH];
	unsigned int depth;
};

struct virt_machine virt_machine = { .cmdline = "" };

static bool is_compatible(const struct node *node, const char *with)
{
	return fdt_has_string(node->compatible.value, node->compatible.len,
			      with);
}

static bool is_disabled(const struct node *node)
{
	return node->status.len &&
	       !fdt_has_string(node->status.value, node->status.len, "okay");
}

/* Entry `index` of `reg`; cells as the parent says */
static int read_reg(const struct node *parent, const struct node *node,
		    unsigned int index, struct virt_range *range)
{
	__u32 at = index * (parent->address_cells + parent->size_cells);
	__u64 base, len;

	if (fdt_number(node->reg.value, node->reg.len, at,
		       parent->address_cells, &base) ||
	    fdt_number(node->reg.value, node->reg.len,
		       at + parent->address_cells, parent->size_cells, &len) ||
	    base + len < base)
		return -EINVAL;
	range->base = base;
	range->len = len;
	return 0;
}

/* Appends the entries of `reg` from `index` on to a list */
static void read_regs(const struct node *parent, const struct node *node,
		      unsigned int index, struct virt_range *list,
		      unsigned int *count, unsigned int max)
{
	while (*count < max &&
	       read_reg(parent, node, index, &list[*count]) == 0 &&
	       list[*count].len) {
		(*count)++;
		index++;
	}
}

static void read_gic_v2(struct virt_machine *m, const struct node *parent,
			const struct node *node)
{
	if (read_reg(parent, node, 0, &m->gic_dist) == 0 &&
	    read_reg(parent, node, 1, &m->gic_cpu) == 0)
		m->gic_version = 2;
}

static void read_gic_v3(struct virt_machine *m, const struct node *parent,
			const struct node *node)
{
	if (read_reg(parent, node, 0, &m->gic_dist))
		return;
	read_regs(parent, node, 1, m->gic_redist, &m->gic_redist_count,
		  VIRT_MAX_GIC_REDIST);
	m->gic_version = 3;
}

static void read_psci(struct virt_machine *m, const struct node *node)
{
	if (fdt_has_string(node->method.value, node->method.len, "hvc"))
		m->psci = PSCI_CONDUIT_HVC;
	else if (fdt_has_string(node->method.value, node->method.len, "smc"))
		m->psci = PSCI_CONDUIT_SMC;
}

/* One shared interrupt: kind 0, number, trigger (arm,gic-v3, #interrupt-cells).
 * @return its INTID; 0: none
 */
static __u32 shared_interrupt(const struct node *node)
{
	__u64 kind, number;

	if (fdt_number(node->interrupts.value, node->interrupts.len, 0, 1,
		       &kind) ||
	    fdt_number(node->interrupts.value, node->interrupts.len, 1, 1,
		       &number) || kind != 0)
		return 0;
	return GIC_INTID_SHARED + (__u32)number;
}

static void read_gpio(struct virt_machine *m, const struct node *parent,
		      const struct node *node)
{
	if (read_reg(parent, node, 0, &m->gpio) == 0)
		m->gpio_irq = shared_interrupt(node);
}

static void read_virtio(struct virt_machine *m, const struct node *parent,
			const struct node *node)
{
	unsigned int first = m->virtio_count;

	read_regs(parent, node, 0, m->virtio, &m->virtio_count,
		  VIRT_MAX_VIRTIO);
	if (m->virtio_count > first)
		m->virtio_irq[first] = shared_interrupt(node);
}

/* gpios: controller, line, flags. There is one controller on these machines */
static void read_key(struct virt_machine *m, const struct node *node)
{
	__u64 code, line;

	if (fdt_number(node->key_code.value, node->key_code.len, 0, 1, &code) ||
	    fdt_number(node->gpios.value, node->gpios.len, 1, 1, &line) ||
	    code != KEY_POWER || line >= 8)
		return;
	m->gpio_button = (__u32)line;
	m->has_gpio_button = true;
}

static void read_device(struct virt_machine *m, const struct node *parent,
			const struct node *node)
{
	if (is_compatible(node, "virtio,mmio"))
		read_virtio(m, parent, node);
	else if (is_compatible(node, "arm,pl011") && !m->uart.len)
		(void)read_reg(parent, node, 0, &m->uart);
	else if (is_compatible(node, "arm,pl031") && !m->rtc.len)
		(void)read_reg(parent, node, 0, &m->rtc);
	else if (is_compatible(node, "arm,pl061") && !m->gpio.len)
		read_gpio(m, parent, node);
	else if (is_compatible(node, "arm,cortex-a15-gic") ||
		 is_compatible(node, "arm,gic-400"))
		read_gic_v2(m, parent, node);
	else if (is_compatible(node, "arm,gic-v3"))
		read_gic_v3(m, parent, node);
	else if (is_compatible(node, "arm,psci-0.2"))
		read_psci(m, node);
}

static bool is_of_type(const struct node *node, const char *type)
{
	return fdt_has_string(node->device_type.value, node->device_type.len,
			      type);
}

static void read_root_child(struct virt_machine *m, const struct node *root,
			    const struct node *node)
{
	const char *bootargs;

	if (strcmp(node->name, "chosen") == 0) {
		bootargs = fdt_string(node->bootargs.value,
				      node->bootargs.len);
		if (bootargs)
			m->cmdline = bootargs;
	} else if (is_of_type(node, "memory")) {
		read_regs(root, node, 0, m->ram, &m->ram_count, VIRT_MAX_RAM);
	} else {
		read_device(m, root, node);
	}
}

static void read_cpu(struct virt_machine *m, const struct node *cpus,
		     const struct node *node)
{
	if (m->cpu_count < VIRT_MAX_CPUS && is_of_type(node, "cpu") &&
	    fdt_number(node->reg.value, node->reg.len, 0, cpus->address_cells,
		       &m->cpu[m->cpu_count]) == 0)
		m->cpu_count++;
}

/* All properties of the innermost node are known: they precede its children */
static void node_complete(struct walk *walk)
{
	struct node *node = &walk->nodes[walk->depth - 1];

	if (node->is_done || is_disabled(node))
		return;
	node->is_done = true;
	if (walk->depth == 2)
		read_root_child(walk->machine, &walk->nodes[0], node);
	else if (walk->depth == 3 &&
		 strcmp(walk->nodes[1].name, "cpus") == 0)
		read_cpu(walk->machine, &walk->nodes[1], node);
	else if (walk->depth == 3 &&
		 is_compatible(&walk->nodes[1], "gpio-keys"))
		read_key(walk->machine, node);
}

static int begin_node(struct walk *walk, const struct fdt_token *token)
{
	if (walk->depth)
		node_complete(walk);
	if (walk->depth == MAX_DEPTH)
		return -EINVAL;
	/* 2 and 1 are the defaults of the specification, 2.3.5 */
	walk->nodes[walk->depth++] = (struct node){
		.name = token->name,
		.address_cells = 2,
		.size_cells = 1,
	};
	return 0;
}

static int end_node(struct walk *walk)
{
	if (!walk->depth)
		return -EINVAL;
	node_complete(walk);
	walk->depth--;
	return 0;
}

static void read_cell_count(const struct fdt_token *token, __u32 *cells)
{
	__u64 number;

	if (fdt_number(token->value, token->len, 0, 1, &number) == 0)
		*cells = (__u32)number;
}

/* Where to note a property, or NULL if nobody wants it */
static struct property *slot_of(struct node *node, const char *name)
{
	const struct {
		const char *name;
		struct property *slot;
	} wanted[] = {
		{ "compatible", &node->compatible },
		{ "reg", &node->reg },
		{ "device_type", &node->device_type },
		{ "method", &node->method },
		{ "bootargs", &node->bootargs },
		{ "status", &node->status },
		{ "interrupts", &node->interrupts },
		{ "gpios", &node->gpios },
		{ "linux,code", &node->key_code },
	};

	for (unsigned int i = 0; i < ARRAY_SIZE(wanted); i++)
		if (strcmp(name, wanted[i].name) == 0)
			return wanted[i].slot;
	return NULL;
}

static int property(struct walk *walk, const struct fdt_token *token)
{
	struct property *slot;
	struct node *node;

	if (!walk->depth)
		return -EINVAL;
	node = &walk->nodes[walk->depth - 1];
	slot = slot_of(node, token->name);
	if (slot)
		*slot = (struct property){ token->value, token->len };
	else if (strcmp(token->name, "#address-cells") == 0)
		read_cell_count(token, &node->address_cells);
	else if (strcmp(token->name, "#size-cells") == 0)
		read_cell_count(token, &node->size_cells);
	return 0;
}

int virt_machine_read(struct virt_machine *machine, const struct fdt *fdt)
{
	struct walk walk = { .machine = machine };
	struct fdt_token token;
	__u32 offset = 0;
	int rc;

	do {
		rc = fdt_next(fdt, &offset, &token);
		if (rc)
			return rc;
		if (token.kind == FDT_KIND_BEGIN_NODE)
			rc = begin_node(&walk, &token);
		else if (token.kind == FDT_KIND_END_NODE)
			rc = end_node(&walk);
		else if (token.kind == FDT_KIND_PROPERTY)
			rc = property(&walk, &token);
	} while (rc == 0 && token.kind != FDT_KIND_END);
	return rc;
}
