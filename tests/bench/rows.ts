/// What is measured, beside what, and what is aimed at.

import type { Pace } from './measure.ts';

export type Place = 'node' | 'chromium';

export type ContenderKind =
  | 'weft'
  | 'weft-unchecked'
  | 'weft-switching'
  | 'bare'
  | 'weft-ring'
  | 'weft-traced'
  | 'weft-there'
  | 'javascript'
  | 'fiber'
  | 'weft-fiber'
  | 'jspi'
  | 'native'
  | 'ucontext'
  | 'go'
  | 'python';

/// One's cost, Weft's if none is named, is at most so many times that of the other; where there is no other, so
/// much.
export interface Aim {
  of?: ContenderKind;
  than?: ContenderKind;
  atMost: number;
  place?: Place;
  words: string;
}

/// What swaps Emscripten's fibers, or Weft's in their place: a file of tests/bench/peers.
export type Peer = 'fiber' | 'koishi' | 'minicoro' | 'libco';

export interface Row {
  id: string;
  title: string;
  unit: 'ns' | 'bytes';
  /// The file under tests/bench that does the work, and the work's name there.
  program: string;
  work: string;
  /// Whose fibers these are; without it the plain ones.
  peer?: Peer;
  contenders: readonly ContenderKind[];
  /// Other names than the usual ones.
  names?: Partial<Record<ContenderKind, string>>;
  aims?: readonly Aim[];
  /// Who is measured in Chromium's turn, where that is not everybody: processes take as long in both.
  inChromium?: readonly ContenderKind[];
  /// Instead of as many operations as fill the time, so many, and so many rounds.
  fixed?: Record<Pace, number> & { rounds: number };
  /// Of those that are slow, a share of that.
  share?: Partial<Record<ContenderKind, number>>;
}

/// What Asyncify is called where it stands beside something else of Weft's.
export const byAsyncify = 'Weft, Asyncify';

export const contenderNames: Record<ContenderKind, string> = {
  weft: 'Weft',
  'weft-unchecked': 'Weft, stack check off',
  'weft-switching': 'Weft, native switching',
  bare: "Asyncify's intrinsics alone",
  'weft-ring': 'Weft, traced: the ring alone',
  'weft-traced': 'Weft, traced and read',
  'weft-there': 'Weft, the other checkout',
  javascript: 'JavaScript',
  fiber: 'emscripten_fiber_swap',
  'weft-fiber': 'the same with -lweft-fiber',
  jspi: 'JSPI',
  native: 'Weft, native',
  ucontext: 'Weft, native, ucontext',
  go: 'Go',
  python: 'Python',
};

const generators: Pick<Row, 'unit' | 'program' | 'contenders'> = {
  unit: 'ns',
  program: 'generator',
  contenders: [
    'weft',
    'weft-unchecked',
    'bare',
    'javascript',
    'fiber',
    'weft-fiber',
    'jspi',
    'native',
    'ucontext',
    'python',
  ],
};
const everybody: readonly ContenderKind[] = [
  'weft',
  'weft-unchecked',
  'javascript',
  'native',
  'go',
  'python',
];

const javascriptAim: Aim = { than: 'javascript', atMost: 1, words: 'no dearer than JavaScript' };
const bareAim: Aim = { than: 'bare', atMost: 1.3, words: "Asyncify's intrinsics and three tenths" };

/// So many calls lie between a body and its yield. Native switching costs the same at each depth.
const depths: readonly Row[] = [0, 1, 3, 10, 100].map((depth) => ({
  unit: 'ns',
  program: 'generator',
  id: `depth${depth}`,
  title: `switching: next + yield, ${depth} calls deep`,
  work: `depth${depth}`,
  contenders: ['weft', 'bare', 'weft-switching'],
  names: { weft: byAsyncify },
  aims: [
    ...(depth > 0 && depth < 100 ? [bareAim] : []),
    ...(depth >= 100
      ? [
          {
            of: 'weft-switching',
            than: 'weft',
            atMost: 1 / 5,
            place: 'chromium',
            words: 'native switching is five times cheaper',
          } as const,
        ]
      : []),
  ],
}));

/// Libraries that use Emscripten's fibers, on those and on Weft's, and libco's functions beside a plain swap.
const onFibers = (
  [
    ['koishi', 'koishi: resume + yield', 'koishi'],
    ['minicoro', 'minicoro: resume + yield', 'minicoro'],
    ['libco', 'libco: a switch there and back', 'libco'],
  ] as const
).map(
  ([peer, title, name]): Row => ({
    id: peer,
    peer,
    title,
    unit: 'ns',
    program: 'generator',
    work: 'next',
    contenders: ['weft-fiber', 'fiber'],
    names: {
      'weft-fiber': peer === 'libco' ? 'libco, -lweft-libco' : `${name}, -lweft-fiber`,
      fiber: peer === 'libco' ? 'emscripten_fiber_swap' : `${name}, on Emscripten's fibers`,
    },
    aims: [{ of: 'weft-fiber', than: 'fiber', atMost: 1 / 10, words: '10 times cheaper' }],
  }),
);

/// What never waits, in a program in which tasks could, and the same with no Asyncify in it, for engines that
/// switch stacks themselves.
const computing = (
  [
    ['sort', 'qsort of 4,096 numbers, by a comparator'],
    ['sha-256', 'SHA-256 of 100 blocks'],
    ['matrix', 'a matrix of 48 times one'],
    ['print', '256 times snprintf'],
  ] as const
).map(
  ([work, title]): Row => ({
    id: work,
    title: `computing: ${title}`,
    unit: 'ns',
    program: 'compute',
    work,
    contenders: ['weft', 'weft-unchecked', 'weft-switching', 'native'],
    names: { weft: byAsyncify, 'weft-switching': 'the same, no Asyncify in it' },
    aims: [
      { than: 'weft-switching', atMost: 1.03, place: 'chromium', words: 'as quick as without Asyncify' },
    ],
  }),
);

