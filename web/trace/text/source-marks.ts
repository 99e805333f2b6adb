/// Tells where in the source the tasks and the generators stand at a moment.

import { describeTask } from './describe.ts';
import { TaskState } from '../model/task-state.ts';
import type { Lane } from '../model/lane.ts';
import type { Trace } from '../model/trace.ts';

export interface SourceMark {
  line: number;
  /// Whose mark it is: first the one that has its turn, or else the oldest.
  tasks: number[];
  /// How many tasks stand here.
  count: number;
  /// Whether it is lit: somebody runs here or, where all stand still, has just come to stand here.
  running: boolean;
  /// What they do, in a sentence.
  words: string;
}

/// So many tasks of a line have marks of their own.
const maxMarks = 4;

/// `still`: nobody runs until a person says so; what the moment tells of is what has happened last.
export function sourceMarksAt(trace: Trace, eventIndex: number, still = false): SourceMark[] {
  const byLine = new Map<number, SourceMark>();
  if (eventIndex < trace.events.first) return [];
  const last = still ? trace.events.task(eventIndex) : 0;
  const note = (lane: Lane): void => {
    if (!lane.existsAt(eventIndex)) return;
    const line = lane.lineAt(trace.events, eventIndex);
    const runs = lane.stateAt(trace.events, eventIndex) === TaskState.running;
    if (line === 0 || (runs && trace.over && eventIndex >= trace.last)) return;
    const mark = byLine.get(line) ?? { line, tasks: [], count: 0, running: false, words: '' };
    byLine.set(line, mark);
    mark.count++;
    if ((runs && !lane.isAway(eventIndex)) || lane.task === last) {
      mark.running = true;
      mark.tasks.unshift(lane.task);
      mark.tasks.length = Math.min(mark.tasks.length, maxMarks);
    } else if (mark.tasks.length < maxMarks) mark.tasks.push(lane.task);
  };
  for (const lane of trace.lanes) note(lane);
  for (const lane of trace.generators) note(lane);
  for (const mark of byLine.values()) mark.words = wordsOf(trace, mark, eventIndex);
  return [...byLine.values()];
}

function wordsOf(trace: Trace, { tasks, count }: SourceMark, eventIndex: number): string {
  const said = tasks.slice(0, 2).map((task) => describeTask(trace, trace.lane(task)!, eventIndex));
  const others = count - said.length;
  const rest = `; and ${others.toLocaleString('en')} more`;
  return `${said.join('; ')}${others > 0 ? rest : ''}`;
}
