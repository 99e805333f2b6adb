/// All readers of the manual need this: where names stand, who returns what, where signatures are broken.

import type { Entry, Manual, Section } from './types.ts';

/// The section in which each entry stands.
export const sectionsByName = (manual: Manual): Map<string, Section> =>
  new Map(manual.sections.flatMap((section) => section.entries.map(({ name }) => [name, section])));

/// Lists, for each error, the functions that return it.
export function returners(manual: Manual): Map<string, string[]> {
  const byError = new Map<string, string[]>();
  for (const { name, errors } of manual.sections.flatMap(({ entries }) => entries)) {
    for (const error of errors) byError.set(error, [...(byError.get(error) ?? []), name]);
  }
  return byError;
}

/// Breaks a signature of more characters than that: a parameter a line.
export function broken(signature: string, maxCharacters: number): string {
  const match = /^([^(]*\()(.*)\)$/.exec(signature);
  if (signature.length <= maxCharacters || !match) return signature;
  return `${match[1]}\n    ${match[2]!.replace(/, (?![^()]*\))/g, ',\n    ')})`;
}

/// The value that stands behind a constant's name.
export const constantValue = ({ name, signature }: Entry): string => signature.slice(name.length + 1);
