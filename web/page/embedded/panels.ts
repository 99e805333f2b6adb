/// The panels that an embedded program can have, the more important ones first: where there is little room,
/// those behind are scrolled to.

export const panels = ['editor', 'output', 'timeline', 'tasks', 'loop'] as const;

export type Panel = (typeof panels)[number];

const usual: readonly Panel[] = ['editor', 'output', 'timeline'];

/// What of a view there is; the usual panels where that is nothing. The loop stands in the timeline.
export function panelsOf(view: string): readonly Panel[] {
  const wanted = new Set(view.toLowerCase().split(/[\s,]+/));
  const there = panels.filter((one) => wanted.has(one) || (one === 'timeline' && wanted.has('loop')));
  return there.length > 0 ? there : usual;
}
