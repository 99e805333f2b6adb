/// Describes tasks, generators and events in sentences that somebody who has never heard of an event loop
/// understands.

import { TraceEvent } from '../../runtime/abi.gen.ts';
import { count, duration } from '../../common/format.ts';
import { wakingTime } from '../model/loop.ts';
import { lastOperation, type Operation } from '../model/operation.ts';
import { TaskState, type TaskStatus } from '../model/task-state.ts';
import { describeGenerator, describeSwitch } from './generator.ts';
import { operationName } from './names.ts';
import { whatFor } from './waits.ts';
import type { Lane } from '../model/lane.ts';
import type { Trace } from '../model/trace.ts';
import type { EventIndex } from '../model/units.ts';

/// What a task does at a moment: "main waits in weft_gather for 3 tasks to end".
export function describeTask(trace: Trace, lane: Lane, eventIndex: EventIndex): string {
  const who = trace.label(lane.task);
  if (eventIndex >= lane.end) return `${who} has ended`;
  if (lane.isGenerator) return describeGenerator(trace, lane, eventIndex);
  const status = lane.statusAt(trace.events, eventIndex);
  switch (status.state) {
    case TaskState.new:
      return `${who} is new: it waits for its first turn`;
    case TaskState.ready:
      return status.call === 'weft_yield'
        ? `${who} has let the others go first and waits for its turn`
        : `${who} is ready and waits for its turn`;
    case TaskState.running:
      return lane.isAway(eventIndex)
        ? `${who} has its turn, in which a generator runs`
        : `${who} has its turn`;
    default:
      return describeWait(trace, lane, eventIndex, status);
  }
}

function describeWait(trace: Trace, lane: Lane, eventIndex: EventIndex, status: TaskStatus): string {
  const who = trace.label(lane.task);
  switch (status.state) {
    case TaskState.sleeping:
      return `${who} sleeps${untilWhen(trace, lane, eventIndex)}`;
    case TaskState.waiting:
      return `${who} waits in ${status.call}${whatFor(trace, status)}`;
    default:
      return `nothing is known of ${who} here`;
  }
}

/// What one event is: "minimum#2 wakes main, which waited in weft_gather".
export function describeEvent(trace: Trace, event: EventIndex): string {
  const { events } = trace;
  if (event < events.first) return 'what happened here is no longer kept';
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
    case TraceEvent.GENERATOR:
    case TraceEvent.NEXT:
    case TraceEvent.YIELD:
    case TraceEvent.DONE:
      return describeSwitch(trace, event);
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
      return (
        `${events.task(event) > 0 ? who : 'Weft'} writes to ` +
        (events.line(event) === 2 ? 'stderr' : 'stdout')
      );
    case TraceEvent.BEGIN:
      return `${who} asks the host: ${requestOf(trace, event)} begins`;
    case TraceEvent.FINISH:
      return describeFinish(trace, event, who);
    case TraceEvent.HELD:
      return describeHeld(trace, event);
    case TraceEvent.CYCLE:
      return `${who} waits for ${other} in a cycle of ${count(events.object(event), 'task')}: a deadlock`;
    case TraceEvent.JOIN:
      return `${who} takes the result of ${other}`;
    default:
      return (
        `${events.object(event).toLocaleString('en')} events were lost here: ` +
        'more happened than could be recorded'
      );
  }
}

const requestOf = ({ events }: Trace, event: EventIndex): string =>
  operationName({ call: events.call(event), subject: events.text(event) });

/// Describes a HELD event: what happened, and what to do about it where it held somebody up.
export function describeHeld(trace: Trace, event: EventIndex): string {
  const { events } = trace;
  const who = trace.label(events.task(event));
  const others = events.peer(event);
  const which =
    others > 0 ? `This turn of ${who}, or one of the ${others} before it,` : `This turn of ${who}`;
  const length = duration(events.microseconds(event) * 1000);
  return trace.held.has(event)
    ? `${which} held everybody else up for ${length}. Call weft_sleep instead of sleep, ` +
        'and weft_yield now and then in a long computation: then the others go on meanwhile'
    : `${which} took ${length}. Nobody else was ready meanwhile, so it held nobody up`;
}

function untilWhen(trace: Trace, lane: Lane, event: EventIndex): string {
  const next = lane.nextChange(event);
  const woken = next === undefined ? undefined : trace.events.time(next);
  const time = wakingTime(lane.statusAt(trace.events, event)) ?? woken;
  return time === undefined ? '' : ` until ${duration(time)}`;
}

function suspension(trace: Trace, event: EventIndex, who: string): string {
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

function describeFinish(trace: Trace, event: EventIndex, who: string): string {
  const lane = trace.lane(trace.events.task(event));
  const operation = lane?.operations[lastOperation(lane.operations, event)];
  const known =
    operation?.number === trace.events.object(event)
      ? operation
      : { call: trace.events.call(event), subject: '' };
  return trace.events.line(event) === 1
    ? `${who} gives up ${operationName(known)}`
    : `the host has ended ${operationName(known)} of ${who}`;
}

/// Describes a host operation: "the host is at work on fetch /delay/1 for main".
export function describeOperation(trace: Trace, operation: Operation): string {
  const what = `${operationName(operation)} for ${trace.label(operation.task)}`;
  return operation.aborted
    ? `the host was at work on ${what}, which gave it up`
    : `the host is at work on ${what}`;
}

const waited = (call: string): string => (call ? `, which waited in ${call}` : '');

function cause(trace: Trace, event: EventIndex): string {
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
