/// Reads a program's text from its file.
import { readFileSync } from 'node:fs';
import { textOfBytes } from '../toolchain/source-bytes.ts';
import { Failure, reason, status } from './failure.ts';

/// A program's text; what in it is no UTF-8 is kept, see toolchain/source-bytes.ts.
export function readSource(file: string): string {
  try {
    return textOfBytes(readFileSync(file));
  } catch (error) {
    throw new Failure(status.noInput, `${file}: ${reason(error)}`);
  }
}
