/// Finds what holds all the words that one has typed, in names, signatures and texts.

import type { Block, Entry, Manual, Section } from './types.ts';

export const wordsOf = (query: string): string[] =>
  query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

/// The manual without what the words are not in. A section keeps its text when the words are in that.
export function search(manual: Manual, words: readonly string[]): Manual {
  if (words.length === 0) return manual;
  const sections = manual.sections
    .map((section) => searchSection(section, words))
    .filter(({ text, entries }) => text.length + entries.length > 0);
  return { introduction: holds(wordsIn(manual.introduction), words) ? manual.introduction : [], sections };
}

function searchSection(section: Section, words: readonly string[]): Section {
  const own = `${section.title} ${section.aside} ${wordsIn(section.text)}`;
  return {
    ...section,
    text: holds(own, words) ? section.text : [],
    entries: section.entries.filter((entry) => holds(wordsOfEntry(entry), words)),
  };
}

/// The entry that is meant most likely: the one of that name, one whose name begins so
/// or holds it, the first one.
export function best(shown: Manual, query: string): string | undefined {
  const names = shown.sections.flatMap(({ entries }) => entries.map(({ name }) => name));
  const sought = query.trim().toLowerCase();
  const matches: ((name: string) => boolean)[] = [
    (name) => name === sought,
    (name) => name === `weft_${sought}`,
    (name) => name.startsWith(sought),
    (name) => name.includes(sought),
    () => true,
  ];
  return matches.flatMap((match) => names.find((name) => match(name.toLowerCase())) ?? [])[0];
}

export const countEntries = (manual: Manual): number =>
  manual.sections.reduce((sum, { entries }) => sum + entries.length, 0);

function wordsOfEntry({ name, signature, text, fields }: Entry): string {
  return [name, signature, wordsIn(text), ...fields.flatMap((field) => [field.declaration, field.text])].join(
    ' ',
  );
}

const wordsIn = (blocks: readonly Block[]): string =>
  blocks.map((block) => (block.kind === 'list' ? block.items.join(' ') : block.text)).join(' ');

function holds(text: string, words: readonly string[]): boolean {
  const plain = text.toLowerCase().replaceAll('`', '');
  return words.every((word) => plain.includes(word));
}
