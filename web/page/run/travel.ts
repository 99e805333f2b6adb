/// Goes back in time: a run can be made again up to any of its turns, by what was kept of it, or on the
/// virtual clock since it repeats.

import { batch, signal } from '@preact/signals';

import { readyAfter, type ReadyTasks } from '../../trace/model/ready.ts';
import type { Trace } from '../../trace/model/trace.ts';
import { stopsIn } from '../../trace/model/stops.ts';
import type { Log } from '../output/log.ts';
import type { Notices } from '../shell/notices.ts';
import type { Replay, State } from '../state.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Session } from './session.ts';

export interface TravelParts {
  state: State;
  notices: Notices;
  timeline: Timeline;
  session: Session;
  /// Where two futures can be laid side by side: what has been written.
  log?: Log;
}

/// What a run was when it was left for another turning.
export interface Future {
  text: string;
  end: string;
  failing: boolean;
  /// What has happened in it.
  trace: Trace;
}

export class Travel {
  /// The future that was left at the last fork.
  readonly former = signal<Future | undefined>(undefined);
  /// Whether it is laid beside the run that there is now.
  readonly comparing = signal(false);
  readonly #parts: TravelParts;

  constructor(parts: TravelParts) {
    this.#parts = parts;
    parts.state.phase.subscribe((phase) => {
      if (phase === 'building') this.former.value = undefined;
    });
  }

  /// The run that there is now.
  get present(): Future {
    const { log, state, timeline } = this.#parts;
    const { mood, text } = state.outcome.value ?? { mood: 'neutral', text: 'It has not ended' };
    return { text: log?.text() ?? '', end: text, failing: mood === 'bad', trace: timeline.trace };
  }

  /// Whether there is a way back from where the run is now.
  get isPossible(): boolean {
    const { timeline } = this.#parts;
    const turn = (timeline.version.value, timeline.trace.turnCount);
    return turn > 0 && this.#canGoTo(turn - 1);
  }

  #canGoTo(turn: number): boolean {
    const { state, session } = this.#parts;
    return state.phase.value !== 'building' && turn <= session.wayBack;
  }

  /// Whether the moment that is looked at can be where the run is now.
  get isPossibleHere(): boolean {
    const { timeline } = this.#parts;
    const event = timeline.eventIndex.value;
    return event !== undefined && this.#canGoTo(timeline.trace.events.turn(event));
  }

  /// One step back, where the run is held: to the switch of stacks or the end of a turn before.
  back(): void {
    const { session, timeline } = this.#parts;
    if (!this.isPossible) return;
    const { trace } = timeline;
    const turn = trace.turnCount;
    const stops = stopsIn(trace, turn, trace.last);
    const within = !trace.over && trace.turnGoingOn !== undefined;
    session.goBackTo(turn - 1, { paused: true, switches: Math.max(0, within ? stops - 1 : stops) });
  }

  /// The moment that is looked at is where the run is now; it is held there if it was held, or else runs on.
  goOnFromHere(): void {
    const { timeline, state, session } = this.#parts;
    const event = timeline.eventIndex.value;
    if (!this.isPossibleHere || event === undefined) return;
    const { trace } = timeline;
    const turn = trace.events.turn(event);
    const paused = state.phase.value === 'paused';
    const switches = paused && event < trace.turnEnd(turn) ? stopsIn(trace, turn, event) : 0;
    session.goBackTo(switches > 0 ? turn - 1 : turn, { paused, switches });
  }

  /// Who could have the next turn where the run stands, or is looked at; undefined: nobody else.
  get readyHere(): ReadyTasks | undefined {
    const { timeline, state } = this.#parts;
    const { last } = (timeline.version.value, timeline.trace);
    const event = timeline.eventIndex.value ?? (state.phase.value === 'paused' ? last : -1);
    if (event < timeline.trace.events.first || !this.#canGoTo(timeline.trace.events.turn(event)))
      return undefined;
    const ready = readyAfter(timeline.trace, event);
    return ready && ready.tasks.length > 1 ? ready : undefined;
  }

  /// Runs on from there with another task; the run as it was can be had again.
  fork({ turn, tasks }: ReadyTasks, index: number): void {
    const { session, notices, log } = this.#parts;
    const former = session.lastRun!;
    const undo = former.clock === 'real' ? session.returning : () => this.#replay(former);
    if (log) this.former.value = this.present;
    session.goBackTo(turn, { paused: false, fork: { index, of: tasks.length } });
    notices.tell({
      kind: 'info',
      topic: 'run',
      text: `Forked after turn ${turn.toLocaleString('en')}. The former future is kept for now.`,
      action: { label: 'Undo the fork', run: undo },
    });
  }

  #replay(replay: Replay): void {
    const { state, session } = this.#parts;
    batch(() => {
      state.clock.value = replay.clock;
      state.seed.value = replay.seed;
      state.schedule.value = replay;
    });
    void session.run();
  }
}
