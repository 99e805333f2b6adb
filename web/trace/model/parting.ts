/// Where two runs of one program part.

import type { Trace } from './trace.ts';
import type { EventIndex } from './units.ts';

/// The first event that is another in the other run, or is not there; undefined: they are alike. What things
/// took is left aside.
export function partingOf(one: Trace, other: Trace): EventIndex | undefined {
  const both = Math.min(one.events.length, other.events.length);
  for (let event = Math.max(one.events.first, other.events.first); event < both; event++)
    if (!alike(one, other, event)) return event;
  return one.events.length === other.events.length ? undefined : both;
}

function alike({ events: one }: Trace, { events: other }: Trace, event: EventIndex): boolean {
  return (
    one.kind(event) === other.kind(event) &&
    one.task(event) === other.task(event) &&
    one.turn(event) === other.turn(event) &&
    one.peer(event) === other.peer(event) &&
    one.object(event) === other.object(event) &&
    one.line(event) === other.line(event) &&
    one.call(event) === other.call(event) &&
    one.text(event) === other.text(event)
  );
}

/// The turn in which they part; one more than there are where the other run ends before.
export function partingTurn(one: Trace, other: Trace): number | undefined {
  const event = partingOf(one, other);
  if (event === undefined) return undefined;
  const turns = [one, other].map(({ events, turnCount }) =>
    event < events.length ? events.turn(event) : turnCount + 1,
  );
  return Math.min(...turns);
}
