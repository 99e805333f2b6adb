/// Reads the command line's options and checks them.

import { parseArgs } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';
import { readAnswers } from './answers-file.ts';
import { parseSeed, readSchedule, seedRange } from '../runtime/index.ts';
import type { KeptAnswers, RunPolicy, Schedule } from '../runtime/index.ts';
import type { Switching } from '../toolchain/index.ts';
import { Failure, reason, status } from './failure.ts';
import { readFileSync } from 'node:fs';

export interface RunSettings {
  clock: 'real' | 'virtual';
  seed: number;
  /// Who decides at the run's choices.
  policy: RunPolicy;
  stdin: string | undefined;
  /// What was fetched before; undefined: everything is asked for outside.
  answers: KeptAnswers | undefined;
  /// Seconds; undefined: as long as it takes.
  timeout: number | undefined;
  stats: boolean;
  /// Whether races are looked for.
  races: boolean;
  /// Where the trace goes.
  trace: string | undefined;
  /// Where the recorded run goes.
  record: string | undefined;
  optimize: OptimizationLevel;
  switching: Switching;
  /// Undefined: the page's.
  standard: Standard | undefined;
  warnings: Warnings;
  /// Whether all undefined behaviour that can be noticed ends the program.
  sanitize: boolean;
}

/// Of explore alone.
export interface ExploreSettings {
  strategy: (typeof strategies)[number];
  /// Departures from fifo, at most.
  bound?: number;
  /// Runs, at most.
  schedules: number;
  /// Seconds, at most.
  seconds?: number;
  /// Workers; undefined: as many as there are processors.
  jobs: number | undefined;
  /// Every interleaving.
  all: boolean;
  races: boolean;
  /// Calls that can fail may do so, one in a run.
  faults: boolean;
  /// Timers so many seconds apart may fire in either order.
  jitter: number;
  /// Suspicions of races fail too.
  strict: boolean;
  json: boolean;
  /// Outcomes may differ.
  any: boolean;
  /// A folder for the schedules of the outcomes.
  save: string | undefined;
  shard?: { part: number; of: number };
  /// The files are reports, to be made one.
  merge: boolean;
}

/// Of check alone.
export interface CheckOptions {
  reporter: (typeof reporters)[number];
  watch: boolean;
  /// Whether the runs that there could be are looked at too.
  explore: boolean;
}

/// Of one program that is checked.
export type CheckSettings = Pick<RunSettings, 'seed' | 'timeout' | 'optimize'> &
  Partial<Pick<RunSettings, 'standard' | 'warnings' | 'sanitize' | 'switching'>> & {
    /// Absent: the runs that there could be are not looked at.
    explore?: ExploreSettings;
  };

export type OptimizationLevel = (typeof levels)[number];
export type Standard = (typeof standards)[number];
export type Warnings = (typeof warningSets)[number];

export interface CommandLine {
  settings: RunSettings;
  files: string[];
  /// What follows `--`.
  args: string[];
  help: boolean;
  explore: ExploreSettings;
  check: CheckOptions;
  /// -o: what bundle makes.
  output: string | undefined;
}

const standards = ['gnu89', 'gnu99', 'gnu11', 'gnu17', 'gnu23'] as const;
const warningSets = ['none', 'all', 'pedantic', 'error'] as const;
const sanitizers = ['undefined'] as const;
/// Of each command that compiles.
const compiling = ['O', 'std', 'warnings', 'sanitize'] as const;
const levels = ['0', '1', '2', '3', 's', 'z'] as const;
const clocks = ['real', 'virtual'] as const;
const switchings = ['asyncify', 'native'] as const;
const policies = ['fifo', 'random', 'pct'] as const;
const reporters = ['spec', 'tap', 'junit'] as const;
const strategies = ['auto', 'dfs', 'pct', 'random'] as const;

const known = {
  run: [
    ...['clock', 'seed', 'policy', 'replay', 'stdin', 'answers', 'timeout', 'trace', 'record', 'stats'],
    ...['races', 'switching', 'help'],
    ...compiling,
  ] as const,
  check: [
    ...compiling,
    ...['seed', 'timeout', 'reporter', 'jobs', 'watch', 'explore', 'schedules', 'seconds'],
    ...['switching', 'help'],
  ] as const,
  bundle: ['o', 'clock', 'seed', 'schedule', 'switching', ...compiling, 'help'],
  explore: [
    ...['strategy', 'bound', 'schedules', 'seconds', 'jobs', 'all', 'seed', 'stdin', 'races', 'strict'],
    ...compiling,
    ...['json', 'any', 'save', 'shard', 'merge', 'faults', 'jitter', 'answers', 'switching', 'help'],
  ] as const,
} as const;

