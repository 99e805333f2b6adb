/// style.mjs REPORT.xml: how the sources are formatted and laid out. Each rule below is one test, and what
/// breaks it is listed with file and line.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const columns = 110;
const mostLines = { c: 440, ts: 330, tsx: 330 }; // about 400 and about 300

/// Files that break a rule today. The lists only shrink; by name alone, since files move.
const unfinished = {
  'clang-format': [],
  'long lines': [],
  'opening comment': [],
  'long files': [],
};

const run = (command, ...words) => {
  const { stdout, stderr, status, error } = spawnSync(command, words, { cwd: root, encoding: 'utf8' });
  return { output: error ? String(error) : `${stdout}${stderr}`, failed: Boolean(error) || status !== 0 };
};

const listed = run('git', 'ls-files', '--cached', '--others', '--exclude-standard', 'src', 'web', 'tests');
const files = listed.output.split('\n').filter((file) => file !== '');
const ending = (pattern, ...folders) =>
  files.filter((file) => pattern.test(file) && folders.some((folder) => file.startsWith(`${folder}/`)));
const byHand = /^(?:tests\/programs|web\/examples)\//;

function linesOf(file) {
  try {
    return readFileSync(resolve(root, file), 'utf8').split('\n');
  } catch {
    return []; // deleted, and not yet committed
  }
}

/// The lengths of the lines, in characters. What a test quotes, a program or the words that it expects,
/// stands as it is and does not count.
function lengthsOf(file) {
  const lines = linesOf(file);
  if (!/^tests\/.*\.ts$/.test(file)) return lines.map((line) => [...line].length);
  const quoted = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`/g;
  const pattern = /^\s*\/\^.*\/[a-z]*[,;]?$/; // a regular expression that is all of a line
  let within = false; // a template of several lines
  return lines.map((line) => {
    const before = within;
    if (line.replaceAll('\\`', '').split('`').length % 2 === 0) within = !within;
    return before || within || pattern.test(line) ? 0 : [...line.replace(quoted, '')].length;
  });
}

const openingLines = 4;

/// Whether a file begins with a comment of one to four lines. A header's may be longer: it is the manual.
function opensWell(file) {
  const lines = linesOf(file);
  if (lines.length === 0) return true;
  const isC = lines[0].startsWith('/*');
  if (!isC && !lines[0].startsWith('//')) return false;
  const end = lines.findIndex((line) => (isC ? line.includes('*/') : !line.startsWith('//')));
  return file.endsWith('.h') || end + (isC ? 1 : 0) <= openingLines;
}

const rules = {
  'git lists the files': () => (listed.failed ? [listed.output] : []),

  'Biome: format and lint': () => {
    const { output, failed } = run(
      'web/node_modules/.bin/biome',
      'ci',
      '--colors=off',
      '--max-diagnostics=50',
    );
    return failed ? [output] : [];
  },

  'clang-format': (finished) => {
    const sources = ending(/\.[ch]$/, 'src', 'tests').filter((file) => !byHand.test(file) && finished(file));
    const { output, failed } = run('clang-format', '--dry-run', '--Werror', ...sources);
    return failed ? [output] : [];
  },

  'long lines': (finished) =>
    ending(/\.(?:[chS]|def|tsx?|mjs|css|cmake)$|CMakeLists\.txt$|\/run$/, 'src', 'web', 'tests')
      .filter(finished)
      .flatMap((file) =>
        lengthsOf(file).flatMap((length, index) =>
          length > columns ? [`${file}:${index + 1}: ${length} columns, ${columns} at most`] : [],
        ),
      ),

  'opening comment': (finished) =>
    ending(/\.(?:[ch]|tsx?|mjs)$/, 'src', 'web', 'tests')
      .filter((file) => finished(file) && !byHand.test(file) && !opensWell(file))
      .map((file) => `${file}:1: a comment first, of ${openingLines} lines at most: what the file is for`),

  'long files': (finished) =>
    ending(/\.(?:c|tsx?)$/, 'src', 'web')
      .filter((file) => finished(file) && linesOf(file).length - 1 > mostLines[file.split('.').at(-1)])
      .map((file) => `${file}: more lines than ${mostLines[file.split('.').at(-1)]}: one idea a file`),

  'the lock file names no registry': () =>
    linesOf('web/package-lock.json').some((line) => line.includes('"resolved":'))
      ? ['web/package-lock.json: has "resolved"']
      : [],
};

let failures = 0;
const cases = Object.entries(rules).map(([name, broken]) => {
  const found = broken((file) => !unfinished[name]?.includes(basename(file)));
  if (found.length > 0) failures++;
  for (const line of found) console.log(line);
  return `<testcase name="${name}">${found.length > 0 ? '<failure/>' : ''}</testcase>`;
});
writeFileSync(process.argv[2], `<testsuite>${cases.join('')}</testsuite>\n`);
process.exitCode = failures > 0 ? 1 : 0;
