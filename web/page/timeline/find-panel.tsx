/// Finds tasks by name and marks by their words, and goes from one to the next.

import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';

import { Button } from '../../common/button.tsx';
import { findInTrace, nextMatch } from '../../trace/text/find.ts';
import { useApp } from '../context.ts';
import { useThrottled } from './use-throttled.ts';
import type { Chart } from './chart.ts';

export function FindPanel({ chart }: { chart: Chart }) {
  return chart.finding.value ? <Find chart={chart} /> : null;
}

function Find({ chart }: { chart: Chart }) {
  const { timeline, selection } = useApp();
  useThrottled(timeline);
  const field = useRef<HTMLInputElement>(null);
  const words = useSignal('');
  /// Where the last match was, or where the search began.
  const last = useRef({ event: -1, task: 0 });
  useEffect(() => field.current?.select(), []);
  const matches = findInTrace(timeline.trace, words.value);
  const go = (by: 1 | -1) => {
    const match = matches[nextMatch(matches, last.current, by)];
    if (!match) return;
    last.current = match;
    selection.goTo(match.task, match.event);
    chart.showLane(match.task);
  };
  const close = () => {
    chart.finding.value = false;
    chart.scroller.focus();
  };
  const at = matches.findIndex(
    ({ event, task }) => event === last.current.event && task === last.current.task,
  );
  const count =
    words.value.trim() === '' ? '' : matches.length === 0 ? 'none' : `${at + 1} of ${matches.length}`;
  return (
    <search class="chart-find">
      <input
        ref={field}
        type="search"
        aria-label="Find in the timeline"
        placeholder="A task or a mark"
        autocomplete="off"
        spellcheck={false}
        value={words.value}
        onInput={(event) => {
          words.value = event.currentTarget.value;
          last.current = { event: -1, task: 0 };
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') close();
          else return;
          event.preventDefault();
        }}
      />
      <span class="count" role="status" aria-label="Matches">
        {count}
      </span>
      <Button
        class="quiet icon-only"
        icon="previous"
        label="Previous match"
        title="Previous match (Shift+Enter)"
        onPress={() => go(-1)}
      />
      <Button
        class="quiet icon-only"
        icon="next"
        label="Next match"
        title="Next match (Enter)"
        onPress={() => go(1)}
      />
      <Button class="quiet icon-only" icon="clear" label="Close the search" title="Esc" onPress={close} />
    </search>
  );
}
