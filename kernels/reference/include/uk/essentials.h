/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Compiler attributes, integer arithmetic and small macros that every part of
 * the kernel uses. Follows the GNU C attribute syntax (GCC manual 6.33).
 */
#ifndef __UK_ESSENTIALS_H__
#define __UK_ESSENTIALS_H__

#define __STRINGIFY(x) #x
#define STRINGIFY(x) __STRINGIFY(x)
#define __UK_CONCAT(a, b) a##b
#define UK_CONCAT(a, b) __UK_CONCAT(a, b)

#ifndef __ASSEMBLY__

#include <stddef.h>
#include <stdint.h>
#include <uk/arch/types.h>

#ifndef __packed
#define __packed __attribute__((packed))
#endif
#ifndef __align
#define __align(n) __attribute__((aligned(n)))
#endif
#ifndef __section
#define __section(s) __attribute__((section(s)))
#endif
#ifndef __used
#define __used __attribute__((used))
#endif
#ifndef __unused
#define __unused __attribute__((unused))
#endif
#ifndef __maybe_unused
#define __maybe_unused __attribute__((unused))
#endif
#ifndef __weak
#define __weak __attribute__((weak))
#endif
#ifndef __noreturn
#define __noreturn __attribute__((noreturn))
#endif
#ifndef __noinline
#define __noinline __attribute__((noinline))
#endif
#ifndef __always_inline
#define __always_inline inline __attribute__((always_inline))
#endif
#ifndef __alias
#define __alias(old, new) \
	extern __typeof(old) new __attribute__((alias(#old)))
#endif
#ifndef __printf
#define __printf(fmt, args) __attribute__((format(printf, fmt, args)))
#endif
#ifndef __fallthrough
#define __fallthrough __attribute__((fallthrough))
#endif

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define barrier() __asm__ volatile("" ::: "memory")

/** Reads or writes a scalar exactly once: no tearing, no merging. */
#define UK_READ_ONCE(var) (*(const volatile __typeof(var) *)&(var))
#define UK_WRITE_ONCE(var, val) \
	(*(volatile __typeof(var) *)&(var) = (val))

#ifndef MIN
#define MIN(a, b)                                                              \
	({                                                                     \
		__typeof__(a) __min_a = (a);                                   \
		__typeof__(b) __min_b = (b);                                   \
		__min_a < __min_b ? __min_a : __min_b;                         \
	})
#endif
#ifndef MAX
#define MAX(a, b)                                                              \
	({                                                                     \
		__typeof__(a) __max_a = (a);                                   \
		__typeof__(b) __max_b = (b);                                   \
		__max_a > __max_b ? __max_a : __max_b;                         \
	})
#endif

#ifndef ARRAY_SIZE
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#endif

/** Rounding to a power of two `a`; the result has the type of `v`. */
#define ALIGN_UP(v, a) \
	(((v) + (__typeof__(v))(a) - 1) & ~((__typeof__(v))(a) - 1))
#define ALIGN_DOWN(v, a) ((v) & ~((__typeof__(v))(a) - 1))
#define IS_ALIGNED(v, a) (((v) & ((__typeof__(v))(a) - 1)) == 0)
#define POWER_OF_2(v) ((v) != 0 && (((v) & ((v) - 1)) == 0))
#define DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))

#ifndef __offsetof
#define __offsetof(type, member) __builtin_offsetof(type, member)
#endif
#define __containerof(ptr, type, member) \
	((type *)((__uptr)(ptr) - __offsetof(type, member)))

#endif /* !__ASSEMBLY__ */
#endif /* __UK_ESSENTIALS_H__ */
