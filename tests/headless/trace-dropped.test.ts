/// What is seen of a run whose oldest events are no longer kept, and what its tasks are said to have used.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TaskField, TaskState as WireState } from '../../web/runtime/abi.gen.ts';
import { recordBytes } from '../../web/runtime/trace-batch.ts';
import { axisOf } from '../../web/trace/model/axis.ts';
import { TaskState } from '../../web/trace/model/task-state.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { hitAt } from '../../web/trace/scene/hit-test.ts';
import { Rows } from '../../web/trace/scene/rows.ts';
import { drawScene } from '../../web/trace/scene/scene.ts';
import { fitted } from '../../web/trace/scene/view.ts';
import { rowOf } from '../../web/trace/text/table.ts';
import { wordsOf } from '../../web/trace/text/tooltip.ts';
import { SlotMaker, taskTable, type Slot } from './trace-slots.ts';

/// main prints for ever within one turn, while another task sleeps.
function printsForEver(): Trace {
  const maker = new SlotMaker();
  const trace = new Trace(50, 3);
  trace.append(
    maker.batch([
      { kind: 'SPAWN', task: 1, time: 0, text: 'main' },
      { kind: 'RUN', task: 1 },
      { kind: 'SPAWN', task: 2, peer: 1, text: 'other' },
      { kind: 'SUSPEND', task: 1, call: 'weft_yield', line: 4, file: 'a.c' },
      { kind: 'RUN', task: 2 },
      { kind: 'SUSPEND', task: 2, call: 'weft_sleep', line: 9, file: 'a.c' },
      { kind: 'RUN', task: 1 },
    ]),
  );
  const prints = Array.from({ length: 400 }, (_, index): Slot => {
    return { kind: 'OUTPUT', task: 1, line: 1, time: index / 100, object: index };
  });
  trace.append(maker.batch(prints));
  return trace;
}

for (const kind of ['time', 'turns'] as const)
  test(`on the axis of ${kind}, a span whose beginning is gone goes from the left edge to its end`, () => {
    const trace = printsForEver();
    assert.ok(trace.events.first > 7, 'its turn began before what is kept');
    const axis = axisOf(trace, kind);
    const view = { axis: kind, from: axis.start, to: axis.end, width: 500, height: 300, scroll: 0 };
    const rows = new Rows(trace, { opened: new Map() });
    const scene = drawScene(trace, rows, view);
    assert.ok(scene.cut);
    assert.deepEqual(
      scene.spans.map(({ task, state, x, width, cut }) => [task, state, x, Math.round(width), cut]),
      [
        [1, TaskState.running, 0, 500, true],
        [2, TaskState.sleeping, 0, 500, true],
      ],
    );
    assert.match(scene.spans[0]!.label, /earlier is not kept/);
    const words = wordsOf(trace, hitAt(trace, rows, scene, 250, 12)!).lines;
    assert.ok(words.includes('main has its turn.'));
    assert.ok(
      words.some((line) => /^Since before \d.*earlier is not kept\.$/.test(line)),
      words.join('\n'),
    );
  });

/// Tasks that take turn after turn; more of them than have a lane each.
test('a group is drawn from where the recording begins', () => {
  const maker = new SlotMaker();
  const trace = new Trace(200, 3);
  const spawns = Array.from({ length: 60 }, (_, index): Slot => {
    return { kind: 'SPAWN', task: index + 1, text: 'worker' };
  });
  trace.append(maker.batch(spawns));
  for (let round = 0; round < 20; round++)
    for (let task = 1; task <= 60; task++)
      trace.append(
        maker.batch([
          { kind: 'RUN', task, time: round + task / 100 },
          { kind: 'SUSPEND', task, call: 'weft_sleep' },
        ]),
      );
  for (const kind of ['time', 'turns'] as const) {
    const view = { axis: kind, ...fitted(axisOf(trace, kind)), width: 400, height: 300, scroll: 0 };
    const { columns, start } = drawScene(trace, new Rows(trace, { opened: new Map() }), view);
    assert.ok(columns.length > 0 && Math.abs(columns[0]!.x - start) <= 1);
    for (const { ready, running, sleeping, waiting } of columns)
      assert.equal(ready + running + sleeping + waiting, 60);
  }
});

interface Measured {
  task: number;
  cpuSeconds: number;
  stackUsed: number;
  frameBytes: number;
}

