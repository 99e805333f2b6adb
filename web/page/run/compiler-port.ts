/// What the page needs of the worker that compiles.

import type { FromCompiler, ToCompiler } from '../../workers/protocol.ts';

/// As a method's type it can stand for that of a worker, whose events have more to them.
type Hears<Event> = { hear(event: Event): void }['hear'];

export type Heard = Hears<{ data: FromCompiler }>;
export type Fails = Hears<{ message: string }>;

export interface CompilerPort {
  onmessage: Heard | null;
  onerror: Fails | null;
  postMessage(message: ToCompiler): void;
  terminate(): void;
}
