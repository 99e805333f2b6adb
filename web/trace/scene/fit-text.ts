/// Cuts words to the room that they have.

import type { Pixels } from '../model/units.ts';
import type { Surface } from './surface.ts';

/// Words that have less room say nothing.
const minRoom: Pixels = 22;
const minLetters = 4;

/// Returns as much of the text as fits; '' when that would be nearly nothing.
export function cutText(surface: Surface, text: string, room: Pixels): string {
  if (room < minRoom || text === '') return '';
  if (surface.widthOf(text) <= room) return text;
  const letters = [...text];
  while (letters.length >= minLetters && surface.widthOf(`${letters.join('')}…`) > room)
    letters.length = Math.min(letters.length - 1, Math.ceil(letters.length * 0.9));
  return letters.length < minLetters ? '' : `${letters.join('')}…`;
}

/// Cuts a name that does not fit, but keeps its number, which tells one task from another.
export function cutName(surface: Surface, text: string, room: Pixels): string {
  if (surface.widthOf(text) <= room) return text;
  const [number = ''] = /(?:#|·| ×)[\d,]+$/.exec(text) ?? [];
  const letters = [...text.slice(0, text.length - number.length)];
  while (letters.length > 1 && surface.widthOf(`${letters.join('')}…${number}`) > room) letters.pop();
  return `${letters.join('')}…${number}`;
}
