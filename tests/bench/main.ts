/// `weft bench`: Weft beside what else there is, measured in turns in the same run.

import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, type as system } from 'node:os';
import { parseArgs } from 'node:util';
import { Builder } from './build.ts';
import { ChromiumEngines, hasChromium } from './chromium.ts';
import { depthReport } from './depth.ts';
import { rows, siteRows } from './every-row.ts';
import { plot } from './plot.ts';
import { NodeEngine, type EngineHost } from './places.ts';
import { format, legend, reportOf } from './report.ts';
import type { Measured, Report } from './results.ts';
import type { Place, Row } from './rows.ts';
import { runRow, type Scale } from './run-row.ts';

const usage = `usage: ./weft bench [ROW…] [--node] [--chromium] [--quick|--once] [--json FILE] [--plot FILE.svg]
                     [--against CHECKOUT]
       ./weft bench --from FILE.json --plot FILE.svg
  ROW: ${[...new Set([...rows, ...siteRows].map(({ id }) => id))].join(' ')}
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'boolean' },
    chromium: { type: 'boolean' },
    quick: { type: 'boolean', default: false },
    once: { type: 'boolean', default: false },
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
const pace = values.once ? 'once' : values.quick ? 'quick' : 'full';
const scale: Scale = { pace, against: values.against };

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
/* Each row has new engines. For once they serve for all: to start them would take longer than to measure. */
const shared = pace === 'once' && { node: new NodeEngine(), chromium: await browser?.engine() };
for (const row of rows.filter(wanted)) {
  if (values.node || everywhere) await measure(row, 'node', shared ? shared.node : new NodeEngine());
  if (browser) await measure(row, 'chromium', (shared && shared.chromium) || (await browser.engine()));
}
if (shared) await shared.node.close();
for (const place of ['node', 'chromium'] as const) {
  const report = depthReport(reports, place);
  if (report) say(report);
}
for (const row of siteRows.filter(wanted)) {
  const places: Place[] = [
    ...(values.node || everywhere ? ['node' as const] : []),
    ...(browser ? ['chromium' as const] : []),
  ];
  for (const report of await row.measure({ pace, places })) say(report);
}
builder.close();
const machine = [
  `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'})`,
  system(),
  `Node ${process.versions.node}`,
  ...(browser ? [`Chromium ${browser.version}`] : []),
];
const seconds = Math.round(performance.now() / 1000);
const measured: Measured = {
  date: new Date().toISOString().slice(0, 10),
  machine: machine.join(', '),
  seconds,
  reports,
};
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(measured, undefined, 2)}\n`);
if (values.plot !== undefined) writeFileSync(values.plot, plot(measured));
process.stdout.write(`Measured in ${seconds} s.\n`);
await browser?.close();
process.exit(0);

async function measure(row: Row, place: Place, engine: EngineHost): Promise<void> {
  const { contenders, inChromium = contenders } = row;
  const here = { ...row, contenders: place === 'chromium' ? inChromium : contenders };
  try {
    say(reportOf(await runRow(here, engine, builder, scale), place));
  } catch (error) {
    process.stdout.write(
      `${row.title}   [${row.id}, ${place}]\n  could not be measured: ${(error as Error).message}\n\n`,
    );
  } finally {
    if (!shared) await engine.close();
  }
}
