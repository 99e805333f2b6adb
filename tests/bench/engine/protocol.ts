/// What the bench asks of a worker, in Node or in a browser, that holds the contenders of one row.

/// ring: events are written, and nobody reads them; read: they are read and handed on, as in the page.
export type Tracing = 'off' | 'ring' | 'read';

export type Request =
  /// A Weft program: `program` is a file of the build.
  | { kind: 'open'; key: number; contender: 'weft'; program: string; work: string; trace: Tracing }
  | { kind: 'open'; key: number; contender: 'javascript' | 'bare' | 'jspi'; work: string }
  /// `program`: the name of its files.
  | { kind: 'open'; key: number; contender: 'fiber'; program: string; work: string }
  | { kind: 'measure'; key: number; count: number }
  /// Runs a program to its end.
  | { kind: 'run'; wasm: Uint8Array<ArrayBuffer> };

/// A measure's answer is what so many operations took, in nanoseconds or bytes. `missing`:
/// the place does not have it.
export type Reply = { value?: number; missing?: string; error?: string };

/// Does an operation so many times and says what that took, in nanoseconds or bytes.
export type Measure = (count: number) => Promise<number>;

/// Thrown where a place lacks what a contender needs.
export class Missing extends Error {}

export interface Surroundings {
  /// A file of the bench's build.
  load(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /// Bytes of JavaScript's heap in use, after a collection; absent where nobody says.
  heap?(): number;
}
