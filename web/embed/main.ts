/// embed.js: what another page loads to have the element <weft-program>. Nothing else comes before a program
/// is in view, so it stays small and needs no other file.

import { WeftProgram } from './weft-program.ts';

if (!customElements.get('weft-program')) customElements.define('weft-program', WeftProgram);
