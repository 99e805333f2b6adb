/// The table of tasks has these columns, and each says of itself what it shows. There are two sets of them:
/// where the tasks stand, and what they have done in all.

import type { Column } from '../../trace/text/table.ts';

export interface ColumnHead {
  column: Column;
  title: string;
  numeric: boolean;
  explanation: string;
}

/// An earlier moment has what was measured at the last look before it.
const sampled = '; looked at ten times a second at most';

export const places: ColumnHead[] = [
  {
    column: 'task',
    title: 'Task',
    numeric: false,
    explanation:
      'The function that was spawned, and the number of the task; ' +
      'of a generator its body, below who made it',
  },
  {
    column: 'state',
    title: 'State',
    numeric: false,
    explanation:
      'running: it has its turn; ready: it waits for its turn; waiting: for something to happen; ' +
      'at yield: a generator that stands still until somebody resumes it',
  },
  { column: 'waitsIn', title: 'Waits in', numeric: false, explanation: 'The call that has not returned yet' },
  { column: 'waitsFor', title: 'Waits for', numeric: false, explanation: 'Whom or what it waits for' },
  { column: 'line', title: 'Line', numeric: false, explanation: 'Where in the program it stands' },
  {
    column: 'turns',
    title: 'Turns',
    numeric: true,
    explanation: 'How many turns it has had; of a generator how many times it has gone on',
  },
  { column: 'cpu', title: 'CPU', numeric: true, explanation: `Processor time of its turns${sampled}` },
  {
    column: 'stack',
    title: 'Stack',
    numeric: true,
    explanation: `Bytes of its stack in use, of how many${sampled}`,
  },
  {
    column: 'frames',
    title: 'Frames',
    numeric: true,
    explanation: `Bytes of WebAssembly frames that are saved while it waits${sampled}`,
  },
];

const [task, state] = places as [ColumnHead, ColumnHead];
const turns = places.find(({ column }) => column === 'turns')!;

export const sums: ColumnHead[] = [
  task,
  state,
  turns,
  {
    column: 'wakes',
    title: 'Wake-ups',
    numeric: true,
    explanation: 'How often something or somebody ended its wait',
  },
  {
    column: 'busy',
    title: 'Busy',
    numeric: true,
    explanation:
      'How long it ran, by the program’s clock: on the virtual one a turn takes no time, ' +
      'and only CPU has some',
  },
  {
    column: 'ready',
    title: 'Ready',
    numeric: true,
    explanation: 'How long it could have run while others had their turns',
  },
  {
    column: 'waited',
    title: 'Waiting',
    numeric: true,
    explanation: 'How long it waited or slept; of a generator, stood at its yields',
  },
];
