/// The drawing as shapes: what is there, and that there is no more of it than can be seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axisOf } from '../../web/trace/model/axis.ts';
import { TaskState } from '../../web/trace/model/task-state.ts';
import { hitAt } from '../../web/trace/scene/hit-test.ts';
import { Rows } from '../../web/trace/scene/rows.ts';
import { drawScene, type Scene } from '../../web/trace/scene/scene.ts';
import { wordsOf } from '../../web/trace/text/tooltip.ts';
import { pictureToSvg } from '../../web/trace/export/svg.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { clamped, fitted, groupRowHeight, rowHeight, type View } from '../../web/trace/scene/view.ts';
import { SlotMaker, taskTable, twoWorkers, type Slot } from './trace-slots.ts';

const closed = { opened: new Map<string, boolean>() };

function traceOf(slots: Slot[]): Trace {
  const trace = new Trace();
  trace.append(new SlotMaker().batch(slots));
  return trace;
}

function sceneOf(trace: Trace, options: Partial<View> = {}): { scene: Scene; rows: Rows } {
  const axis = options.axis ?? 'turns';
  const view: View = {
    axis,
    ...fitted(axisOf(trace, axis)),
    width: 1000,
    height: 600,
    scroll: 0,
    ...options,
  };
  const rows = new Rows(trace, closed);
  return { scene: drawScene(trace, rows, view), rows };
}

/// Spawns so many workers, which then take their turns in a circle until there are so many events.
function crowd(tasks: number, events: number): Trace {
  const maker = new SlotMaker();
  const trace = new Trace();
  const spawns: Slot[] = Array.from({ length: tasks }, (_, index) => ({
    kind: 'SPAWN',
    task: index + 2,
    peer: 1,
    text: 'worker',
  }));
  trace.append(
    maker.batch([
      { kind: 'SPAWN', task: 1, text: 'main' },
      { kind: 'RUN', task: 1 },
      ...spawns,
      { kind: 'SUSPEND', task: 1, call: 'weft_gather', object: tasks },
    ]),
  );
  for (let turn = 0; trace.events.length < events; ) {
    const batch: Slot[] = [];
    for (let some = 0; some < 10_000; some++, turn++) {
      const task = (turn % tasks) + 2;
      batch.push(
        { kind: 'RUN', task, time: turn / 1e6 },
        { kind: 'SUSPEND', task, call: turn % 3 ? 'weft_sleep' : 'weft_yield' },
      );
    }
    trace.append(maker.batch(batch));
  }
  return trace;
}

test('the turns of a small run are all there, in their order, one beside the other', () => {
  const { scene } = sceneOf(traceOf(twoWorkers()));
  const turns = scene.spans.filter(({ state }) => state === TaskState.running).sort((a, b) => a.x - b.x);
  assert.deepEqual(
    turns.map(({ task }) => task),
    [1, 2, 3, 2, 3, 2, 3, 1],
  );
  const widths = new Set(turns.map(({ width }) => Math.round(width)));
  assert.equal(widths.size, 1, 'each as wide as the other');
  assert.equal(scene.spans.find(({ state }) => state === TaskState.waiting)!.label, 'gather · 2 tasks');
});

test("a row is found at every pixel of its own, a group's row being the higher", () => {
  const trace = crowd(100, 1000);
  const rows = new Rows(trace, { opened: new Map([['worker', true]]) });
  assert.equal(rows.list.length, 102);
  assert.equal(rows.height, 101 * rowHeight + groupRowHeight);
  for (const index of [0, 1, 2, 50, 101]) {
    const [top, height] = [rows.top(index), rows.heightOf(index)];
    assert.deepEqual([rows.at(top), rows.at(top + height - 1)], [index, index]);
  }
  assert.equal(rows.at(rows.height), rows.list.length);
  const scroll = rowHeight + groupRowHeight + 5.5 * rowHeight;
  const scene = drawScene(trace, rows, {
    axis: 'turns',
    from: 0,
    to: 100,
    width: 500,
    height: 3 * rowHeight,
    scroll,
  });
  assert.deepEqual(
    scene.rows.map(({ index, y }) => [index, y]),
    [
      [7, -12],
      [8, 12],
      [9, 36],
      [10, 60],
    ],
  );
});

