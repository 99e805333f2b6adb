/// The moment that the table shows: the newest, but not more often than can be read and paid for.

import { useEffect, useState } from 'preact/hooks';
import { effect } from '@preact/signals';

import type { Timeline } from './timeline.ts';

/// Milliseconds between two tables, and for each thousand tasks.
const least = 120;
const perThousand = 10;

export function useThrottled(timeline: Timeline): number {
  const [, setCount] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = -Infinity;
    const stop = effect(() => {
      timeline.version.value;
      timeline.eventIndex.value;
      timeline.selected.value;
      timeline.only.value;
      if (timer !== undefined) return;
      const apart = least + (timeline.trace.lanes.length / 1000) * perThousand;
      timer = setTimeout(
        () => {
          timer = undefined;
          last = performance.now();
          setCount((count) => count + 1);
        },
        Math.max(0, last + apart - performance.now()),
      );
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [timeline]);
  return timeline.eventIndex.peek() ?? timeline.trace.last;
}
