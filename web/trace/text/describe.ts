/// The trace in sentences that somebody who has never heard of an event loop understands.

import { TraceEvent } from '../../runtime/abi.gen.ts';
import { lastOperation, operationDuring, operationName, type Operation } from '../model/operation.ts';
import { TaskState } from '../model/event-store.ts';
import type { Lane, TaskStatus } from '../model/lane.ts';
import type { Trace } from '../model/trace.ts';

/// What a task does at a moment: "main waits in weft_gather for 3 tasks to end".
export function describeTask(trace: Trace, lane: Lane, eventIndex: number): string {
  const who = trace.label(lane.task);
  if (eventIndex >= lane.end) return `${who} has ended`;
  const status = lane.statusAt(trace.events, eventIndex);
  switch (status.state) {
    case TaskState.new:
      return `${who} is new: it waits for its first turn`;
    case TaskState.ready:
      return status.call === 'weft_yield'
        ? `${who} has let the others go first and waits for its turn`
        : `${who} is ready and waits for its turn`;
    case TaskState.running:
      return `${who} has its turn`;
    case TaskState.sleeping:
      return `${who} sleeps${untilWhen(trace, lane, status)}`;
    case TaskState.waiting:
      return `${who} waits in ${status.call}${whatFor(trace, status)}`;
    default:
      return `nothing is known of ${who} here`;
  }
}

/// What one event is: "minimum#2 wakes main, which waited in weft_gather".
export function describeEvent(trace: Trace, event: number): string {
  const { events } = trace;
  const who = trace.label(events.task(event));
  const peer = events.peer(event);
  const other = peer > 0 ? trace.label(peer) : '';
  const object = trace.objectName(event);
  switch (events.kind(event)) {
    case TraceEvent.SPAWN:
      return other ? `${other} spawns ${who}` : `${who} begins to exist`;
    case TraceEvent.READY:
      return `${who} is ready`;
    case TraceEvent.RUN:
      return `${who} has its turn`;
    case TraceEvent.SUSPEND:
      return suspension(trace, event, who);
    case TraceEvent.WAKE:
      return other
        ? `${other} wakes ${who}${waited(events.call(event))}`
        : `${who} wakes: ${cause(trace, event)}`;
    case TraceEvent.YIELD:
      return `${who}: ${object} yields a value`;
    case TraceEvent.NEXT:
      return `${who} resumes ${object} with ${events.call(event)}`;
    case TraceEvent.SEND:
      return other
        ? `${who} hands an item to ${other} through ${object}`
        : `${who} puts an item into ${object}`;
    case TraceEvent.RECEIVE:
      return other
        ? `${who} takes an item that ${other} sends through ${object}`
        : `${who} takes an item out of ${object}`;
    case TraceEvent.CANCEL:
      return other ? `${other} asks ${who} to stop` : `${who} is asked to stop`;
    case TraceEvent.TIMEOUT:
      return `a timeout of ${who} has expired`;
    case TraceEvent.END:
      return `${who} ends`;
    case TraceEvent.MARK:
      return `${who}: ${events.text(event)}`;
    case TraceEvent.OUTPUT:
      return `${events.task(event) > 0 ? who : 'Weft'} writes to ${events.line(event) === 2 ? 'stderr' : 'stdout'}`;
    case TraceEvent.BEGIN:
      return `${who} asks the host: ${operationName({ call: events.call(event), subject: events.text(event) })} begins`;
    case TraceEvent.FINISH:
      return describeFinish(trace, event, who);
    case TraceEvent.HELD:
      return describeHeld(trace, event);
    case TraceEvent.JOIN:
      return `${who} takes the result of ${other}`;
    default:
      return `${events.object(event).toLocaleString('en')} events were lost here: more happened than could be recorded`;
  }
}

/// Of a HELD event: what happened, and what to do about it.
export function describeHeld(trace: Trace, event: number): string {
  const { events } = trace;
  const who = trace.label(events.task(event));
  const others = events.peer(event);
  const which =
    others > 0 ? `This turn of ${who}, or one of the ${others} before it,` : `This turn of ${who}`;
  return `${which} held everybody else up for ${duration(events.microseconds(event) * 1000)}. Call weft_sleep instead of sleep, and weft_yield now and then in a long computation: then the others go on meanwhile`;
}