function records(measured: Measured[]): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(measured.length * recordBytes));
  for (const [index, { task, cpuSeconds, stackUsed, frameBytes }] of measured.entries()) {
    const at = index * recordBytes;
    view.setBigInt64(at + TaskField.task.offset, BigInt(task), true);
    view.setFloat64(at + TaskField.cpuSeconds.offset, cpuSeconds, true);
    view.setUint32(at + TaskField.stackUsed.offset, stackUsed, true);
    view.setUint32(at + TaskField.frameBytes.offset, frameBytes, true);
  }
  return view.buffer as ArrayBuffer;
}

test('a turn that goes on counts as processor time', () => {
  const trace = new Trace();
  const maker = new SlotMaker();
  trace.append({
    ...maker.batch([
      { kind: 'SPAWN', task: 1, time: 0, text: 'main' },
      { kind: 'RUN', task: 1, time: 1 },
      { kind: 'OUTPUT', task: 1, line: 1, time: 11, object: 5 },
    ]),
    now: 21e9,
  });
  const cpuAt = (event: number) => rowOf(trace, trace.lane(1)!, event).cpu;
  assert.equal(cpuAt(trace.last), 20e9);
  trace.append(maker.batch([{ kind: 'OUTPUT', task: 1, line: 1, time: 22, object: 9 }]));
  assert.equal(cpuAt(2), 10e9, 'by the moment that is looked at');
  trace.turnLasted = 30e9;
  assert.equal(cpuAt(trace.last), 30e9, 'on the virtual clock, which stands still meanwhile');
  assert.equal(cpuAt(2), 10e9);
});

test('a task whose end was lost is not said to have run for as long as its line is far down', () => {
  const trace = new Trace();
  const maker = new SlotMaker();
  trace.append(maker.batch([{ kind: 'SPAWN', task: 3, text: 'worker', line: 17, file: 'a.c' }]));
  const tasks = taskTable([{ task: 3, name: 'worker', state: WireState.ENDED }]);
  new DataView(tasks.records).setInt32(TaskField.line.offset, 17, true);
  trace.append(maker.batch([], { lost: 9, tasks }));
  const { stateName, cpu, line } = rowOf(trace, trace.lane(3)!, trace.last);
  assert.deepEqual([stateName, cpu, line], ['ended', 0, 17]);
});

test('an earlier moment has a measurement of its own, or none', () => {
  const trace = new Trace();
  const maker = new SlotMaker();
  const turn = (line: number): Slot[] => [
    { kind: 'RUN', task: 1 },
    { kind: 'SUSPEND', task: 1, call: 'weft_sleep', line, file: 'a.c' },
  ];
  trace.append({
    ...maker.batch([{ kind: 'SPAWN', task: 1, text: 'main' }]),
    samples: records([{ task: 1, cpuSeconds: 0, stackUsed: 0, frameBytes: 0 }]),
  });
  trace.append(maker.batch(turn(1)));
  trace.append({
    ...maker.batch(turn(2)),
    samples: records([{ task: 1, cpuSeconds: 0.5, stackUsed: 96, frameBytes: 40 }]),
  });
  trace.append(maker.batch([{ kind: 'WAKE', task: 1 }, ...turn(3)]));
  trace.finish(trace.now, 'stopped');
  const at = (event: number) => {
    const { sample, cpu } = rowOf(trace, trace.lane(1)!, event);
    return [sample?.stackUsed, sample?.frameBytes, cpu];
  };
  assert.deepEqual(at(0), [0, 0, 0], 'before its first turn nothing is in use');
  assert.deepEqual(at(2), [undefined, undefined, undefined], 'nobody looked during the first sleep');
  assert.deepEqual(at(4), [96, 40, 5e8]);
  assert.deepEqual(at(5), [96, 40, 5e8], 'woken, it has the same frames until its turn');
  assert.deepEqual(at(7), [undefined, undefined, 5e8]);
});

test('names cannot turn the text around them around, and one that is empty is a number', () => {
  const trace = new Trace();
  trace.append(
    new SlotMaker().batch([
      { kind: 'SPAWN', task: 4, text: '' },
      { kind: 'SPAWN', task: 5, text: 'a\u202Eb' },
      { kind: 'SPAWN', task: 6, text: 'שלום' },
      { kind: 'MARK', task: 5, text: '\u2067x\n' },
    ]),
  );
  assert.deepEqual(
    [4, 5, 6].map((task) => trace.label(task)),
    ['#4', 'a\\u202Eb#5', '\u2068שלום\u2069#6'],
  );
  assert.equal(trace.events.text(3), '\\u2067x␊');
});
