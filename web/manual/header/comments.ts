/// Takes the words out of a C comment, without its marks and its indentation.

import type { SyntaxNode } from '@lezer/common';
import { columnOf, textOf, type Source } from './source.ts';

export function wordsOf(source: Source, comment: SyntaxNode): string {
  const inside = textOf(source, comment)
    .replace(/^\/\*+ ?|^\/\/ ?/, '')
    .replace(/\s*\*+\/$/, '');
  const [first = '', ...others] = inside.split('\n').map((line) => line.trimEnd());
  const starred = others.every((line) => /^\s*\*/.test(line));
  const indentation = new RegExp(`^ {0,${columnOf(source, comment.from) + 3}}`);
  return [first, ...others.map((line) => line.replace(starred ? /^\s*\* ?/ : indentation, ''))].join('\n');
}

/// Returns the title of a section for the comment that begins one, `---- Title ----`.
export const sectionTitle = (words: string): string | undefined =>
  /^-{4,} (.+?) -{4,}$/.exec(words.replace(/\s+/g, ' '))?.[1];
