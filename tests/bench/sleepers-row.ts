/// What a million sleepers cost natively, in processor time: that of the kernel counts, which has to find the
/// room, and what other programs take does not. In turns, each in a process of its own.

import { readFileSync } from 'node:fs';
import { Builder } from './build.ts';
import { median, spread, type Pace } from './measure.ts';
import { Process } from './places.ts';
import type { Line, Report } from './results.ts';
import type { SiteRow } from './site-rows.ts';

/// Fewer sleepers take less time than the clock of the kernel's accounts tells.
const efforts: Record<Pace, { count: number; rounds: number }> = {
  full: { count: 1_000_000, rounds: 3 },
  quick: { count: 100_000, rounds: 1 },
  once: { count: 100_000, rounds: 1 },
};
const nanosecondsOfTick = 1e7;

/// Of the process with all its threads so far, by proc(5): user and system time are the 14th and 15th field.
function processorTime(id: number): number {
  const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * nanosecondsOfTick;
}

async function once(command: string, work: string, count: number): Promise<number> {
  const process = new Process(command, []);
  await process.measure('spawn')(1); // it has started
  const before = processorTime(process.id);
  await process.measure(work)(count);
  const taken = processorTime(process.id) - before;
  process.close();
  return taken / count;
}

async function measured(count: number, rounds: number): Promise<Report> {
  const builder = new Builder();
  const [native, go] = [await builder.native('tasks', 'auto'), await builder.go()];
  const contenders = [
    { name: 'Weft, native', command: native, work: 'sleepers-guarded' },
    { name: 'Weft, native, small stacks packed', command: native, work: 'sleepers' },
    { name: 'Go', command: go, work: 'sleepers' },
  ].map((one) => ({ ...one, samples: [] as number[] }));
  for (let round = 0; round < rounds; round++)
    for (const { command, work, samples } of contenders)
      if (command !== undefined) samples.push(await once(command, work, count));
  builder.close();
  const there = contenders.filter(({ samples }) => samples.length > 0);
  const lines = there.map(
    ({ name, samples }): Line => ({ name, value: median(samples), spread: spread(samples) }),
  );
  const value = (name: string) => lines.find((one) => one.name === name)?.value;
  const [packed, ofGo] = [value('Weft, native, small stacks packed'), value('Go')];
  return {
    id: 'sleepers',
    title: `${count.toLocaleString('en')} tasks spawned, asleep, woken, ended: processor time of each`,
    place: 'node',
    unit: 'ns',
    lines,
    missing: go === undefined ? [{ name: 'Go', why: 'go is missing' }] : [],
    aims:
      packed && ofGo
        ? [
            {
              words: 'packed, below Go',
              measured: packed / ofGo,
              atMost: 1,
              unit: '×',
              met: packed <= ofGo,
            },
          ]
        : [],
  };
}

export const sleepersRow: SiteRow = {
  id: 'timers', // beside the row of that name, which tells the time by the clock
  async measure({ pace, places }) {
    if (!places.includes('node')) return [];
    const { count, rounds } = efforts[pace];
    return [await measured(count, rounds)];
  },
};
