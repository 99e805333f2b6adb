/// Takes running text apart: words, code, names that can be looked up, and what a search has found in them.

export type Span =
  | { kind: 'words' | 'code'; text: string }
  /// A name that has an entry.
  | { kind: 'reference'; text: string };

const parts = /`([^`]+)`|\b(?:weft|WEFT)_[A-Za-z_]+\b/g;

export function spansOf(text: string, isEntry: (name: string) => boolean): Span[] {
  const spans: Span[] = [];
  let from = 0;
  const words = (until: number) =>
    until > from && spans.push({ kind: 'words', text: text.slice(from, until) });
  for (const match of text.matchAll(parts)) {
    const code = match[1];
    const name = code ?? match[0];
    if (code === undefined && !isEntry(name)) continue;
    words(match.index);
    spans.push({ kind: isEntry(name) ? 'reference' : 'code', text: name });
    from = match.index + match[0].length;
  }
  words(text.length);
  return spans;
}

export interface Piece {
  text: string;
  found: boolean;
}

/// Cuts a text where the words of a search stand in it.
export function cut(text: string, words: readonly string[]): Piece[] {
  if (words.length === 0) return [{ text, found: false }];
  const longestFirst = [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text
    .split(new RegExp(`(${longestFirst.join('|')})`, 'i'))
    .map((piece, index) => ({ text: piece, found: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
