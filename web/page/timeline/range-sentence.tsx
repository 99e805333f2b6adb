/// While a range of the run is chosen, its totals stand where the moment is told else.

import { Button } from '../../common/button.tsx';
import { describeRange } from '../../trace/text/range.ts';
import { useApp } from '../context.ts';
import { useThrottled } from './use-throttled.ts';
import { positionOf } from './places.ts';
import type { Chart } from './chart.ts';

export function RangeSentence({ chart }: { chart: Chart }) {
  const { timeline } = useApp();
  useThrottled(timeline);
  const range = timeline.range.value;
  if (!range) return null;
  const zoom = () => {
    const [from, to] = [positionOf(timeline, range.from), positionOf(timeline, range.to)];
    if (to > from) chart.show(from, to);
  };
  return (
    <div class="sentence range" role="group" aria-label="Range" tabIndex={0}>
      <span aria-live="polite">{describeRange(timeline.trace, range)}</span>{' '}
      <Button class="quiet narrow-icon" icon="in" label="Zoom to it" onPress={zoom} />
      <Button
        class="quiet narrow-icon"
        icon="clear"
        label="No range"
        title="Totals of the whole run again (Esc)"
        onPress={() => (timeline.range.value = undefined)}
      />
    </div>
  );
}
