/// Text that comes from a program or from a stranger is shown so: what would be obeyed, would turn the text
/// around it, or would not be seen, is written out. The letters themselves stay as they are.

/// All but the tab are shown as their pictures, which stand in Unicode in the order of the controls.
const control = /[\0-\x08\n-\x1f\x7f]/g;
/// The controls of C1, the marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm,
/// its line and paragraph separators, the soft hyphen, the spaces of no width and the byte order mark.
const unseen = /[\x80-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/g;
/// The scripts that are written from right to left.
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802-\ud803\ud83a-\ud83b]/;

const picture = (character: string): string =>
  character === '\x7f' ? '\u2421' : String.fromCharCode(0x2400 + character.charCodeAt(0));

/// As C writes it, `\u202E`.
const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/// A line that is shown by itself; who shows it isolates what is written from right to left.
export const visible = (text: string): string => text.replace(control, picture).replace(unseen, escaped);

/// What stands in the middle of the page's own words, such as a task's name. What is written from right to
/// left is kept apart from what follows it, a number for example.
export function visibleName(text: string): string {
  const name = visible(text).replaceAll('\t', picture);
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name;
}
