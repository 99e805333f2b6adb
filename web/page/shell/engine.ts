/// What the page needs of the browser's engine, and what cannot be done where an older one lacks it.

import { noWebAssembly } from './no-webassembly.ts';

interface Need {
  lacks(): boolean;
  /// In one sentence.
  words: string;
}

/// A module that extends a sign, makes a whole number of any and fills memory at once.
const modern = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // the beginning of each module
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00, 0x03, 0x02, 0x01, 0x00], // a function, () -> ()
  ...[0x05, 0x03, 0x01, 0x00, 0x01], // a memory
  ...[0x0a, 0x19, 0x01, 0x17, 0x00], // the function's body
  ...[0x41, 0x00, 0xc0, 0x1a], // i32.const 0, i32.extend8_s, drop
  ...[0x43, 0x00, 0x00, 0x00, 0x00, 0xfc, 0x00, 0x1a], // f32.const 0, i32.trunc_sat_f32_s, drop
  ...[0x41, 0x00, 0x41, 0x00, 0x41, 0x00, 0xfc, 0x0b, 0x00, 0x0b], // memory.fill of nothing, end
]);

const needs: readonly Need[] = [
  { lacks: () => typeof WebAssembly === 'undefined', words: noWebAssembly },
  {
    lacks: () => typeof WebAssembly !== 'undefined' && !WebAssembly.validate(modern),
    words:
      'This browser has an older WebAssembly, without bulk memory: ' +
      'programs can be read, edited and shared, but not run.',
  },
  {
    lacks: () => typeof DecompressionStream === 'undefined',
    words:
      'This browser has no DecompressionStream: examples can be run, ' +
      'but no program can be compiled or opened from a link.',
  },
  {
    lacks: () => typeof CompressionStream === 'undefined',
    words: 'This browser has no CompressionStream: programs can be run, but not shared by a link.',
  },
  {
    lacks: () => !('adoptedStyleSheets' in Document.prototype),
    words: 'This browser has no constructed style sheets: the editor works, but without colours.',
  },
];

/// A sentence for each thing that is missing; '' where nothing is.
export function wordsOfLacking(): string {
  return needs
    .filter(({ lacks }) => lacks())
    .map(({ words }) => words)
    .join(' ');
}
