import { readFileSync } from 'node:fs';
import { Failure, reason, status } from './failure.ts';

/// A program's text.
export function readSource(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(status.noInput, `${file}: ${reason(error)}`);
  }
}
