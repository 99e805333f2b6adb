/// The npm package, as a user has it: how big it is, and how long installing and running take.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build.ts';
import { median, spread } from './measure.ts';
import { missing, type SiteRow } from './site-rows.ts';
import type { Place } from './rows.ts';

const packFolder = join(root, 'build/pack');
const largest = 3; // MB

const program = `#include <stdio.h>
#include <weft.h>
int main(void) {
    weft_yield();
    puts("there");
    return 0;
}
`;

function timed(command: string, args: string[], cwd: string, cache: string): number {
  const began = performance.now();
  const env = { ...process.env, XDG_CACHE_HOME: cache };
  execFileSync(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
  return performance.now() - began;
}

export const packageRow: SiteRow = {
  id: 'package',
  async measure({ pace, places }) {
    if (!places.includes('node')) return [];
    const archive = readdirSync(packFolder).find((name) => name.endsWith('.tgz'));
    if (!archive) return [missing('package', 'the npm package', 'node', 'it has not been made')];
    const samples: Record<string, number[]> = {
      'npm install, clang and Binaryen on this machine': [],
      'the first run: the compiler started': [],
      'the same program again': [],
      'as one file: node FILE.mjs': [],
    };
    let page = 0;
    for (let round = 0; round < (pace === 'full' ? 3 : 1); round++) {
      const folder = mkdtempSync(join(tmpdir(), 'weft-bench-'));
      try {
        page = measureOnce(folder, join(packFolder, archive), Object.values(samples));
      } finally {
        rmSync(folder, { recursive: true });
      }
    }
    const size = statSync(join(packFolder, archive)).size;
    const shared = { id: 'package', place: 'node' as Place };
    return [
      {
        ...shared,
        missing: [],
        title: 'the npm package, from an empty folder',
        unit: 'ms',
        lines: Object.entries(samples).map(([name, list]) => ({
          name,
          value: median(list),
          spread: spread(list),
        })),
        aims: [],
      },
      {
        ...shared,
        missing: [],
        title: 'the npm package, in size',
        unit: 'KB',
        lines: [
          { name: archive, value: size / 1e3, spread: 0 },
          { name: 'a program as one page', value: page / 1e3, spread: 0 },
        ],
        aims: [
          {
            words: 'the package',
            measured: size / 1e6,
            atMost: largest,
            unit: 'MB',
            met: size / 1e6 < largest,
          },
        ],
      },
    ];
  },
};

/// Adds a time to each of the lists; returns the size of a program as one page.
function measureOnce(folder: string, archive: string, lists: number[][]): number {
  const own = (name: string) => `file:${join(root, 'web/node_modules', name)}`;
  const overrides = { '@yowasp/clang': own('@yowasp/clang'), binaryen: own('binaryen') };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, overrides }));
  writeFileSync(join(folder, 'program.c'), program);
  const time = (command: string, ...args: string[]) => timed(command, args, folder, join(folder, 'cache'));
  const weft = 'node_modules/.bin/weft';
  const options = ['--offline', '--no-audit', '--no-fund', '--install-links=false'];
  lists[0]!.push(time('npm', 'install', ...options, archive));
  lists[1]!.push(time(weft, 'run', 'program.c'));
  lists[2]!.push(time(weft, 'run', 'program.c'));
  time(weft, 'bundle', 'program.c', '-o', 'program.mjs');
  time(weft, 'bundle', 'program.c', '-o', 'program.html');
  lists[3]!.push(time('node', 'program.mjs'));
  return statSync(join(folder, 'program.html')).size;
}
