/// src/ is built in floors: a file includes, and calls by name, only what stands on its own floor or
/// below. What has to go upward goes through a pointer that the upper floor has handed down. No file of
/// src/ needs itself by way of others.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { pumpNames, resumeAndSuspend } from '../../web/toolchain/suspension.ts';
import { filesBelow, read, root } from './project.ts';

/// The floors stand from the ground up. The interface of the hosts is the second floor, though the hosts
/// stand on top.
const floors = [
  /^src\/(?:weft\.h|abi\/.*)$/,
  /^src\/host\/host\.h$/,
  /^src\/base\//,
  /^src\/context\//,
  /^src\/fibers\//,
  /^src\/core\//,
  /^src\/report\//,
  /^src\/calls\//,
  /^src\/host\//,
  /^src\/tools\//, // programs of their own, which know of the library only what everybody knows
];

const floorOf = (file: string): number => {
  const floor = floors.findIndex((pattern) => pattern.test(file));
  assert.notEqual(floor, -1, `${file} stands on no floor`);
  return floor;
};

type Uses = Map<string, Set<string>>;

/// Who uses whom, upward: each is an objection.
function upward(uses: Uses): string[] {
  return [...uses].flatMap(([file, used]) =>
    [...used].filter((one) => floorOf(one) > floorOf(file)).map((one) => `${file} uses ${one}`),
  );
}

/// Finds every way from a file to itself, once.
function circles(uses: Uses): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, path: string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.add([...path.slice(start), file].join(' > '));
    if (start >= 0 || done.has(file)) return;
    for (const one of uses.get(file) ?? []) visit(one, [...path, file]);
    done.add(file);
  };
  for (const file of uses.keys()) visit(file, []);
  return [...found];
}

const sources = filesBelow('src', /\.(?:[chS]|def|inc)$/);

function includes(): Uses {
  const uses: Uses = new Map();
  for (const file of sources) {
    const named = [...read(file).matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)].map((match) => match[1]!);
    uses.set(file, new Set(named.map((name) => `src/${name}`)));
  }
  return uses;
}

/// context.h ends in the backend's part of it, which is nothing without the rest.
const oneHeaderInTwo = /^src\/context\/context\.h > src\/context\/(?:asyncify|continuations)\.h/;

test('src/: what a file includes stands on its floor or below, and is there', () => {
  const uses = includes();
  const missing = [...uses].flatMap(([file, used]) =>
    [...used].filter((one) => !sources.includes(one)).map((one) => `${file}: ${one}`),
  );
  assert.deepEqual(missing, []);
  assert.deepEqual(upward(uses), []);
  assert.deepEqual(
    circles(uses).filter((one) => !oneHeaderInTwo.test(one)),
    [],
  );
});

/// Symbols of an object: those that it defines and those that it uses.
interface Symbols {
  defined: string[];
  used: string[];
}

function symbolsOf(nm: string, object: string): Symbols {
  const lines = execFileSync(nm, ['--extern-only', object], { encoding: 'utf8' }).split('\n');
  const symbols: Symbols = { defined: [], used: [] };
  for (const line of lines) {
    const match = /^[0-9a-f]*\s*([A-Za-z])\s+(\w+)$/.exec(line.trim());
    if (!match) continue;
    (match[1]!.toUpperCase() === 'U' ? symbols.used : symbols.defined).push(match[2]!);
  }
  return symbols;
}

/// What host.h declares is the hosts' to define, on top, and everybody's to call. Each file that includes
/// weft.h refers to weft_self, so that the library is linked in.
const ofNobody = 'weft_self';
const ofHosts = new Set(
  [...read('src/host/host.h').matchAll(/\b(weft__host_\w+)/g)].map((match) => match[1]!),
);

/// Chosen by the build: each backend defines what context.h declares.
function calls(symbols: Map<string, Symbols>): Uses {
  const definers = new Map<string, string>();
  for (const [file, { defined }] of symbols) for (const name of defined) definers.set(name, file);
  const uses: Uses = new Map();
  for (const [file, { used }] of symbols) {
    const others = used
      .filter((name) => !ofHosts.has(name) && name !== ofNobody)
      .map((name) => definers.get(name));
    uses.set(file, new Set(others.filter((one) => one !== undefined && one !== file) as string[]));
  }
  return uses;
}

