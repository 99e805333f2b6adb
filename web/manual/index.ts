/// This is the manual as data, and what its readers do with it. header/ makes it.

export { best, countEntries, search, wordsOf } from './search.ts';
export { broken, returners, constantValue } from './shape.ts';
export { cut, spansOf, type Piece, type Span } from './spans.ts';
export type { Block, Entry, Field, Manual, Section } from './types.ts';
