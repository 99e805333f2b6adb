/// What a task costs that waits when there are 1, 10, … a million: each figure from a process of its own.

import { Builder } from './build.ts';
import { NodeEngine, openIn, Process } from './places.ts';
import type { Report, Table, Verdict } from './results.ts';
import type { SiteRow } from './site-rows.ts';

const counts = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

/// Bytes and nanoseconds of so many together.
interface Cost {
  bytes: number;
  time: number;
}

interface Waiter {
  name: string;
  most: number;
  cost(count: number): Promise<Cost>;
}

/// The time is that from the question to the answer: they are made, wait, are woken and end.
async function timed(ask: (count: number) => Promise<number>, count: number): Promise<Cost> {
  const began = performance.now();
  const bytes = await ask(count);
  return { bytes, time: (performance.now() - began) * 1e6 };
}

async function ofProcess(command: string, works: readonly string[], count: number, args: string[] = []) {
  const costs: Cost[] = [];
  for (const work of works) {
    const process = new Process(command, args);
    await process.measure('spawn')(1); // it has started
    costs.push(await timed(process.measure(work), count));
    process.close();
  }
  return { bytes: costs[0]!.bytes, time: costs.at(-1)!.time };
}

/// To have Python count bytes takes it as long again: of a million it would be most of the bench.
async function ofPython(command: string, count: number, { pythonPeers }: Builder): Promise<Cost> {
  const counted = count <= 100_000;
  const cost = await ofProcess(command, counted ? ['parked', 'park'] : ['park'], count, [pythonPeers]);
  return counted ? cost : { ...cost, bytes: -1 };
}

async function ofModule(program: string, count: number): Promise<Cost> {
  const engine = new NodeEngine();
  const measure = await openIn(engine, { contender: 'weft', program, work: 'parked', trace: 'off' });
  const cost = await timed(measure, count);
  await engine.close();
  return cost;
}

async function waiters(builder: Builder): Promise<Waiter[]> {
  const [native, go, threads] = [
    await builder.native('tasks', 'auto'),
    await builder.go(),
    await builder.threads(),
  ];
  const python = builder.python();
  const module = await builder.weft('tasks', { optimize: '2' });
  const all: Waiter[] = [
    { name: 'Weft, in Node', most: 1_000_000, cost: (count) => ofModule(module, count) },
  ];
  const add = (name: string, command: string | undefined, works: string[], most = 1_000_000) => {
    if (command === undefined) return;
    all.push({ name, most, cost: (count) => ofProcess(command, works, count) });
  };
  add('Weft, native', native, ['parked']);
  add('Weft, native, small stacks packed', native, ['parked-512']);
  add('Go', go, ['parked']);
  if (python !== undefined)
    all.push({ name: 'Python, asyncio', most: 1_000_000, cost: (count) => ofPython(python, count, builder) });
  add('threads', threads, ['parked'], 10_000);
  return all;
}

async function tableOf(all: readonly Waiter[], most: number): Promise<Record<keyof Cost, Table>> {
  const asked = counts.filter((count) => count <= most);
  const columns = asked.map((count) => count.toLocaleString('en'));
  const tables = {
    bytes: { columns, rows: [] as Table['rows'] },
    time: { columns, rows: [] as Table['rows'] },
  };
  for (const one of all) {
    const costs: (Cost | undefined)[] = [];
    for (const count of asked) costs.push(count <= one.most ? await one.cost(count) : undefined);
    const each = (of: keyof Cost) =>
      costs.map((cost, index) => (cost && cost[of] >= 0 ? cost[of] / asked[index]! : undefined));
    tables.bytes.rows.push({ name: one.name, values: each('bytes') });
    tables.time.rows.push({ name: one.name, values: each('time') });
  }
  return tables;
}

/// Of as many as there are in the last column.
function aimsOf({ rows }: Table): Verdict[] {
  const last = (name: string) => rows.find((one) => one.name === name)?.values.at(-1);
  const [task, packed, go] = ['Weft, in Node', 'Weft, native, small stacks packed', 'Go'].map(last);
  const verdict = (words: string, measured: number, atMost: number, unit: Verdict['unit']): Verdict => ({
    words,
    measured,
    atMost,
    unit,
    met: measured <= atMost,
  });
  return [
    ...(task === undefined ? [] : [verdict('a task in WebAssembly', task, 1024, 'bytes')]),
    ...(packed && go ? [verdict('natively, packed, no more than Go', packed / go, 1, '×')] : []),
  ];
}

export const curveRow: SiteRow = {
  id: 'curve',
  async measure({ pace, places }) {
    if (!places.includes('node')) return [];
    const builder = new Builder();
    const { bytes, time } = await tableOf(
      await waiters(builder),
      { full: Infinity, quick: 1_000, once: 10 }[pace],
    );
    builder.close();
    const shared: Omit<Report, 'title' | 'unit'> = {
      id: 'curve',
      place: 'node',
      lines: [],
      missing: [],
      aims: [],
    };
    return [
      {
        ...shared,
        title: 'memory of each task that waits, of so many',
        unit: 'bytes',
        table: bytes,
        aims: aimsOf(bytes),
      },
      { ...shared, title: 'made, waited, woken, ended: each of so many', unit: 'ns', table: time },
    ];
  },
};
