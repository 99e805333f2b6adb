/// The editor shows where the tasks stand: by coloured marks beside the lines, and by lighting the line whose
/// task has its turn.

import { RangeSet, StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, gutter, GutterMarker, type DecorationSet } from '@codemirror/view';

import type { SourceMark } from '../../trace/text/source-marks.ts';
import { taskClass } from '../../common/task-colour.ts';

interface Shown {
  marks: readonly SourceMark[];
  /// The task whose mark stands out.
  selected: number | undefined;
}

const show = StateEffect.define<Shown>();

class Marks extends GutterMarker {
  readonly #mark: SourceMark;
  readonly #selected: number | undefined;

  constructor(mark: SourceMark, selected: number | undefined) {
    super();
    this.#mark = mark;
    this.#selected = selected;
  }

  override eq(other: Marks): boolean {
    return this.#selected === other.#selected && JSON.stringify(this.#mark) === JSON.stringify(other.#mark);
  }

  override toDOM(): Node {
    const { tasks, count, words } = this.#mark;
    const place = document.createElement('div');
    place.className = 'task-marks';
    place.title = words;
    for (const task of tasks.slice(0, count > tasks.length ? 2 : 4)) {
      const mark = document.createElement('i');
      mark.className = `task-mark ${taskClass(task)}${task === this.#selected ? ' selected' : ''}`;
      place.append(mark);
    }
    if (count > tasks.length) place.append(count > 999 ? '999+' : String(count));
    return place;
  }
}

const shownField = StateField.define<{ shown: Shown; marks: RangeSet<Marks>; lines: DecorationSet }>({
  create: () => ({
    shown: { marks: [], selected: undefined },
    marks: RangeSet.empty,
    lines: Decoration.none,
  }),
  update(value, transaction) {
    const effect = transaction.effects.find((one) => one.is(show));
    if (effect) return { shown: effect.value, ...drawn(transaction.state, effect.value) };
    return transaction.docChanged
      ? { ...value, marks: value.marks.map(transaction.changes), lines: value.lines.map(transaction.changes) }
      : value;
  },
  provide: (field) => EditorView.decorations.from(field, ({ lines }) => lines),
});

const runningLine = Decoration.line({ class: 'cm-running-line' });
const selectedLine = Decoration.line({ class: 'cm-selected-task-line' });

function drawn(
  { doc }: EditorState,
  { marks, selected }: Shown,
): { marks: RangeSet<Marks>; lines: DecorationSet } {
  const inText = marks.filter(({ line }) => line <= doc.lines).sort((a, b) => a.line - b.line);
  const at = (line: number) => doc.line(line).from;
  const lit = inText.flatMap((one) => {
    const chosen = selected !== undefined && one.tasks.includes(selected);
    return [
      ...(one.running ? [runningLine.range(at(one.line))] : []),
      ...(chosen ? [selectedLine.range(at(one.line))] : []),
    ];
  });
  return {
    marks: RangeSet.of(inText.map((one) => new Marks(one, selected).range(at(one.line)))),
    lines: Decoration.set(lit),
  };
}

/// `chose`: a mark was pressed.
export function taskMarks(chose: (task: number) => void): Extension {
  return [
    shownField,
    gutter({
      class: 'cm-task-gutter',
      markers: (view) => view.state.field(shownField).marks,
      initialSpacer: () => new Marks({ line: 0, tasks: [], count: 0, running: false, words: '' }, undefined),
      domEventHandlers: {
        mousedown(view, block) {
          const line = view.state.doc.lineAt(block.from).number;
          const task = view.state.field(shownField).shown.marks.find((one) => one.line === line)?.tasks[0];
          if (task !== undefined) chose(task);
          return task !== undefined;
        },
      },
    }),
    theme,
  ];
}

export function showTasks(
  view: EditorView,
  marks: readonly SourceMark[],
  selected: number | undefined,
): void {
  const { shown } = view.state.field(shownField);
  if (shown.marks.length === 0 && marks.length === 0) return;
  view.dispatch({ effects: show.of({ marks, selected }) });
}

const theme = EditorView.theme({
  '.cm-task-gutter': { minWidth: '22px' },
  '.cm-task-gutter .cm-gutterElement': {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    cursor: 'pointer',
    padding: '0 1px',
  },
  '.task-marks': {
    display: 'flex',
    alignItems: 'center',
    gap: '1px',
    fontSize: '10px',
    fontFamily: 'var(--sans)',
    color: 'var(--muted)',
  },
  '.task-mark': { width: '5px', height: '11px', borderRadius: '1.5px', backgroundColor: 'currentColor' },
  '.task-mark.selected': { outline: '1.5px solid var(--ink)', outlineOffset: '1px' },
  '@media (forced-colors: active)': {
    '.task-mark': { forcedColorAdjust: 'none' },
    '.cm-running-line': { outline: '1px solid Highlight', outlineOffset: '-1px' },
  },
  '.cm-running-line': { backgroundColor: 'var(--line-running)' },
  '.cm-selected-task-line': { boxShadow: 'inset 2px 0 var(--accent)' },
  ...Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [`.task-mark.task-${index}`, { color: `var(--task-${index})` }]),
  ),
});
