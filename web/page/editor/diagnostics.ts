/// Shows the compiler's diagnostics as marks in the text of the editor.

import type { Diagnostic as Mark } from '@codemirror/lint';
import type { Text } from '@codemirror/state';

import type { Diagnostic } from '../../toolchain/index.ts';

/// Whether it speaks of a place in the text of the editor, and not in a header.
export const isInProgram = ({ file }: Diagnostic): boolean => !/[/]|\.h$/.test(file);

/// Returns the offset of a place counted from 1, or of the nearest one where the text has changed since.
export function offsetOf(doc: Text, line: number, column: number): number {
  const found = doc.line(Math.min(Math.max(1, line), doc.lines));
  return Math.min(found.from + Math.max(1, column) - 1, found.to);
}

/// Its notes become marks of their own where they stand in the program, and words of
/// the mark where they do not.
export function marksOf(doc: Text, diagnostic: Diagnostic): Mark[] {
  if (diagnostic.line < 1 || !isInProgram(diagnostic)) return [];
  const { from, to } = extentOf(doc, diagnostic);
  const elsewhere = (diagnostic.related ?? [])
    .filter((note) => !isInProgram(note))
    .map((note) => `\n${note.file}:${note.line}: ${note.message}`);
  const severity = diagnostic.severity === 'note' ? 'info' : diagnostic.severity;
  const own: Mark = {
    from,
    to,
    severity,
    message: diagnostic.message + elsewhere.join(''),
    ...(diagnostic.option && { source: diagnostic.option }),
  };
  return [own, ...(diagnostic.related ?? []).flatMap((note) => marksOf(doc, note))];
}

function extentOf(doc: Text, { line, column, endLine, endColumn }: Diagnostic): { from: number; to: number } {
  const from = offsetOf(doc, line, column);
  if (endColumn !== undefined) return { from, to: Math.max(from, offsetOf(doc, endLine ?? line, endColumn)) };
  const word = /^\w+/.exec(doc.sliceString(from, from + 200));
  return { from, to: Math.min(doc.length, from + (word?.[0].length ?? 1)) };
}
