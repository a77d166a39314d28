/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mounting a share by its tag.
 */
#include <errno.h>
#include <uk/alloc.h>

#include "9pfs.h"

#define V9FS_MAGIC 0x01021997

void p9_free_unused(struct p9_fs *p9)
{
	if (!p9->nodes && !p9->is_mounted)
		uk_free(uk_alloc_get_default(), p9);
}

static void destroy(struct uk_fs *fs)
{
	struct p9_fs *p9 = __containerof(fs, struct p9_fs, fs);

	p9->is_mounted = false;
	if (fs->root)
		uk_file_put(fs->root);
	else
		p9_free_unused(p9);
}

static void statfs(struct uk_fs *fs, struct uk_statfs *s)
{
	struct p9_fs *p9 = __containerof(fs, struct p9_fs, fs);
	struct uk_9p_statfs of_host;

	s->f_type = V9FS_MAGIC;
	if (P9(uk_9p_statfs(p9->client, p9_node(fs->root)->fid, &of_host)))
		return;
	s->f_bsize = of_host.block_size;
	s->f_frsize = of_host.block_size;
	s->f_blocks = of_host.blocks;
	s->f_bfree = of_host.blocks_free;
	s->f_bavail = of_host.blocks_available;
	s->f_files = of_host.files;
	s->f_ffree = of_host.files_free;
	s->f_namelen = of_host.name_max;
}

static const struct uk_fs_ops fs_ops = {
	.statfs = statfs,
	.destroy = destroy,
};

static int get_root(struct p9_fs *p9)
{
	uint32_t fid = p9_new_fid();
	struct p9_node *root;
	int rc = P9(uk_9p_walk(p9->client, UK_9P_ROOT_FID, fid, NULL, NULL, 0));

	if (!rc)
		rc = p9_node_get(p9, fid, NULL, NULL, &root);
	if (!rc)
		p9->fs.root = &root->file;
	return rc;
}

/** Options have no effect: there is one transport and no cache */
static int mount(const char *tag, const char *options __unused,
		 struct uk_fs **fs)
{
	struct uk_9p_client *client;
	struct p9_fs *p9;
	int rc = P9(uk_9p_share_by_tag(tag, &client));

	if (rc)
		return rc;
	p9 = uk_zalloc(uk_alloc_get_default(), sizeof(*p9));
	if (!p9)
		return -ENOMEM;
	p9->fs = (struct uk_fs){.ops = &fs_ops, .dev = uk_fs_new_dev()};
	p9->client = client;
	p9->is_mounted = true;
	rc = get_root(p9);
	if (rc)
		destroy(&p9->fs);
	else
		*fs = &p9->fs;
	return rc;
}

UK_FS_TYPE(p9, "9p", mount);
