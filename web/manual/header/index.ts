/// Reads weft.h into the manual as data.

export { HeaderError, manualOf } from './manual.ts';
