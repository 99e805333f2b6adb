/// Whatever a program does, and whatever of it has been dropped, every view answers. What it says is
/// consistent, and of what is kept the same as if nothing had been dropped.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chromeTrace } from '../../web/trace/export/chrome.ts';
import { traceLog } from '../../web/trace/export/log.ts';
import { SvgSurface } from '../../web/trace/export/svg.ts';
import { generatorId } from '../../web/common/task-id.ts';
import { axisOf, type AxisKind } from '../../web/trace/model/axis.ts';
import { loopAt } from '../../web/trace/model/loop.ts';
import { TaskState } from '../../web/trace/model/task-state.ts';
import { nested } from '../../web/trace/model/nested.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { hitAt } from '../../web/trace/scene/hit-test.ts';
import { paintPicture } from '../../web/trace/scene/picture.ts';
import { Rows } from '../../web/trace/scene/rows.ts';
import { drawScene, type Scene } from '../../web/trace/scene/scene.ts';
import { clamped, fitted, pixelOf, type View } from '../../web/trace/scene/view.ts';
import { describeEvent } from '../../web/trace/text/describe.ts';
import { describeMoment, describeTasks } from '../../web/trace/text/moment.ts';
import { sourceMarksAt } from '../../web/trace/text/source-marks.ts';
import { rowOf, sortedLanes, type Column } from '../../web/trace/text/table.ts';
import { wordsOf } from '../../web/trace/text/tooltip.ts';
import { SlotMaker } from './trace-slots.ts';
import { Chances, nonsense, RandomProgram } from './trace-streams.ts';

/// The same streams every time, unless WEFT_SEED says otherwise; WEFT_RUNS for a longer search.
const parameters = {
  seed: Number(process.env.WEFT_SEED ?? 20_260_801),
  numRuns: Number(process.env.WEFT_RUNS ?? 60),
  includeErrorInReport: true,
};

interface Seen {
  rows: Rows;
  scene: Scene;
}

const columns: Column[] = ['task', 'state', 'waitsIn', 'waitsFor', 'line', 'turns', 'cpu', 'stack', 'frames'];
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
  tasks: ['#00f', '#0a0'],
};

/// Makes a view of any part of the axis, far outside of it as well.
function viewOf(trace: Trace, chances: Chances): View {
  const kind: AxisKind = chances.of(['time', 'turns']);
  const axis = axisOf(trace, kind);
  const whole = fitted(axis);
  const length = whole.to - whole.from;
  const from = whole.from + (chances.below(300) / 100 - 1) * length;
  const part =
    chances.below(5) === 0 ? whole : clamped(axis, from, from + (length * chances.below(100)) / 50);
  return {
    axis: kind,
    ...part,
    width: chances.of([1, 3, 80, 400.5]),
    height: chances.of([1, 30, 300]),
    scroll: chances.of([0, 5, 200, 5000]),
  };
}

function rowsOf(trace: Trace, chances: Chances): Rows {
  const opened = new Map(trace.groups.map(({ key }) => [key, chances.below(2) === 0] as const));
  const only = chances.below(4) === 0 ? new Set([chances.below(6)]) : undefined;
  return new Rows(trace, { opened, only });
}

function look(trace: Trace, chances: Chances, before: Seen | undefined): Seen {
  const rows = rowsOf(trace, chances);
  const scene = drawScene(trace, rows, viewOf(trace, chances));
  checkScene(trace, scene);
  const moment = chances.below(trace.events.length + 2) - 1;
  const task = chances.of([chances.below(9), generatorId(chances.below(9))]);
  const choice = { task, event: chances.below(trace.events.length + 1) };
  const surface = new SvgSurface();
  paintPicture(surface, {
    scene,
    trace,
    palette,
    gutter: 92,
    ruler: 26,
    selected: choice,
    playhead: 3,
    row: 1,
  });
  assert.doesNotMatch(surface.file(9, 9), /NaN|undefined|Infinity|[\u202a-\u202e\u2066\u2067]/);
  /* The page may ask by what it drew before the newest events came. */
  for (const seen of [{ rows, scene }, before ?? { rows, scene }])
    for (let some = 0; some < 4; some++) {
      const { width, height } = seen.scene.view;
      const hit = hitAt(trace, seen.rows, seen.scene, chances.below(width + 9) - 4, chances.below(height));
      if (hit) for (const line of wordsOf(trace, hit).lines) assert.match(line, /./);
    }
  if (trace.events.length > 0 && moment < trace.events.length) checkMoment(trace, moment, chances);
  return { rows, scene };
}

function checkMoment(trace: Trace, moment: number, chances: Chances): void {
  describeMoment(trace, moment);
  describeTasks(trace, moment);
  describeEvent(trace, moment);
  sourceMarksAt(trace, moment, chances.below(2) === 0);
  checkLoop(trace, moment);
  const order = { column: chances.of(columns), descending: chances.below(2) === 0 };
  for (const lane of sortedLanes(trace, moment, order)) {
    const row = rowOf(trace, lane, moment);
    assert.ok(row.turns >= 0 && !(row.cpu! < 0) && !row.name.includes('##'), JSON.stringify(row.name));
  }
}

