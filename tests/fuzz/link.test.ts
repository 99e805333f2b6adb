/// Links from strangers: whatever stands in a fragment, it is read, refused in words, or no link at all; what
/// is read is within the limits, and what a page made comes back as it was.

import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import {
  decodeLink,
  encodeLink,
  LinkError,
  manualPlaceIn,
  maxPackedCharacters,
  maxUnpackedBytes,
  programPart,
  viewIn,
  withManualPlace,
  withoutProgram,
} from '../../web/page/share/link.ts';
import { maxSeed } from '../../web/runtime/seed.ts';
import { linkAround } from '../headless/link-around.ts';
import { fuzz, mutated } from './settings.ts';

const properties = 4;

async function isReadOrRefused(fragment: string): Promise<void> {
  viewIn(fragment);
  manualPlaceIn(withManualPlace(fragment, 'weft_sleep'));
  programPart(fragment);
  withoutProgram(fragment);
  let shared: Awaited<ReturnType<typeof decodeLink>>;
  try {
    shared = await decodeLink(fragment);
  } catch (error) {
    assert.ok(error instanceof LinkError, `${fragment}: ${error}`);
    assert.match(error.message, /^[A-Z].{10,}\.$/);
    return;
  }
  if (!shared) return;
  if (shared.source !== undefined) {
    assert.ok(fragment.length <= 2 * maxPackedCharacters || !fragment.includes('v1='));
    assert.ok(shared.source.length <= maxUnpackedBytes);
  }
  if (shared.seed !== undefined) assert.ok(Number.isInteger(shared.seed) && shared.seed >= 0);
  if (shared.clock !== undefined) assert.ok(['real', 'virtual'].includes(shared.clock));
}

const key = fc.constantFrom(
  'v1',
  'v2',
  'v',
  'example',
  'clock',
  'seed',
  'at',
  'view',
  'task',
  'manual',
  '',
  '__proto__',
);
const value = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'real',
    'virtual',
    'time:0:1',
    'turns:1:0',
    'time:-1e9:1e400',
    '1.2',
    '-1',
    '0',
    '4294967296',
    'gather',
  ),
  fc.integer().map(String),
  fc.double().map(String),
  fc.base64String(),
);
const fragment = fc
  .array(fc.tuple(key, fc.constantFrom('=', '', '=='), value).map((parts) => parts.join('')))
  .map((parts) => `#${parts.join('&')}`);

fuzz('any fragment is read or refused', fc.oneof(fragment, fc.string(), fc.webFragments()), isReadOrRefused, {
  runs: 2000,
  properties,
});

const json = fc.oneof(
  fc.json(),
  fc.record({ source: fc.anything() }).map((made) => JSON.stringify(made) ?? ''),
  fc.string({ unit: 'binary' }),
);
fuzz(
  'whatever is packed behind a right checksum is read or refused',
  fc.oneof(
    json.map((text) => deflateRawSync(Buffer.from(text))),
    json.chain((text) => mutated(deflateRawSync(Buffer.from(text)))),
    fc.uint8Array({ maxLength: 2000 }),
  ),
  (bytes) => isReadOrRefused(linkAround(bytes)),
  { runs: 500, properties },
);

const settings = fc.record(
  {
    source: fc.string({ unit: 'binary' }),
    example: fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,63}$/),
    clock: fc.constantFrom('real' as const, 'virtual' as const),
    seed: fc.integer({ min: 0, max: maxSeed }),
  },
  { requiredKeys: [], noNullPrototype: true },
);
fuzz(
  'what was shared comes back',
  settings.filter((shared) => Object.keys(shared).length > 0),
  async (shared) => assert.deepEqual(await decodeLink(await encodeLink(shared)), shared),
  { runs: 300, properties },
);

fuzz(
  'a program in a link that was changed on its way is refused, never read as another',
  fc
    .string({ unit: 'binary', minLength: 1 })

    .chain((source) =>
      fc.record({ source: fc.constant(source), at: fc.nat(), character: fc.constantFrom(...'aZ09-_') }),
    ),
  async ({ source, at, character }) => {
    const link = await encodeLink({ source });
    const place = 4 + (at % (link.length - 4));
    const changed = link.slice(0, place) + character + link.slice(place + 1);
    if (changed !== link) await assert.rejects(decodeLink(changed), LinkError);
  },
  { runs: 300, properties },
);
