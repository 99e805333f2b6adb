/// Writes the trace in Chrome's trace event format, which Perfetto reads. A turn that took no time of the
/// program's clock is given a nanosecond, so that the order is to be seen.

import { TraceEvent } from '../../runtime/abi.gen.ts';
import { describeEvent } from '../text/describe.ts';
import { generatorNumber, isGenerator } from '../../common/task-id.ts';
import { endsOf } from '../model/links.ts';
import { nested } from '../model/nested.ts';
import { TaskState, type TaskStatus } from '../model/task-state.ts';
import { operationName } from '../text/names.ts';
import { waitedFor } from '../text/waits.ts';
import type { Lane } from '../model/lane.ts';
import type { Trace } from '../model/trace.ts';
import type { EventIndex, TaskId } from '../model/units.ts';

type Fields = Record<string, unknown>;

const pid = 1;

/// JSON in pieces, to be joined.
export function* chromeTrace(trace: Trace): Iterable<string> {
  const times = ordered(trace);
  let first = true;
  for (const event of everything(trace, times)) {
    yield first ? '{"displayTimeUnit":"ns","traceEvents":[\n' : ',\n';
    yield JSON.stringify({ pid, ...event });
    first = false;
  }
  yield `${first ? '{"traceEvents":[' : ''}\n],"otherData":{"lostEvents":${trace.lostEvents}}}\n`;
}

function* everything(trace: Trace, times: Float64Array): Iterable<Fields> {
  yield { ph: 'M', name: 'process_name', args: { name: 'Weft' } };
  const lanes = nested(trace).map(({ lane }) => lane);
  for (const [index, { task }] of lanes.entries()) {
    yield { ph: 'M', tid: threadOf(task), name: 'thread_name', args: { name: trace.label(task) } };
    yield { ph: 'M', tid: threadOf(task), name: 'thread_sort_index', args: { sort_index: index + 1 } };
  }
  const at = (event: EventIndex) => microseconds(times[Math.max(0, event - trace.events.first)]!);
  const end = microseconds(times[times.length - 1] ?? 0);
  for (const lane of lanes) {
    yield* slices(trace, lane, at, end);
    yield* operations(trace, lane, at, end);
  }
  /* Perfetto ties an end of a flow to the slice that came last on its track, and a moment is
     a slice: flows go first. */
  for (let event = trace.events.first; event < trace.events.length; event++) yield* flow(trace, event, at);
  for (let event = trace.events.first; event < trace.events.length; event++) yield* points(trace, event, at);
}

/// Each event's time; the ends of turns are moved on so that every turn has a length.
function ordered({ events, now }: Trace): Float64Array {
  const times = new Float64Array(events.length - events.first + 1);
  let time = 0;
  for (let event = events.first; event < events.length; event++) {
    const moved = events.state(event) !== TaskState.none || switches.has(events.kind(event)) ? 1 : 0;
    time = Math.max(Math.round(events.time(event)), time + moved);
    times[event - events.first] = time;
  }
  times[times.length - 1] = Math.max(Math.round(now), time + 1);
  return times;
}

/// Three decimals carry nanoseconds exactly.
const microseconds = (nanoseconds: number): number => Number((nanoseconds / 1000).toFixed(3));

function* slices(trace: Trace, lane: Lane, at: (event: EventIndex) => number, end: number): Iterable<Fields> {
  const { events } = trace;
  const changes = [...lane.changes];
  if (lane.stateBefore !== TaskState.none) {
    const until = changes[0] === undefined ? end : at(changes[0]);
    yield sliceOf(trace, lane, events.first, at(events.first), until);
  }
  for (const [index, event] of changes.entries()) {
    const state = lane.stateOf(events, event);
    if (state === TaskState.ended) return;
    if (state === TaskState.none) continue;
    const next = changes[index + 1];
    const ts = at(event);
    const loss = next === undefined ? undefined : trace.lossBetween(event, next);
    const known = next === undefined ? end : at(next);
    yield sliceOf(trace, lane, event, ts, loss === undefined ? known : Math.max(ts + 0.001, at(loss - 1)));
  }
}

function sliceOf(trace: Trace, lane: Lane, event: EventIndex, ts: number, until: number): Fields {
  const status = lane.statusAt(trace.events, event);
  const what = waitedFor(trace, status);
  const args = {
    ...(status.file && { place: `${status.file}:${status.line}` }),
    ...(what && { for: what }),
    ...(status.event < 0 && { begin: 'earlier is not kept' }),
  };
  const dur = Number(Math.max(0, until - ts).toFixed(3));
  const name = lane.isGenerator ? generatorSlice(status) : nameOf(status, trace.events.turn(event));
  return { ph: 'X', tid: threadOf(lane.task), ts, dur, cat: categories[status.state], name, args };
}

const categories: Record<TaskState, string> = {
  [TaskState.none]: '',
  [TaskState.new]: 'ready',
  [TaskState.ready]: 'ready',
  [TaskState.running]: 'turn',
  [TaskState.sleeping]: 'sleeping',
  [TaskState.waiting]: 'waiting',
  [TaskState.ended]: '',
  [TaskState.standing]: 'standing',
};

