/// The picture of a run that the README shows: what Weft's operations cost in a browser, beside their like.

import { figure, type Line, type Measured, type Report } from './results.ts';

/// The rows that are shown, where they have been measured, and whose lines.
const shown = ['next', 'yield', 'spawn', 'rendezvous', 'select', 'mutex', 'timeout'];
const left = ['stack check off', 'ucontext', 'the other checkout', '-lweft-fiber', "Asyncify's"];

const width = 760;
const labels = 270; // how wide what stands left of the bars is
const values = 90; // and what stands right of the longest
const line = 17;
const gap = 16;
const head = 52;

const style = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 15px; font-weight: 600; }
  .row { font-weight: 600; }
  .quiet { fill: #59636e; }
  .own { fill: #0969da; }
  .other { fill: #afb8c1; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .quiet { fill: #9198a1; }
    .own { fill: #4493f8; }
    .other { fill: #656c76; }
  }`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const isOwn = ({ name }: Line): boolean => name.startsWith('Weft');

function rowsOf({ reports }: Measured): Report[] {
  const places = ['chromium', 'node'] as const;
  return shown.flatMap((id) => {
    const found = places.flatMap((place) => reports.filter((one) => one.id === id && one.place === place));
    return found.slice(0, 1);
  });
}

/// The bars have a logarithmic scale, since between the dearest and the cheapest lie three powers of ten.
export function plot(measured: Measured): string {
  const rows = rowsOf(measured).map((report) => ({
    ...report,
    lines: report.lines
      .filter(({ name }) => !left.some((words) => name.includes(words)))
      .toSorted((a, b) => a.value - b.value),
  }));
  const all = rows.flatMap(({ lines }) => lines.map(({ value }) => value));
  const least = Math.min(...all) / 2;
  const scale = (width - labels - values) / Math.log(Math.max(...all) / least);
  const parts: string[] = [];
  let y = head;
  for (const { title, place, unit, lines } of rows) {
    parts.push(`<text class="row" x="0" y="${y}">${escaped(title)}</text>`);
    parts.push(
      `<text class="quiet" x="${width}" y="${y}" text-anchor="end">${escaped(`${place}, ${unit}`)}</text>`,
    );
    for (const one of lines) {
      y += line;
      const long = Math.round(scale * Math.log(one.value / least));
      const kind = isOwn(one) ? 'own' : 'other';
      parts.push(
        `<text x="${labels - 8}" y="${y}" text-anchor="end">${escaped(one.name)}</text>`,
        `<rect class="${kind}" x="${labels}" y="${y - 10}" width="${long}" height="12" rx="2"/>`,
        `<text x="${labels + long + 6}" y="${y}">${figure(one.value)}</text>`,
      );
    }
    y += line + gap;
  }
  const words = `Measured on ${measured.date}: ${measured.machine}`;
  const height = y - gap;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(
    `What Weft costs beside its alternatives. ${words}`,
  )}">
<style>${style}
</style>
<text class="title" x="0" y="16">Nanoseconds for one operation; a bar twice as long is not twice as dear</text>
<text class="quiet" x="0" y="33">${escaped(words)}</text>
${parts.join('\n')}
</svg>
`;
}
