/// The icons are lines on a 16-pixel grid, drawn in the text's colour.

const shapes: Record<string, string> = {
  run: 'M4.5 2.8v10.4L13 8z',
  resume: 'M4.5 2.8v10.4L13 8z',
  stop: 'M3.5 3.5h9v9h-9z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  step: 'M3 3v10l6.5-5zM11 3h2.2v10H11z',
  previous: 'M10.5 3v10L4 8z',
  next: 'M5.5 3v10L12 8z',
  back: 'M13 3v10L6.5 8zM2.8 3H5v10H2.8z',
};

const strokes: Record<string, string> = {
  link:
    'M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.5-2.5a2.6 2.6 0 0 0-3.7-3.7l-.8.8' +
    'M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.2 9.1a2.6 2.6 0 0 0 3.7 3.7l.8-.8',
  format: 'M2.5 3.5h11M5.5 6.5h8M5.5 9.5h6M2.5 12.5h9',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  clear: 'M4 4l8 8M12 4l-8 8',
  book:
    'M8 4.2C6.6 3 4.7 2.8 2.5 2.9v9.3c2.2-.1 4.1.1 5.5 1.3 ' +
    '1.4-1.2 3.3-1.4 5.5-1.3V2.9c-2.2-.1-4.1.1-5.5 1.3zM8 4.2v9.3',
  out: 'M3.5 8h9',
  in: 'M3.5 8h9M8 3.5v9',
  fit: 'M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3M5 8h6',
  follow: 'M2.5 8h8M7.5 5l3 3-3 3M13.5 3v10',
  save: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M2.5 11.5v2h11v-2',
  filter: 'M2.5 3.5h11L9.5 8.5v4l-3-1.5v-2.5z',
  restart: 'M3.2 6.2A5.2 5.2 0 1 1 2.8 9M3 2.5v3.9h3.9',
  drafts: 'M4 2.5h5.5l3 3v8H4zM9.5 2.5v3h3M6 8.5h4.5M6 11h4.5',
  keys: 'M1.8 4.5h12.4v7.5H1.8zM4.2 7h.2M7 7h.2M9.8 7h.2M12 7h-.2M5 9.6h6',
  explore: 'M2.5 8h3l3-4.5h5M5.5 8h8M5.5 8l3 4.5h5',
  compare: 'M2.5 3h4.5v10H2.5zM9 3h4.5v10H9z',
  settings: 'M2.5 5h7M13 5h.5M2.5 11h.5M6.5 11h7M11.2 3.2v3.6M4.8 9.2v3.6',
  view: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
  tour: 'M3 13.5h6a2.75 2.75 0 0 0 0-5.5H6.5a2.75 2.75 0 0 1 0-5.5H13M10.5.7 13 2.5l-2.5 1.8',
  sum: 'M12 4V2.5H4L8.5 8 4 13.5h8V12',
  find: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3l3.2 3.2',
  range: 'M2.5 3v10M13.5 3v10M5 8h6M5 8l2-2M5 8l2 2M11 8l-2-2M11 8l-2 2',
  down: 'M8 3v9M4 8.5 8 12.5l4-4',
};

export function Icon({ name }: { name: string }) {
  const stroke = strokes[name];
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {stroke ? (
        <path
          d={stroke}
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      ) : (
        <path d={shapes[name]} fill="currentColor" />
      )}
    </svg>
  );
}

/// Two warp threads and the weft that passes over one and under the other.
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <g fill="none" stroke-width="3" stroke-linecap="round">
        <path class="warp" d="M8 3v18M16 3v5M16 16v5" />
        <path class="weft" d="M2.5 12h2.2M11.3 12h10.2" />
      </g>
    </svg>
  );
}
