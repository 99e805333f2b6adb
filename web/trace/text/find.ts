/// Finds tasks by their names, and marks by their words.

import type { Trace } from '../model/trace.ts';
import type { EventIndex, TaskId } from '../model/units.ts';

export interface Match {
  task: TaskId;
  /// Where it began, or where the mark is.
  event: EventIndex;
}

/// In the order in which they happened. Whether letters are large or small makes no difference.
export function findInTrace(trace: Trace, words: string): Match[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [];
  const { events, marks } = trace;
  const matches: Match[] = [];
  for (const { task, begin } of [...trace.lanes, ...trace.generators])
    if (trace.label(task).toLowerCase().includes(wanted))
      matches.push({ task, event: Math.max(begin, events.first) });
  for (let at = 0; at < marks.length; at++) {
    const event = marks.at(at);
    if (events.text(event).toLowerCase().includes(wanted)) matches.push({ task: events.task(event), event });
  }
  return matches.sort((a, b) => a.event - b.event || a.task - b.task);
}

/// The match after that event, or before it, and round again from the other end; -1: there is none.
export function nextMatch(
  matches: readonly Match[],
  from: { event: EventIndex; task: TaskId },
  by: 1 | -1,
): number {
  const beyond = ({ event, task }: Match) => by * (event - from.event || task - from.task) > 0;
  if (matches.length === 0) return -1;
  if (by > 0) return Math.max(0, matches.findIndex(beyond));
  const before = matches.findIndex((match) => !beyond(match));
  const count = before < 0 ? matches.length : before;
  return count === 0 ? matches.length - 1 : count - 1;
}
