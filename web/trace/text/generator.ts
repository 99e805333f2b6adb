/// Describes generators, and the events at which stacks are switched.

import { generatorId } from '../../common/task-id.ts';
import { TraceEvent, WeftError } from '../../runtime/abi.gen.ts';
import { valueAt } from '../model/generators.ts';
import { TaskState } from '../model/task-state.ts';
import { whatFor } from './waits.ts';
import type { Lane } from '../model/lane.ts';
import type { Trace } from '../model/trace.ts';
import type { EventIndex } from '../model/units.ts';

/// What it does at a moment: "fibonacci·1 stands at its yield".
export function describeGenerator(trace: Trace, lane: Lane, eventIndex: EventIndex): string {
  const who = trace.label(lane.task);
  const status = lane.statusAt(trace.events, eventIndex);
  switch (status.state) {
    case TaskState.new:
      return `${who} has not begun: nobody has asked it for a value`;
    case TaskState.running:
      return `${who} runs`;
    case TaskState.standing:
      return `${who} stands at its yield`;
    case TaskState.ready:
      return `${who} goes on as soon as its task has a turn`;
    case TaskState.sleeping:
      return `${who} sleeps, and who resumed it with it`;
    case TaskState.waiting:
      return `${who} waits in ${status.call}${whatFor(trace, status)}`;
    default:
      return `nothing is known of ${who} here`;
  }
}

/// What one of their events is: "fibonacci·1 yields 5 to main".
export function describeSwitch(trace: Trace, event: EventIndex): string {
  const { events } = trace;
  const who = trace.label(events.task(event));
  const generator = trace.label(generatorId(events.object(event)));
  const value = valueAt(events, event);
  switch (events.kind(event)) {
    case TraceEvent.GENERATOR:
      return `${who} makes the generator ${generator}`;
    case TraceEvent.NEXT:
      return resumption(who, generator, events.call(event), value);
    case TraceEvent.YIELD:
      return `${generator} yields ${value ?? 'a value'} to ${who}`;
    default:
      return `${generator} ends${value === 0 ? '' : ` and returns ${value ?? 'a value'} to ${who}`}`;
  }
}

function resumption(who: string, generator: string, call: string, value: number | undefined): string {
  switch (call) {
    case 'weft_gen_send':
      return `${who} sends ${value ?? 'a value'} to ${generator} and resumes it`;
    case 'weft_gen_throw':
      return `${who} throws ${errorName(value)} into ${generator}`;
    case 'weft_gen_close':
      return `${who} closes ${generator}`;
    default:
      return `${who} resumes ${generator} with ${call}`;
  }
}

const errorNames = new Map<number, string>(
  Object.entries(WeftError).map(([name, number]) => [number, `WEFT_${name}`]),
);
const errorName = (value: number | undefined): string =>
  value === undefined ? 'an error' : (errorNames.get(value) ?? `error ${value}`);
