/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The seam between musl and the kernel: found before musl's own file of this
 * name, it turns each system call into a call of syscall_shim. The vDSO and
 * the odd arguments of 32-bit architectures do not exist here.
 */
#ifndef __UK_MUSL_SYSCALL_ARCH_H__
#define __UK_MUSL_SYSCALL_ARCH_H__

#define __SYSCALL_LL_E(x) (x)
#define __SYSCALL_LL_O(x) (x)
#define IPC_64 0

long uk_syscall6_r(long nr, long a1, long a2, long a3, long a4, long a5,
		   long a6);

static __inline long __syscall6(long n, long a, long b, long c, long d, long e,
				long f)
{
	return uk_syscall6_r(n, a, b, c, d, e, f);
}

static __inline long __syscall0(long n)
{
	return uk_syscall6_r(n, 0, 0, 0, 0, 0, 0);
}

static __inline long __syscall1(long n, long a)
{
	return uk_syscall6_r(n, a, 0, 0, 0, 0, 0);
}

static __inline long __syscall2(long n, long a, long b)
{
	return uk_syscall6_r(n, a, b, 0, 0, 0, 0);
}

static __inline long __syscall3(long n, long a, long b, long c)
{
	return uk_syscall6_r(n, a, b, c, 0, 0, 0);
}

static __inline long __syscall4(long n, long a, long b, long c, long d)
{
	return uk_syscall6_r(n, a, b, c, d, 0, 0);
}

static __inline long __syscall5(long n, long a, long b, long c, long d, long e)
{
	return uk_syscall6_r(n, a, b, c, d, e, 0);
}

#endif /* __UK_MUSL_SYSCALL_ARCH_H__ */
