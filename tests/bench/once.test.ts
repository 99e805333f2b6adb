/// The bench, each row once: that every row is measured, and that table, JSON and picture are well-formed.
/// The figures themselves are of no consequence here.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from './build.ts';
import { rows, siteRows } from './every-row.ts';
import type { Measured, Report } from './results.ts';
import { contenderNames } from './rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'weft-bench-once-'));
after(() => rmSync(folder, { recursive: true }));

let table: string;
let measured: Measured;
let picture: string;

before(async () => {
  const [json, svg] = [join(folder, 'once.json'), join(folder, 'once.svg')];
  const command = [join(root, 'build/js/tests/bench/main.js'), '--once', '--json', json, '--plot', svg];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
  table = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (table += piece));
  assert.equal(await new Promise((resolve) => child.on('close', resolve)), 0, table);
  measured = JSON.parse(readFileSync(json, 'utf8')) as Measured;
  picture = readFileSync(svg, 'utf8');
});

const of = (id: string): Report[] => measured.reports.filter((one) => one.id === id);

/// Who may be missing: what lies outside of this repository, and what an engine does not have.
const mayBeMissing = [
  'names no checkout of',
  'no stack switching of its own',
  'has no JSPI',
  'does not tell how much memory',
  'Go is not installed',
  'go is missing',
  'Python 3.11 is not installed',
];

test('each row of contenders is measured in Node and in Chromium', () => {
  assert.doesNotMatch(table, /could not be measured|are missing/);
  for (const { id, contenders, inChromium, names } of rows) {
    const places = of(id);
    assert.deepEqual(
      places.map(({ place }) => place),
      ['node', 'chromium'],
      id,
    );
    for (const { place, lines, missing } of places) {
      const wanted = (place === 'chromium' && inChromium) || contenders;
      const all = [...lines, ...missing].map(({ name }) => name);
      assert.deepEqual(all.sort(), wanted.map((kind) => names?.[kind] ?? contenderNames[kind]).sort(), id);
    }
  }
});

test('so is each of the others, and nobody is missing who could be there', () => {
  for (const { id } of siteRows) assert.ok(of(id).length > 0, id);
  for (const { id, missing } of measured.reports)
    for (const { name, why } of missing)
      assert.ok(
        mayBeMissing.some((words) => why.includes(words)),
        `${id}: ${name}: ${why}`,
      );
});

test('a row has alternated contenders and an aim', () => {
  const none = ['depth0']; // where the curve over the depths begins
  for (const { id, contenders, aims = [] } of rows) {
    assert.ok(contenders.length >= 2, id);
    if (!none.includes(id)) assert.ok(aims.length > 0, id);
  }
  for (const { id } of siteRows)
    assert.ok(
      of(id).some(({ aims }) => aims.length > 0),
      id,
    );
});

test('figures are numbers: medians, spreads, ratios, and what is aimed at', () => {
  assert.match(measured.date, /^\d{4}-\d\d-\d\d$/);
  assert.match(measured.machine, /^\d+ cores .*Node \d.*Chromium \d/);
  assert.ok(measured.seconds > 0);
  const isFigure = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
  for (const { id, lines, aims, table: figures } of measured.reports) {
    for (const { name, value, spread, ratio } of lines) {
      assert.ok(isFigure(value) && isFigure(spread), `${id}: ${name}`);
      if (ratio) assert.ok([ratio.median, ratio.low, ratio.high].every(isFigure), `${id}: ${name}`);
    }
    for (const { words, measured: value, atMost, met } of aims)
      assert.deepEqual([isFigure(value), met], [true, value <= atMost], `${id}: ${words}`);
    const cells = figures?.rows.flatMap(({ values }) => values) ?? [];
    assert.ok(cells.every((value) => value === null || isFigure(value)));
    assert.ok(lines.length + cells.length > 0 || ['koishi', 'minicoro'].includes(id), id);
  }
});

test('the table has a part for each report, and says what is aimed at', () => {
  const parts = [...table.matchAll(/^.+   \[([\w-]+), (node|chromium)(?:, \S+)?\]$/gm)];
  assert.deepEqual(
    parts.map(([, id, place]) => [id, place]),
    measured.reports.map(({ id, place }) => [id, place]),
  );
  const aims = measured.reports.flatMap((one) => one.aims);
  assert.equal(table.match(/^ {2}(?:met    |NOT MET) .+, aim at most /gm)!.length, aims.length);
  assert.match(table, /^Measured in \d+ s\.$/m);
});

test('the picture is a picture: each element is closed, each bar has a length and a figure', () => {
  const open: string[] = [];
  for (const [, end, name, rest] of picture.matchAll(/<(\/?)(\w+)([^>]*)>/g)) {
    if (end) assert.equal(open.pop(), name);
    else if (!rest!.endsWith('/')) open.push(name!);
  }
  assert.deepEqual(open, []);
  const bars = [...picture.matchAll(/<rect class="(own|other)" [^>]*width="(\d+)"[^>]*\/>/g)];
  assert.ok(bars.some(([, kind]) => kind === 'own') && bars.some(([, kind]) => kind === 'other'));
  assert.ok(bars.every(([, , width]) => Number(width) > 0));
  assert.doesNotMatch(picture, /NaN|Infinity|undefined/);
});
