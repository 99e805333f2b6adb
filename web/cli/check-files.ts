/// `weft check`: which programs, how many at a time, and once more when they change.

import { readdirSync, statSync, watch } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { Builder } from './build.ts';
import { complaintOf, type Program } from './check.ts';
import { newReport, type Checked, type Report } from './check-report.ts';
import { status } from './failure.ts';
import { Launcher } from './launch.ts';
import { say, writeAll } from './output.ts';
import { allowSwitching } from './switching.ts';
import type { CheckSettings, CommandLine } from './options.ts';

/// A compiler takes a second or two to start, as long as it takes for about so many programs.
const programsEach = 8;
const mostCompilers = 4;
/// Changes that come so close together are looked at once.
const quietMilliseconds = 50;

const isThere = (path: string) => statSync(path, { throwIfNoEntry: false });

/// A folder stands for the programs in it, a pattern for those that match, by name.
function programsOf(path: string): Program[] {
  const found = isThere(path);
  if (found?.isDirectory()) {
    const names = readdirSync(path).filter((name) => name.endsWith('.c'));
    if (names.length === 0)
      return [{ file: path, ofFolder: true, missing: `${path}: no program (*.c) is in it` }];
    return names.sort().map((name) => ({ file: join(path, name), ofFolder: true }));
  }
  if (found || !isDynamicPattern(path)) return [{ file: path, ofFolder: false }];
  const files = globSync(path, patterns(path)).sort();
  if (files.length === 0) return [{ file: path, ofFolder: false, missing: `${path}: no file matches` }];
  return files.map((file) => ({ file, ofFolder: false }));
}

/// Names are given as the pattern is: from the root, or from here.
const patterns = (path: string) => ({
  absolute: isAbsolute(path),
  expandDirectories: false,
  ignore: '**/node_modules/**',
});

const programsIn = (paths: readonly string[]): Program[] => [
  ...new Map(paths.flatMap(programsOf).map((program) => [resolve(program.file), program])).values(),
];

/// The command's status: a program that is not as it says outweighs one that is not there.
export async function checkFiles({ files, settings, check, explore }: CommandLine): Promise<number> {
  allowSwitching(settings.switching);
  const programs = programsIn(files);
  const jobs = Math.max(1, Math.min(explore.jobs ?? availableParallelism(), programs.length));
  const compilers = Math.min(jobs, mostCompilers, Math.ceil(programs.length / programsEach));
  const builder = new Builder(compilers);
  const how = check.explore ? { ...settings, explore } : settings;
  const report = newReport(check.reporter, programs.length);
  const stamps = stampsOf(programs);
  const failed = await checkAll(programs, { settings: how, jobs, builder, report });
  if (check.watch) await watchAndCheck(files, stamps, { settings: how, jobs, builder });
  builder.close();
  if (failed.length === 0) return 0;
  return failed.every((one) => one === status.noInput) ? status.noInput : status.failed;
}

interface Means {
  settings: CheckSettings;
  jobs: number;
  builder: Builder;
}

/// The statuses of those that fail. What is told comes in the programs' order.
async function checkAll(
  programs: readonly Program[],
  { settings, jobs, builder, report }: Means & { report: Report },
): Promise<number[]> {
  const done: (Checked | undefined)[] = [];
  let next = 0;
  let told = 0;
  const work = async (): Promise<void> => {
    const launcher = new Launcher();
    for (let index = next++; index < programs.length; index = next++) {
      const program = programs[index]!;
      const began = performance.now();
      const complaint = await complaintOf(program, settings, builder, launcher);
      done[index] = { file: program.file, complaint, seconds: (performance.now() - began) / 1000 };
      for (; done[told]; told++) writeAll(1, report.one(done[told]!));
    }
    await launcher.close();
  };
  await Promise.all(Array.from({ length: jobs }, work));
  writeAll(1, report.end());
  return done.flatMap((one) => (one?.complaint ? [one.complaint.status] : []));
}

/// Goes on until the process is interrupted. `stamps`: of the files as they were checked.
async function watchAndCheck(
  paths: readonly string[],
  stamps: Map<string, string>,
  means: Means,
): Promise<never> {
  const folders = new Set(
    programsIn(paths).map(({ file }) => (isThere(file)?.isDirectory() ? file : dirname(file))),
  );
  let changed = () => {};
  const look = () => {
    clearTimeout(timer);
    timer = setTimeout(() => changed(), quietMilliseconds);
  };
  let timer: NodeJS.Timeout | undefined;
  for (const folder of folders) if (isThere(folder)) watch(folder, look);
  let known = namesOf(programsIn(paths));
  for (;;) {
    say('waiting for changes; Ctrl+C ends it');
    const { news, gone } = await new Promise<{ news: Program[]; gone: string[] }>((resolve) => {
      changed = () => {
        const programs = programsIn(paths).map((program) => ({ ...program, stamp: stampOf(program.file) }));
        const there = programs.filter(
          ({ file, missing, stamp }) => missing || paths.includes(file) || !isOfNone(stamp),
        );
        const names = namesOf(there);
        const news = there.filter(({ file, stamp }) => stamps.get(file) !== stamp);
        const gone = [...known].filter((file) => !names.has(file));
        known = names;
        if (news.length + gone.length > 0) resolve({ news, gone });
      };
      changed(); // what has changed meanwhile
    });
    changed = () => {};
    for (const file of gone) {
      say(`${file} is gone`);
      stamps.delete(file);
    }
    for (const { file } of news) stamps.set(file, stampOf(file));
    if (news.length > 0) await checkAll(news, { ...means, report: newReport('spec', news.length) });
  }
}

/// A file that is named stays one of them when it is gone: then it fails.
const namesOf = (programs: readonly Program[]): Set<string> =>
  new Set(programs.filter(({ missing }) => !missing).map(({ file }) => file));

/// Of a program and what belongs to it: when each was written, and its size.
const stampOf = (file: string): string =>
  [file, `${file}.expected`, file.replace(/\.c$/, '.in')]
    .map(isThere)
    .map((one) => (one ? `${one.mtimeMs} ${one.size}` : ''))
    .join(', ');

/// Whether there was no program.
const isOfNone = (stamp: string): boolean => stamp.startsWith(',');

const stampsOf = (programs: readonly Program[]) => new Map(programs.map(({ file }) => [file, stampOf(file)]));
