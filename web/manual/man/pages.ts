/// Makes man pages out of the manual: weft(7) as an overview, and one page in section 3 for each call and
/// each type.

import { broken, constantValue } from '../shape.ts';
import type { Block, Entry, Field, Manual, Section } from '../types.ts';
import { asText, bold, filled, italic, literal, prose, quoted, type Names } from './roff.ts';

export interface ManPage {
  /// It is called like `weft_select.3`.
  fileName: string;
  /// The page as it is on a day, `2026-01-31`: that of its last change.
  text(date: string): string;
}

const overview = 'weft';
const maxSignatureCharacters = 70;

export function manPagesOf(manual: Manual, version: string): ManPage[] {
  const entries = manual.sections.flatMap((section) => section.entries);
  const named = new Map(entries.map((entry) => [entry.name, entry]));
  const names: Names = (name) => {
    const entry = named.get(name);
    return entry && (hasPage(entry) ? `${bold(name)}(3)` : bold(name));
  };
  const heading = (name: string, section: number, date: string): string =>
    ['.TH', name.toUpperCase(), section, date, quoted(`Weft ${version}`), quoted("Weft's manual")].join(' ');
  const page = (name: string, section: 3 | 7, body: readonly string[]): ManPage => ({
    fileName: `${name}.${section}`,
    text: (date) => [heading(name, section, date), ...body, ''].join('\n'),
  });
  return [
    page(overview, 7, overviewOf(manual, names)),
    ...entries.filter(hasPage).map((entry) => page(entry.name, 3, entryPage(entry, names))),
  ];
}

const hasPage = ({ kind }: Entry): boolean => kind !== 'constant';

/// The header's first line is `weft.h: ` and what it is for.
function overviewOf({ introduction: [first, ...introduction], sections }: Manual, names: Names): string[] {
  const title = first?.kind === 'paragraph' ? first.text.replace(/^.*?: /, '') : '';
  return [
    ...section('NAME', `${overview} \\- ${literal(purpose(title))}`),
    ...section('SYNOPSIS', ...synopsis()),
    ...section('DESCRIPTION', ...blocks(introduction, names)),
    ...sections.flatMap((one) => sectionOf(one, names)),
    ...section(
      'SEE ALSO',
      seeAlso(sections.flatMap(({ entries }) => entries.filter(hasPage).map(({ name }) => name))),
    ),
  ];
}

function sectionOf({ title, text, entries }: Section, names: Names): string[] {
  const entry = (one: Entry): string[] => {
    const value = one.kind === 'constant' ? ` ${literal(constantValue(one))}` : '';
    return tagged(`${names(one.name)}${value}`, prose(one.summary, names));
  };
  return section(title.toUpperCase(), ...blocks(text, names), ...entries.flatMap(entry));
}

function entryPage(entry: Entry, names: Names): string[] {
  const { name, summary, text, fields, waits } = entry;
  const others: Names = (other) => (other === name ? bold(name) : names(other));
  const returns = text.findIndex((block) => block.kind === 'paragraph' && block.text.startsWith('Returns '));
  const description = returns < 0 ? text : text.slice(0, returns);
  return [
    ...section('NAME', filled(`${name} \\- ${literal(purpose(summary))}`)),
    ...section('LIBRARY', `Weft (libweft, ${italic('\\-lweft')})`),
    ...section('SYNOPSIS', ...synopsis(signature(entry))),
    ...section(
      'DESCRIPTION',
      ...blocks(description, others),
      ...fields.flatMap((field) => fieldOf(field, others)),
      ...waiting(waits, others),
    ),
    ...(returns < 0 ? [] : section('RETURN VALUE', ...blocks(text.slice(returns), others))),
    ...section('SEE ALSO', seeAlso([...mentioned(entry, names), overview])),
  ];
}

const fieldOf = ({ declaration, text }: Field, names: Names): string[] =>
  tagged(bold(literal(declaration)), prose(text, names));

function waiting(waits: Entry['waits'], names: Names): string[] {
  if (waits === 'never') return [];
  const words =
    waits === 'body'
      ? 'It waits when the body does: others run meanwhile.'
      : 'It waits: others run meanwhile, and it can return WEFT_ECANCELED or WEFT_ETIMEDOUT as well.';
  return ['.PP', prose(words, names)];
}

/// What an index of pages shows: without a capital and a full stop.
const purpose = (summary: string): string =>
  summary
    .replaceAll('`', '')
    .replace(/\.$/, '')
    .replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());

const section = (title: string, ...lines: readonly string[]): string[] => [
  `.SH ${quoted(title)}`,
  ...(lines[0] === '.PP' ? lines.slice(1) : lines),
];

const tagged = (tag: string, text: string): string[] => ['.TP', tag, text];

const synopsis = (code?: string): string[] => [
  '.nf',
  bold('#include <weft.h>'),
  ...(code === undefined ? [] : ['', code]),
  '.fi',
];

/// Sets a signature bold, its parameters in italics.
function signature({ kind, signature: text }: Entry): string {
  const end = kind === 'macro' ? '' : ';';
  const parameters = kind === 'type' ? literal(text) : literal(broken(text, maxSignatureCharacters));
  const marked = parameters.replace(/(\w+)(?=\)?,|\)$|\)\()/g, (name) =>
    kind !== 'type' && name !== 'void' ? `\\fI${name}\\fB` : name,
  );
  return bold(`${marked}${end}`);
}

const blocks = (all: readonly Block[], names: Names): string[] =>
  all.flatMap((block) => oneBlock(block, names));

function oneBlock(block: Block, names: Names): string[] {
  switch (block.kind) {
    case 'paragraph':
      return ['.PP', prose(block.text, names)];
    case 'list':
      return block.items.flatMap((item) => listItem(item, names));
    case 'code':
      return ['.PP', '.RS 4', '.nf', asText(literal(block.text)), '.fi', '.RE'];
  }
}

/// An error and when it is returned, or a point.
function listItem(item: string, names: Names): string[] {
  const [, error, words] = /^(WEFT_\w+): (.*)$/.exec(item) ?? [];
  return error === undefined || words === undefined
    ? ['.IP \\(bu 2', prose(item, names)]
    : tagged(names(error) ?? bold(error), prose(words, names));
}

/// Lists the other pages that the text and the signature name.
function mentioned({ name, signature: declared, text }: Entry, names: Names): string[] {
  const texts = text.map((block) => (block.kind === 'list' ? block.items.join(' ') : block.text));
  const found = `${declared} ${texts.join(' ')}`.match(/\bweft_\w+|\bWEFT_\w+/g) ?? [];
  return [...new Set(found)].filter((one) => one !== name && names(one)?.endsWith('(3)'));
}

const seeAlso = (pages: readonly string[]): string =>
  [...pages]
    .sort((a, b) => Number(a === overview) - Number(b === overview) || order.compare(a, b))
    .map((page) => `${bold(page)}(${page === overview ? 7 : 3})`)
    .join(',\n');

const order = new Intl.Collator('en');
