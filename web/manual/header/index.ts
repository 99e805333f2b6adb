/// Reading weft.h: the manual as data.

export { HeaderError, manualOf } from './manual.ts';