test('arrows go from who causes to whom it happens, ticks to who writes', () => {
  const { scene } = sceneOf(traceOf(twoWorkers()));
  assert.deepEqual(
    scene.arrows.map(({ kind, task }) => [kind, task]),
    [
      ['spawn', 1],
      ['spawn', 1],
      ['wake', 3],
      ['join', 2],
      ['join', 3],
    ],
  );
  assert.deepEqual(
    scene.ticks.map(({ kind, task }) => [kind, task]),
    [2, 3, 2, 3, 2, 3].map((task) => ['output', task]),
  );
});

test('many tasks are put together by function', () => {
  const trace = crowd(100, 2000);
  const { scene } = sceneOf(trace);
  assert.deepEqual(
    scene.rows.map(({ row }) =>
      row.kind === 'group' ? `${row.group.name} ×${row.group.lanes.length}` : row.lane.name,
    ),
    ['main', 'worker ×100'],
  );
  assert.ok(
    scene.columns.every(
      ({ ready, running, sleeping, waiting }) => ready + running + sleeping + waiting <= 100,
    ),
  );
  assert.ok(scene.columns.some(({ sleeping }) => sleeping > 20));
  const open = new Rows(trace, { opened: new Map([['worker', true]]) });
  assert.equal(open.list.length, 102);
});

test('a million events of 10,000 tasks make no more shapes than there are pixels', () => {
  const trace = crowd(10_000, 1_000_000);
  const view: View = { axis: 'time', ...fitted(axisOf(trace, 'time')), width: 1200, height: 480, scroll: 0 };
  for (const opened of [false, true]) {
    const rows = new Rows(trace, { opened: new Map([['worker', opened]]) });
    const scene = drawScene(trace, rows, view);
    const shapes =
      scene.spans.length +
      scene.busy.length +
      scene.columns.length +
      scene.arrows.length +
      scene.ticks.length;
    assert.ok(shapes <= 21 * 1200, `${shapes} shapes`);
  }
});

test('one lane of half a million turns is put together by the pixel', () => {
  const trace = crowd(1, 1_000_000);
  const { scene } = sceneOf(trace, { axis: 'time' });
  assert.ok(
    scene.spans.length + scene.busy.length < 2500,
    `${scene.spans.length} spans, ${scene.busy.length} of several`,
  );
  const { scene: near } = sceneOf(trace, { axis: 'turns', from: 1000, to: 1010 });
  assert.equal(
    near.spans.filter(({ state }) => state === TaskState.running).length,
    10 + 1,
    'near by each turn is one, with the last before the edge',
  );
});

test('what lies under the pointer is found, and said', () => {
  const trace = traceOf(twoWorkers());
  const { scene, rows } = sceneOf(trace, { from: 0, to: 10 });
  const hit = hitAt(trace, rows, scene, 150, rowHeight + 4)!;
  assert.equal(trace.events.state(hit.event!), TaskState.running);
  assert.deepEqual(wordsOf(trace, hit).lines, [
    'worker#2 writes to stdout.',
    'worker#2 has its turn.',
    '0.000 s, for 0 ns, turn 2',
    'a.c:20',
  ]);
  const sleeping = hitAt(trace, rows, scene, 250, rowHeight + 4)!;
  assert.deepEqual(wordsOf(trace, sleeping).lines.slice(0, 2), [
    'worker#2 sleeps until 1 s.',
    '0.000 s, for 1 s',
  ]);
  assert.equal(hitAt(trace, rows, scene, 150, 20 * rowHeight), undefined);
});

