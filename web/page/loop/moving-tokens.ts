/// A token that has come to another place is seen to go there, where a person likes movement and the moments
/// come slowly enough to be followed.

import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const moveMilliseconds = 240;
/// Who changes sooner than this after the last time is simply there.
const followableMilliseconds = 200;

export function useMovingTokens(root: RefObject<HTMLElement | null>, ...causes: unknown[]): void {
  const before = useRef(new Map<string, DOMRect>());
  const changedAt = useRef(-Infinity);
  useLayoutEffect(() => {
    const now = performance.now();
    const calm =
      now - changedAt.current >= followableMilliseconds &&
      !matchMedia('(prefers-reduced-motion: reduce)').matches;
    changedAt.current = now;
    const places = new Map<string, DOMRect>();
    for (const token of root.current?.querySelectorAll<HTMLElement>('.token') ?? []) {
      const key = token.dataset.task!;
      const place = token.getBoundingClientRect();
      const old = before.current.get(key);
      places.set(key, place);
      if (!calm || !old || (old.x === place.x && old.y === place.y)) continue;
      const from = `translate(${old.x - place.x}px, ${old.y - place.y}px)`;
      token.animate([{ transform: from }, { transform: 'none' }], {
        duration: moveMilliseconds,
        easing: 'ease-out',
      });
    }
    before.current = places;
  }, causes);
}
