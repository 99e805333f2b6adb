/// Which part of the project may know which. The lists are all there is: a new direction
/// is added here, on purpose.

import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import { filesBelow, read } from './project.ts';

/// Each part below web/ may import these parts, and these packages, by their beginnings.
const allowed: Record<string, { parts: string[]; packages: string[] }> = {
  toolchain: {
    parts: [],
    packages: [
      '@bjorn3/browser_wasi_shim',
      '@yowasp/clang',
      'binaryen',
      'fastest-levenshtein',
      'nanotar',
      'xz-decompress',
    ],
  },
  runtime: { parts: [], packages: [] },
  explore: { parts: ['runtime'], packages: [] },
  trace: {
    parts: [
      'common/format.ts',
      'common/task-id.ts',
      'common/visible-text.ts',
      'runtime/abi.gen.ts',
      'runtime/ending.ts',
      'runtime/trace-batch.ts',
    ],
    packages: ['d3-'],
  },
  manual: { parts: [], packages: ['@lezer/'] },
  lessons: {
    parts: ['common/format.ts', 'explore/report.ts', 'runtime/ending.ts', 'trace/model/trace.ts'],
    packages: [],
  },
  workers: {
    parts: ['toolchain', 'runtime', 'explore', 'trace', 'common/task-id.ts'],
    packages: ['virtual:weft-'],
  },
  common: { parts: [], packages: ['@preact/', 'preact'] },
  page: {
    parts: [
      'common',
      'embed/messages.ts',
      'lessons',
      'manual',
      'toolchain',
      'runtime',
      'explore',
      'trace',
      'workers/protocol.ts',
    ],
    packages: ['@codemirror/', '@lezer/', '@preact/', 'preact', '@wasm-fmt/', 'd3-', 'diff', 'virtual:weft-'],
  },
  /* What somebody else's page loads stays small. */
  embed: { parts: [], packages: [] },
  cli: {
    parts: ['common/bundled.ts', 'toolchain', 'runtime', 'explore', 'trace'],
    packages: ['node:', 'diff', 'fastest-levenshtein', 'tinyglobby'],
  },
  package: {
    parts: ['cli', 'common/task-id.ts', 'toolchain', 'runtime', 'explore', 'trace'],
    packages: ['node:'],
  },
};

/// Where a page's parts are put together: they may know them all.
const compositionRoots = ['web/page/main.tsx', 'web/page/bundled/main.tsx'];

/// What the parts that browser and Node share may not even mention.
const platformNames =
  'document|window|navigator|self|globalThis|process|Buffer|require|postMessage|importScripts';
/// A file may have such a name: './document.ts'.
const platform = new RegExp(`(?<!\\./)\\b(?:${platformNames})\\b\\s*[.([]`);
const shared = ['toolchain', 'runtime', 'explore', 'trace', 'manual', 'lessons'];

const sourcesOf = (part: string): string[] =>
  filesBelow('web', /\.tsx?$/).filter((file) => file.startsWith(`web/${part}/`));

const withoutComments = (text: string): string =>
  text.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

function importsOf(file: string): string[] {
  const code = withoutComments(read(file));
  const statements = code.matchAll(/^\s*(?:import|export)\b(?:[^'";]*?\bfrom)?\s*['"]([^'"]+)['"]/gm);
  const calls = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g);
  return [...statements, ...calls].map((match) => match[1]!);
}

/// Why the import is not allowed, undefined when it is.
function objection(part: string, file: string, target: string): string | undefined {
  const { parts, packages } = allowed[part]!;
  if (!target.startsWith('.'))
    return packages.some((one) => target.startsWith(one)) ? undefined : `${file} imports ${target}`;
  const path = posix.join(posix.dirname(file), target).replace(/^web\//, '');
  const fine =
    compositionRoots.includes(file) ||
    [part, ...parts].some((one) => path === one || path.startsWith(`${one}/`));
  return fine ? undefined : `${file} imports ${path}`;
}

for (const part of Object.keys(allowed)) {
  test(`web/${part} imports only what it may`, () => {
    const objections = sourcesOf(part).flatMap((file) =>
      importsOf(file).map((target) => objection(part, file, target)),
    );
    assert.deepEqual(
      objections.filter((one) => one !== undefined),
      [],
    );
  });
}

for (const part of shared) {
  test(`web/${part} uses nothing that only a page or only Node has`, () => {
    const found = sourcesOf(part).flatMap((file) => {
      const match = platform.exec(withoutComments(read(file)));
      return match ? [`${file}: ${match[0]}`] : [];
    });
    assert.deepEqual(found, []);
  });
}

/// Files below web/ that import each other in a circle, each circle once; imports of types count.
function circles(): string[] {
  const files = filesBelow('web', /\.tsx?$/);
  const targets = new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .filter((target) => target.startsWith('.'))
        .map((target) => posix.join(posix.dirname(file), target)),
    ]),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) return void found.push([...path.slice(at), file].join(' > '));
    if (done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

test('no file below web/ imports itself by way of others', () => {
  assert.deepEqual(circles(), []);
});

test('C code asks for the platform only in context/ and host/', () => {
  const names = '__wasm__|__EMSCRIPTEN__|__x86_64__|__aarch64__|__linux__|__APPLE__|_WIN32';
  const asks = new RegExp(`^\\s*#\\s*(?:if|ifdef|ifndef|elif)\\b.*\\b(?:${names})\\b`, 'm');
  const files = filesBelow('src', /\.[ch]$/).filter((file) => !/^src\/(?:context|host)\//.test(file));
  assert.deepEqual(
    files.filter((file) => asks.test(read(file))),
    [],
  );
});
