/// Who decides at a run's choices: random policies, the schedules that they print, and their replay.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { readSchedule, scheduleText } from '../../web/runtime/index.ts';
import { program, weft } from './command.ts';

test("a schedule's text reads as the schedule that was written", () => {
  const steps = fc.array(fc.record({ skipped: fc.nat(1e6), alternative: fc.integer({ min: 1, max: 1e6 }) }));
  fc.assert(
    fc.property(steps, steps, steps, steps, (choices, faults, timers, allocations) => {
      const stream = (parts: typeof choices, of?: 'fault' | 'timer' | 'allocation') => {
        let number = -1;
        return parts.map(({ skipped, alternative }) => {
          number += 1 + skipped;
          return { number, alternative, ...(of && { of }) };
        });
      };
      const schedule = [
        ...stream(choices),
        ...stream(faults, 'fault'),
        ...stream(timers, 'timer'),
        ...stream(allocations, 'allocation'),
      ];
      const text = scheduleText(schedule);
      assert.deepEqual(readSchedule(text), schedule);
      assert.match(text, /^[a-z0-9.-]+$/);
    }),
    { seed: 1 },
  );
});

test('a run without departures is fifo, and the version letter comes first', () => {
  assert.equal(scheduleText([]), 'fifo');
  assert.deepEqual(readSchedule('fifo'), []);
  assert.deepEqual(readSchedule('a3-0.2'), [
    { number: 3, alternative: 1 },
    { number: 4, alternative: 2 },
  ]);
  for (const wrong of [
    '',
    'a',
    'b3',
    'a3-',
    'a3.0',
    '3',
    'a-3',
    'a3 4',
    'a99999999999999999999',
    'af',
    'ag3',
    'aft3',
    'am',
  ])
    assert.equal(readSchedule(wrong), undefined, wrong);
});

/// Three tasks that read, yield and write; it fails where an update is lost, which fifo never does.
const lost = `#include <stdio.h>
#include <weft.h>
static int total;
static void *add(void *name) {
    for (int i = 0; i < 3; i++) {
        int before = total;
        printf("%s", (char *)name);
        if (weft_choose(2)) weft_yield();
        total = before + 1;
    }
    return NULL;
}
int main(void) {
    weft_task tasks[] = {weft_spawn(add, "a"), weft_spawn(add, "b"), weft_spawn(add, "c")};
    weft_gather(tasks, 3, NULL);
    printf(" %d\\n", total);
    return total != 9;
}
`;

for (const policy of ['random', 'pct']) {
  test(`${policy}: seeds give different runs; one that fails prints the schedule that repeats it`, async () => {
    const file = program(lost);
    const outputs = new Set<string>();
    for (let seed = 0; seed < 8; seed++) {
      const run = ['run', file, '--clock', 'virtual', '--seed', `${seed}`];
      const { status, stdout, stderr } = await weft([...run, '--policy', policy]);
      outputs.add(stdout);
      const schedule = /^weft: schedule: (\S+)$/m.exec(stderr)?.[1];
      assert.equal(schedule !== undefined, status !== 0, `seed ${seed}: ${stderr}`);
      if (!schedule) continue;
      assert.deepEqual(await weft([...run, '--replay', schedule]), { status, stdout, stderr: '' });
    }
    assert.ok(outputs.size > 2, [...outputs].join(''));
  });
}

test('a schedule may stand in a file', async () => {
  const file = program(lost);
  const stored = program('a1-0.2\n', 'stored.schedule');
  const direct = await weft(['run', file, '--replay', 'a1-0.2']);
  assert.deepEqual(await weft(['run', file, '--replay', `@${stored}`]), direct);
  writeFileSync(stored, 'fifo\n');
  assert.deepEqual(await weft(['run', file, '--replay', `@${stored}`]), await weft(['run', file]));
  assert.equal((await weft(['run', file, '--replay', '@nowhere'])).status, 66);
});

test('a schedule of another program ends the run with 70 and says so', async () => {
  const file = program(lost);
  const late = await weft(['run', file, '--replay', 'a5000']);
  assert.equal(late.status, 70);
  assert.match(
    late.stderr,
    /^weft: the schedule does not fit this program and its inputs: there is no choice 5000/m,
  );
  const wide = await weft(['run', file, '--replay', 'a0.77']);
  assert.equal(wide.status, 70);
  assert.match(wide.stderr, /^weft: the schedule does not fit .*: choice 0 has \d alternatives/m);
});

test('what is no schedule, and a schedule beside a policy: 64', async () => {
  const file = program(lost);
  for (const wrong of [
    ['--replay', 'x1'],
    ['--replay', 'a1', '--policy', 'random'],
    ['--policy', 'lifo'],
  ])
    assert.equal((await weft(['run', file, ...wrong])).status, 64, wrong.join(' '));
});
