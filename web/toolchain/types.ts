/// The toolchain takes a program's source, and gives its module and the tools' diagnostics.

export type Severity = 'error' | 'warning' | 'note';

/// One diagnostic of clang's or lld's. Lines and columns count from 1, columns in UTF-16 code units; line
/// 0 means the whole program.
export interface Diagnostic {
  severity: Severity;
  message: string;
  file: string;
  line: number;
  column: number;
  endLine?: number;
  endColumn?: number;
  /// The option that controls it, as `-Wunused-variable`.
  option?: string;
  /// The notes that belong to it.
  related?: Diagnostic[];
}

export type OptimizationLevel = '0' | '1' | '2' | '3' | 's' | 'z';

/// How a program's stacks are switched: its functions rewritten by Binaryen's Asyncify, or natively, by
/// WebAssembly's own stack switching, which few engines have.
export type Switching = 'asyncify' | 'native';

export type Standard = 'gnu89' | 'gnu99' | 'gnu11' | 'gnu17' | 'gnu23';

/// `all` is -Wall -Wextra; `pedantic` has what the standard forbids besides; `error` makes an error of each.
export type Warnings = 'none' | 'all' | 'pedantic' | 'error';

/// What a person may choose of how clang compiles.
export interface CompileOptions {
  /// The standard of C, with GNU's extensions. The default is 'gnu11'.
  standard?: Standard;
  /// The default is '1'.
  optimize?: OptimizationLevel;
  /// The default is 'all'.
  warnings?: Warnings;
  /// Whether all undefined behaviour ends the program that can be noticed as it runs. Otherwise, at -O0 and
  /// -O1, only what no program does on purpose.
  sanitize?: boolean;
}

export interface BuildOptions extends CompileOptions {
  /// Whether a coroutine's stack overrun is caught before it touches other memory. Default true.
  stackCheck?: boolean;
  /// The default is 'asyncify'. A program that tells of its memory, to be explored, has no other.
  switching?: Switching;
  /// The name that diagnostics call the program by. Default 'program.c'.
  fileName?: string;
  /// Whether the program tells of what it reads and writes, for the account of races. Default false.
  races?: boolean;
}

/// A build has been told not to go on.
export class GivenUp extends Error {}

export interface BuildResult {
  /// Absent when there are errors.
  wasm?: Uint8Array<ArrayBuffer>;
  diagnostics: Diagnostic[];
  /// The tools' own words, as a terminal shows them.
  text: string;
  milliseconds: { compile: number; link: number; transform: number };
}

/// A name that could stand at a place in a program.
export interface Completion {
  name: string;
  /// Its type, of a function the one that it returns; '' for a macro or a keyword.
  type: string;
  /// The types, or names, that a function or a macro takes, if it takes some.
  parameters?: string[];
}

export interface Toolchain {
  /// `goesOn` is asked between two steps; where it says no, the build rejects with GivenUp.
  build(source: string, options?: BuildOptions, goesOn?: () => Promise<boolean>): Promise<BuildResult>;
  /// Makes diagnostics alone.
  check(source: string, options?: BuildOptions): Promise<Diagnostic[]>;
  /// What could stand at `offset`, counted in UTF-16 code units: where the word that
  /// is to be completed begins.
  complete(source: string, offset: number): Promise<Completion[]>;
  /// Does ahead of time what the next build would begin with. For when there is nothing else to do; `goesOn`
  /// is asked as in build.
  prepare(goesOn?: () => Promise<boolean>): void;
}
