/// Whatever functions call each other, by name or by pointer, with frames of any size, addresses of locals
/// handed down and waits anywhere between: a program computes what its model does, and frames do not overlap.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { outcomeOf } from '../headless/built-program.ts';
import { fuzz } from './settings.ts';

interface Function {
  /// Of its array.
  bytes: number;
  /// Whom it calls, as numbers beyond its own; 0: nobody.
  calls: number[];
  /// It is called by a pointer, and so may be anything of its type whose address is taken.
  byPointer: boolean;
  /// Which of two types it has.
  wide: boolean;
  waits: 'never' | 'before' | 'after';
  prints: boolean;
}

interface Graph {
  functions: Function[];
  tasks: number;
  optimize: '0' | '1' | '2' | '3' | 's' | 'z';
  stackCheck: boolean;
}

const graph: fc.Arbitrary<Graph> = fc.record({
  functions: fc.array(
    fc.record({
      bytes: fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 1500 })),
      calls: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
      byPointer: fc.boolean(),
      wide: fc.boolean(),
      waits: fc.constantFrom('never', 'never', 'before', 'after'),
      prints: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  tasks: fc.integer({ min: 1, max: 4 }),
  optimize: fc.constantFrom('0', '1', '2', '3', 's', 'z'),
  stackCheck: fc.boolean(),
});

const calleesOf = ({ functions }: Graph, index: number): number[] =>
  functions[index]!.calls.map((more) => index + more).filter((at) => at > index && at < functions.length);

/// Each fills its array, has those that it calls add to it, and sums it up.
function programOf(all: Graph): string {
  const text = all.functions.map(({ bytes, wide, waits, prints }, index) => {
    const wait = 'weft_yield();';
    const calls = calleesOf(all, index).map((at) => {
      const callee = all.functions[at]!;
      const more = callee.wide ? ', 0.5' : '';
      return `sum += ${callee.byPointer ? 'p' : 'f'}${at}(here, ${bytes}, x + ${at}${more});`;
    });
    return `
__attribute__((noinline)) static unsigned f${index}(unsigned char *up, unsigned size, unsigned x${
      wide ? ', double ignored' : ''
    }) {
    ${wide ? '(void)ignored;' : ''}
    unsigned char here[${bytes}];
    unsigned sum = 0;
    for (unsigned i = 0; i < ${bytes}; i++) here[i] = (unsigned char)(x + 7 * i);
    up[x % size] += 1;
    ${waits === 'before' ? wait : ''}
    ${calls.join('\n    ')}
    ${prints ? 'char text[32]; snprintf(text, sizeof text, "%.2f", x / 4.0); sum += (unsigned)strlen(text);' : ''}
    ${waits === 'after' ? wait : ''}
    for (unsigned i = 0; i < ${bytes}; i++) sum = sum * 31 + here[i];
    return sum;
}
static __typeof__(f${index}) *volatile p${index} = f${index};`;
  });
  return `#include <stdio.h>
#include <string.h>
#include <weft.h>
${text.reverse().join('\n')}
static unsigned results[${all.tasks}];
static void *task(void *number) {
    unsigned char top[3] = {0};
    unsigned x = (unsigned)WEFT_UNBOX(number);
    unsigned sum = f0(top, 3, x${all.functions[0]!.wide ? ', 0.5' : ''});
    results[x] = sum + top[0] + top[1] + top[2];
    return NULL;
}
int main(void) {
    weft_task tasks[${all.tasks}];
    for (int i = 0; i < ${all.tasks}; i++) tasks[i] = weft_spawn(task, WEFT_BOX(i));
    weft_gather(tasks, ${all.tasks}, NULL);
    for (int i = 0; i < ${all.tasks}; i++) printf("%u\\n", results[i]);
    return 0;
}
`;
}

function modelOf(all: Graph): string {
  const call = (index: number, up: Uint8Array, x: number): number => {
    const { bytes, prints } = all.functions[index]!;
    const here = Uint8Array.from({ length: bytes }, (_, at) => x + 7 * at);
    let sum = 0;
    up[x % up.length]! += 1;
    for (const at of calleesOf(all, index)) sum = (sum + call(at, here, x + at)) >>> 0;
    if (prints) sum += (x / 4).toFixed(2).length;
    for (const byte of here) sum = (Math.imul(sum, 31) + byte) >>> 0;
    return sum;
  };
  return Array.from({ length: all.tasks }, (_, x) => {
    const top = new Uint8Array(3);
    const sum = call(0, top, x);
    return `${(sum + top[0]! + top[1]! + top[2]!) >>> 0}\n`;
  }).join('');
}

async function computes(all: Graph): Promise<void> {
  const source = programOf(all);
  const { stdout, stderr } = await outcomeOf(source, all);
  assert.deepEqual([stdout, stderr], [modelOf(all), ''], source);
}

fuzz('calls of functions with frames of any size', graph, computes, { runs: 8 });
