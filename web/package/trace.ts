/// The trace of a run as plain data, of the model that the page draws.

import { TraceEvent as Kind } from '../runtime/abi.gen.ts';
import { generatorNumber, isGenerator } from '../common/task-id.ts';
import { valueAt } from '../trace/model/generators.ts';
import { TaskState as State } from '../trace/model/task-state.ts';
import { Trace as Model } from '../trace/model/trace.ts';
import { describeEvent } from '../trace/text/describe.ts';
import type { TraceBatch } from '../runtime/index.ts';
import type { Lane } from '../trace/model/lane.ts';
import type {
  TaskSpan,
  TaskState,
  Trace,
  TracedGenerator,
  TraceEvent,
  TraceEventKind,
} from './trace-types.ts';

/// Gathers a run's batches.
export class Recording {
  readonly #model = new Model();

  readonly add = (batch: TraceBatch): void => this.#model.append(batch);

  get trace(): Trace {
    const { events, lanes, generators, now, lostEvents } = this.#model;
    const list: TraceEvent[] = [];
    for (let event = events.first; event < events.length; event++) list.push(eventOf(this.#model, event));
    return {
      end: secondsOf(now),
      tasks: lanes.map((lane) => ({ ...laneOf(this.#model, lane), id: lane.task, parent: lane.parent })),
      generators: generators.map((lane) => ({
        ...laneOf(this.#model, lane),
        id: generatorNumber(lane.task),
      })),
      events: list,
      lostEvents,
    };
  }
}

const secondsOf = (nanoseconds: number): number => nanoseconds / 1e9;

/// trace-types.ts has to list them all.
type Listed = Lowercase<Exclude<keyof typeof Kind, 'NONE' | 'TEXT'>>;

const kinds = new Map<number, TraceEventKind>(
  Object.entries(Kind).map(([name, value]) => [value, name.toLowerCase() as Listed]),
);

/// In these `line` counts something.
const counted: readonly number[] = [Kind.OUTPUT, Kind.HELD, Kind.END, Kind.FINISH];
const switches: readonly number[] = [Kind.GENERATOR, Kind.NEXT, Kind.YIELD, Kind.DONE];

function eventOf(model: Model, event: number): TraceEvent {
  const { events } = model;
  const kind = events.kind(event);
  const call = events.call(event);
  const isSwitch = switches.includes(kind);
  const value = isSwitch ? valueAt(events, event) : undefined;
  /* Of a sleep it is a part of the time at which that ends. */
  const isTime = kind === Kind.SUSPEND && call === 'weft_sleep';
  const peer = isSwitch || isTime || kind === Kind.HELD ? 0 : events.peer(event);
  const object = model.objectName(event);
  const line = counted.includes(kind) ? 0 : events.line(event);
  const text = kind === Kind.SPAWN || kind === Kind.GENERATOR ? '' : events.text(event);
  const who = events.task(event);
  const generator = isSwitch ? events.object(event) : isGenerator(who) ? generatorNumber(who) : 0;
  return {
    kind: kind === Kind.NONE ? 'lost' : kinds.get(kind)!,
    time: secondsOf(events.time(event)),
    turn: events.turn(event),
    task: taskOfTurn(model, who, event),
    ...(generator > 0 && { generator }),
    ...(value !== undefined && { value }),
    ...(peer > 0 && { peer }),
    ...(call && { call }),
    ...(object && { object }),
    ...(line > 0 && { file: events.file(event), line }),
    ...(text && { text }),
    sentence: describeEvent(model, event),
  };
}

/// A generator's body runs in the turn of who has resumed it, which may be a generator too.
function taskOfTurn(model: Model, who: number, event: number): number {
  let task = who;
  while (isGenerator(task)) task = model.lane(task)?.consumerAt(model.events, event) ?? 0;
  return task;
}

function laneOf(model: Model, lane: Lane): Omit<TracedGenerator, 'id'> {
  const { events, now } = model;
  const at = (event: number) => secondsOf(events.time(event));
  const end = Number.isFinite(lane.end) ? at(lane.end) : undefined;
  return {
    name: lane.name,
    file: lane.origin.file,
    line: lane.origin.line,
    began: at(lane.begin),
    ended: end,
    spans: [...spansOf(model, lane, end ?? secondsOf(now))],
  };
}

const states = new Map<number, TaskState>(
  Object.entries(State).map(([name, value]) => [value, name as TaskState]),
);

function* spansOf(model: Model, lane: Lane, end: number): Iterable<TaskSpan> {
  const { events } = model;
  const kept = [...(lane.stateBefore === State.none ? [] : [events.first]), ...lane.changes];
  for (const [index, event] of kept.entries()) {
    const { state, call, object, file, line } = lane.statusAt(events, event);
    if (state === State.ended || state === State.none) continue;
    const next = kept[index + 1];
    const what = model.objectOfWait(call, object);
    yield {
      state: states.get(state) as TaskSpan['state'],
      from: secondsOf(events.time(event)),
      to: next === undefined ? end : secondsOf(events.time(next)),
      ...(call && { call }),
      ...(what && { object: what }),
      ...(line > 0 && { file, line }),
    };
  }
}
