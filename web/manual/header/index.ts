export { HeaderError, manualOf } from './manual.ts';
