/// Waits until something holds that signals tell.

import { effect } from '@preact/signals';

export function until(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let stop: (() => void) | undefined;
    let done = false;
    stop = effect(() => {
      if (!holds() || done) return;
      done = true;
      queueMicrotask(() => stop?.());
      resolve();
    });
  });
}
