/// Makes the rows of the Output. Everything a program writes goes in as text.

import type { Line, Log, Piece } from './log.ts';
import { element } from '../../common/dom.ts';
import { count } from '../../common/format.ts';
import { visible } from '../../common/visible-text.ts';
import type { Diagnostic } from '../../toolchain/index.ts';
import { isInProgram } from '../editor/diagnostics.ts';
import { taskClass } from '../../common/task-colour.ts';

export type GoTo = (line: number, column: number) => void;

export function lineRow(line: Line, log: Log, goTo: GoTo): HTMLElement {
  const isError = line.pieces.some((piece) => piece.fd === 2);
  const row = element('div', isError ? 'line err' : 'line');
  row.dataset.complete = String(line.complete);
  row.dataset.line = String(line.number);
  const first = line.pieces[0];
  row.append(
    first ? moment(first) : element('span', 'when'),
    taskTag(first, log),
    ...(isError ? [element('span', 'stream', 'stderr')] : []),
    words(line, goTo),
  );
  return row;
}

/// It leads to the moment at which the line was written. From one to the next lead the arrows, not Tab.
function moment({ time }: Piece): HTMLElement {
  const button = element('button', 'when', (time / 1e9).toFixed(3));
  button.type = 'button';
  button.tabIndex = -1;
  button.title = 'Go to this moment (Enter)';
  return button;
}

function taskTag(piece: Piece | undefined, log: Log): HTMLElement {
  if (!piece || piece.task === 0) return element('span', 'who');
  const name = visible(log.label(piece.task));
  const tag = element('span', `who ${taskClass(piece.task)}`, name);
  tag.title = name;
  return tag;
}

/// A line that several tasks wrote together shows each one's part in its colour.
function words({ pieces }: Line, goTo: GoTo): HTMLElement {
  const text = element('span', 'text');
  const joint = pieces.some((piece) => piece.task !== pieces[0]?.task);
  for (const piece of pieces) {
    const part = element('span', piece.fd === 2 ? 'stderr' : 'stdout');
    part.append(...(piece.fd === 2 ? withPlaces(visible(piece.text), goTo) : [visible(piece.text)]));
    if (joint) part.classList.add(taskClass(piece.task));
    text.append(part);
  }
  return text;
}

/// Weft's reports and failed asserts name places in the program, which can be gone to.
function withPlaces(text: string, goTo: GoTo): (string | HTMLElement)[] {
  return text
    .split(/\b([\w-]+\.c:\d{1,6})\b/)
    .map((part, index) => (index % 2 === 0 ? part : placeButton(part, goTo)));
}

function placeButton(place: string, goTo: GoTo): HTMLElement {
  const button = element('button', 'place', place);
  button.type = 'button';
  button.addEventListener('click', () => goTo(Number(place.split(':')[1]), 1));
  return button;
}

export function gapRow(dropped: number, toFollow: number): HTMLElement {
  const parts = [
    dropped > 0 ? `${count(dropped, 'line')} dropped` : '',
    toFollow > 0 ? `${count(toFollow, 'line')} to follow` : '',
  ];
  return element('div', 'gap', parts.filter(Boolean).join(', '));
}

export function diagnosticRows(diagnostic: Diagnostic, goTo: GoTo): HTMLElement[] {
  const { severity, file, line, column, message, option } = diagnostic;
  const leads = line > 0 && isInProgram(diagnostic);
  const row = element(leads ? 'button' : 'div', `diagnostic ${severity}`);
  if (row instanceof HTMLButtonElement) row.type = 'button';
  row.append(
    element('span', leads ? 'place' : '', line > 0 ? `${file}:${line}:${column}` : file),
    ' ',
    element('span', 'severity', `${severity}:`),
    ' ',
    element('span', 'text', visible(message)),
  );
  if (option) row.append(' ', element('span', 'option', option));
  if (leads) row.addEventListener('click', () => goTo(line, column));
  return [row, ...(diagnostic.related ?? []).flatMap((one) => diagnosticRows(one, goTo))];
}
