/// Finds where in a program something is being completed.

import type { CompletionContext } from '@codemirror/autocomplete';
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';

export interface Place {
  /// Where the word begins, which may still be empty.
  from: number;
  word: string;
  /// Whether it stands behind a `.` or `->`.
  member: boolean;
}

const wordless = /^(?:LineComment|BlockComment|String|RawString|CharLiteral|Number|SystemLibString)$/;

/// As a person types, help comes at the second letter: too much fits the first, and Enter would take it.
const minLetters = 2;

/// Undefined in comments, texts and numbers, and where nothing has been typed yet that asks for a completion.
export function placeOf(context: CompletionContext): Place | undefined {
  const { state, pos, explicit } = context;
  for (let node: ReturnType<typeof nodeAt> | null = nodeAt(context); node; node = node.parent)
    if (wordless.test(node.name)) return undefined;
  const line = state.doc.lineAt(pos);
  const [, before = '', word = ''] = /^(.*?)([A-Za-z_]\w*)?$/.exec(line.text.slice(0, pos - line.from)) ?? [];
  const member = /(?:->|[\w)\]]\s*\.|[{,]\s*\.)\s*$/.test(before);
  return word.length < minLetters && !member && !explicit
    ? undefined
    : { from: pos - word.length, word, member };
}

/// So long a text that has just changed is read.
export const parseMilliseconds = 50;

const nodeAt = ({ state, pos }: CompletionContext) =>
  (ensureSyntaxTree(state, pos, parseMilliseconds) ?? syntaxTree(state)).resolveInner(pos, -1);