function describeAllHeld({ held, events }: Trace): string {
  let longest = 0;
  for (let at = 0; at < held.length; at++) longest = Math.max(longest, events.microseconds(held.at(at)));
  const time = duration(longest * 1000);
  return held.length === 1
    ? `A turn held everybody else up for ${time}`
    : `${held.length.toLocaleString('en')} turns held everybody else up, the longest for ${time}`;
}

export function duration(nanoseconds: number): string {
  if (nanoseconds >= 1e9) return `${trimmed(nanoseconds / 1e9, 3)} s`;
  if (nanoseconds >= 1e6) return `${trimmed(nanoseconds / 1e6, 2)} ms`;
  return nanoseconds >= 1e3 ? `${trimmed(nanoseconds / 1e3, 1)} µs` : `${Math.round(nanoseconds)} ns`;
}

const trimmed = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)));

/// For the table: whom or what a standing waits for, in a few words.
export function waitedFor(trace: Trace, { state, call, peer, object, event }: TaskStatus): string {
  if (state !== TaskState.waiting) return '';
  const tasks = joins.has(call) ? object : 0;
  if (tasks > 1) return `${tasks.toLocaleString('en')} tasks`;
  const name = event < 0 ? '' : trace.objectName(event);
  if (peer > 0) return name ? `${name}, held by ${trace.label(peer)}` : trace.label(peer);
  return name || subjectOf(trace, event) || (things.get(call) ?? '');
}

/// What a task that waits for the host has asked it about; '' for all else.
function subjectOf(trace: Trace, event: number): string {
  const lane = event < 0 ? undefined : trace.lane(trace.events.task(event));
  const operation = lane && operationDuring(lane, event);
  return operation?.number === trace.events.object(event) ? operation.subject : '';
}

const joins = new Set(['weft_join', 'weft_gather', 'weft_wait_for']);

const things = new Map([
  ['weft_fetch', 'an answer'],
  ['weft_read_line', 'a line of input'],
  ['weft_next_frame', 'the next frame'],
  ['weft_group_close', "the group's tasks"],
  ['weft_wait_any', 'the first task to end'],
  ['weft_select', 'one of its channels'],
]);

function whatFor(trace: Trace, status: TaskStatus): string {
  const { call, peer } = status;
  const what = waitedFor(trace, status);
  if (joins.has(call) || call === 'weft_wait_any')
    return what === '' ? '' : `${joins.has(call) ? ` for ${what} to end` : ` for ${what}`}`;
  if (call === 'weft_chan_recv') return ` for an item from ${what}`;
  if (call === 'weft_chan_send') return ` until ${what} takes its item`;
  if (call === 'weft_fetch' && what !== things.get(call)) return ` for the answer of ${what}`;
  if (call === 'weft_mutex_lock' && peer > 0)
    return ` for ${what.replace(', held by', ', which is held by')}`;
  return what === '' ? '' : ` for ${what}`;
}

function untilWhen(trace: Trace, lane: Lane, { event }: TaskStatus): string {
  const next = event < 0 ? undefined : lane.changes[lane.changeAt(event) + 1];
  return next === undefined ? '' : ` until ${duration(trace.events.time(next))}`;
}

function suspension(trace: Trace, event: number, who: string): string {
  const { events } = trace;
  const call = events.call(event);
  if (call === 'weft_yield') return `${who} lets the others go first`;
  const lane = trace.lane(events.task(event));
  const status = lane?.statusAt(events, event);
  if (!status || status.event !== event) return `${who} waits in ${call}`;
  return events.state(event) === TaskState.sleeping
    ? `${who} goes to sleep`
    : `${who} waits in ${call}${whatFor(trace, status)}`;
}

