/// Files can be dropped on the editor, or pasted into it. A recorded run is opened, wherever it is dropped. A
/// program that is no UTF-8 is not taken silently: the editor holds characters, and could not keep its bytes.

import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

import { visible } from '../../common/visible-text.ts';
import { foreignByte } from '../../toolchain/source-bytes.ts';
import type { Notices } from '../shell/notices.ts';

const maxBytes = 1 << 20;

export interface RecordedRuns {
  isOne(file: Blob): Promise<boolean>;
  open(file: File): Promise<void>;
}

export function droppedFiles(notices: Notices, recorded: RecordedRuns): Extension {
  const take = (view: EditorView, files: FileList | undefined, from: number, to: number): boolean => {
    const file = files?.[0];
    if (!file) return false;
    void recorded
      .isOne(file)
      .then((is) => (is ? recorded.open(file) : insert(view, file, { from, to }, notices)));
    return true;
  };
  return EditorView.domEventHandlers({
    drop(event, view) {
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
      const taken = take(view, event.dataTransfer?.files, at, at);
      if (taken) event.preventDefault();
      return taken;
    },
    paste(event, view) {
      const { from, to } = view.state.selection.main;
      const taken = take(view, event.clipboardData?.files, from, to);
      if (taken) event.preventDefault();
      return taken;
    },
  });
}

async function insert(
  view: EditorView,
  file: File,
  place: { from: number; to: number },
  notices: Notices,
): Promise<void> {
  const name = visible(file.name);
  if (file.size > maxBytes)
    return notices.alert(`${name} is too large to be a program: ${file.size.toLocaleString('en')} bytes.`, {
      topic: 'input',
    });
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) return notices.alert(`${name} could not be read.`, { topic: 'input' });
  const put = (encoding: string) => {
    const length = view.state.doc.length;
    const to = Math.min(place.to, length);
    view.dispatch({
      changes: { from: Math.min(place.from, to), to, insert: new TextDecoder(encoding).decode(bytes) },
      userEvent: 'input.drop',
    });
  };
  const foreign = foreignByte(new Uint8Array(bytes));
  if (!foreign) {
    notices.clear('input');
    return put('utf-8');
  }
  const byte = foreign.byte.toString(16).toUpperCase();
  notices.alert(
    `${name} is not UTF-8: line ${foreign.line} has the byte 0x${byte}. Nothing was taken from it. ` +
      'Save it as UTF-8, or read it as Western European text.',
    { topic: 'input', action: { label: 'Read it so', run: () => put('windows-1252') } },
  );
}

/// On the rest of the page a file that is dropped would take the page's place in the browser.
export function droppedElsewhere(target: EventTarget, notices: Notices, recorded: RecordedRuns): void {
  const fileOf = (event: Event) => (event as DragEvent).dataTransfer?.files[0];
  target.addEventListener('dragover', (event) => {
    if ((event as DragEvent).dataTransfer?.types.includes('Files')) event.preventDefault();
  });
  target.addEventListener('drop', (event) => {
    const file = fileOf(event);
    if (!file || event.defaultPrevented) return;
    event.preventDefault();
    void recorded.isOne(file).then((is) => {
      if (is) return void recorded.open(file);
      const name = visible(file.name);
      notices.alert(`${name} is no recorded run. A program is dropped on the editor.`, { topic: 'input' });
    });
  });
}
