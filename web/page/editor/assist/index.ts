/// Helps while one writes: completion, brackets that close themselves, what a call takes, the signature under
/// the pointer. It comes once the page stands.

import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  selectedCompletion,
} from '@codemirror/autocomplete';
import { Prec, type Extension } from '@codemirror/state';
import { hoverTooltip, keymap, type Command } from '@codemirror/view';

import type { Entry, Manual } from '../../../manual/index.ts';
import { selectedName } from '../names-at-caret.ts';
import { cardOf, type ManualLinks } from './card.ts';
import { parameterHelp } from './parameter-help.ts';
import { programNames, type Compiled } from './program-names.ts';
import { theme } from './theme.ts';
import { keywords, keywordSource, weftNames } from './known-names.ts';

export interface AssistOptions {
  pages: Manual;
  manual: ManualLinks;
  compiled: Compiled;
}

export function assist({ pages, manual, compiled }: AssistOptions): Extension {
  const entries = pages.sections.flatMap((section) => section.entries);
  return [
    parameterHelp(entries, compiled),
    autocompletion({
      override: [weftNames(entries, manual), keywordSource, programNames(entries, keywords, compiled)],
      defaultKeymap: false,
    }),
    Prec.highest(
      keymap.of([
        { key: 'Enter', run: accept },
        { key: 'Tab', run: acceptCompletion },
        ...completionKeymap.filter(({ key }) => key !== 'Enter'),
      ]),
    ),
    selectedName.of((state) => selectedCompletion(state)?.label),
    closeBrackets(),
    Prec.high(keymap.of(closeBracketsKeymap)),
    signatureUnderPointer(entries, manual),
    theme,
  ];
}

/// A word that already is what is offered leaves Enter to its line.
const accept: Command = (view) => {
  const selected = selectedCompletion(view.state);
  const { head } = view.state.selection.main;
  const written =
    selected && !selected.apply && view.state.sliceDoc(head - selected.label.length, head) === selected.label;
  if (!written) return acceptCompletion(view);
  closeCompletion(view);
  return false;
};

function signatureUnderPointer(entries: readonly Entry[], manual: ManualLinks): Extension {
  const named = new Map(entries.map((entry) => [entry.name, entry]));
  return hoverTooltip(({ state }, position) => {
    const word = state.wordAt(position);
    const entry = word && named.get(state.sliceDoc(word.from, word.to));
    return word && entry
      ? { pos: word.from, end: word.to, create: () => ({ dom: cardOf(entry, manual) }) }
      : null;
  });
}
