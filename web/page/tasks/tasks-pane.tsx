/// The table shows the tasks as they stand at the moment that is shown. It says all that the chart does, in
/// words.

import { useEffect, useState } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';

import { useApp } from '../context.ts';
import { RacesField } from '../explore/explore-button.tsx';
import { Button } from '../../common/button.tsx';

export function TasksPane() {
  const { timeline, alone, selection, notices } = useApp();
  const selected = timeline.selected.value;
  const wanted = useSignal(false);
  const range = timeline.range.value;
  const [table, setTable] = useState<{ TaskTable: ComponentType<{ summing: boolean }> }>();
  useEffect(() => {
    import('./task-table.tsx').then(setTable, (error: unknown) =>
      notices.alert(`The table of tasks could not be fetched: ${String(error)}`),
    );
  }, [notices]);
  const summing = wanted.value || range !== undefined;
  return (
    <section class="pane tasks" aria-labelledby="tasks-title">
      <div class="head">
        <h2 id="tasks-title">Tasks</h2>
        <Button
          class="quiet narrow-icon"
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
              class="quiet narrow-icon"
              icon="filter"
              label="Only this task"
              title="Lanes, lines and rows of the selected task alone"
              onPress={() => (timeline.only.value = selected.task)}
            />
          )
        )}
      </div>
      {table ? <table.TaskTable summing={summing} /> : <div class="table-place" />}
    </section>
  );
}