/// main fetches twice; the second answer is given up.
const fetches: Slot[] = [
  { kind: 'SPAWN', task: 1, time: 0, text: 'main' },
  { kind: 'RUN', task: 1 },
  { kind: 'BEGIN', task: 1, object: 1, call: 'weft_fetch', text: '/delay/1', file: 'a.c', line: 5 },
  { kind: 'SUSPEND', task: 1, object: 1, call: 'weft_fetch', file: 'a.c', line: 5 },
  { kind: 'FINISH', task: 1, time: 1, object: 1, call: 'weft_fetch' },
  { kind: 'WAKE', task: 1, call: 'weft_fetch' },
  { kind: 'RUN', task: 1 },
  { kind: 'BEGIN', task: 1, object: 2, call: 'weft_fetch', text: '/a?b<c', file: 'a.c', line: 6 },
  { kind: 'SUSPEND', task: 1, object: 2, call: 'weft_fetch', file: 'a.c', line: 6 },
  { kind: 'TIMEOUT', task: 1, time: 3 },
  { kind: 'WAKE', task: 1, call: 'weft_fetch' },
  { kind: 'RUN', task: 1 },
  { kind: 'FINISH', task: 1, object: 2, call: 'weft_fetch', line: 1 },
  { kind: 'SUSPEND', task: 1, call: 'weft_sleep', file: 'a.c', line: 7 },
  { kind: 'WAKE', task: 1, time: 4, call: 'weft_sleep' },
  { kind: 'RUN', task: 1 },
];

test('what the host does lies as a bar under the wait, is named and explained', () => {
  const trace = traceOf(fetches);
  const { scene, rows } = sceneOf(trace, { axis: 'time', from: 0, to: 4e9 });
  assert.deepEqual(
    scene.hostBars.map(({ label, x, width, y, aborted }) => [
      label,
      Math.round(x),
      Math.round(width),
      y,
      aborted,
    ]),
    [
      ['fetch /delay/1', 0, 250, 0, false],
      ['fetch /a?b<c', 250, 500, 0, true],
    ],
  );
  assert.deepEqual(
    scene.spans.filter(({ state }) => state === TaskState.waiting).map(({ label }) => label),
    ['fetch · /delay/1', 'fetch · /a?b<c'],
  );
  const said = (x: number, y: number) => wordsOf(trace, hitAt(trace, rows, scene, x, y)!).lines;
  assert.deepEqual(said(100, 21), [
    'The host is at work on fetch /delay/1 for main.',
    '0.000 s, for 1 s',
    'a.c:5',
  ]);
  assert.deepEqual(said(100, 12), [
    'main waits in weft_fetch for the answer of /delay/1.',
    '0.000 s, for 1 s',
    'a.c:5',
    'The host is at work on fetch /delay/1 for main.',
  ]);
  assert.deepEqual(said(500, 21), [
    'The host was at work on fetch /a?b<c for main, which gave it up.',
    '1.000 s, for 2 s',
    'a.c:6',
  ]);
  assert.deepEqual(said(900, 21)[0], 'main sleeps until 4 s.', 'there is none');
});

test('of many short operations there are no more bars than pixels, and none that lasts is left out', () => {
  const frame = (at: number, length: number): Slot[] => [
    { kind: 'BEGIN', task: 1, time: at, object: at * 1e6, call: 'weft_next_frame' },
    { kind: 'SUSPEND', task: 1, object: at * 1e6, call: 'weft_next_frame' },
    { kind: 'FINISH', task: 1, time: at + length, object: at * 1e6, call: 'weft_next_frame' },
    { kind: 'RUN', task: 1 },
  ];
  const slots: Slot[] = [
    { kind: 'SPAWN', task: 1, text: 'main' },
    { kind: 'RUN', task: 1 },
  ];
  for (let at = 0; at < 50_000; at++)
    slots.push(...frame((at > 30_000 ? 5000 + at : at) / 1000, at === 30_000 ? 5 : 0.0005));
  const { scene } = sceneOf(traceOf(slots), { axis: 'time' });
  assert.ok(scene.hostBars.length <= 2 * 1001, `${scene.hostBars.length} bars`);
  assert.ok(scene.hostBars.some(({ width }) => width > 50));
});

