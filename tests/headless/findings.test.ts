/// What the page makes of an exploration: what has been found stays, counts only grow, and two outputs lie
/// side by side.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Report, ReportedOutcome } from '../../web/explore/index.ts';
import {
  endOf,
  outcomeCount,
  scheduleCount,
  tellingLines,
  withProgress,
  withReport,
  type Findings,
} from '../../web/page/explore/findings.ts';
import { sideBySide, type Row } from '../../web/page/explore/side-by-side.ts';

const outcome = (stdout: string, more: Partial<ReportedOutcome> = {}): ReportedOutcome => ({
  status: 0,
  cause: 'exit',
  stdout,
  stderr: '',
  count: 1,
  failing: false,
  schedule: 'fifo',
  because: '',
  ...more,
});

const deadlock = outcome('', { status: 70, cause: 'deadlock', failing: true, schedule: 'a1' });

const begun: Findings = {
  source: '',
  seed: 0,
  lines: [],
  answers: new Map(),
  outcomes: [],
  races: [],
  schedules: 0,
  complete: undefined,
  stopped: false,
};

const progress = (schedules: number, ...outcomes: ReportedOutcome[]) => ({ schedules, outcomes, races: [] });

const counts = ({ outcomes }: Findings) => outcomes.map(({ stdout, cause, count }) => [cause, stdout, count]);

test('an outcome comes with the progress that tells of it, the failing ones first', () => {
  let findings = withProgress(begun, progress(10, outcome('2\n', { count: 10 })));
  findings = withProgress(findings, progress(30, outcome('2\n', { count: 28 }), { ...deadlock, count: 2 }));
  assert.deepEqual(counts(findings), [
    ['deadlock', '', 2],
    ['exit', '2\n', 28],
  ]);
  assert.equal(outcomeCount(findings), '2 outcomes, 1 fails');
  assert.equal(scheduleCount(findings), '30 schedules');
});

test('work that is begun anew takes nothing back', () => {
  let findings = withProgress(begun, progress(500, outcome('2\n', { count: 499 }), deadlock));
  findings = withProgress(findings, progress(20, outcome('2\n', { count: 20 })));
  assert.equal(findings.schedules, 500);
  assert.deepEqual(counts(findings), [
    ['deadlock', '', 1],
    ['exit', '2\n', 499],
  ]);
});

test('the report has the last word, but no outcome that was seen is lost', () => {
  const findings = withProgress(begun, progress(500, outcome('2\n', { count: 499 }), deadlock));
  const report: Report = {
    program: 'program.c',
    strategy: 'pct',
    complete: false,
    schedules: 480,
    seconds: 1,
    outcomes: [outcome('2\n', { count: 480, because: 'In order.' })],
    races: [],
  };
  const end = withReport(findings, report);
  assert.deepEqual(counts(end), [
    ['deadlock', '', 1],
    ['exit', '2\n', 480],
  ]);
  assert.equal(end.outcomes[1]!.because, 'In order.');
  assert.equal(scheduleCount(end), '480 schedules, not complete');
});

test('how a run ends is said in words', () => {
  assert.equal(endOf(deadlock), 'Fails: deadlock');
  assert.equal(endOf(outcome('', { status: 3, failing: true })), 'Fails: status 3');
  assert.equal(endOf(outcome('', { cause: 'endless', failing: true })), 'Fails: it does not end');
  assert.equal(endOf(outcome('')), 'Ends with status 0');
});

test('an outcome is known by the first lines in which it is unlike the other', () => {
  assert.deepEqual(tellingLines(outcome('a\nb\nc\nd\n'), outcome('a\nx\nc\ny\n')), ['b', 'd']);
  assert.deepEqual(tellingLines(outcome('1\n2\n3\n4\n'), outcome('')), ['1', '2', '3']);
  assert.deepEqual(tellingLines(outcome('a\n'), outcome('a\nx\n')), ['(without "x")']);
  assert.deepEqual(tellingLines(outcome('a\nb\n'), undefined), ['b']);
  assert.deepEqual(tellingLines(outcome(''), undefined), []);
});

const shown = (rows: readonly Row[]) =>
  rows.map(({ left, right, same }) => (same ? `  ${left}` : `${left ?? '-'} | ${right ?? '-'}`));

test('two outputs are aligned up to where they part', () => {
  const { rows, parting } = sideBySide(['a', 'b', 'c'], ['a', 'x', 'y', 'c']);
  assert.equal(parting, 1);
  assert.deepEqual(shown(rows), ['  a', 'b | x', '- | y', '  c']);
});

test('outputs that are the same do not part', () => {
  assert.deepEqual(sideBySide(['a'], ['a']), {
    rows: [{ left: 'a', right: 'a', same: true }],
    parting: undefined,
  });
  assert.equal(sideBySide([], []).parting, undefined);
});

test('an output that ends sooner parts at its end', () => {
  const { rows, parting } = sideBySide(['a'], ['a', 'b']);
  assert.equal(parting, 1);
  assert.deepEqual(shown(rows), ['  a', '- | b']);
});

test('very long outputs are compared line by line', () => {
  const left = Array.from({ length: 1500 }, (_, line) => `left ${line}`);
  const right = [...left.slice(1), 'right'];
  const { rows } = sideBySide(left, right);
  assert.equal(rows.length, 1500);
  assert.deepEqual(rows[0], { left: 'left 0', right: 'left 1', same: false });
});
