/// Looks at a run of an exercise and says in words whether it is solved, and if not, what is missing.

import { duration } from '../common/format.ts';
import type { EndCause } from '../runtime/ending.ts';
import type { ReportedOutcome, ReportedRace } from '../explore/report.ts';
import type { Trace } from '../trace/model/trace.ts';

/// What lesson.md lists under Check, one of these each.
export type Check =
  /// The solution's output; its lines may come in any order.
  | { kind: 'output'; anyOrder: boolean }
  /// The program's time at its end, on the virtual clock.
  | { kind: 'time'; seconds: number; atMost: boolean }
  /// No turn is longer.
  | { kind: 'turns'; milliseconds: number }
  /// The whole memory of the program.
  | { kind: 'memory'; megabytes: number }
  /// Each run that there could be ends with 0, and prints that output where it is asked for.
  | { kind: 'schedules' };

export function readCheck(text: string): Check {
  const [, time] = /^time (at most )?[\d.]+ s$/.exec(text) ?? [];
  const number = Number(/[\d.]+/.exec(text)?.[0]);
  if (text === 'output' || text === 'output in any order')
    return { kind: 'output', anyOrder: text !== 'output' };
  if (/^time (at most )?[\d.]+ s$/.test(text))
    return { kind: 'time', seconds: number, atMost: time !== undefined };
  if (/^turns at most [\d.]+ ms$/.test(text)) return { kind: 'turns', milliseconds: number };
  if (/^memory at most [\d.]+ MB$/.test(text)) return { kind: 'memory', megabytes: number };
  if (text === 'every schedule') return { kind: 'schedules' };
  throw new Error(`there is no check "${text}"`);
}

/// What came of the run that is checked.
export interface Evidence {
  stdout: string;
  status: number;
  cause: EndCause;
  /// Program time in nanoseconds.
  time: number;
  /// Of the whole program, in bytes.
  memory: number;
  trace: Trace;
  /// Where all schedules are asked for; undefined: nobody has explored yet.
  explored?: { outcomes: readonly ReportedOutcome[]; races: readonly ReportedRace[]; complete: boolean };
}

export interface Verdict {
  solved: boolean;
  text: string;
  /// The line of the program that it is about.
  line?: number;
}

/// The first complaint, or what has been found right.
export function judge(checks: readonly Check[], output: string, evidence: Evidence): Verdict {
  const ended = endedWell(evidence);
  if (ended) return ended;
  const praise: string[] = [];
  for (const check of checks) {
    const found = look(check, checks, output, evidence);
    if (typeof found !== 'string') return found;
    praise.push(found);
  }
  return { solved: true, text: `Solved: ${joined(praise)}.` };
}

const missing = (text: string, line?: number): Verdict => ({
  solved: false,
  text: `Not yet: ${text}`,
  ...(line !== undefined && line > 0 && { line }),
});

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;

function endedWell({ cause, status }: Evidence): Verdict | undefined {
  if (cause === 'deadlock') return missing('it ended by a deadlock: the output says who waits for whom.');
  if (cause === 'stopped') return missing('it was stopped before its end.');
  if (status !== 0) return missing(`it ended with status ${status} instead of 0.`);
  return undefined;
}

/// What has been found right, or the complaint.
function look(check: Check, all: readonly Check[], output: string, evidence: Evidence): string | Verdict {
  switch (check.kind) {
    case 'output':
      return lookAtOutput(evidence.stdout, output, check.anyOrder);
    case 'time':
      return lookAtTime(check, evidence.time / 1e9);
    case 'turns':
      return lookAtTurns(check.milliseconds, evidence.trace);
    case 'memory': {
      const megabytes = Math.round(evidence.memory / 1e6);
      if (megabytes <= check.megabytes) return `it takes ${megabytes} MB`;
      return missing(`it takes ${megabytes} MB, and at most ${check.megabytes} MB are allowed.`);
    }
    case 'schedules':
      return lookAtSchedules(all, output, evidence);
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line, index, lines) => line !== '' || index < lines.length - 1);

function lookAtOutput(stdout: string, output: string, anyOrder: boolean): string | Verdict {
  const difference = differenceOf(stdout, output, anyOrder);
  return difference === undefined ? 'the output is right' : missing(difference);
}

function differenceOf(stdout: string, output: string, anyOrder: boolean): string | undefined {
  const [got, wanted] = [linesOf(stdout), linesOf(output)];
  if (anyOrder) {
    got.sort();
    wanted.sort();
  }
  const at = wanted.findIndex((line, index) => got[index] !== line);
  if (at < 0)
    return got.length > wanted.length ? `"${got[wanted.length]}" is printed once too often.` : undefined;
  if (anyOrder) return `"${wanted[at]}" is not printed, or not as often as it should be.`;
  if (got[at] === undefined) return `line ${at + 1} of the output should be "${wanted[at]}", and is missing.`;
  return `line ${at + 1} of the output should be "${wanted[at]}", and is "${got[at]}".`;
}

/// Less than anybody waits for in a lesson.
const noticeableSeconds = 0.0005;

function lookAtTime({ seconds, atMost }: Extract<Check, { kind: 'time' }>, took: number): string | Verdict {
  const fits = atMost ? took <= seconds + noticeableSeconds : Math.abs(took - seconds) <= noticeableSeconds;
  const words = duration(Math.round(took * 1e9));
  if (fits) return `it takes ${words} on the virtual clock`;
  return missing(
    `it takes ${words} on the virtual clock, and should take ${atMost ? 'at most ' : ''}${seconds} s.`,
  );
}

function lookAtTurns(milliseconds: number, trace: Trace): string | Verdict {
  const { events } = trace;
  for (let turn = trace.firstTurn; turn <= trace.turnCount; turn++) {
    const [begin, end] = [trace.turnBegin(turn), Math.min(trace.turnEnd(turn), trace.last)];
    const lasted = events.time(end) - events.time(begin);
    if (lasted <= milliseconds * 1e6) continue;
    const who = trace.label(events.task(begin));
    return missing(
      `${who} keeps its turn for ${duration(lasted)}, and nobody else can run meanwhile; ` +
        `${milliseconds} ms are allowed.`,
    );
  }
  return `no turn is longer than ${milliseconds} ms`;
}

function lookAtSchedules(all: readonly Check[], output: string, { explored }: Evidence): string | Verdict {
  if (!explored) return missing('the other schedules have not been tried.');
  const { outcomes, races, complete } = explored;
  const failing = outcomes.find((one) => one.failing);
  if (failing) {
    const how = failing.cause === 'deadlock' ? 'ends in a deadlock' : 'fails';
    return missing(`there is a schedule in which it ${how}. ${failing.because}`);
  }
  const check = all.find((one) => one.kind === 'output');
  const other = check && outcomes.find((one) => differenceOf(one.stdout, output, check.anyOrder));
  if (other)
    return missing(
      `there is a schedule in which ${differenceOf(other.stdout, output, check.anyOrder)!} ${other.because}`,
    );
  const lost = races.find(({ kind }) => kind === 'lost-update');
  if (lost) return missing(`an update can be lost: ${lost.because}`, lost.then.line);
  if (!complete) return missing('there are too many schedules to try them all.');
  return 'it is so under every schedule';
}