/// Every task that has begun and not ended, and of which something is known, is in one place of the loop.
function checkLoop(trace: Trace, moment: number): void {
  const { running, ready, sleeping, waiting, host } = loopAt(trace, moment);
  const placed = [
    ...(running === undefined ? [] : [running]),
    ...ready,
    ...sleeping.map(({ task }) => task),
    ...waiting,
  ];
  assert.equal(new Set(placed).size, placed.length);
  if (moment < trace.events.first || trace.over) return;
  const all = new Set([...placed, ...host.map(({ task }) => task)]);
  for (const lane of trace.lanes) {
    if (!lane.existsAt(moment) || lane.statusAt(trace.events, moment).state === TaskState.none) continue;
    assert.ok(all.has(lane.task) || loopAt(trace, moment).running !== undefined, trace.label(lane.task));
  }
}

function checkScene(trace: Trace, scene: Scene): void {
  const { width } = scene.view;
  const ends = new Map<number, number>();
  for (const span of scene.spans) {
    assert.ok(Number.isFinite(span.x) && span.width >= 0 && span.x >= -2 && span.x + span.width <= width + 3);
    assert.ok(span.x >= (ends.get(span.task) ?? -2) - 1e-6, `spans of task ${span.task} overlap`);
    ends.set(span.task, span.x + span.width);
  }
  for (const { ready, running, sleeping, waiting, standing, group, x } of scene.columns) {
    assert.ok(ready + running + sleeping + waiting + standing <= group.history.peak && x >= 0 && x < width);
  }
  for (const { x, width: wide } of scene.busy) assert.ok(x >= 0 && wide >= 1);
  checkLeftEdge(trace, scene);
}

/// Where the recording begins in the middle of a state, that state is to be seen from there on.
function checkLeftEdge(trace: Trace, { rows, spans, busy, start, end, view }: Scene): void {
  const { first } = trace.events;
  if (first === 0 || start < 0 || start > view.width - 4) return;
  for (const { row, y } of rows) {
    if (row.kind !== 'lane' || row.lane.begin >= first || row.lane.changes.at(0) === first) continue;
    const { state } = row.lane.statusAt(trace.events, first);
    /* It has to last, and to be known for as long. */
    const next = row.lane.changes.at(0);
    const until = next === undefined ? end : pixelOf(view, axisOf(trace, view.axis).position(next));
    if (until - start < 2 || (next !== undefined && trace.lossBetween(first, next))) continue;
    const shapes = [...spans, ...busy].filter((one) => one.y === y);
    const from = Math.min(...shapes.map(({ x }) => x));
    if (state !== TaskState.ended && state !== TaskState.none)
      assert.ok(shapes.length > 0 && from <= start + 2, `${trace.label(row.lane.task)} is not drawn`);
  }
}

function checkAxes(trace: Trace): void {
  const { first, length } = trace.events;
  for (const kind of ['time', 'turns'] as const) {
    const axis = axisOf(trace, kind);
    let last = axis.position(first);
    for (let event = first; event < length; event++) {
      const position = axis.position(event);
      assert.ok(position >= last && position >= axis.start && position <= Math.max(axis.end, axis.start));
      const back = axis.eventAt(position);
      assert.ok(back >= first && axis.position(back) === position, `${kind}: event ${event} of ${length}`);
      last = position;
    }
  }
}

function checkExports(trace: Trace): void {
  const { traceEvents } = JSON.parse([...chromeTrace(trace)].join('')) as {
    traceEvents: { ph: string; tid: number; ts: number; dur: number }[];
  };
  const ends = new Map<number, number>();
  for (const { tid, ts, dur } of traceEvents.filter(({ ph }) => ph === 'X')) {
    assert.ok(dur >= 0 && Math.round(ts * 1000) >= (ends.get(tid) ?? 0), `slices of task ${tid} overlap`);
    ends.set(tid, Math.round((ts + dur) * 1000));
  }
  assert.equal(traceLog(trace).split('\n').length - 1, trace.events.length - trace.events.first);
}

function checkModel(trace: Trace): void {
  const lanes = [...trace.lanes, ...trace.generators];
  assert.equal(new Set(lanes.map(({ task }) => task)).size, lanes.length, 'a lane a task');
  assert.equal(
    trace.groups.reduce((sum, group) => sum + group.lanes.length, 0),
    lanes.length,
  );
  const rows = new Rows(trace, { opened: new Map(trace.groups.map(({ key }) => [key, true])) });
  for (const { task } of lanes) assert.ok(rows.of(task) !== undefined, 'each has a row');
  assert.equal(new Set(nested(trace).map(({ lane }) => lane)).size, lanes.length);
  for (const lane of lanes)
    assert.deepEqual(
      [...lane.changes],
      [...new Set(lane.changes)].sort((a, b) => a - b),
    );
  if (trace.events.length > 0) assert.equal(trace.events.turn(trace.last), trace.turnCount);
}

