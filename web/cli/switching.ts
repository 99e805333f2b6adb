/// Native switching in Node: V8 has it behind a flag, which can still be set before a module is compiled.

import { setFlagsFromString } from 'node:v8';
import { hasNativeSwitching, type Switching } from '../runtime/index.ts';
import { Failure, status } from './failure.ts';

/// The first whose V8 knows the flag; an earlier one would complain of it.
const firstNode = 26;
const flag = '--experimental-wasm-wasmfx';

/// Whether programs can switch natively here. Where V8 has it behind its flag, they can from then on.
export function canSwitchNatively(): boolean {
  if (hasNativeSwitching()) return true;
  if (Number.parseInt(process.versions.node, 10) >= firstNode) setFlagsFromString(flag);
  return hasNativeSwitching();
}

/// Throws a Failure where native switching is asked for and cannot be had.
export function allowSwitching(switching: Switching): void {
  if (switching === 'asyncify' || canSwitchNatively()) return;
  throw new Failure(
    status.usage,
    `--switching native needs WebAssembly's stack switching, which Node ${process.versions.node} has not: ` +
      `use Node ${firstNode} or later, or leave the option out`,
  );
}
