/// This is the part of WASI preview 1 that Emscripten's standalone libc calls; reading stdin is libweft's
/// (src/host/wasm/stdin.c). It is written here, not taken from a library, because nearly each call has to
/// follow the run: its clock, its seed, its output tagged by task, its way to end.

import { encodeText, type ProgramMemory } from './memory.ts';
import type { Clock } from './clock.ts';

const SUCCESS = 0;
const EBADF = 8;
const EFAULT = 21;
const EINVAL = 28;
const ESPIPE = 70;
const CHARACTER_DEVICE = 2;
const CLOCK_REALTIME = 0;
const CLOCK_LAST = 3;

export interface WasiParts {
  /// Called late: the memory exists only once the program is instantiated.
  memory(): ProgramMemory;
  clock: Pick<Clock, 'look' | 'calendar'>;
  args: readonly string[];
  environment: Readonly<Record<string, string>>;
  random(count: number): Uint8Array;
  write(fd: 1 | 2, bytes: Uint8Array): void;
  /// Must throw.
  exit(status: number): never;
}

type Calls = Record<string, (...args: never[]) => number | void>;

export function wasiImports(parts: WasiParts): Calls {
  return { ...streamCalls(parts), ...listCalls(parts), ...otherCalls(parts) };
}

/// Reads the (pointer, length) pairs of an array of iovecs.
function vectors(memory: ProgramMemory, array: number, count: number): [number, number][] {
  const view = memory.view();
  return Array.from({ length: count }, (_, index) => {
    const at = (array >>> 0) + index * 8;
    return [view.getUint32(at, true), view.getUint32(at + 4, true)];
  });
}

function gather(memory: ProgramMemory, list: [number, number][]): Uint8Array {
  const bytes = new Uint8Array(list.reduce((sum, [, length]) => sum + length, 0));
  let at = 0;
  for (const [pointer, length] of list) {
    bytes.set(new Uint8Array(memory.buffer, pointer, length), at);
    at += length;
  }
  return bytes;
}

function streamCalls(parts: WasiParts): Calls {
  const isStream = (fd: number): boolean => fd >= 0 && fd <= 2;
  return {
    fd_write(fd: number, array: number, count: number, written: number) {
      if (fd !== 1 && fd !== 2) return EBADF;
      const bytes = gather(parts.memory(), vectors(parts.memory(), array, count));
      if (bytes.length > 0) parts.write(fd, bytes);
      parts
        .memory()
        .view()
        .setUint32(written >>> 0, bytes.length, true);
      return SUCCESS;
    },
    fd_seek: (fd: number) => (isStream(fd) ? ESPIPE : EBADF),
    fd_close: (fd: number) => (isStream(fd) ? SUCCESS : EBADF),
    fd_fdstat_get(fd: number, result: number) {
      if (!isStream(fd)) return EBADF;
      parts.memory().put(result, new Uint8Array(24));
      parts
        .memory()
        .view()
        .setUint8(result >>> 0, CHARACTER_DEVICE);
      return SUCCESS;
    },
  };
}

/// argv and the environment: an array of pointers, and the texts that they point to.
function listCalls(parts: WasiParts): Calls {
  const ended = (text: string): Uint8Array => encodeText(`${text}\0`);
  const args = parts.args.map(ended);
  const environment = Object.entries(parts.environment).map(([name, value]) => ended(`${name}=${value}`));
  const sizes = (texts: Uint8Array[]) => (count: number, bytes: number) => {
    const view = parts.memory().view();
    view.setUint32(count >>> 0, texts.length, true);
    view.setUint32(
      bytes >>> 0,
      texts.reduce((sum, text) => sum + text.length, 0),
      true,
    );
    return SUCCESS;
  };
  const get = (texts: Uint8Array[]) => (pointers: number, bytes: number) => {
    let at = bytes >>> 0;
    texts.forEach((text, index) => {
      parts
        .memory()
        .view()
        .setUint32((pointers >>> 0) + index * 4, at, true);
      parts.memory().put(at, text);
      at += text.length;
    });
    return SUCCESS;
  };
  return {
    args_sizes_get: sizes(args),
    args_get: get(args),
    environ_sizes_get: sizes(environment),
    environ_get: get(environment),
  };
}

function otherCalls(parts: WasiParts): Calls {
  const { clock } = parts;
  return {
    clock_time_get(id: number, _precision: bigint, result: number) {
      if (id < 0 || id > CLOCK_LAST) return EINVAL;
      const now = clock.look();
      const time = id === CLOCK_REALTIME ? clock.calendar() : BigInt(Math.round(now));
      parts
        .memory()
        .view()
        .setBigUint64(result >>> 0, time, true);
      return SUCCESS;
    },
    clock_res_get(id: number, result: number) {
      if (id < 0 || id > CLOCK_LAST) return EINVAL;
      parts
        .memory()
        .view()
        .setBigUint64(result >>> 0, 1000n, true);
      return SUCCESS;
    },
    random_get(pointer: number, count: number) {
      if (pointer === 0) return EFAULT;
      parts.memory().put(pointer, parts.random(count >>> 0));
      return SUCCESS;
    },
    proc_exit: (status: number) => parts.exit(status),
  };
}