function describeFinish(trace: Trace, event: number, who: string): string {
  const lane = trace.lane(trace.events.task(event));
  const operation = lane?.operations[lastOperation(lane, event)];
  const known =
    operation?.number === trace.events.object(event)
      ? operation
      : { call: trace.events.call(event), subject: '' };
  return trace.events.line(event) === 1
    ? `${who} gives up ${operationName(known)}`
    : `the host has ended ${operationName(known)} of ${who}`;
}

/// Of a host operation: "the host is at work on fetch /delay/1 for main".
export function describeOperation(trace: Trace, operation: Operation): string {
  const what = `${operationName(operation)} for ${trace.label(operation.task)}`;
  return operation.aborted
    ? `the host was at work on ${what}, which gave it up`
    : `the host is at work on ${what}`;
}

const waited = (call: string): string => (call ? `, which waited in ${call}` : '');

function cause(trace: Trace, event: number): string {
  const { events } = trace;
  const before = event - 1;
  if (
    before >= events.first &&
    events.kind(before) === TraceEvent.TIMEOUT &&
    events.task(before) === events.task(event)
  )
    return 'its timeout has expired';
  switch (events.call(event)) {
    case 'weft_sleep':
      return 'its time has come';
    case 'weft_fetch':
      return 'its answer has come';
    case 'weft_read_line':
      return 'its line of input has come';
    case 'weft_next_frame':
      return 'the next frame has come';
    default:
      return `its wait in ${events.call(event)} is over`;
  }
}

/// So many tasks are spoken of one by one.
const few = 4;

/// A moment in a few sentences: what has just happened, and what everybody does. "main waits in weft_gather for 3 tasks to end."
export function describeMoment(trace: Trace, eventIndex: number): string[] {
  if (eventIndex < trace.events.first) return [];
  const alive = trace.lanes.filter((lane) => lane.existsAt(eventIndex));
  if (trace.over && eventIndex === trace.last)
    return atTheEnd(trace, alive, eventIndex).map((one) => `${one}.`);
  const last = describeEvent(trace, eventIndex);
  const status =
    alive.length <= few
      ? alive.map((lane) => describeTask(trace, lane, eventIndex)).filter((one) => one !== last)
      : [tally(trace, alive, eventIndex)];
  return [last, ...status].map((one) => `${one}.`);
}

/// How many tasks do what, in a sentence that stays the same for as long as that does.
export function describeTasks(trace: Trace, eventIndex: number): string {
  const alive = trace.lanes.filter((lane) => lane.existsAt(eventIndex));
  return alive.length === 0 ? '' : `${tally(trace, alive, eventIndex)}.`;
}

function atTheEnd(trace: Trace, alive: Lane[], eventIndex: number): string[] {
  const others = alive.filter((lane) => lane.statusAt(trace.events, eventIndex).state !== TaskState.running);
  const status =
    others.length <= few
      ? others.map((lane) => describeTask(trace, lane, eventIndex))
      : [tally(trace, others, eventIndex)];
  const end = trace.stuck
    ? 'Deadlock: everybody waits for somebody else, so nobody can ever go on'
    : 'The run is over';
  const held = trace.held.length === 0 ? [] : [describeAllHeld(trace)];
  return [end, ...held, ...status];
}

function tally(trace: Trace, alive: Lane[], eventIndex: number): string {
  const counts = new Map<TaskState, number>();
  for (const lane of alive) {
    const { state } = lane.statusAt(trace.events, eventIndex);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  const words = [
    [TaskState.running, 'runs', 'run'],
    [TaskState.ready, 'is ready', 'are ready'],
    [TaskState.new, 'is new', 'are new'],
    [TaskState.waiting, 'waits', 'wait'],
    [TaskState.sleeping, 'sleeps', 'sleep'],
  ] as const;
  const parts = words.flatMap(([state, one, many]) => {
    const count = counts.get(state) ?? 0;
    return count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? one : many}`];
  });
  return alive.length === 1
    ? describeTask(trace, alive[0]!, eventIndex)
    : `Of ${alive.length.toLocaleString('en')} tasks ${parts.join(', ')}`;
}