function generatorSlice({ state, call }: TaskStatus): string {
  switch (state) {
    case TaskState.running:
      return 'runs';
    case TaskState.standing:
      return 'stands at yield';
    case TaskState.new:
      return 'has not begun';
    case TaskState.sleeping:
    case TaskState.waiting:
      return call;
    default:
      return 'ready';
  }
}

/// Perfetto takes numbers of threads of 31 bits, and most programs have less than a thousand million tasks.
const threadOf = (task: TaskId): number => (isGenerator(task) ? 2 ** 30 + generatorNumber(task) : task);

const switches = new Set<TraceEvent>([
  TraceEvent.GENERATOR,
  TraceEvent.NEXT,
  TraceEvent.YIELD,
  TraceEvent.DONE,
]);

function nameOf({ state, call }: TaskStatus, turn: number): string {
  switch (state) {
    case TaskState.running:
      return `turn ${turn}`;
    case TaskState.sleeping:
    case TaskState.waiting:
      return call;
    default:
      return 'ready';
  }
}

/// The host's work goes on beside the task's own: it has a track of its own, with a beginning and an end.
function* operations(
  trace: Trace,
  lane: Lane,
  at: (event: EventIndex) => number,
  end: number,
): Iterable<Fields> {
  for (const operation of lane.operations) {
    const { number: id, begin, file, line, aborted } = operation;
    const fields = { tid: lane.task, cat: 'host', id, name: operationName(operation) };
    const args = {
      task: trace.label(lane.task),
      ...(file && { place: `${file}:${line}` }),
      ...(aborted && { aborted }),
    };
    yield { ph: 'b', ts: at(begin), ...fields, args };
    yield { ph: 'e', ts: operation.end === Infinity ? end : at(operation.end), ...fields };
  }
}

const flowNames = new Map<number, string>([
  [TraceEvent.SPAWN, 'spawn'],
  [TraceEvent.WAKE, 'wake'],
  [TraceEvent.SEND, 'item'],
  [TraceEvent.RECEIVE, 'item'],
  [TraceEvent.CANCEL, 'cancel'],
  [TraceEvent.NEXT, 'resume'],
]);

function* points(trace: Trace, event: EventIndex, at: (event: EventIndex) => number): Iterable<Fields> {
  const { events } = trace;
  const kind = events.kind(event);
  const ts = at(event);
  const task = events.task(event);
  const tid = threadOf(task);
  switch (kind) {
    case TraceEvent.MARK:
      yield { ph: 'i', s: 't', tid, ts, cat: 'mark', name: events.text(event) || 'mark' };
      return;
    case TraceEvent.OUTPUT:
      if (task > 0)
        yield {
          ph: 'i',
          s: 't',
          tid,
          ts,
          cat: 'output',
          name: events.line(event) === 2 ? 'stderr' : 'stdout',
        };
      return;
    case TraceEvent.CYCLE:
    case TraceEvent.HELD:
    case TraceEvent.TIMEOUT:
      yield { ph: 'i', s: 't', tid, ts, cat: 'note', name: describeEvent(trace, event) };
      return;
    case TraceEvent.NONE:
      yield { ph: 'i', s: 'g', tid: 0, ts, cat: 'note', name: describeEvent(trace, event) };
      return;
  }
}

/// A flow goes from the turn that caused it, which may have ended just now, to the next turn of the other;
/// that of an item that somebody was waiting to hand over goes to the turn that takes it, and that of a
/// generator that is resumed to what it does then. Each end lies at its turn's beginning: there it is the
/// turn's, whatever else happens in that.
function* flow(trace: Trace, event: EventIndex, at: (event: EventIndex) => number): Iterable<Fields> {
  const name = flowNames.get(trace.events.kind(event));
  const ends = name === undefined ? undefined : endsOf(trace, event);
  if (!ends) return;
  const from = runOf(trace, trace.lane(ends.from), event);
  const to = runOf(trace, trace.lane(ends.to), event, atOnce.has(trace.events.kind(event)) ? 0 : 1);
  if (from === undefined || to === undefined) return;
  yield { ph: 's', tid: threadOf(ends.from), ts: at(from), cat: 'flow', id: event + 1, name };
  yield { ph: 'f', bp: 'e', tid: threadOf(ends.to), ts: at(to), cat: 'flow', id: event + 1, name };
}

/// They go to what the other does now.
const atOnce = new Set<number>([TraceEvent.RECEIVE, TraceEvent.NEXT]);

/// The event at which the lane's turn of that moment began, or the turn after it.
const runOf = (
  { events }: Trace,
  lane: Lane | undefined,
  eventIndex: EventIndex,
  later: 0 | 1 = 0,
): EventIndex | undefined =>
  later === 0 ? lane?.turnBefore(events, eventIndex) : lane?.turnAfter(events, eventIndex);
