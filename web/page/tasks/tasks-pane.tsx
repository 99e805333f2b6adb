/// The table shows the tasks as they stand at the moment that is shown. It says all that the chart does, in
/// words.

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useSignal } from '@preact/signals';

import { useApp } from '../context.ts';
import { sortedLanes, type Column, type Order, type Summed } from '../../trace/text/table.ts';
import type { Pixels } from '../../trace/model/units.ts';
import { RacesField } from '../explore/explore-button.tsx';
import { places, sums } from './columns.ts';
import { stepOf, type Selection } from '../timeline/selection.ts';
import { TaskLine } from './task-line.tsx';
import { useThrottled } from '../timeline/use-throttled.ts';
import { Button } from '../../common/button.tsx';

/// tasks.css has the same.
const rowHeight: Pixels = 28;
/// So many rows above and below those in sight are drawn too.
const marginRows = 6;

export function TasksPane() {
  const { timeline, alone, selection } = useApp();
  const selected = timeline.selected.value;
  const wanted = useSignal(false);
  const range = timeline.range.value;
  const summing = wanted.value || range !== undefined;
  return (
    <section class="pane tasks" aria-labelledby="tasks-title">
      <div class="head">
        <h2 id="tasks-title">Tasks</h2>
        <Button
          class="quiet totals-button"
          icon="sum"
          label="Totals"
          title="How long each ran, was ready and waited, of the range in the timeline where there is one"
          pressed={summing}
          onPress={() => {
            wanted.value = !summing;
            timeline.range.value = undefined;
          }}
        />
        {!alone && <RacesField />}
        {selected && (
          <span class="walk">
            <Button
              class="quiet icon-only"
              icon="previous"
              label="Previous event of this one"
              title="Previous event of this one (P)"
              onPress={() => selection.step(-1)}
            />
            <Button
              class="quiet icon-only"
              icon="next"
              label="Next event of this one"
              title="Next event of this one (N)"
              onPress={() => selection.step(1)}
            />
          </span>
        )}
        {timeline.only.value !== undefined ? (
          <Button
            class="quiet"
            icon="clear"
            label={`Only ${timeline.trace.label(timeline.only.value)}`}
            title="Show all tasks again"
            onPress={() => (timeline.only.value = undefined)}
          />
        ) : (
          selected && (
            <Button
              class="quiet"
              icon="filter"
              label="Only this task"
              title="Lanes, lines and rows of the selected task alone"
              onPress={() => (timeline.only.value = selected.task)}
            />
          )
        )}
      </div>
      <TaskTable summing={summing} />
    </section>
  );
}

function TaskTable({ summing }: { summing: boolean }) {
  const { timeline, selection } = useApp();
  const order = useSignal<Order>({ column: 'task', descending: false });
  const place = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 200 });
  useEffect(() => watchSight(place.current!, setSight), []);
  useEffect(() => walkByKeys(place.current!, selection), [selection]);
  const eventIndex = useThrottled(timeline);
  const columns = summing ? sums : places;
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
                class={numeric ? 'number' : ''}
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
