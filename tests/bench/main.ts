/// `weft bench`: Weft beside what else there is, measured in turns in the same run.

import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, type as system } from 'node:os';
import { parseArgs } from 'node:util';
import { arriveRow } from './arrive-row.ts';
import { Builder } from './build.ts';
import { ChromiumEngines, hasChromium } from './chromium.ts';
import { curveRow } from './curve-row.ts';
import { depthReport } from './depth.ts';
import { exploreRow } from './explore-row.ts';
import { floodRow } from './flood-row.ts';
import { framesRow } from './frames-row.ts';
import { plot } from './plot.ts';
import { NodeEngine, type EngineHost } from './places.ts';
import { format, legend, reportOf } from './report.ts';
import type { Measured, Report } from './results.ts';
import { rows, type Place } from './rows.ts';
import { runRow, type Scale } from './run-row.ts';
import { packageRow } from './package-row.ts';
import { siteRows as plainRows } from './site-rows.ts';

const siteRows = [...plainRows, arriveRow, framesRow, floodRow, exploreRow, packageRow, curveRow];

const usage = `usage: ./weft bench [ROW…] [--node] [--chromium] [--quick] [--json FILE] [--plot FILE.svg]
                     [--against CHECKOUT]
       ./weft bench --from FILE.json --plot FILE.svg
  ROW: ${[...rows, ...siteRows].map(({ id }) => id).join(' ')}
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'boolean' },
    chromium: { type: 'boolean' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    plot: { type: 'string' },
    from: { type: 'string' },
    against: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});

const known = new Set([...rows, ...siteRows].map(({ id }) => id));
const unknown = positionals.find((name) => !known.has(name));
if (values.help || unknown !== undefined) {
  process.stderr.write(unknown === undefined ? usage : `weft: no such row: ${unknown}\n${usage}`);
  process.exit(unknown === undefined ? 0 : 64);
}
if (values.from !== undefined && values.plot !== undefined) {
  writeFileSync(values.plot, plot(JSON.parse(readFileSync(values.from, 'utf8')) as Measured));
  process.exit(0);
}
const wanted = ({ id }: { id: string }): boolean => positionals.length === 0 || positionals.includes(id);
const everywhere = !values.node && !values.chromium;
const scale: Scale = { quick: values.quick, against: values.against };

const reports: Report[] = [];
const say = (report: Report): void => {
  reports.push(report);
  process.stdout.write(`${format(report)}\n`);
};

process.stdout.write(`${legend}\n`);
const builder = new Builder();
const browser = (values.chromium || everywhere) && hasChromium() ? new ChromiumEngines() : undefined;
if (!browser && !values.node) process.stdout.write('Chromium is not installed: its rows are missing.\n\n');
await browser?.open();
for (const row of rows.filter(wanted)) {
  if (values.node || everywhere) await measure(row, 'node', new NodeEngine());
  if (browser) await measure(row, 'chromium', await browser.engine());
}
for (const place of ['node', 'chromium'] as const) {
  const report = depthReport(reports, place);
  if (report) say(report);
}
for (const row of siteRows.filter(wanted)) {
  const places: Place[] = [
    ...(values.node || everywhere ? ['node' as const] : []),
    ...(browser ? ['chromium' as const] : []),
  ];
  for (const report of await row.measure({ quick: scale.quick, places })) say(report);
}
builder.close();
const machine = [
  `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'})`,
  system(),
  `Node ${process.versions.node}`,
  ...(browser ? [`Chromium ${browser.version}`] : []),
];
const measured: Measured = {
  date: new Date().toISOString().slice(0, 10),
  machine: machine.join(', '),
  reports,
};
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(measured, undefined, 2)}\n`);
if (values.plot !== undefined) writeFileSync(values.plot, plot(measured));
await browser?.close();
process.exit(0);

async function measure(row: (typeof rows)[number], place: Place, engine: EngineHost): Promise<void> {
  try {
    say(reportOf(await runRow(row, engine, builder, scale), place));
  } catch (error) {
    process.stdout.write(
      `${row.title}   [${row.id}, ${place}]\n  could not be measured: ${(error as Error).message}\n\n`,
    );
  } finally {
    await engine.close();
  }
}
