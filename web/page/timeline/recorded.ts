/// The run that is shown before anybody has run anything, recorded when the site was built.

import { recording } from 'virtual:weft-recording';

import type { Timeline } from './timeline.ts';

export function showRecording(timeline: Timeline): void {
  const batches = recording.batches.map(({ slots, samples, ...rest }) => ({
    ...rest,
    slots: bytesOf(slots),
    ...(samples !== undefined && { samples: bytesOf(samples) }),
  }));
  timeline.showRecorded(batches, recording.cause, recording.time);
}

const bytesOf = (base64: string): ArrayBuffer =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer;
