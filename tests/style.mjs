/// style.mjs REPORT.xml: how the sources are formatted and laid out. Each rule below is one test, and what
/// breaks it is listed with file and line.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const columns = 110;
const longest = { c: 400, ts: 300, tsx: 300 }; // lines of a file

/// Files that break a rule today. The lists only shrink; by name alone, since files move.
const unfinished = {
  'clang-format': ['weft.h', 'posix_fetch.c'],
  'long lines': [
    'CMakeLists.txt',
    'WeftCmocka.cmake',
    'WeftInstall.cmake',
    'aarch64.S',
    'abi.gen.ts',
    'access.spec.ts',
    'agenda.ts',
    'answer.ts',
    'asyncify.c',
    'asyncify.h',
    'axe.ts',
    'axis.ts',
    'bench.h',
    'binaryen.mjs',
    'build.ts',
    'cache.ts',
    'cancel-and-release-race-for-a-lock.c',
    'cancel.c',
    'cancellation-waits-for-the-end-of-the-shield.c',
    'cancelled-receiver-keeps-the-item-it-was-handed.c',
    'cancelled-task-gives-back-what-it-took.c',
    'card.ts',
    'channel-close-drops-what-waiting-senders-hold.c',
    'channel-keeps-order-for-every-capacity.c',
    'channel.c',
    'chart-keys.ts',
    'chart.ts',
    'check.test.ts',
    'check.ts',
    'child.h',
    'chrome-trace.test.ts',
    'chrome.ts',
    'clang.ts',
    'clock.ts',
    'command.ts',
    'compiler-cache.ts',
    'compiler.mjs',
    'compiler.ts',
    'completion.test.ts',
    'completion.ts',
    'cond-cancelled-wait-holds-the-mutex.c',
    'context.h',
    'core.d.ts',
    'deadlock.c',
    'declaration.ts',
    'decode.ts',
    'dining-philosophers.c',
    'directions.test.ts',
    'draft.ts',
    'edit-watch.ts',
    'editor-port.ts',
    'editor.ts',
    'ending.c',
    'ending.h',
    'errors.def',
    'examples.mjs',
    'exhaustion_test.c',
    'exit-inside-a-task.c',
    'expectation.ts',
    'explain.ts',
    'fatal.h',
    'fetch-timed-out-or-cancelled-is-aborted.c',
    'fetch.test.ts',
    'fiber.c',
    'figures.ts',
    'files.mjs',
    'flush_coverage.c',
    'format.ts',
    'generate.mjs',
    'generator-yields-and-returns.c',
    'generator.c',
    'generators-nest-recursively.c',
    'gestures.ts',
    'group-cancel-cancels-every-child.c',
    'group-child-belongs-to-the-group.c',
    'group-close-waits-for-every-child.c',
    'group-closed-by-a-task-cancelled-before.c',
    'group-tree-fails-as-a-whole.c',
    'group.ts',
    'heap.h',
    'host-bars.ts',
    'host.def',
    'host.ts',
    'icons.tsx',
    'in-process.ts',
    'index.ts',
    'input-line.tsx',
    'inspect.h',
    'installed.ts',
    'keywords.ts',
    'launch.ts',
    'layout.css',
    'lines.ts',
    'link-view.ts',
    'link.ts',
    'list.h',
    'llvm.ts',
    'log.ts',
    'manual.css',
    'manual.ts',
    'measure.ts',
    'memory.ts',
    'mutex-is-handed-over-in-turn.c',
    'operation.h',
    'operation.ts',
    'operations.test.ts',
    'operations.ts',
    'output-batcher.ts',
    'output-hint.tsx',
    'output-lens.ts',
    'output.ts',
    'panel.tsx',
    'parameter-help.ts',
    'parts.ts',
    'perfetto.test.ts',
    'perfetto.ts',
    'playhead.tsx',
    'points.ts',
    'positions.ts',
    'posix.c',
    'posix.h',
    'posix_crash.c',
    'posix_fetch.c',
    'posix_sleep.c',
    'program-names.ts',
    'program.test.ts',
    'program.ts',
    'programs.spec.ts',
    'programs.test.ts',
    'programs.ts',
    'protocol.ts',
    'pump.ts',
    'random.ts',
    'read-line-gives-lines.c',
    'read-line-serves-first-come-first.c',
    'read-line-too-long-is-never-lost.c',
    'reading.tsx',
    'real_clock_test.c',
    'diagnostics.ts',
    'repeat.test.ts',
    'replace-selection.ts',
    'report.ts',
    'rows.ts',
    'run',
    'run.test.ts',
    'run.ts',
    'scene.ts',
    'sched.c',
    'sched.h',
    'search.ts',
    'select-does-not-pair-with-itself.c',
    'select-of-a-closed-channel-happens.c',
    'select-of-null-channels-never-happens.c',
    'select-withdraws-losers.c',
    'select_test.c',
    'serve.mjs',
    'service.ts',
    'session.ts',
    'setjmp.h',
    'shared-view.ts',
    'sharing.ts',
    'shell.ts',
    'site-rows.ts',
    'site.spec.ts',
    'site.ts',
    'slot-queue.ts',
    'splitter.tsx',
    'standing.ts',
    'stdin.c',
    'stdin.ts',
    'stress_test.c',
    'style.mjs',
    'suggestions.ts',
    'suspension.ts',
    'svg.ts',
    'sync.c',
    'sysroot.mjs',
    'tally.mjs',
    'task-colour.ts',
    'task-line.tsx',
    'task-marks.ts',
    'tasks-spawn-tasks.c',
    'tasks.c',
    'tasks.css',
    'testing.c',
    'testing.h',
    'timeline.css',
    'timeline.spec.ts',
    'timeline.ts',
    'timeline.tsx',
    'timeout-expires.c',
    'timeout-inside-a-shield-works.c',
    'timeout-passes-during-a-blocking-sleep.c',
    'timer.c',
    'toolchain.test.ts',
    'toolchain.ts',
    'trace-log.test.ts',
    'trace-reader.ts',
    'trace.c',
    'trace.def',
    'trace.h',
    'trace.ts',
    'trace_test.c',
    'transform.ts',
    'types.ts',
    'unfinished-line-is-written-when-a-task-is-suspended.c',
    'wait-for-nests.c',
    'wait.h',
    'wasi.ts',
    'wasm.c',
    'wasm.cmake',
    'wasm_stdin.c',
    'weft.h',
    'weft.ts',
    'x86_64.S',
    'yield-inside-the-bodys-own-timeout-is-70.c',
  ],
  'opening comment': [
    'abi.test.ts',
    'access.spec.ts',
    'answer.ts',
    'blocks.tsx',
    'browser-worker.ts',
    'cache.test.ts',
    'cancel_test.c',
    'channel.c',
    'channel_test.c',
    'child.c',
    'clock.test.ts',
    'colours.test.ts',
    'columns.ts',
    'coroutine.c',
    'diagnostics.ts',
    'editor-pane.tsx',
    'ending.c',
    'error.c',
    'error_test.c',
    'expectation.test.ts',
    'fatal.c',
    'fetch.c',
    'files.mjs',
    'frame.c',
    'generator.c',
    'generator_test.c',
    'group.c',
    'group_test.c',
    'index.ts',
    'index.ts',
    'inside_test.c',
    'join_test.c',
    'link-view.test.ts',
    'link.test.ts',
    'log.test.ts',
    'manual.spec.ts',
    'memory.c',
    'node-worker.ts',
    'operation.c',
    'operations.test.ts',
    'output-batcher.test.ts',
    'output-pane.tsx',
    'page.tsx',
    'playwright.config.ts',
    'pump.test.ts',
    'run.spec.ts',
    'sched.c',
    'select_test.c',
    'share.spec.ts',
    'site.spec.ts',
    'slot-queue.test.ts',
    'source.ts',
    'stack.c',
    'stdin.c',
    'sync_test.c',
    'task-line.tsx',
    'task.c',
    'tasks_test.c',
    'testing.c',
    'theme.ts',
    'timeout_test.c',
    'timer.c',
    'trace-model.test.ts',
    'trace.c',
    'wait.c',
  ],
  'long files': ['painter.ts'],
};

