/// A step of a run that is stepped through stops where a stack is switched, and at the end of a turn.

import { TraceEvent } from '../../runtime/abi.gen.ts';
import type { Trace } from './trace.ts';
import type { EventIndex } from './units.ts';

/// Whether a step stops at that event. A generator that is given up where it stands switches no stack.
export function isStop({ events }: Pick<Trace, 'events'>, event: EventIndex): boolean {
  const kind = events.kind(event);
  if (kind === TraceEvent.NEXT || kind === TraceEvent.YIELD) return true;
  return kind === TraceEvent.DONE && events.call(event) === '';
}

/// At how many switches in that turn it would have stopped, up to that event; 0 where the turn's beginning is
/// not kept.
export function stopsIn(trace: Trace, turn: number, upTo: EventIndex): number {
  const { events } = trace;
  const begin = trace.turnBegin(turn);
  if (begin < events.first || (begin === events.first && begin > 0)) return 0;
  let stops = 0;
  const end = Math.min(upTo + 1, trace.turnEnd(turn), events.length);
  for (let event = begin; event < end; event++) if (isStop(trace, event)) stops++;
  return stops;
}
