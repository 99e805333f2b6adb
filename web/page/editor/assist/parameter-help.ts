/// While a call is being written, what it takes is shown, with the parameter at the caret in bold. Typing
/// opens it; it closes with Esc, behind a list of completions, and when the caret leaves the call.

import { completionStatus } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import {
  Prec,
  StateEffect,
  StateField,
  type EditorState,
  type Extension,
  type Transaction,
} from '@codemirror/state';
import { EditorView, keymap, showTooltip, type Command, type Tooltip } from '@codemirror/view';

import type { Entry } from '../../../manual/index.ts';
import { element } from '../../../common/dom.ts';
import type { Compiled } from './program-names.ts';
import { partsOf, typed } from './signatures.ts';

interface Call {
  name: string;
  /// Where its name begins.
  from: number;
  /// Where its arguments begin.
  open: number;
  /// Which one the caret is at, counted from 0.
  parameter: number;
}

interface Shown extends Call {
  /// Undefined until it is known, if it ever is.
  signature: string | undefined;
}

const ask = StateEffect.define();
const close = StateEffect.define();
/// The compiler has told of a function.
const learned = StateEffect.define();

export function parameterHelp(entries: readonly Entry[], compiled: Compiled): Extension {
  const documented = new Map(
    entries.flatMap(({ name, signature }) => (partsOf(signature) ? [[name, signature] as const] : [])),
  );
  const library = new Map<string, string>();
  const shownOf = (state: EditorState, call: Call): Shown => ({
    ...call,
    signature: documented.get(call.name) ?? definitionOf(state, call.name) ?? library.get(call.name),
  });

  const field = StateField.define<Shown | undefined>({
    create: () => undefined,
    update(shown, transaction) {
      if (has(transaction, close)) return undefined;
      const asked =
        has(transaction, ask) ||
        ['input.type', 'input.complete'].some((kind) => transaction.isUserEvent(kind));
      if (!asked && !transaction.docChanged && !transaction.selection && !has(transaction, learned))
        return shown;
      const call = callAt(transaction.state);
      const same = shown && call && transaction.changes.mapPos(shown.open) === call.open;
      return call && (asked || same) ? shownOf(transaction.state, call) : undefined;
    },
    provide: (shown) => showTooltip.compute([shown], (state) => tooltipOf(state.field(shown))),
  });

  const askedFor = new Set<string>();
  const askCompiler = ({ view, state }: { view: EditorView; state: EditorState }) => {
    const shown = state.field(field);
    if (!shown || shown.signature !== undefined || askedFor.has(shown.name) || !compiled.ready) return;
    askedFor.add(shown.name);
    void compiled.at(state.doc.toString(), shown.from, new AbortController().signal).then((found) => {
      for (const { name, type, parameters } of found ?? [])
        if (parameters) library.set(name, typed(type, `${name}(${parameters.join(', ')})`));
      if (library.has(shown.name)) view.dispatch({ effects: learned.of(null) });
    });
  };

  const say =
    (effect: typeof ask): Command =>
    (view) => {
      view.dispatch({ effects: effect.of(null) });
      return true;
    };
  return [
    field,
    EditorView.updateListener.of(askCompiler),
    EditorView.focusChangeEffect.of((_, focused) => (focused ? null : close.of(null))),
    Prec.highest(
      keymap.of([
        {
          key: 'Escape',
          run: (view) =>
            view.state.field(field) !== undefined &&
            completionStatus(view.state) !== 'active' &&
            say(close)(view),
        },
        { key: 'Mod-Shift-Space', run: say(ask) },
      ]),
    ),
  ];
}

const has = ({ effects }: Transaction, kind: typeof ask): boolean =>
  effects.some((effect) => effect.is(kind));

/// The innermost call whose parentheses the caret stands in.
function callAt(state: EditorState): Call | undefined {
  const caret = state.selection.main.from;
  for (let node: ReturnType<typeof nodeAt> | null = nodeAt(state, caret); node; node = node.parent) {
    const called =
      node.name === 'ArgumentList' && node.parent?.name === 'CallExpression' ? node.parent.firstChild : null;
    if (!called || caret <= node.from || (caret >= node.to && state.sliceDoc(node.to - 1, node.to) === ')'))
      continue;
    const parameter = node.getChildren(',').filter(({ to }) => to <= caret).length;
    return { name: state.sliceDoc(called.from, called.to), from: called.from, open: node.from, parameter };
  }
  return undefined;
}

const nodeAt = (state: EditorState, at: number) => syntaxTree(state).resolveInner(at, -1);

/// How the program itself begins the function of that name.
function definitionOf(state: EditorState, name: string): string | undefined {
  for (let node = syntaxTree(state).topNode.firstChild; node; node = node.nextSibling) {
    const body = node.name === 'FunctionDefinition' ? node.getChild('CompoundStatement') : null;
    const head =
      body &&
      state
        .sliceDoc(node.from, body.from)
        .replace(/\s+/g, ' ')
        .replace(/^(?:static |inline )*/, '')
        .trim();
    if (head && new RegExp(`\\b${name}\\(`).test(head)) return head;
  }
  return undefined;
}

function tooltipOf(shown: Shown | undefined): Tooltip | null {
  const parts = shown?.signature === undefined ? undefined : partsOf(shown.signature);
  if (!shown || !parts) return null;
  const { before, parameters, after } = parts;
  const current =
    parameters.at(-1) === '...' ? Math.min(shown.parameter, parameters.length - 1) : shown.parameter;
  return {
    pos: shown.from,
    above: true,
    create() {
      const dom = element('div', 'cm-parameters');
      dom.append(
        before,
        ...parameters.flatMap((one, index) => [
          index > 0 ? ', ' : '',
          index === current ? element('b', '', one) : one,
        ]),
        after,
      );
      return { dom };
    },
  };
}
