/// What C and TypeScript both know is made from src/abi/*.def, and what is committed is what they make.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { read, root } from './project.ts';
import { programExports, SlotField, TaskField, TraceEvent, WeftError } from '../../web/runtime/abi.gen.ts';

test('web/runtime/abi.gen.ts is what src/abi/generate.mjs makes', () => {
  const made = execFileSync(process.execPath, [join(root, 'src/abi/generate.mjs'), '--print'], {
    encoding: 'utf8',
  });
  assert.equal(read('web/runtime/abi.gen.ts'), made);
});

test('every entry of the .def files has arrived', () => {
  const count = (file: string, macro: string) =>
    [...read(`src/abi/${file}`).matchAll(new RegExp(`^${macro}\\(`, 'gm'))].length;
  assert.equal(Object.keys(WeftError).length, count('errors.def', 'WEFT_ERROR'));
  assert.equal(programExports.length, count('host.def', 'WEFT_EXPORT'));
  assert.equal(Object.keys(TraceEvent).length, count('trace.def', 'WEFT_EVENT'));
  assert.equal(Object.keys(SlotField).length, count('trace.def', 'WEFT_SLOT_FIELD'));
  assert.equal(Object.keys(TaskField).length, count('trace.def', 'WEFT_TASK_FIELD'));
});
