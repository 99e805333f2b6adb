/// The moment that is shown, in sentences. It is read out where the program stands still, not while it runs.

import { useApp } from '../../app/context.ts';
import { explainMoment } from '../../trace/explain.ts';

export function Sentence() {
  const { timeline, state } = useApp();
  timeline.version.value;
  const moment = timeline.moment.value;
  const { trace } = timeline;
  if (trace.events.length === 0) return null;
  const runs = state.phase.value === 'running' && moment === undefined;
  const event = timeline.shownEvent;
  const words = runs ? [] : explainMoment(trace, event);
  const lost = trace.lostEvents > 0 ? `${trace.lostEvents.toLocaleString('en')} events were lost: more happened than could be recorded. ` : '';
  return (
    <p class="sentence" aria-live={runs ? 'off' : 'polite'}>
      <span class="moment">{(trace.events.time(event) / 1e9).toFixed(3)} s · turn {trace.events.turn(event).toLocaleString('en')}{moment !== undefined && ` of ${trace.turnCount.toLocaleString('en')}`}</span>
      {lost && <span class="lost">{lost}</span>}
      {words.join(' ')}
    </p>
  );
}
