/// How programs' stacks are switched: as the address says, where the browser can.

import { hasNativeSwitching, type Switching } from '../../runtime/continuations.ts';
import { switchingIn, withSwitching } from '../share/link.ts';
import type { Notices } from '../shell/notices.ts';
import type { State } from '../state.ts';
import type { Tab } from '../share/tab.ts';

export interface SwitchingParts {
  state: State;
  notices: Notices;
  tab: Tab;
}

const unavailable =
  'This browser has no native stack switching, so programs switch by Asyncify; ' +
  'Chromium 156 has it when it is started with --js-flags=--wasm-wasmfx.';

/// At the start, and when the address has changed.
export const followSwitching = ({ tab, ...parts }: SwitchingParts): void =>
  wantSwitching(parts, switchingIn(tab.fragment));

/// Stacks are switched so from the next run on, and by Asyncify where the browser cannot do it natively.
export function wantSwitching({ state, notices }: Omit<SwitchingParts, 'tab'>, wanted: Switching): void {
  state.switchable.value = typeof WebAssembly !== 'undefined' && hasNativeSwitching();
  if (wanted === 'native' && !state.switchable.value) notices.alert(unavailable, { topic: 'switching' });
  else state.switching.value = wanted;
}

/// The address says what has been chosen.
export function tellSwitching({ state, tab }: Omit<SwitchingParts, 'notices'>): void {
  if (state.switchable.value) tab.show(withSwitching(tab.fragment, state.switching.value));
}
