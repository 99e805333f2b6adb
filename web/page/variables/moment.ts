/// Which turn's end the moment that is shown stands for, and how a turn's end is shown.

import type { Timeline } from '../timeline/timeline.ts';

/// Within a turn, what it will have done is not known yet.
export function shownTurn({ trace, shownEventIndex: event }: Timeline): number {
  if (event < trace.events.first) return 0;
  const turn = trace.events.turn(event);
  const isEnd = turn >= trace.turnCount ? event >= trace.last : event >= trace.turnBegin(turn + 1) - 1;
  return isEnd ? turn : turn - 1;
}

/// False: the turn is no longer kept.
export function showTurn(timeline: Timeline, turn: number): boolean {
  const { trace } = timeline;
  if (turn < trace.firstTurn) return false;
  if (turn >= trace.turnCount) timeline.goLive();
  else timeline.goTo(trace.turnBegin(turn + 1) - 1);
  return true;
}
