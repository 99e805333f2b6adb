/// How programs' stacks are switched: as the address says, where the browser can.

import { hasNativeSwitching } from '../../runtime/continuations.ts';
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
export function followSwitching({ state, notices, tab }: SwitchingParts): void {
  state.switchable.value = typeof WebAssembly !== 'undefined' && hasNativeSwitching();
  const wanted = switchingIn(tab.fragment);
  if (wanted === 'native' && !state.switchable.value) notices.alert(unavailable, { topic: 'switching' });
  else state.switching.value = wanted;
}

/// The address says what has been chosen.
export function tellSwitching({ state, tab }: Omit<SwitchingParts, 'notices'>): void {
  if (state.switchable.value) tab.show(withSwitching(tab.fragment, state.switching.value));
}