const run = (command, ...words) => {
  const { stdout, stderr, status, error } = spawnSync(command, words, { cwd: root, encoding: 'utf8' });
  return { output: error ? String(error) : `${stdout}${stderr}`, failed: Boolean(error) || status !== 0 };
};

const listed = run('git', 'ls-files', '--cached', '--others', '--exclude-standard', 'src', 'web', 'tests');
const files = listed.output.split('\n').filter((file) => file !== '' && !file.endsWith('package-lock.json'));
const ending = (pattern, ...folders) =>
  files.filter((file) => pattern.test(file) && folders.some((folder) => file.startsWith(`${folder}/`)));
const text = (file) => {
  try {
    return readFileSync(resolve(root, file), 'utf8');
  } catch {
    return ''; // deleted, and not yet committed
  }
};
const lengthOf = (line) => [...line].length;
const byHand = /^(?:tests\/programs|web\/examples)\//;

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
        text(file)
          .split('\n')
          .flatMap((line, index) =>
            lengthOf(line) > columns
              ? [`${file}:${index + 1}: ${lengthOf(line)} columns, ${columns} at most`]
              : [],
          ),
      ),

  'opening comment': (finished) =>
    ending(/\.(?:c|tsx?|mjs)$/, 'src', 'web', 'tests')
      .filter((file) => finished(file) && !/^\s*(?:\/\*|\/\/)/.test(text(file)))
      .map((file) => `${file}:1: a comment first: what the file is for, and what must hold`),

  'long files': (finished) =>
    ending(/\.(?:c|tsx?)$/, 'src', 'web')
      .filter((file) => finished(file) && text(file).split('\n').length - 1 > longest[file.split('.').at(-1)])
      .map((file) => `${file}: more lines than ${longest[file.split('.').at(-1)]}: one idea a file`),

  'the lock file names no registry': () =>
    /"resolved":/.test(text('web/package-lock.json')) ? ['web/package-lock.json: has "resolved"'] : [],
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
