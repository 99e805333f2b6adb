/// Makes text that a program chose, such as a task's name or what it prints, safe to stand beside the page's
/// own words: nothing in it changes the direction of what is around it, and no character of it is invisible.

/// The characters that turn text around: marks, embeddings, overrides and isolates.
const directional = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/// Other characters that are not seen, or that end a line where none should end.
const invisible = /[\u0080-\u009f\u00ad\u200b\u2028\u2029\u2060\ufeff]/g;
const control = /[\0-\x1f\x7f]/g;
/// The scripts that are written from right to left.
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802-\ud803\ud83a-\ud83b]/;

const codePoint = (character: string): string =>
  `‹U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}›`;

/// The control pictures of Unicode stand in the order of the controls.
const picture = (character: string): string =>
  character === '\x7f' ? '\u2421' : String.fromCharCode(0x2400 + character.charCodeAt(0));

/// Returns the text with the characters that turn text around written out, as in ‹U+202E›.
export const withoutDirection = (text: string): string => text.replace(directional, codePoint);

/// The text on one line, with every character that would not be seen written out. What is written from right
/// to left is kept apart from what follows it, a number for example.
export function plainText(text: string): string {
  const plain = withoutDirection(text).replace(invisible, codePoint).replace(control, picture);
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain;
}
