/// What the page is doing, in a word or two.

import type { State } from '../state.ts';

export function doing(state: State): [mood: string, text: string] {
  switch (state.phase.value) {
    case 'building':
      return ['active', buildingText(state)];
    case 'paused':
      return ['active', 'Paused'];
    case 'running':
      return ['active', state.inputWanted.value ? 'Waiting for input' : 'Running'];
    case 'idle':
      return state.outcome.value
        ? [state.outcome.value.mood, state.outcome.value.text]
        : ['neutral', 'Ready'];
  }
}

export function buildingText({ compiler: { value: compiler } }: State): string {
  if (compiler.kind === 'ready') return 'Compiling';
  return compiler.kind === 'absent' ? 'Starting' : 'Waiting for the compiler';
}
