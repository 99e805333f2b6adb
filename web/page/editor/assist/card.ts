/// A card shows an entry of the manual in the editor: its signature, its first sentence, the way to the rest.

import { cppLanguage } from '@codemirror/lang-cpp';
import { highlightCode } from '@lezer/highlight';

import type { Entry } from '../../../manual/index.ts';
import { highlighting } from '../editor-theme.ts';
import { element } from '../../../common/dom.ts';

export interface ManualLinks {
  linkTo(name: string): string;
  open(name: string): void;
}

export function cardOf(entry: Entry, manual: ManualLinks): HTMLElement {
  const card = element('div', 'cm-card');
  const summary = element('p', '', entry.summary.replaceAll('`', ''));
  if (entry.waits !== 'never')
    summary.append(' ', element('em', '', entry.waits === 'body' ? 'Waits when the body does.' : 'Waits.'));
  card.append(signature(entry.signature), summary, link(entry.name, manual));
  return card;
}

export function signature(text: string): HTMLElement {
  const line = element('code', 'cm-signature');
  const put = (token: string, classes: string) =>
    line.append(classes ? element('span', classes, token) : token);
  highlightCode(text, cppLanguage.parser.parse(text), highlighting, put, () => line.append('\n'));
  return line;
}

function link(name: string, manual: ManualLinks): HTMLElement {
  const link = element('a', '', 'In the manual');
  link.href = manual.linkTo(name);
  link.title = 'F1';
  /* The editor keeps the focus until then: without it the list of completions goes
     away before it is clicked. */
  link.addEventListener('mousedown', (event) => event.preventDefault());
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    manual.open(name);
  });
  return link;
}
