/// Shows a row of the table of tasks.

import type { VNode } from 'preact';

import { useApp } from '../context.ts';
import { duration } from '../../common/format.ts';
import { rowOf, totalsOf, type Column, type Summed, type TaskRow } from '../../trace/text/table.ts';
import type { Totals } from '../../trace/model/totals.ts';
import type { TaskSample } from '../../trace/model/samples.ts';
import type { Lane } from '../../trace/model/lane.ts';
import { taskClass } from '../../common/task-colour.ts';
import type { ColumnHead } from './columns.ts';

interface TaskLineProps {
  lane: Lane;
  columns: readonly ColumnHead[];
  eventIndex: number;
  /// Of what the totals are the sums; undefined where none are shown.
  summed: Summed | undefined;
  /// The version of the trace, which can change without an event: a line whose properties are the same is not
  /// drawn again.
  version: number;
  index: number;
}

export function TaskLine({ lane, columns, eventIndex, summed, index }: TaskLineProps) {
  const { timeline, choose, goTo } = useApp();
  const { trace } = timeline;
  const row = rowOf(trace, lane, eventIndex);
  const chosen = timeline.selected.value?.task === lane.task;
  const pick = () => choose({ task: lane.task, event: lane.changes.at(lane.changeAt(eventIndex)) });
  const hover = (on: boolean) => () =>
    (timeline.hovered.value = on
      ? { task: lane.task, event: lane.changes.at(lane.changeAt(eventIndex)) }
      : undefined);
  const totals = summed && totalsOf(trace, lane, summed);
  return (
    <tr
      aria-rowindex={index}
      aria-current={chosen ? 'true' : undefined}
      class={row.stateName}
      onClick={pick}
      onMouseEnter={hover(true)}
      onMouseLeave={hover(false)}
    >
      {columns.map(({ column }) =>
        column === 'task' ? (
          <th key={column} scope="row">
            <button
              type="button"
              class={`task ${taskClass(lane.task)}`}
              aria-label={row.name}
              title={row.name}
              onClick={pick}
            >
              {shortened(row.name)}
            </button>
          </th>
        ) : (
          cells[column]({ row, totals, goTo })
        ),
      )}
    </tr>
  );
}

interface CellProps {
  row: TaskRow;
  totals: Totals | undefined;
  goTo(line: number, column: number): void;
}

const cells: Record<Exclude<Column, 'task'>, (props: CellProps) => VNode> = {
  state: ({ row }) => <td key="state">{row.stateName}</td>,
  waitsIn: ({ row }) => (
    <td key="waitsIn" class="code" title={row.waitsIn}>
      {row.waitsIn}
    </td>
  ),
  waitsFor: ({ row }) => (
    <td key="waitsFor" title={row.waitsFor}>
      {row.waitsFor}
    </td>
  ),
  line: ({ row, goTo }) => (
    <td key="line">
      {row.line > 0 && (
        <button
          type="button"
          class="place"
          title={`${row.file}:${row.line}`}
          onClick={() => goTo(row.line, 1)}
        >
          <bdi>
            {row.file}:{row.line}
          </bdi>
        </button>
      )}
    </td>
  ),
  turns: ({ row, totals }) => number('turns', (totals?.turns ?? row.turns).toLocaleString('en')),
  cpu: ({ row }) => number('cpu', row.cpu === undefined ? '–' : duration(row.cpu)),
  stack: ({ row: { sample } }) => (
    <td key="stack" class="number" title={sample && stackWords(sample)}>
      {sample ? sample.stackUsed.toLocaleString('en') : '–'}
      {sample && <span class="of-size"> of {size(sample.stackSize)}</span>}
    </td>
  ),
  frames: ({ row: { sample } }) => (
    <td key="frames" class="number">
      {sample ? sample.frameBytes.toLocaleString('en') : '–'}
    </td>
  ),
  wakes: ({ totals }) => number('wakes', (totals?.wakes ?? 0).toLocaleString('en')),
  busy: ({ totals }) => number('busy', duration(totals?.ran ?? 0)),
  ready: ({ totals }) => number('ready', duration(totals?.ready ?? 0)),
  waited: ({ totals }) => number('waited', duration(totals?.waited ?? 0)),
};

const number = (key: string, words: string): VNode => (
  <td key={key} class="number" title={words}>
    {words}
  </td>
);

/// A long name is cut before its number, which tells one task from another.
const maxLetters = 16;

function shortened(name: string): string {
  const [number = ''] = /[#·]\d+$/.exec(name) ?? [];
  const letters = [...name.slice(0, name.length - number.length)];
  const room = Math.max(4, maxLetters - number.length);
  return letters.length <= room ? name : `${letters.slice(0, room - 1).join('')}…${number}`;
}

const stackWords = ({ stackUsed, stackSize }: TaskSample): string =>
  `${stackUsed.toLocaleString('en')} of ${size(stackSize)}`;

/// Stacks are powers of two.
function size(bytes: number): string {
  if (bytes >= 1 << 20) return `${bytes / (1 << 20)} MiB`;
  return bytes >= 1 << 10 ? `${bytes / (1 << 10)} KiB` : `${bytes} B`;
}
