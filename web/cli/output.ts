/// Writes to the process's own streams: at once, whole, from any thread.

import { writeSync } from 'node:fs';
import { Failure, reason, status } from './failure.ts';

const nobody = new Int32Array(new SharedArrayBuffer(4));

/// Waits for a reader who is slow; ends the thread quietly when there is none any more.
export function writeAll(fd: 1 | 2, data: Uint8Array | string): void {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') process.exit(status.brokenPipe);
      if (code !== 'EAGAIN')
        throw new Failure(
          status.output,
          `std${fd === 1 ? 'out' : 'err'} cannot be written: ${reason(error)}`,
        );
      Atomics.wait(nobody, 0, 0, 2);
    }
  }
}

/// Says a message of Weft's own.
export function say(message: string): void {
  writeAll(2, `weft: ${message}\n`);
}
