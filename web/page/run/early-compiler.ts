/// Where a visit before has left the compiler in this browser, it is started before anybody asks for it: what
/// is compiled first then takes no longer than what comes later. That costs a second of a processor and three
/// hundred megabytes of memory, so it waits until the page is looked at, and is left out where either is
/// short.

import { savesData } from '../../common/saves-data.ts';
import type { CompilerClient } from './compiler-client.ts';

/// What compiler-cache.ts calls it.
const cacheName = 'weft-compiler';
const leastGigabytes = 4;
/// Of a battery that is not being charged.
const leastCharge = 0.5;

interface Battery {
  charging: boolean;
  level: number;
}

/// What some browsers tell of the device.
export type Device = { deviceMemory?: number; getBattery?(): Promise<Battery> };

export interface EarlyCompilerParts {
  compiler: Pick<CompilerClient, 'prepareIfKept'>;
  /// Undefined where the browser has none.
  caches: { has(name: string): Promise<boolean> } | undefined;
  document: {
    visibilityState: string;
    addEventListener(name: 'visibilitychange', heard: () => void, options: { once: true }): void;
  };
  navigator: object;
}

export async function startEarly({
  compiler,
  caches,
  document,
  navigator,
}: EarlyCompilerParts): Promise<void> {
  if (savesData({ navigator }) || (await isShort(navigator))) return;
  if (!(await caches?.has(cacheName))) return;
  await isLookedAt(document);
  compiler.prepareIfKept();
}

async function isShort(device: Device): Promise<boolean> {
  const { deviceMemory = leastGigabytes } = device;
  const battery = await device.getBattery?.().catch(() => undefined);
  const runsDown = battery !== undefined && !battery.charging && battery.level < leastCharge;
  return deviceMemory < leastGigabytes || runsDown;
}

async function isLookedAt(document: EarlyCompilerParts['document']): Promise<void> {
  while (document.visibilityState !== 'visible')
    await new Promise<void>((resolve) =>
      document.addEventListener('visibilitychange', () => resolve(), { once: true }),
    );
}
