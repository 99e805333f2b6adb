/// Reads the text of a comment: paragraphs, lists and examples.

import type { Block, Entry } from '../types.ts';

/// A blank line ends a paragraph or a list; a sentence that begins with "Returns" begins a paragraph, "- " an
/// item; four spaces are an example. Where lines are broken otherwise does not matter.
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open = false; // whether the last block goes on in the next line
  for (const line of text.split('\n')) {
    const last = open ? blocks.at(-1) : undefined;
    if (line.trim() === '') {
      if (last?.kind === 'code') last.text += '\n';
      else open = false;
    } else {
      addLine(blocks, last, line);
      open = true;
    }
  }
  return blocks.flatMap((block): Block[] => {
    if (block.kind === 'code') return [{ ...block, text: block.text.trimEnd() }];
    return block.kind === 'paragraph' ? beforeReturns(block.text) : [block];
  });
}

const beforeReturns = (text: string): Block[] =>
  text.split(/(?<=[.:]) (?=Returns )/).map((part) => ({ kind: 'paragraph', text: part }));

function addLine(blocks: Block[], last: Block | undefined, line: string): void {
  if (line.startsWith('    ')) addCode(blocks, line.slice(4));
  else if (line.startsWith('- ')) addItem(blocks, line.slice(2));
  else if (last?.kind === 'list') last.items.push(`${last.items.pop()} ${line.trim()}`);
  else if (last?.kind === 'paragraph') last.text += ` ${line.trim()}`;
  else blocks.push({ kind: 'paragraph', text: line.trim() });
}

function addCode(blocks: Block[], line: string): void {
  const last = blocks.at(-1);
  if (last?.kind === 'code') last.text += `\n${line}`;
  else blocks.push({ kind: 'code', text: line });
}

function addItem(blocks: Block[], item: string): void {
  const last = blocks.at(-1);
  if (last?.kind === 'list') last.items.push(item);
  else blocks.push({ kind: 'list', items: [item] });
}

export function firstSentence(blocks: readonly Block[]): string {
  const first = blocks[0];
  if (first?.kind !== 'paragraph') return '';
  return /^.*?[.](?=\s|$)/.exec(first.text)?.[0] ?? first.text;
}

const waiting = /(?:^|\s)Waits( when the body does)?\.(?=\s|$)/;

/// Takes the sentence "Waits." out of the text: it is told apart from the rest.
export function takeWaits(blocks: readonly Block[]): { waits: Entry['waits']; text: Block[] } {
  let waits: Entry['waits'] = 'never';
  const text = blocks.map((block) => {
    const match = block.kind === 'paragraph' ? waiting.exec(block.text) : null;
    if (block.kind !== 'paragraph' || !match) return block;
    waits = match[1] ? 'body' : 'always';
    return { ...block, text: block.text.replace(waiting, '').trim() };
  });
  return { waits, text: text.filter((block) => block.kind !== 'paragraph' || block.text !== '') };
}

/// The errors named where the text says what is returned.
export function errorsIn(blocks: readonly Block[]): string[] {
  const told = blocks.findIndex((block) => block.kind === 'paragraph' && block.text.startsWith('Returns '));
  if (told < 0) return [];
  const words = blocks.slice(told).flatMap((block) => (block.kind === 'list' ? block.items : block.text));
  return [...new Set(words.flatMap((text) => text.match(/\bWEFT_E[A-Z]+\b/g) ?? []))];
}
