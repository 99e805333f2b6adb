/// `weft explore`: the runs that a program could make, and what comes of them.

import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker as Thread } from 'node:worker_threads';
import {
  explore,
  isGood,
  mergeReports,
  withAnswers,
  type ExploreOptions,
  type Progress,
  type Report,
  type Worker,
} from '../explore/index.ts';
import type { KeptAnswers } from '../runtime/index.ts';
import { answerOf } from './answer.ts';
import { answersText } from './answers-file.ts';
import { nodeHost } from './node-host.ts';
import { Failure, reason, status } from './failure.ts';
import { makeFolder } from './folder.ts';
import { textOf, type Rerun } from './explore-text.ts';
import { writeAll } from './output.ts';
import { readSource } from './source.ts';
import type { Builder } from './build.ts';
import type { ExploreStart, PartReply, PartRequest } from './explore-worker.ts';
import { compileOptionsOf } from './compile-options.ts';
import type { CommandLine, ExploreSettings, RunSettings } from './options.ts';

/// A thread that says nothing for so long after its time has come to an end is in a turn that lasts.
const graceMilliseconds = 1000;
/// So long an answer from outside is waited for; then there is none.
const patienceMilliseconds = 30_000;
/// Of setTimeout.
const maxTimeout = 2 ** 31 - 1;

/// A run that goes on for longer is endless.
export const maxTurns = 1_000_000;

/// The command's status: 1 where something is wrong with the program.
export async function exploreFile(
  { files, args, settings }: CommandLine,
  how: ExploreSettings,
  builder: Builder,
): Promise<number> {
  if (how.save !== undefined) makeSaveFolder(how.save);
  if (how.merge) {
    const report = mergeReports(files.map(reportIn));
    if (how.save !== undefined) save(report, new Map(), how.save);
    return tell(report, how, { file: report.program, options: [], args: [] });
  }
  if (settings.switching === 'native')
    throw new Failure(status.usage, 'exploring needs Asyncify: leave --switching native out');
  const file = files[0]!;
  const { wasm, text } = await builder.buildWith(readSource(file), file, compileOptionsOf(settings), true);
  builder.close();
  writeAll(2, text);
  const start: ExploreStart = {
    wasm,
    seed: settings.seed,
    args: [file, ...args],
    lines: settings.stdin === undefined ? [] : linesIn(settings.stdin),
    maxTurns,
    faults: how.faults,
    jitter: how.jitter,
    ...(settings.answers && { answers: settings.answers }),
  };
  const meter = new Meter(how.schedules);
  const { report, answers } = await exploreModule(start, { ...how, program: file }, (now) =>
    meter.show(now.schedules, now.outcomes.filter(({ failing }) => failing).length),
  );
  meter.clear();
  if (report.schedules === 0 && how.seconds !== undefined && !how.shard) {
    writeAll(2, `weft: not one run has ended within ${how.seconds} s\n`);
    return status.timedOut;
  }
  if (how.save !== undefined) save(report, answers, how.save);
  return tell(report, how, rerun(file, args, settings));
}

type ModuleOptions = Omit<ExploreOptions, 'seed'> & Pick<ExploreSettings, 'jobs' | 'races'>;

