/// Where in the source the tasks stand at a moment.

import { explainTask } from './describe.ts';
import { Stand } from '../model/event-store.ts';
import type { Trace } from '../model/trace.ts';

export interface Position {
  line: number;
  /// Whose mark it is: the one that has its turn, or else the oldest; and how many stand here.
  tasks: number[];
  count: number;
  /// Whether it is lit: somebody runs here or, where all stand still, has just come to stand here.
  running: boolean;
  /// What they do, in a sentence.
  words: string;
}

/// So many tasks of a line have marks of their own.
const shown = 4;

/// `still`: nobody runs until a person says so; what the moment tells of is what has happened last.
export function positionsAt(trace: Trace, moment: number, still = false): Position[] {
  const byLine = new Map<number, Position>();
  if (moment < trace.events.first) return [];
  const last = still ? trace.events.task(moment) : 0;
  for (const lane of trace.lanes) {
    if (lane.begin > moment) break;
    if (!lane.existsAt(moment)) continue;
    const standing = lane.standingAt(trace.events, moment);
    const over = trace.over && moment >= trace.last && standing.stand === Stand.running;
    if (standing.line === 0 || over) continue;
    const position = byLine.get(standing.line) ?? {
      line: standing.line,
      tasks: [],
      count: 0,
      running: false,
      words: '',
    };
    byLine.set(standing.line, position);
    position.count++;
    if (standing.stand === Stand.running || lane.task === last) {
      position.running = true;
      position.tasks.unshift(lane.task);
      position.tasks.length = Math.min(position.tasks.length, shown);
    } else if (position.tasks.length < shown) position.tasks.push(lane.task);
  }
  for (const position of byLine.values()) position.words = wordsOf(trace, position, moment);
  return [...byLine.values()];
}

function wordsOf(trace: Trace, { tasks, count }: Position, moment: number): string {
  const said = tasks.slice(0, 2).map((task) => explainTask(trace, trace.lane(task)!, moment));
  const others = count - said.length;
  return `${said.join('; ')}${others > 0 ? `; and ${others.toLocaleString('en')} more ${others === 1 ? 'task' : 'tasks'}` : ''}`;
}
