/// What a program that runs is given to call.

import type { Clock } from './clock.ts';
import type { Endings } from './endings.ts';
import type { HostRequests } from './host-requests.ts';
import type { Steering } from './policy.ts';
import type { Program } from './program.ts';
import type { SeededBytes } from './random.ts';
import type { Readings } from './readings.ts';
import { wasiImports, type WasiParts } from './wasi.ts';

export interface RunImportsParts extends Pick<WasiParts, 'memory' | 'args' | 'environment' | 'write'> {
  clock: Clock;
  entropy: SeededBytes;
  readings: Readings;
  endings: Endings;
  steering: Steering;
  requests: HostRequests;
  /// A turn begins that may last.
  turn(): void;
}

export function runImports(parts: RunImportsParts): ConstructorParameters<typeof Program>[1] {
  const { clock, entropy, readings, endings, steering, requests, turn } = parts;
  const wasi: WasiParts = {
    ...parts,
    clock: readings,
    random: (count) => entropy.take(count),
    exit: (status) => endings.exit(status),
  };
  const weft = {
    now: () => readings.now(),
    steady: () => readings.steady(),
    /* Somebody is always ready, and so the virtual clock would never go on by itself; when it does,
       src/core/sched.c says. */
    advance(time: number) {
      if (clock.virtual) clock.advanceTo(time);
    },
    turn,
    block: (nanoseconds: number) => readings.hold(nanoseconds),
    ...endings.imports,
    ...steering.imports,
    ...requests.imports,
  };
  return { weft, wasi_snapshot_preview1: wasiImports(wasi) };
}
