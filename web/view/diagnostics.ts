import type { Diagnostic } from '../toolchain/index.ts';

/// Whether it speaks of a place in the text of the editor, and not in a header.
export const isInProgram = ({ file }: Diagnostic): boolean => !/[/]|\.h$/.test(file);