/// Nothing is kept of what was dropped, but for the last that still holds.
function checkForgotten(trace: Trace): void {
  const { first } = trace.events;
  const older = (list: { length: number; at(index: number): number }) =>
    Array.from({ length: list.length }, (_, index) => list.at(index)).filter((event) => event < first).length;
  assert.deepEqual([trace.links, trace.marks, trace.held.events].map(older), [0, 0, 0]);
  for (const list of [trace.outputs[1], trace.outputs[2], ...trace.groups.map(({ history }) => history.at)])
    assert.ok(older(list) <= 1);
  for (const { changes, end, leaves, returns } of [...trace.lanes, ...trace.generators]) {
    assert.ok(!(changes.at(0)! < first) && end >= first);
    assert.ok(older(leaves) <= 1 && older(returns) <= 1);
  }
}

const aliveIn = (trace: Trace): number[] =>
  trace.lanes
    .filter(({ end }) => end === Infinity)
    .map(({ task }) => task)
    .sort((a, b) => a - b);

/// Of a moment that is kept it says what a trace says that has kept everything.
function checkAgainst(whole: Trace, trace: Trace, moment: number): void {
  assert.deepEqual(
    trace.lanes.map(({ task }) => task),
    whole.lanes.filter(({ end }) => end >= trace.events.first).map(({ task }) => task),
  );
  assert.deepEqual(
    trace.generators.map(({ task }) => task),
    whole.generators.filter(({ end }) => end >= trace.events.first).map(({ task }) => task),
  );
  for (const lane of [...trace.lanes, ...trace.generators]) {
    assert.equal(lane.isAway(moment), whole.lane(lane.task)!.isAway(moment));
    const known = (row: ReturnType<typeof rowOf>) => [
      row.name,
      row.stateName,
      row.waitsIn,
      row.turns,
      row.line,
    ];
    assert.deepEqual(
      known(rowOf(trace, lane, moment)),
      known(rowOf(whole, whole.lane(lane.task)!, moment)),
      `event ${moment}, the first is ${trace.events.first}`,
    );
  }
  for (const { key, history } of trace.groups)
    assert.deepEqual(
      history.countsAt(moment),
      whole.groups.find((one) => one.key === key)!.history.countsAt(moment),
    );
  assert.equal(trace.held.has(moment), whole.held.has(moment));
  for (const fd of [1, 2] as const) assert.equal(trace.writtenBy(fd, moment), whole.writtenBy(fd, moment));
  const turn = trace.events.turn(moment);
  assert.equal(trace.turnCount, whole.turnCount);
  assert.equal(trace.turnBegin(turn), Math.max(trace.events.first, whole.turnBegin(turn)));
  assert.equal(trace.turnEnd(turn), Math.max(trace.events.first, whole.turnEnd(turn)));
}

/// A double of fast-check's own is hardly ever above 1e-100: as many lie between 0 and that as above.
const evenly = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((number) => number / 2 ** 32);

const stream = fc.record({
  numbers: fc.array(evenly, {
    minLength: 8,
    maxLength: 60,
  }),
  batches: fc.integer({ min: 1, max: 25 }),
  kept: fc.constantFrom(1, 16, 60, 500, 1 << 21),
  chunkBits: fc.constantFrom(1, 2, 4, 15),
  end: fc.constantFrom('exit', 'deadlock', 'stopped', undefined),
});

for (const [what, isProgram] of [
  ['a program', true],
  ['a stream that no program leaves', false],
] as const)
  test(`whatever has been dropped of ${what}, every view answers`, () => {
    fc.assert(
      fc.property(stream, ({ numbers, batches, kept, chunkBits, end }) => {
        const chances = new Chances(numbers);
        const program = new RandomProgram(chances);
        const maker = new SlotMaker();
        const trace = new Trace(kept, chunkBits);
        const whole = new Trace();
        let seen: Seen | undefined;
        let isTold = true;
        for (let batch = 0; batch < batches; batch++) {
          const size = 1 + chances.below(40);
          const { slots, lost, tasks } = isProgram ? program.play(size) : nonsense(chances, size);
          const next = maker.batch(slots, { lost, ...(tasks && { tasks }) });
          trace.append(next);
          seen = look(trace, chances, seen);
          checkModel(trace);
          checkForgotten(trace);
          if (!isProgram) continue;
          isTold &&= lost === 0 || tasks !== undefined;
          if (isTold)
            assert.deepEqual(
              aliveIn(trace),
              program.alive.sort((a, b) => a - b),
            );
          whole.append(next);
          const { first, length } = trace.events;
          for (const moment of [first, first + chances.below(length - first), length - 1])
            if (first < length) checkAgainst(whole, trace, moment);
        }
        if (end) trace.finish(trace.now, end);
        look(trace, chances, seen);
        checkAxes(trace);
        checkExports(trace);
      }),
      parameters,
    );
  });
