/// A C header taken apart into what stands in it at the top level, in order.

export type PieceKind = 'comment' | 'section' | 'define' | 'declaration' | 'gap';

export interface Piece {
  kind: PieceKind;
  /// Of a comment: without its marks and its indentation.
  text: string;
  line: number;
}

const section = /^\/\* -{4} (.+?) -+ \*\/$/;
/// Conditionals, includes, attributes and what stands around everything for C++.
const furniture = /^(?:#|extern "C"|\}$|__attribute__)/;

export function piecesOf(header: string): Piece[] {
  const lines = header.split('\n');
  const pieces: Piece[] = [];
  for (let at = 0; at < lines.length; ) {
    const [kind, last] = extentOf(lines, at);
    if (kind) pieces.push({ kind, text: textOf(kind, lines.slice(at, last + 1)), line: at + 1 });
    at = last + 1;
  }
  return pieces;
}

/// What begins at a line, and the last line of it.
function extentOf(lines: readonly string[], at: number): [kind: PieceKind | undefined, last: number] {
  const line = lines[at]!;
  const until = (done: (upTo: string) => boolean): number => {
    let last = at;
    while (last + 1 < lines.length && !done(lines.slice(at, last + 1).join('\n'))) last++;
    return last;
  };
  if (line.trim() === '') return ['gap', at];
  if (section.test(line)) return ['section', at];
  if (line.startsWith('/*')) return ['comment', until((text) => text.trimEnd().endsWith('*/'))];
  if (line.startsWith('#define')) return ['define', until((text) => !text.endsWith('\\'))];
  if (furniture.test(line)) return [undefined, at];
  return ['declaration', until(isWhole)];
}

function isWhole(declaration: string): boolean {
  const code = withoutComments(declaration).trimEnd();
  return code.endsWith(';') && count(code, '{') === count(code, '}');
}

const count = (text: string, character: string): number => text.split(character).length - 1;

export const withoutComments = (code: string): string => code.replace(/\/\*[^]*?\*\//g, '');

function textOf(kind: PieceKind, lines: readonly string[]): string {
  if (kind === 'section') return section.exec(lines[0]!)![1]!;
  if (kind !== 'comment') return lines.join('\n');
  const starred = lines.slice(1).every((line) => line.startsWith(' *'));
  const [first = '', ...others] = lines;
  const rest = others.map((line) => line.replace(starred ? /^ \*(?!\/) ?/ : /^ {1,3}/, ''));
  return [first.replace(/^\/\* ?/, ''), ...rest].join('\n').replace(/\s*\*\/\s*$/, '');
}
