/// The legend says what the marks mean, and which keys there are.

const items: [look: string, words: string][] = [
  ['running', 'has its turn'],
  ['ready', 'ready'],
  ['waiting', 'waits'],
  ['sleeping', 'sleeps'],
  ['standing', 'stands at yield'],
  ['host', 'fetch, input or frame under way'],
  ['output', 'writes'],
  ['wake', 'spawns, wakes, resumes, hands over'],
];

export function Legend() {
  return (
    <div class="legend">
      <ul aria-label="Legend">
        {items.map(([look, words]) => (
          <li key={look}>
            <i class={`key ${look}`} aria-hidden="true" />
            {words}
          </li>
        ))}
      </ul>
      <p id="chart-help">
        <span>Drag the ruler to go back in time. </span>
        <span class="unseen">
          Arrow keys move, plus and minus zoom, as do W, S, A and D; Home and End go to the ends, F fits all,
          L follows the newest. Up and down choose a lane, comma and period go from span to span, Enter
          selects. The table of tasks below says the same in words.
        </span>
      </p>
    </div>
  );
}
