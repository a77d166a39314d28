/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Events: a place in the code (a trap handler, say) announces that something
 * happened, and any library may have a say, without either knowing the other.
 *
 * Handlers are collected by the linker: each is one entry of the linker table
 * `.uk_table.event.*`, sorted by priority. Nothing is registered at run time, so
 * events can be raised from the first instruction of C code on, with interrupts
 * off, and on any CPU.
 */
#ifndef __UK_EVENT_H__
#define __UK_EVENT_H__

#ifdef __cplusplus
extern "C" {
#endif

/** Not for me; the next handler is asked */
#define UK_EVENT_NOT_HANDLED 0
/** Done; no further handler is asked */
#define UK_EVENT_HANDLED 1
/** Done, but further handlers are asked */
#define UK_EVENT_HANDLED_CONT 2

/**
 * An event handler, run in the context of whoever raised the event.
 * @param data what the raiser passed
 * @return UK_EVENT_*, or a negative errno, which ends the chain
 */
typedef int (*uk_event_handler_t)(void *data);

/** Identity of an event */
struct uk_event {
	const char *name;
};

/** One row of the linker's table; internal */
struct uk_event_entry {
	const struct uk_event *event;
	uk_event_handler_t handler;
};

#define _UK_EVENT_SYM(name) uk_event_##name

/** Defines an event; once per event, at file scope */
#define UK_EVENT(name)                                                         \
	const struct uk_event _UK_EVENT_SYM(name) = { #name }

/** Declares an event that is defined in another file */
#define UK_EVENT_DECLARE(name) extern const struct uk_event _UK_EVENT_SYM(name)

/** Pointer to an event that is declared or defined here */
#define UK_EVENT_PTR(name) (&_UK_EVENT_SYM(name))

#define _UK_EVENT_HANDLER_PRIO(name, fn, prio)                                 \
	UK_EVENT_DECLARE(name);                                                \
	static const struct uk_event_entry _uk_event_##name##_##fn             \
		__attribute__((used, section(".uk_table.event.p" #prio),           \
			       aligned(8))) = { UK_EVENT_PTR(name), (fn) }

/**
 * Registers a handler.
 * @param prio 0 (asked first) to 9 (asked last), a literal or a macro that
 *   expands to one digit; no order is promised inside one priority
 */
#define UK_EVENT_HANDLER_PRIO(name, fn, prio)                                  \
	_UK_EVENT_HANDLER_PRIO(name, fn, prio)

/** Registers a handler with the last priority */
#define UK_EVENT_HANDLER(name, fn) UK_EVENT_HANDLER_PRIO(name, fn, 9)

/**
 * Asks the handlers of an event, in the order of their priorities.
 * @param event the event
 * @param data passed to each handler
 * @return UK_EVENT_HANDLED if a handler ended the chain so;
 *   UK_EVENT_HANDLED_CONT if one handled it and the chain went to its end;
 *   UK_EVENT_NOT_HANDLED if none did; a negative errno if a handler failed
 */
int uk_raise_event_ptr(const struct uk_event *event, void *data);

/** The same by name; the event must be declared or defined here */
#define uk_raise_event(name, data) uk_raise_event_ptr(UK_EVENT_PTR(name), data)

#ifdef __cplusplus
}
#endif

#endif /* __UK_EVENT_H__ */