export const rows: readonly Row[] = [
  {
    ...generators,
    id: 'next',
    title: 'generator: next + yield',
    work: 'next',
    names: { javascript: 'JS generator', python: 'Python generator' },
    aims: [
      { than: 'javascript', atMost: 1, place: 'chromium', words: "no dearer than a JS generator's step" },
      {
        of: 'weft-fiber',
        than: 'fiber',
        atMost: 1 / 10,
        words: '-lweft-fiber: 10 times cheaper than emscripten_fiber_swap',
      },
      { than: 'fiber', atMost: 1 / 20, words: '20 times cheaper than emscripten_fiber_swap' },
    ],
  },
  {
    ...generators,
    id: 'next10',
    title: 'generator: next + yield, ten calls deep',
    work: 'next10',
    names: { javascript: 'JS generators, yield*', python: 'Python generators, yield from' },
    aims: [bareAim],
  },
  ...depths,
  ...onFibers,
  ...computing,
  {
    id: 'yield',
    title: 'task: yield through the scheduler',
    unit: 'ns',
    program: 'tasks',
    work: 'yield',
    contenders: [
      'weft',
      'weft-unchecked',
      'javascript',
      'fiber',
      'jspi',
      'native',
      'ucontext',
      'go',
      'python',
    ],
    names: { javascript: 'JS await', go: 'Go, Gosched', python: 'Python, await asyncio.sleep(0)' },
    aims: [{ than: 'javascript', atMost: 0.6, words: 'three fifths of a JS await' }],
  },
  {
    id: 'spawn',
    title: 'task: spawn + join',
    unit: 'ns',
    program: 'tasks',
    work: 'spawn',
    contenders: everybody,
    names: {
      javascript: 'JS async call + await',
      go: 'Go, go + channel',
      python: 'Python, create_task + await',
    },
    aims: [{ atMost: 150, place: 'chromium', words: 'a spawn and a join' }],
  },
  {
    id: 'parked',
    title: 'memory of a parked task',
    unit: 'bytes',
    program: 'tasks',
    work: 'parked',
    contenders: ['weft', 'javascript', 'native', 'go', 'python'],
    fixed: { full: 10_000, quick: 10_000, once: 10_000, rounds: 1 },
    names: {
      weft: 'Weft (address space)',
      javascript: 'JS async function',
      native: 'Weft, native (resident)',
    },
    aims: [
      { atMost: 1024, words: 'a parked task' },
      { of: 'native', than: 'go', atMost: 1, words: "natively no more than a goroutine's memory" },
    ],
  },
  {
    id: 'parked-512',
    title: 'memory of a parked task with a stack of 512 bytes',
    unit: 'bytes',
    program: 'tasks',
    work: 'parked-512',
    contenders: ['weft', 'native'],
    fixed: { full: 10_000, quick: 10_000, once: 10_000, rounds: 1 },
    names: { weft: 'Weft (address space)', native: 'Weft, native (resident)' },
    aims: [{ atMost: 1024, words: 'a parked task' }],
  },
  {
    id: 'buffered',
    title: 'channel of 64: send + receive',
    unit: 'ns',
    program: 'channels',
    work: 'buffered',
    contenders: everybody,
    names: { javascript: 'JS, channel of promises', python: 'Python, asyncio.Queue(64)' },
    aims: [javascriptAim],
  },
  {
    id: 'rendezvous',
    title: 'channel of 0: send + receive',
    unit: 'ns',
    program: 'channels',
    work: 'rendezvous',
    contenders: everybody,
    names: { javascript: 'JS, channel of promises', python: 'Python, asyncio.Queue(1)' },
    aims: [javascriptAim],
  },
  {
    id: 'select',
    title: 'select over 8 channels',
    unit: 'ns',
    program: 'channels',
    work: 'select',
    contenders: everybody,
    names: { javascript: 'JS, Promise.race', python: 'Python, asyncio.wait' },
    aims: [javascriptAim],
  },
  {
    id: 'mutex',
    title: 'mutex: lock, yield, hand over',
    unit: 'ns',
    program: 'sync',
    work: 'mutex',
    contenders: everybody,
    names: { javascript: 'JS, lock of promises', python: 'Python, asyncio.Lock' },
    aims: [javascriptAim],
  },
  {
    id: 'timeout',
    title: 'timeout scope around a yield',
    unit: 'ns',
    program: 'sync',
    work: 'timeout',
    contenders: everybody,
    names: {
      javascript: 'JS, Promise.race + setTimeout',
      go: 'Go, context.WithTimeout',
      python: 'Python, asyncio.timeout',
    },
    aims: [javascriptAim],
  },
  {
    id: 'timers',
    title: 'a million tasks: spawn, sleep, wake, end',
    unit: 'ns',
    program: 'tasks',
    work: 'sleepers',
    contenders: ['weft', 'javascript', 'python'],
    inChromium: ['weft', 'javascript'],
    fixed: { full: 1_000_000, quick: 100_000, once: 1_000, rounds: 3 },
    share: { javascript: 1 / 10, python: 1 / 10 },
    names: { javascript: 'JS, setTimeout, a tenth', python: 'Python, asyncio.sleep, a tenth' },
    aims: [javascriptAim],
  },
  {
    id: 'trace',
    title: 'tracing: a yield, off and on',
    unit: 'ns',
    program: 'tasks',
    work: 'yield',
    contenders: ['weft', 'weft-ring', 'weft-traced'],
    aims: [{ of: 'weft-ring', than: 'weft', atMost: 4 / 3, words: 'at most a third of a switch' }],
  },
];
