/// Makes web/runtime/continuations.gen.ts of src/context/continuations.wat.
///   node web/build/continuations.mjs            writes the file
///   node web/build/continuations.mjs --print    prints it (a test compares that with the committed file)
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import binaryen from 'binaryen';
import { root } from './paths.mjs';

/// Named one by one: with Features.All, Binaryen writes what V8 does not read.
const { ExceptionHandling, GC, MutableGlobals, ReferenceTypes, StackSwitching } = binaryen.Features;
const features = ExceptionHandling | GC | MutableGlobals | ReferenceTypes | StackSwitching;

function generate() {
  const text = readFileSync(join(root, 'src/context/continuations.wat'), 'utf8');
  const module = binaryen.parseText(text, features);
  module.setFeatures(features);
  if (!module.validate()) throw new Error('continuations.wat is not valid');
  const lines = [...module.emitBinary()].join(', ').match(/.{1,100}(?:,|$)/g);
  return `/* Made by web/build/continuations.mjs from src/context/continuations.wat. Change that. */

export const continuationsModule = Uint8Array.of(
${lines.map((line) => `  ${line.trim()}`).join('\n')}
);
`;
}

if (process.argv[2] === '--print') process.stdout.write(generate());
else writeFileSync(join(root, 'web/runtime/continuations.gen.ts'), generate());
