/// The region of the timeline: its controls, the chart, and in words what is to be seen.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { TargetedEvent } from 'preact';

import { useApp } from '../app/context.ts';
import type { AxisKind } from '../trace/axis.ts';
import type { Chart } from './timeline/chart.ts';
import { follow } from './timeline/chart-keys.ts';
import { ExportMenu } from './timeline/export-menu.tsx';
import { Legend } from './timeline/legend.tsx';
import { Playhead } from './timeline/playhead.tsx';
import { Sentence } from './timeline/sentence.tsx';
import { Button } from './toolbar.tsx';

export function TimelinePane() {
  const { timeline, written, choose } = useApp();
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<Chart>();
  useEffect(() => {
    let made: Chart | undefined;
    let gone = false;
    /* By itself: the page is read, edited and run before the drawing and its libraries have come. */
    void import('./timeline/chart.ts').then(({ Chart }) => {
      if (gone || !place.current) return;
      made = new Chart(place.current, { timeline, written, chose: choose });
      setChart(made);
    }, () => {});
    return () => {
      gone = true;
      made?.close();
    };
  }, [timeline, written, choose]);
  const empty = (timeline.version.value, timeline.trace.events.length === 0);
  return (
    <section class="pane timeline" aria-labelledby="timeline-title">
      <div class="head">
        <h2 id="timeline-title">Timeline</h2>
        {chart && <Controls chart={chart} />}
      </div>
      <Sentence />
      <div class="chart" ref={place} hidden={empty}>
        <div
          class="chart-scroll" tabIndex={0} role="application" aria-roledescription="chart" aria-label="Lanes of the tasks" aria-describedby="chart-help"
        >
          <canvas aria-hidden="true" /><div class="chart-spacer" />
        </div>
        {chart && <Playhead chart={chart} />}
        <div role="tooltip" aria-live="polite" hidden />
      </div>
      {empty ? <p class="empty">Run a program to see its tasks take their turns.</p> : <Legend />}
    </section>
  );
}

function Controls({ chart }: { chart: Chart }) {
  const { timeline } = useApp();
  const scrubbed = timeline.moment.value !== undefined;
  return (
    <div class="chart-controls">
      {scrubbed && <Button class="live" icon="resume" label="Live" title="Back to the newest moment" onPress={() => timeline.goLive()} />}
      <AxisField />
      <IconButton icon="out" label="Zoom out" title="Zoom out (-)" onPress={() => chart.zoom(1 / 0.6)} />
      <IconButton icon="in" label="Zoom in" title="Zoom in (+)" onPress={() => chart.zoom(0.6)} />
      <Button class="quiet" icon="fit" label="Fit" title="Show the whole run (F)" onPress={() => timeline.fit()} />
      <button
        type="button" class="button quiet" aria-pressed={timeline.following.value} title="Keep the newest in sight (L)"
        onClick={() => follow(chart)}
      >Follow</button>
      <ExportMenu chart={chart} />
    </div>
  );
}

function IconButton({ icon, label, title, onPress }: { icon: string; label: string; title: string; onPress(): void }) {
  return <Button class="quiet icon-only" icon={icon} label={label} title={title} onPress={onPress} />;
}

function AxisField() {
  const { timeline } = useApp();
  const choose = (event: TargetedEvent<HTMLSelectElement>) => {
    timeline.chosenAxis.value = event.currentTarget.value as AxisKind;
    timeline.extent.value = undefined;
  };
  return (
    <label class="field axis" title="Turns: every turn equally wide, for programs that do everything in microseconds">
      <span>Axis</span>
      <select value={timeline.axisKind.value} onChange={choose}>
        <option value="time">Time</option>
        <option value="turns">Turns</option>
      </select>
    </label>
  );
}
