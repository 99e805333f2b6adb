/// What every command says to --help.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { weft } from './command.ts';
import { root } from './project.ts';

/// A clone in which nothing has been built.
const clone = mkdtempSync(join(tmpdir(), 'weft-help-'));
after(() => rmSync(clone, { recursive: true }));
cpSync(join(root, 'weft'), join(clone, 'weft'));
cpSync(join(root, 'web/cli/usage.ts'), join(clone, 'web/cli/usage.ts'));

const script = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(join(clone, 'weft'), args, { encoding: 'utf8' });
  return { status, stdout, stderr };
};

const all = script('--help').stdout;
const commands = [...new Set([...all.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name!))];

test('the commands are those of the script', () => {
  assert.deepEqual(commands, 'play test build run check explore bundle pack bench pictures'.split(' '));
});

for (const name of commands) {
  test(`./weft ${name} --help and -h: its own usage, and nothing is built for it`, () => {
    for (const option of ['--help', '-h']) {
      const { status, stdout, stderr } = script(name, option);
      assert.deepEqual([status, stderr], [0, '']);
      assert.ok(stdout.startsWith(`usage: ./weft ${name} `), stdout);
      const named = [...stdout.matchAll(/^(?:usage: | {7})\.\/weft (\S+)/gm)].map(([, other]) => other);
      assert.deepEqual([...new Set(named)], [name]);
      for (const one of optionsIn(partOf(name)))
        assert.ok(stdout.includes(one), `${one} is not in\n${stdout}`);
    }
    assert.deepEqual(readdirSync(clone).sort(), ['web', 'weft']);
  });
}

/// What the usage of all commands says of one.
const partOf = (name: string): string =>
  all
    .split(/^(?= {2}\S)/m)
    .filter((part) => part.startsWith(`  ${name} `))
    .join('');
const optionsIn = (text: string): string[] => [...new Set(text.match(/--[a-z]+\b/g) ?? [])];

test('the command line says of a command what the script says of it', async () => {
  for (const name of ['run', 'check', 'explore', 'bundle']) {
    const { status, stdout, stderr } = await weft([name, '--help']);
    assert.deepEqual([status, stderr], [0, '']);
    assert.equal(stdout.replaceAll(/(^usage: |^ {7})weft/gm, '$1./weft'), script(name, '--help').stdout);
  }
});

test("what follows -- is the program's", () => {
  const { status, stdout } = script('build', '--', '--help');
  assert.deepEqual([status, stdout], [64, '']);
});
