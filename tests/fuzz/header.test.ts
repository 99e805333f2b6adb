/// The manual is made from the header. Whatever stands in a header, it becomes a manual, or its faults
/// are told with file and line.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HeaderError, manualOf } from '../../web/manual/header/index.ts';
import { read } from '../headless/project.ts';
import { fuzz, mutated } from './settings.ts';

const properties = 3;
const header = read('src/weft.h');
const decoder = new TextDecoder();

function isRead(text: string): void {
  try {
    const manual = manualOf(text);
    const length = JSON.stringify(manual).length;
    assert.ok(
      length <= 10_000 + 50 * text.length,
      `${length} characters of manual for ${text.length} of header`,
    );
  } catch (error) {
    assert.ok(error instanceof HeaderError, String((error as Error).stack));
    for (const line of error.message.split('\n')) assert.match(line, /^src\/weft\.h:\d+: ./);
  }
}

/// Some sections of the header, since it is long.
const lines = header.split('\n');
const part = fc
  .tuple(fc.nat(lines.length), fc.integer({ min: 5, max: 80 }))
  .map(([from, count]) => lines.slice(from, from + count).join('\n'));

fuzz(
  'a header with damage',
  part.chain((text) => mutated(Buffer.from(text))).map((bytes) => decoder.decode(bytes)),
  isRead,
  {
    runs: 150,
    properties,
  },
);

const token = fc.oneof(
  fc.constantFrom(...'{}()[]*,;=#<>"\'\\/.-&|\n '),
  fc.constantFrom(
    '/*',
    '*/',
    '/**',
    '//',
    '#define ',
    '#if 0\n',
    '#endif\n',
    'extern "C" {',
    '...',
    '##',
    '\n\n',
    '`',
    '- ',
  ),
  fc.constantFrom(
    'int ',
    'void ',
    'struct ',
    'typedef ',
    'static ',
    'inline ',
    'const ',
    'enum ',
    'weft_task ',
    'weft_f',
  ),
  fc.constantFrom(
    'Waits. ',
    'Returns ',
    'WEFT_EINVAL',
    'Contents: ',
    '---- A section ----',
    '__attribute__((noreturn))',
  ),
  fc.string(),
);
fuzz(
  'any tokens',
  fc.array(token, { maxLength: 200 }).map((tokens) => tokens.join('')),
  isRead,
  {
    runs: 300,
    properties,
  },
);

fuzz('any text', fc.string({ unit: 'binary', maxLength: 500 }), isRead, { runs: 200, properties });