/// Explores in so many threads, and asks outside for what the program fetches, once. Rejects with the
/// signal's reason when that aborts.
export async function exploreModule(
  start: ExploreStart,
  { jobs = availableParallelism(), races, ...options }: ModuleOptions,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<{ report: Report; answers: KeptAnswers }> {
  const answers = new Map(start.answers);
  const began = performance.now();
  const left = () => (options.seconds === undefined ? {} : { seconds: options.seconds - passed() });
  const passed = () => (performance.now() - began) / 1000;
  const how = { jobs, races, ...options };
  const outside = { fetch: nodeHost.fetch, signal: () => AbortSignal.timeout(patienceMilliseconds) };
  const report = await withAnswers(outside, answers, () =>
    exploreWith({ ...start, answers }, { ...how, ...left() }, progress, signal),
  );
  return { report, answers };
}

async function exploreWith(
  start: ExploreStart,
  { jobs, races, ...options }: ModuleOptions,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<Report> {
  signal?.throwIfAborted();
  const threads = Array.from({ length: jobs! }, () => newThread(start));
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => (abort = () => reject(signal!.reason)));
  signal?.addEventListener('abort', abort);
  try {
    const exploring = explore({ ...options, seed: start.seed }, threads, progress);
    exploring.catch(() => undefined);
    const report = await Promise.race([exploring, aborted]);
    return races ? report : { ...report, races: [] };
  } finally {
    signal?.removeEventListener('abort', abort);
    for (const thread of threads) thread.close();
  }
}

/// The command that makes a run of the program again, but for its schedule.
function rerun(file: string, args: readonly string[], { seed, stdin }: RunSettings): Rerun {
  const options = [
    ...(seed === 0 ? [] : ['--seed', `${seed}`]),
    ...(stdin === undefined ? [] : ['--stdin', stdin]),
  ];
  return { file, options, args };
}

function tell(report: Report, how: ExploreSettings, again: Rerun): number {
  writeAll(1, how.json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report, again, how));
  return isGood(report, how) ? 0 : status.failed;
}

/// Before anything runs: who has to be told that it cannot be written should not wait for that.
function makeSaveFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Failure(status.output, `--save ${folder}: it cannot be written: ${reason(error)}`);
  }
}

/// One file for each outcome, which --replay @FILE takes, and one for the answers from outside, if there are
/// any, which --answers takes.
function save(report: Report, answers: KeptAnswers, folder: string): void {
  try {
    for (const [index, { schedule, cause, status: ended }] of report.outcomes.entries())
      writeFileSync(join(folder, `${index + 1}-${cause}-${ended}.schedule`), `${schedule}\n`);
    if (answers.size > 0) writeFileSync(join(folder, 'answers.json'), answersText(answers));
  } catch (error) {
    throw new Failure(status.output, `--save ${folder}: ${reason(error)}`);
  }
}

function reportIn(file: string): Report {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    if (Array.isArray(report.outcomes) && Array.isArray(report.races)) return report;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw new Failure(status.noInput, `${file}: ${reason(error)}`);
  }
  throw new Failure(status.noInput, `${file}: it is no report of weft explore --json`);
}

function linesIn(file: string): Uint8Array[] {
  try {
    return linesOf(readFileSync(file));
  } catch (error) {
    throw new Failure(status.noInput, `--stdin ${file}: ${reason(error)}`);
  }
}

/// With their newlines, which only the last may lack.
export function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(10, at);
    const end = newline < 0 ? bytes.length : newline + 1;
    lines.push(bytes.slice(at, end));
    at = end;
  }
  return lines;
}

function newThread(start: ExploreStart): Worker & { close(): void } {
  let thread: Thread | undefined;
  return {
    async do(part, budget) {
      thread ??= new Thread(new URL('explore-worker.js', import.meta.url), { workerData: start });
      const until = budget.until + performance.timeOrigin;
      thread.postMessage({ part, budget: { ...budget, until } } satisfies PartRequest);
      const reply = await inTime(answerOf<PartReply>(thread), budget.until + graceMilliseconds);
      if (!reply) {
        void thread.terminate();
        thread = undefined;
        return { runs: 0, outcomes: [], races: [], complete: false, branches: [] };
      }
      if ('error' in reply) throw new Failure(status.runtime, reply.error);
      return reply.result;
    },
    close: () => void thread?.terminate(),
  };
}

/// Undefined: there is no answer by then, a time of performance.now().
async function inTime<T>(answer: Promise<T>, until: number): Promise<T | undefined> {
  if (until === Infinity) return answer;
  answer.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.min(until - performance.now(), maxTimeout));
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/// How far it is, on a terminal.
class Meter {
  readonly #of: number;
  #shown = 0;

  constructor(of: number) {
    this.#of = of;
  }

  show(schedules: number, failing: number): void {
    if (!process.stderr.isTTY || performance.now() - this.#shown < 100) return;
    this.#shown = performance.now();
    writeAll(2, `\r\x1b[Kweft: ${schedules} of at most ${this.#of} schedules, ${failing} failing outcomes`);
  }

  clear(): void {
    if (process.stderr.isTTY) writeAll(2, '\r\x1b[K');
  }
}
