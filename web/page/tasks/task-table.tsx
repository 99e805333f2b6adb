/// The rows of the table of tasks: those in sight, sorted as a person has asked. It comes after the page.

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useSignal } from '@preact/signals';

import { useApp } from '../context.ts';
import { sortedLanes, type Column, type Order, type Summed } from '../../trace/text/table.ts';
import type { Pixels } from '../../trace/model/units.ts';
import { places, sums } from './columns.ts';
import { stepOf, type Selection } from '../timeline/selection.ts';
import { TaskLine } from './task-line.tsx';
import { useThrottled } from '../timeline/use-throttled.ts';

/// tasks.css has the same.
const rowHeight: Pixels = 28;
/// The others are empty in the run that is shown at first sight: it is over, and nothing was measured of it.
const recordedColumns: ReadonlySet<Column> = new Set(['task', 'state', 'line', 'turns']);
/// So many rows above and below those in sight are drawn too.
const marginRows = 6;

export function TaskTable({ summing }: { summing: boolean }) {
  const { timeline, selection } = useApp();
  const order = useSignal<Order>({ column: 'task', descending: false });
  const place = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 200 });
  useEffect(() => watchSight(place.current!, setSight), []);
  useEffect(() => walkByKeys(place.current!, selection), [selection]);
  const eventIndex = useThrottled(timeline);
  const recorded = timeline.recorded.value !== 'no';
  const columns = summing ? sums : places.filter(({ column }) => !recorded || recordedColumns.has(column));
  const summed: Summed | undefined = summing
    ? (timeline.range.value ?? { to: timeline.shownMoment })
    : undefined;
  const known = columns.some(({ column }) => column === order.value.column);
  const shownOrder: Order = known ? order.value : { column: 'task', descending: false };
  const lanes = sortedLanes(timeline.trace, eventIndex, shownOrder, timeline.only.value, summed);
  const first = Math.max(0, Math.min(Math.floor(sight.top / rowHeight) - marginRows, lanes.length - 1));
  const last = Math.min(lanes.length, Math.ceil((sight.top + sight.height) / rowHeight) + marginRows);
  useSelectedInSight(
    place,
    lanes.findIndex((lane) => lane.task === timeline.selected.value?.task),
  );
  return (
    <div class="table-place" ref={place} tabIndex={lanes.length > 0 ? 0 : undefined}>
      <table class={summing ? 'sums' : ''} aria-labelledby="tasks-title" aria-rowcount={lanes.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ column, title, numeric, explanation }) => (
              <th
                key={column}
                scope="col"
                class={`of-${column}${numeric ? ' number' : ''}`}
                aria-sort={sortOf(shownOrder, column)}
              >
                <button
                  type="button"
                  title={explanation}
                  onClick={() => (order.value = next(shownOrder, column, numeric))}
                >
                  {title}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space rows={first} />
          {lanes.slice(first, last).map((lane, index) => (
            <TaskLine
              key={lane.task}
              lane={lane}
              columns={columns}
              summed={summed}
              eventIndex={eventIndex}
              version={timeline.trace.version}
              index={first + index + 2}
            />
          ))}
          <Space rows={lanes.length - last} />
        </tbody>
      </table>
    </div>
  );
}

function walkByKeys(place: HTMLElement, selection: Selection): () => void {
  const walk = (event: KeyboardEvent) => {
    const by = stepOf(event);
    if (by === undefined) return;
    event.preventDefault();
    selection.step(by);
  };
  place.addEventListener('keydown', walk);
  return () => place.removeEventListener('keydown', walk);
}

/// Takes the room of the rows out of sight.
function Space({ rows }: { rows: number }) {
  return rows > 0 ? (
    <tr aria-hidden="true" class="space" style={{ height: `${rows * rowHeight}px` }} />
  ) : null;
}

function sortOf({ column, descending }: Order, of: Column): 'ascending' | 'descending' | undefined {
  return column !== of ? undefined : descending ? 'descending' : 'ascending';
}

/// Numbers are sorted from the greatest down at first.
function next(order: Order, column: Column, numeric: boolean): Order {
  return order.column === column
    ? { column, descending: !order.descending }
    : { column, descending: numeric };
}

function watchSight(
  place: HTMLElement,
  changed: (sight: { top: number; height: number }) => void,
): () => void {
  const look = () => changed({ top: place.scrollTop, height: place.clientHeight });
  const size = new ResizeObserver(look);
  size.observe(place);
  place.addEventListener('scroll', look, { passive: true });
  return () => {
    size.disconnect();
    place.removeEventListener('scroll', look);
  };
}

function useSelectedInSight(place: { current: HTMLElement | null }, index: number): void {
  const { timeline } = useApp();
  const task = timeline.selected.value?.task;
  useLayoutEffect(() => {
    const element = place.current;
    if (!element || index < 0) return;
    const top = index * rowHeight;
    const room = element.clientHeight - 2 * rowHeight;
    if (top < element.scrollTop || top > element.scrollTop + room) element.scrollTop = top - room / 2;
  }, [task]);
}
