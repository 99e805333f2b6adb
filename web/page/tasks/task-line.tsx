/// Shows a row of the table of tasks.

import { useApp } from '../context.ts';
import { duration } from '../../common/format.ts';
import { rowOf } from '../../trace/text/table.ts';
import type { TaskSample } from '../../trace/model/samples.ts';
import type { Lane } from '../../trace/model/lane.ts';
import { taskClass } from '../../common/task-colour.ts';

interface TaskLineProps {
  lane: Lane;
  eventIndex: number;
  /// The version of the trace, which can change without an event: a line whose properties are the same is not
  /// drawn again.
  version: number;
  index: number;
}

export function TaskLine({ lane, eventIndex, index }: TaskLineProps) {
  const { timeline, choose, goTo } = useApp();
  const { trace } = timeline;
  const row = rowOf(trace, lane, eventIndex);
  const { sample } = row;
  const turns = row.turns.toLocaleString('en');
  const cpu = row.cpu === undefined ? '–' : duration(row.cpu);
  const chosen = timeline.selected.value?.task === lane.task;
  const pick = () => choose({ task: lane.task, event: lane.changes[lane.changeAt(eventIndex)] });
  const hover = (on: boolean) => () =>
    (timeline.hovered.value = on
      ? { task: lane.task, event: lane.changes[lane.changeAt(eventIndex)] }
      : undefined);
  return (
    <tr
      aria-rowindex={index}
      aria-current={chosen ? 'true' : undefined}
      class={row.stateName}
      onClick={pick}
      onMouseEnter={hover(true)}
      onMouseLeave={hover(false)}
    >
      <th scope="row">
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
      <td>{row.stateName}</td>
      <td class="code" title={row.waitsIn}>
        {row.waitsIn}
      </td>
      <td title={row.waitsFor}>{row.waitsFor}</td>
      <td>
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
      <td class="number" title={turns}>
        {turns}
      </td>
      <td class="number" title={cpu}>
        {cpu}
      </td>
      <td class="number" title={sample && stackWords(sample)}>
        {sample ? sample.stackUsed.toLocaleString('en') : '–'}
        {sample && <span class="of-size"> of {size(sample.stackSize)}</span>}
      </td>
      <td class="number">{sample ? sample.frameBytes.toLocaleString('en') : '–'}</td>
    </tr>
  );
}

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