const objects = mkdtempSync(join(tmpdir(), 'weft-floors-'));
after(() => rmSync(objects, { recursive: true }));

/// Of WebAssembly, or of other machines.
const elsewhere =
  /^src\/(?:host\/(?:wasm|emscripten)\/|fibers\/|context\/(?:asyncify|continuations|emcc|emscripten|ucontext)\.c)/;

/// Compiled without optimisation, so that every call by name is there.
function nativeSymbols(): Map<string, Symbols> {
  const files = sources.filter((file) => /\.c$/.test(file) && !elsewhere.test(file));
  return new Map(
    files.map((file, index) => {
      const object = join(objects, `${index}.o`);
      execFileSync('cc', [
        '-std=gnu11',
        '-O0',
        '-w',
        `-I${join(root, 'src')}`,
        '-c',
        join(root, file),
        '-o',
        object,
      ]);
      return [file, symbolsOf('nm', object)];
    }),
  );
}

/// The library's own objects, which the build has left.
function wasmSymbols(): Map<string, Symbols> {
  const folder = 'build/wasm/CMakeFiles/weft.dir/src';
  return new Map(
    filesBelow(folder, /\.c\.o$/)
      .map(
        (object) => [object.slice('build/wasm/CMakeFiles/weft.dir/'.length, -'.o'.length), object] as const,
      )
      .filter(([file]) => sources.includes(file))
      .map(([file, object]) => [file, symbolsOf('llvm-nm', join(root, object))]),
  );
}

/// A host catches crashes, and its crash handler asks it about stacks.
const hostAndHandler = /^src\/host\/posix\/\w+\.c > src\/host\/posix\/\w+\.c > src\/host\/posix\/\w+\.c$/;

for (const [where, find] of [
  ['natively', nativeSymbols],
  ['in WebAssembly', wasmSymbols],
] as const) {
  test(`src/: what a file calls stands on its floor or below, ${where}`, () => {
    const symbols = find();
    assert.ok(symbols.size > 30);
    const uses = calls(symbols);
    assert.deepEqual(upward(uses), []);
    const found = circles(uses).filter((one) => !hostAndHandler.test(one));
    assert.deepEqual(found, []);
  });

  test(`src/: what a header declares, the file of its name defines, ${where}`, () => {
    const definers = new Map<string, string>();
    for (const [file, { defined }] of find()) for (const name of defined) definers.set(name, file);
    const elsewhere = sources
      .filter((file) => /\.h$/.test(file) && !/^src\/(?:weft|host\/.*|context\/context)\.h$/.test(file))
      .flatMap((header) =>
        [...read(header).matchAll(/^(?!static)\w[\w *]*?\b(weft__\w+)\([^;{}]*\);/gm)]
          .map((match) => [match[1]!, definers.get(match[1]!)] as const)
          .filter(([, file]) => file !== undefined && basename(file, '.c') !== basename(header, '.h'))
          .map(([name, file]) => `${header} declares ${name}, which ${file} defines`),
      );
    assert.deepEqual(elsewhere, []);
  });
}

test('src/: a function that the toolchain knows by its name is there, and its file or header says so', () => {
  const named = [...pumpNames.flatMap((names) => names.split('|')), ...resumeAndSuspend];
  const wrong = named
    .filter((name) => !name.includes('\\'))
    .filter((name) => {
      const defining = sources.filter(
        (file) => file.endsWith('.c') && new RegExp(`^\\w[^\\n;=]*\\b${name}\\(`, 'm').test(read(file)),
      );
      const told = (file: string) =>
        [file, file.replace(/\.c$/, '.h')].some(
          (one) => sources.includes(one) && read(one).includes('web/toolchain/suspension.ts'),
        );
      return !defining.some(told);
    });
  assert.deepEqual(wrong, []);
});
