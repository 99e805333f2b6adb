/// What the C library reads and writes for a program, and what it keeps to itself, decides about orders of
/// turns as the program's own accesses do: two turns that have it in common are tried in both orders.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { Parts } from '../../web/explore/index.ts';

const builder = new Builder();
after(() => builder.close());

/// Classes of the orders of two turns: 1 or 2.
async function classes(one: string, other: string): Promise<number> {
  const program = `#define _GNU_SOURCE
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <weft.h>
static char text[2][64] = {"1 and more", "2"}, line[64];
static int numbers[16] __attribute__((aligned(8)));
static int by_number(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
static void say(char *to, const char *format, ...) {
    va_list list;
    va_start(list, format);
    vsnprintf(to, 64, format, list);
    va_end(list);
}
static volatile int sink[32];
static void *first(void *unused) { (void)say; (void)by_number; ${one.replaceAll('sink', 'sink[0]')}; return unused; }
static void *second(void *unused) { ${other.replaceAll('sink', 'sink[16]')}; return unused; }
int main(void) {
    weft_task tasks[] = {weft_spawn(first, NULL), weft_spawn(second, NULL)};
    return weft_gather(tasks, 2, NULL);
}
`;
  const built = await builder.build(program, 'program.c', '1', undefined, true);
  const wasm = new WebAssembly.Module(built.wasm as Uint8Array<ArrayBuffer>);
  const parts = new Parts({ wasm, seed: 0, args: ['program'], lines: [], maxTurns: 1e6 });
  const result = parts.do({ kind: 'search', all: false }, { runs: 1000, until: Infinity });
  assert.ok(result.complete);
  return result.runs;
}

/// Each touches the shared text or the shared numbers.
const pairs: [what: string, one: string, other: string, expected: 1 | 2][] = [
  ['snprintf writes', 'snprintf(text[0], 64, "%d %s", rand(), line)', 'sink = text[0][1]', 2],
  ['vsnprintf writes', 'say(text[0], "%5.2f|%*d|%c", 1.5, 3, 4, 65)', 'sink = text[0][1]', 2],
  ['sprintf writes', 'sprintf(text[0], "%d", sink)', 'sink = text[0][0]', 2],
  ['printf reads its texts', 'fprintf(stderr, "%d %lld %s\\n", 1, 2ll, text[0])', 'text[0][3] = sink', 2],
  ['printf reads no more than the precision', 'fprintf(stderr, "%.*s\\n", 2, text[0])', 'text[0][8] = 1', 1],
  ['strcpy', 'strcpy(text[0], line)', 'sink = text[0][0]', 2],
  ['strncpy fills up', 'strncpy(text[0], line, 32)', 'sink = text[0][31]', 2],
  ['strcat', 'strcat(text[0], line)', 'text[0][1] = sink', 2],
  ['strlen reads', 'sink = (int)strlen(text[0])', 'text[0][9] = sink', 2],
  ['two that read', 'sink = (int)strlen(text[0])', 'sink = strcmp(text[0], text[1])', 1],
  ['different texts', 'strcpy(text[0], "a")', 'strcpy(text[1], line)', 1],
  ['strtol reads', 'sink = (int)strtol(text[0], NULL, 10)', 'text[0][0] = 0', 2],
  ['sscanf writes numbers', 'sscanf(text[0], "%d", &numbers[2])', 'sink = numbers[2]', 2],
  ['sscanf writes texts', 'sscanf(text[1], "%63s", line)', 'sink = line[0]', 2],
  ['qsort', 'qsort(numbers, 16, sizeof *numbers, by_number)', 'numbers[15] = 3', 2],
  ['memset of what size there is', 'memset(numbers, 0, (size_t)sink + 8)', 'sink = numbers[1]', 2],
  ['rand and srand', 'sink = rand()', 'srand(3)', 2],
  ['rand and another', 'sink = rand()', 'numbers[0]++', 1],
  ['strtok keeps its place', 'strtok(text[0], " ")', 'sink = strtok(NULL, " ") != NULL', 2],
  ['files', 'FILE *f = fopen("a", "w"); fputs("x", f); fclose(f)', 'sink = fopen("a", "r") != NULL', 2],
  ['what is not known', 'sink = localtime(&(time_t){0})->tm_year', 'numbers[0]++', 2],
];

for (const [what, one, other, expected] of pairs)
  test(`${what}: ${expected === 2 ? 'both orders' : 'one order'}`, async () => {
    assert.equal(await classes(one, other), expected);
  });
