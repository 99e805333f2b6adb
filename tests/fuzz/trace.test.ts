/// Traces from strangers: a program can write whatever it likes into its own memory, the trace's ring
/// included. Any bytes there are drawn, described and exported without an error, in bounded time and memory.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SlotField, TraceEvent } from '../../web/runtime/abi.gen.ts';
import { recordBytes, slotBytes, type TraceBatch } from '../../web/runtime/trace-batch.ts';
import { chromeTrace } from '../../web/trace/export/chrome.ts';
import { traceLog } from '../../web/trace/export/log.ts';
import { pictureToSvg } from '../../web/trace/export/svg.ts';
import { axisOf } from '../../web/trace/model/axis.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { hitAt } from '../../web/trace/scene/hit-test.ts';
import { Rows } from '../../web/trace/scene/rows.ts';
import { drawScene } from '../../web/trace/scene/scene.ts';
import type { Palette } from '../../web/trace/scene/style.ts';
import { axisTicks } from '../../web/trace/scene/ticks.ts';
import { fitted } from '../../web/trace/scene/view.ts';
import { describeMoment, describeTasks } from '../../web/trace/text/moment.ts';
import { sourceMarksAt } from '../../web/trace/text/source-marks.ts';
import { rowOf } from '../../web/trace/text/table.ts';
import { wordsOf } from '../../web/trace/text/tooltip.ts';
import { SlotMaker, twoWorkers, type Slot } from '../headless/trace-slots.ts';
import { fuzz, mutated } from './settings.ts';

const properties = 3;
const width = 300;
const palette: Palette = {
  surface: '#fff',
  ground: '#eee',
  ink: '#000',
  muted: '#777',
  rule: '#ccc',
  accent: '#00f',
  bad: '#f00',
  warn: '#fa0',
  selection: '#eef',
  tasks: ['#00f', '#0a0'],
};

const number = fc.oneof(
  fc.nat(5),
  fc.constantFrom(0, 1, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff),
  fc.nat(0xffffffff),
);
const time = fc.oneof(
  fc.double({ min: 0, max: 1e12 }),
  fc.double(),
  fc.constantFrom(0, -1, 1e300, Infinity, -Infinity, Number.NaN),
);
/// A slot that means something, of few tasks, so that they have to do with each other.
const slot = fc
  .record({
    kind: fc.oneof(fc.constantFrom(...Object.values(TraceEvent)), fc.nat(255)),
    textSlots: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(255)),
    line: number,
    task: number,
    time,
    peer: number,
    object: number,
    call: number,
    file: number,
  })
  .map((fields) => {
    const bytes = new Uint8Array(slotBytes);
    const view = new DataView(bytes.buffer);
    bytes[SlotField.kind.offset] = fields.kind;
    bytes[SlotField.textSlots.offset] = fields.textSlots;
    view.setUint16(SlotField.line.offset, fields.line & 0xffff, true);
    view.setFloat64(SlotField.time.offset, fields.time, true);
    for (const name of ['task', 'peer', 'object', 'call', 'file'] as const)
      view.setUint32(SlotField[name].offset, fields[name], true);
    return bytes;
  });

const whole = (bytes: Uint8Array): ArrayBuffer =>
  Uint8Array.from(bytes.subarray(0, bytes.length - (bytes.length % slotBytes))).buffer;
const records = fc
  .uint8Array({ maxLength: 5 * recordBytes })
  .map((bytes) => Uint8Array.from(bytes.subarray(0, bytes.length - (bytes.length % recordBytes))).buffer);
const texts = fc.array(
  fc.tuple(
    number,
    fc.oneof(fc.string(), fc.constantFrom('weft_sleep', 'weft_chan_recv', 'weft_yield', 'a.c')),
  ),
  { maxLength: 5 },
);