export type Command = keyof typeof known;
type Option = (typeof known)[Command][number];

const flags: readonly string[] = 'stats help all strict json any merge faults watch explore'.split(' ');
const isFlag = (command: Command, name: string): boolean =>
  flags.includes(name) || (name === 'races' && command === 'run');

export function parse(command: Command, argv: string[]): CommandLine {
  const values = new Map<Option, string>();
  const files: string[] = [];
  const end = argv.indexOf('--');
  const { tokens } = parseArgs({
    args: end < 0 ? argv : argv.slice(0, end),
    options: {
      ...Object.fromEntries(
        known[command].map((name) => [name, { type: isFlag(command, name) ? 'boolean' : 'string' } as const]),
      ),
      ...(command === 'bundle' && { o: { type: 'string', short: 'o' } as const }),
      ...(known[command].includes('O') && { O: { type: 'string', short: 'O' } as const }),
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value);
    if (token.kind === 'option')
      values.set(checkName(command, token.name, token.rawName), checkPresence(command, token));
  }
  return {
    settings: settingsOf(values),
    files,
    args: end < 0 ? [] : argv.slice(end + 1),
    help: values.has('help'),
    explore: exploreSettingsOf(values),
    check: checkOptionsOf(values),
    output: values.get('o'),
  };
}

function checkName(command: Command, name: string, raw: string): Option {
  const names: readonly string[] = known[command];
  if (names.includes(name) && (name.length > 1 || raw === `-${name}`)) return name as Option;
  if (command === 'check' && known.run.some((one) => one === name)) {
    const why = name === 'clock' ? ': it always runs programs on the virtual clock' : '';
    throw new Failure(status.usage, `${raw} is an option of run alone; check does not take it${why}`);
  }
  const near = meant(
    name,
    names.filter((one) => one.length > 1),
  );
  const hint = near
    ? `did you mean --${near}?`
    : `there are ${names.map((one) => `${one.length > 1 ? '--' : '-'}${one}`).join(', ')}`;
  throw new Failure(status.usage, `${command} has no option ${raw}; ${hint}`);
}

function checkPresence(
  command: Command,
  token: { name: string; rawName: string; value: string | undefined },
): string {
  const flag = isFlag(command, token.name);
  if (flag && token.value !== undefined) throw new Failure(status.usage, `${token.rawName} takes no value`);
  if (!flag && !token.value) throw new Failure(status.usage, `${token.rawName} needs a value`);
  return token.value ?? '';
}

function settingsOf(values: Map<Option, string>): RunSettings {
  const timeout = values.get('timeout');
  return {
    clock: choice('--clock', values.get('clock') ?? 'real', clocks),
    seed: seed(values.get('seed') ?? '0'),
    policy: policyOf(values),
    stdin: values.get('stdin'),
    answers: values.has('answers') ? answersIn(values.get('answers')!) : undefined,
    timeout: timeout === undefined ? undefined : secondsOf('--timeout', timeout),
    stats: values.has('stats'),
    races: values.has('races'),
    trace: values.get('trace'),
    record: values.get('record'),
    standard: values.has('std') ? choice('--std', values.get('std')!, standards) : undefined,
    warnings: choice('--warnings', values.get('warnings') ?? 'all', warningSets),
    sanitize: values.has('sanitize') && !!choice('--sanitize', values.get('sanitize')!, sanitizers),
    switching: choice('--switching', values.get('switching') ?? 'asyncify', switchings),
    optimize: choice('-O', values.get('O') ?? '1', levels),
  };
}

function exploreSettingsOf(values: Map<Option, string>): ExploreSettings {
  const whole = (name: Option, least: number): number | undefined => {
    const text = values.get(name);
    const valid = (value: number) => Number.isSafeInteger(value) && value >= least && value <= 1e9;
    return text === undefined ? undefined : number(`--${name}`, text, valid, `a whole number from ${least}`);
  };
  const bound = whole('bound', 0);
  const seconds = values.get('seconds');
  const shard = values.get('shard');
  return {
    strategy: choice('--strategy', values.get('strategy') ?? 'auto', strategies),
    ...(bound !== undefined && { bound }),
    schedules: whole('schedules', 1) ?? 10_000,
    ...(seconds !== undefined && { seconds: secondsOf('--seconds', seconds) }),
    jobs: whole('jobs', 1),
    all: values.has('all'),
    races: choice('--races', values.get('races') || 'on', ['on', 'off'] as const) === 'on',
    faults: values.has('faults'),
    jitter: values.has('jitter') ? secondsOf('--jitter', values.get('jitter')!) : 0,
    strict: values.has('strict'),
    json: values.has('json'),
    any: values.has('any'),
    save: values.get('save'),
    ...(shard !== undefined && { shard: shardOf(shard) }),
    merge: values.has('merge'),
  };
}

function checkOptionsOf(values: Map<Option, string>): CheckOptions {
  const reporter = choice('--reporter', values.get('reporter') ?? 'spec', reporters);
  if (values.has('watch') && reporter !== 'spec')
    throw new Failure(status.usage, '--watch goes on: its reporter is spec');
  return { reporter, watch: values.has('watch'), explore: values.has('explore') };
}

function shardOf(text: string): { part: number; of: number } {
  const [part, of] = /^(\d+)\/(\d+)$/.exec(text)?.slice(1).map(Number) ?? [];
  if (part !== undefined && of !== undefined && part >= 1 && part <= of) return { part, of };
  throw new Failure(status.usage, `--shard wants a part of how many, such as 2/8, not '${text}'`);
}

const secondsOf = (option: string, text: string): number =>
  number(option, text, (value) => value > 0 && value < 1e6, 'seconds, above 0 and below a million');

/// What run calls --replay, bundle calls --schedule.
function policyOf(values: Map<Option, string>): RunPolicy {
  const policy = values.get('policy');
  const option = values.has('replay') ? 'replay' : 'schedule';
  const replay = values.get(option);
  if (replay === undefined) return { kind: choice('--policy', policy ?? 'fifo', policies) };
  if (policy !== undefined)
    throw new Failure(
      status.usage,
      '--replay follows a schedule, so that there is nothing for --policy to decide',
    );
  return { kind: 'replay', schedule: scheduleFrom(replay, `--${option}`) };
}

/// A schedule, or with an @ before it the file that holds one.
function scheduleFrom(text: string, option: string): Schedule {
  const schedule = readSchedule(text.startsWith('@') ? contentOf(text.slice(1), option).trim() : text);
  if (schedule) return schedule;
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  throw new Failure(
    status.usage,
    `${option} wants a schedule that a run has printed, such as a3-1.2, or @FILE, not '${shown}'`,
  );
}

function answersIn(file: string): KeptAnswers {
  const answers = readAnswers(contentOf(file, '--answers'));
  if (answers) return answers;
  throw new Failure(
    status.noInput,
    `--answers ${file}: it is no file of answers that explore --save has made`,
  );
}

function contentOf(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const named = option === '--answers' ? file : `@${file}`;
    throw new Failure(status.noInput, `${option} ${named}: ${reason(error)}`);
  }
}

function seed(text: string): number {
  const value = parseSeed(text);
  if (value === undefined) throw new Failure(status.usage, `--seed wants ${seedRange}, not '${text}'`);
  return value;
}

function choice<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((one) => one === value);
  if (found === undefined) throw new Failure(status.usage, `${option} is ${oneOf(choices)}, not '${value}'`);
  return found;
}

const oneOf = (words: readonly string[]): string => words.join(', ').replace(/, ([^,]*)$/, ' or $1');

/// The word nearest to what was written, if it is near enough to have been meant.
export function meant(written: string, words: readonly string[]): string | undefined {
  const near = closest(written, words);
  return distance(near, written) <= Math.max(2, near.length / 3) ? near : undefined;
}

function number(option: string, text: string, valid: (value: number) => boolean, wanted: string): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
  if (!valid(value)) throw new Failure(status.usage, `${option} wants ${wanted}, not '${text}'`);
  return value;
}
