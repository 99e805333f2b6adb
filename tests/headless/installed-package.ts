/// Installs the npm package of build/pack in an empty folder, as a user does, but without a network: what it
/// depends on is taken from web/node_modules, by npm's overrides.

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after } from 'node:test';
import { read, root } from './project.ts';
import type { Outcome } from './command.ts';

export const version = /#define WEFT_VERSION "(.*)"/.exec(read('src/weft.h'))![1]!;
export const archive = join(root, `build/pack/weft-${version}.tgz`);

export interface Installation {
  folder: string;
  /// Writes a file into the folder; returns its name.
  put(name: string, content: string): string;
  /// Runs an executable there; `input` is its stdin.
  run(command: string[], input?: string): Promise<Outcome>;
  /// `npx weft` without npx's own half a second.
  weft(args: string[], input?: string): Promise<Outcome>;
}

/// `node`: the folder of another Node than this one, which npm and the command line then run in.
export function install(node?: string): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'weft-installed-'));
  after(() => rmSync(folder, { recursive: true }));
  const put = (name: string, content: string): string => (writeFileSync(join(folder, name), content), name);
  const own = (name: string) => `file:${join(root, 'web/node_modules', name)}`;
  const overrides = Object.fromEntries(['@yowasp/clang', 'binaryen'].map((name) => [name, own(name)]));
  put('package.json', JSON.stringify({ private: true, type: 'module', overrides }));
  const path = [...(node === undefined ? [] : [node]), process.env['PATH']].join(delimiter);
  const env = { ...process.env, PATH: path, XDG_CACHE_HOME: join(folder, 'cache') };
  const options = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--install-links=false'];
  execFileSync('npm', ['install', '--engine-strict', ...options, archive], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  mkdirSync(join(folder, 'cache'));
  const run = ([command, ...args]: string[], input = ''): Promise<Outcome> => {
    const child = spawn(command!, args, { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'] });
    const text = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (piece: string) => (text[name] += piece));
    }
    child.stdin.on('error', () => undefined).end(input);
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve({ status, ...text }));
    });
  };
  return { folder, put, run, weft: (args, input) => run(['node_modules/.bin/weft', ...args], input) };
}

/// The package's own package.json.
export const packageOf = ({ folder }: Installation): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, 'node_modules/weft/package.json'), 'utf8')) as Record<string, unknown>;