const batchOf = (slots: fc.Arbitrary<ArrayBuffer>): fc.Arbitrary<TraceBatch> =>
  fc
    .record({
      lost: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, number),
      table: fc.option(fc.record({ records, texts }), { nil: undefined }),
      slots,
      texts,
      samples: fc.option(records, { nil: undefined }),
      now: time,
      behind: fc.boolean(),
    })
    .map(({ table, samples, ...rest }) => ({
      ...rest,
      ...(table && { tasks: table }),
      ...(samples && { samples }),
    }));

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

/// All that the page does with a trace.
function isShown(batches: readonly TraceBatch[]): void {
  const trace = new Trace();
  let slots = 0;
  for (const batch of batches) {
    trace.append(batch);
    slots += batch.slots.byteLength / slotBytes;
    if (batch.lost > 0)
      slots += 1 + 12 * ((batch.tasks?.records.byteLength ?? 0) / recordBytes) + trace.lanes.length;
    show(trace);
  }
  assert.ok(trace.events.length <= slots, 'no more events than slots');
  assert.ok(trace.lanes.length <= trace.events.length);
  trace.finish(trace.now, 'deadlock');
  show(trace);
  const log = traceLog(trace).length + [...chromeTrace(trace)].join('').length;
  assert.ok(log <= 20_000 * (slots + 1), 'exports grow with the trace alone');
}

function show(trace: Trace): void {
  for (const kind of ['time', 'turns'] as const) {
    const axis = axisOf(trace, kind);
    const all = fitted(axis);
    for (const extent of [all, { from: all.from, to: (all.from + all.to) / 2 }, { from: 0, to: 1 }]) {
      const view = { axis: kind, ...extent, width, height: 300, scroll: 0 };
      const rows = new Rows(trace, { opened: new Map() });
      const scene = drawScene(trace, rows, view);
      assert.ok(scene.spans.length <= rows.list.length * 4 * width, 'no more shapes than pixels');
      assert.ok(axisTicks(view).length <= width);
      for (let y = 4; y < 100; y += 24)
        for (let x = 0; x < width; x += 60) {
          const hit = hitAt(trace, rows, scene, x, y);
          if (hit) wordsOf(trace, hit);
        }
      const places = /\s(?:[xy][12]?|width|height|d|points|transform)="[^"]*(?:NaN|Infinity|undefined)/;
      assert.doesNotMatch(pictureToSvg({ scene, trace, palette, gutter: 132, ruler: 26 }), places);
    }
  }
  const { first, length } = trace.events;
  for (const event of new Set([first, Math.floor((first + length) / 2), length - 1])) {
    if (event < first || event >= length) continue;
    describeMoment(trace, event);
    describeTasks(trace, event);
    sourceMarksAt(trace, event);
    for (const lane of trace.lanes) rowOf(trace, lane, event);
  }
}

fuzz(
  'any bytes in the ring are shown',
  fc.array(batchOf(fc.uint8Array({ maxLength: 40 * slotBytes }).map(whole)), { minLength: 1, maxLength: 3 }),
  isShown,
  { runs: 150, properties },
);

fuzz(
  'any events in any order are shown',
  fc.array(batchOf(fc.array(slot, { maxLength: 60 }).map((slots) => whole(joined(slots)))), {
    minLength: 1,
    maxLength: 3,
  }),
  isShown,
  { runs: 150, properties },
);

const sound = new SlotMaker().batch(twoWorkers());
fuzz(
  'a sound trace with damage is shown',
  mutated(new Uint8Array(sound.slots)).map((bytes) => [{ ...sound, slots: whole(bytes) }]),
  isShown,
  { runs: 150, properties },
);

test('a time that no clock shows is as if the clock stood', () => {
  for (const time of [Number.NaN, Infinity, 1e300, -1]) {
    const slots: Slot[] = [
      { kind: 'SPAWN', task: 1, time: 1, text: 'main' },
      { kind: 'RUN', task: 1, time },
    ];
    const trace = new Trace();
    trace.append(new SlotMaker().batch(slots));
    assert.equal(trace.events.time(1), 1e9);
    show(trace);
  }
});