test('where events were lost nothing is drawn, and that is said', () => {
  const maker = new SlotMaker();
  const trace = new Trace();
  trace.append(
    maker.batch([
      { kind: 'SPAWN', task: 1, time: 0, text: 'main' },
      { kind: 'RUN', task: 1, time: 1 },
      { kind: 'MARK', task: 1, time: 2, text: 'before' },
    ]),
  );
  trace.append({
    ...maker.batch([], { lost: 70, tasks: taskTable([{ task: 1, name: 'main', state: 1 }]) }),
    now: 6e9,
  });
  trace.append(maker.batch([{ kind: 'RUN', task: 1, time: 8 }]));
  trace.finish(10e9, 'exit');
  const { scene, rows } = sceneOf(trace, { axis: 'time', from: 0, to: 10e9 });
  assert.deepEqual(scene.gaps, [{ x: 200, width: 400, lost: 70 }]);
  assert.deepEqual(
    scene.spans.map(({ x, width }) => [x, width]),
    [
      [0, 100],
      [100, 100],
      [600, 200],
      [800, 200],
    ],
  );
  assert.deepEqual(wordsOf(trace, hitAt(trace, rows, scene, 400, 12)!).lines, [
    '70 events were lost here: more happened than could be recorded.',
  ]);
  assert.equal(wordsOf(trace, hitAt(trace, rows, scene, 150, 12)!).lines[0], 'main has its turn.');
});

test('zooming stops at half a turn and at a few times the whole', () => {
  const axis = axisOf(traceOf(twoWorkers()), 'turns');
  const near = clamped(axis, 3, 3.001);
  assert.ok(near.to - near.from >= 0.5 - 1e-9);
  const far = clamped(axis, -1e9, 1e9);
  assert.ok(far.to - far.from <= 4 * 8.4);
});

test('the picture is a file of its own, and names cannot break out of it', () => {
  const names: Slot[] = [
    { kind: 'SPAWN', task: 1, text: '<script>alert("x")</script>' },
    { kind: 'RUN', task: 1 },
    { kind: 'MARK', task: 1, text: 'a < b & c' },
  ];
  const palette = {
    surface: '#fff',
    ground: '#eee',
    ink: '#000',
    muted: '#666',
    rule: '#ddd',
    accent: '#00a',
    bad: '#a00',
    warn: '#aa0',
    selection: '#ddf',
    tasks: ['#00f'],
  };
  const svgOf = (slots: Slot[], options: Partial<View> = {}) => {
    const trace = traceOf(slots);
    const { scene } = sceneOf(trace, options);
    return pictureToSvg({ scene, trace, palette, gutter: 132, ruler: 26 });
  };
  const svg = svgOf(names);
  assert.ok(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"'));
  assert.ok(!svg.includes('<script'));
  assert.ok(svg.includes('a &#60; b &#38; c'));
  const host = svgOf(fetches, { axis: 'time' });
  assert.deepEqual(
    [...host.matchAll(/<title>(.*?)<\/title>/g)].map(([, title]) => title),
    ['fetch /delay/1', 'fetch /a?b&#60;c'],
  );
});

test('of many tasks that write in turn each has its ticks, however few are drawn', () => {
  const slots: Slot[] = [1, 2, 3, 4].map((task) => ({ kind: 'SPAWN', task, text: 'talk', time: 0 }));
  for (let line = 0; line < 16_000; line++)
    slots.push({ kind: 'OUTPUT', task: 1 + (line % 4), line: 1, object: line, time: line / 1000 });
  const trace = new Trace();
  trace.append(new SlotMaker().batch(slots));
  const { ticks } = drawScene(trace, new Rows(trace, { opened: new Map() }), {
    axis: 'time',
    ...fitted(axisOf(trace, 'time')),
    width: 1000,
    height: 200,
    scroll: 0,
  });
  assert.deepEqual([...new Set(ticks.map(({ task }) => task))].sort(), [1, 2, 3, 4]);
});
