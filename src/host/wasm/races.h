/* Races across waits: a task acts on what it has read in an earlier turn, and another task has changed that
   meanwhile. */
#ifndef WEFT_RACES_H
#define WEFT_RACES_H

#include "core/task.h"
#include "host/wasm/granules.h"

/* The highest bit of a place's number: what it reads decides which way the program goes. */
#define WEFT__DECIDES (UINT32_C(1) << 31)

/* The task reads or writes those bytes, in the turn of that number. */
void weft__races_read(struct weft__granule *granule, uint8_t bytes, const struct weft__task *task,
                      uint32_t turn, uint32_t site);
void weft__races_write(struct weft__granule *granule, uint8_t bytes, const struct weft__task *task,
                       uint32_t turn, uint32_t site);
/* The running task reads or writes so many bytes, at the place of that number. */
void weft__race_read(uint32_t address, uint32_t size, uint32_t site);
void weft__race_write(uint32_t address, uint32_t size, uint32_t site);
/* It uses what it has read of them at the place `read`, at the place `site`. */
void weft__races_use(struct weft__granule *granule, uint8_t bytes, const struct weft__task *task,
                     uint32_t read, uint32_t site);

#endif
