/// Writes text for man's macros (man(7)): what has a meaning to roff is escaped here, and nowhere else.

import { spansOf } from '../spans.ts';

/// How a name that has an entry is written: bold, and with its section where it has a page.
export type Names = (name: string) => string | undefined;

const characters: Record<string, string> = {
  '\\': '\\e',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

/// Code keeps its characters: roff would make typographic ones of some.
export const literal = (text: string): string =>
  withoutForeign(text.replace(/[\\'`^~]/g, (character) => characters[character]!).replaceAll('-', '\\-'));

const words = (text: string): string => withoutForeign(text.replaceAll('\\', '\\e'));

const withoutForeign = (text: string): string =>
  text.replace(/[^\0-\x7e]/gu, (character) => `\\[u${hexadecimal(character.codePointAt(0)!)}]`);

const hexadecimal = (code: number): string => code.toString(16).toUpperCase().padStart(4, '0');

const maxLineBytes = 79;

/// A line is filled with as many words as it holds: roff breaks the lines of running text anew.
export function filled(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + 1 + word.length > maxLineBytes) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return asText(lines.join('\n'));
}

/// Running text: names bold, code in italics.
export function prose(text: string, names: Names): string {
  const spans = spansOf(text, (name) => names(name) !== undefined);
  const parts = spans.map((span, index) => {
    if (span.kind === 'words') return words(span.text);
    if (span.kind === 'code') return italic(literal(span.text));
    const inCode = /^[([]/.test(spans[index + 1]?.text ?? '');
    return inCode ? bold(span.text) : names(span.text)!;
  });
  return filled(parts.join(''));
}

/// A line that begins with a dot or an apostrophe would be taken for a request.
export const asText = (text: string): string => text.replace(/^(?=[.'])/gm, '\\&');

export const bold = (text: string): string => `\\fB${text}\\fP`;
export const italic = (text: string): string => `\\fI${text}\\fP`;

/// Quotes an argument of a macro.
export const quoted = (text: string): string => `"${words(text).replaceAll('"', '\\(dq')}"`;
