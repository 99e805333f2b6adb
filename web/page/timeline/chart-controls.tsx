/// What moves the chart: buttons, the axis, the playhead. They come with the drawing.

import type { TargetedEvent } from 'preact';

import { Button } from '../../common/button.tsx';
import type { AxisKind } from '../../trace/model/axis.ts';
import { useApp } from '../context.ts';
import type { Chart } from './chart.ts';
import { OpenRun } from './open-run.tsx';
import './chart.css';
import { ExportMenu } from './export-menu.tsx';

export { FindPanel } from './find-panel.tsx';
export { Legend } from './legend.tsx';
export { Playhead } from './playhead.tsx';
export { RangeSentence } from './range-sentence.tsx';

export function Controls({ chart }: { chart: Chart }) {
  const { timeline } = useApp();
  const scrubbed = timeline.eventIndex.value !== undefined;
  const over = (timeline.version.value, timeline.trace.over);
  return (
    <div class="chart-controls">
      {scrubbed && (
        <Button
          class="live narrow-icon"
          icon="resume"
          label={over ? 'End' : 'Live'}
          title={over ? 'Back to the end of the run' : 'Back to the newest moment, and on with it'}
          onPress={() => timeline.goLive()}
        />
      )}
      <IconButton
        icon="find"
        label="Find"
        title="Find a task or a mark (/)"
        onPress={() => (chart.finding.value = true)}
      />
      <Button
        class="quiet icon-only"
        icon="range"
        label="Range"
        title="Choose a range by the next drag, for its totals; Shift and a drag do the same ([ and ])"
        pressed={chart.ranging.value}
        onPress={() => (chart.ranging.value = !chart.ranging.value)}
      />
      <AxisField />
      <IconButton icon="out" label="Zoom out" title="Zoom out (-)" onPress={() => chart.zoom(1 / 0.6)} />
      <IconButton icon="in" label="Zoom in" title="Zoom in (+)" onPress={() => chart.zoom(0.6)} />
      <Button
        class="quiet narrow-icon"
        icon="fit"
        label="Fit"
        title="Show the whole run (F)"
        onPress={() => timeline.fit()}
      />
      <Button
        class="quiet narrow-icon follow"
        icon="follow"
        label="Follow"
        title="Keep the newest in sight (L)"
        pressed={timeline.following.value}
        onPress={() => chart.follow()}
      />
      <OpenRun />
      <ExportMenu chart={chart} />
    </div>
  );
}

function IconButton({
  icon,
  label,
  title,
  onPress,
}: {
  icon: string;
  label: string;
  title: string;
  onPress(): void;
}) {
  return <Button class="quiet icon-only" icon={icon} label={label} title={title} onPress={onPress} />;
}

function AxisField() {
  const { timeline } = useApp();
  const choose = (event: TargetedEvent<HTMLSelectElement>) => {
    timeline.chosenAxis.value = event.currentTarget.value as AxisKind;
    timeline.extent.value = undefined;
  };
  return (
    <label
      class="field axis"
      title="Turns: every turn equally wide, for programs that do everything in microseconds"
    >
      <span>Axis</span>
      <select value={timeline.axisKind.value} onChange={choose}>
        <option value="time">Time</option>
        <option value="turns">Turns</option>
      </select>
    </label>
  );
}
