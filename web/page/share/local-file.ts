/// A program as a file of the person's own: opened and saved in its place where the browser lets a page do
/// so, and else by the file field and as a download.

import { visible } from '../../common/visible-text.ts';
import { foreignByte } from '../../toolchain/source-bytes.ts';
import type { EditorPort } from '../editor/editor-port.ts';
import type { Notices } from '../shell/notices.ts';
import type { State } from '../state.ts';
import { save } from './save.ts';
import type { Sharing } from './sharing.ts';

/// What is used of the File System Access API, which not every browser has.
interface Handle {
  readonly name: string;
  getFile(): Promise<File>;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}

interface Pickers {
  showOpenFilePicker?(options: object): Promise<Handle[]>;
  showSaveFilePicker?(options: object): Promise<Handle>;
  launchQueue?: { setConsumer(take: (launched: { files: readonly Handle[] }) => void): void };
}

export interface LocalFileParts {
  state: State;
  notices: Notices;
  editor: EditorPort;
  sharing: Sharing;
}

const maxBytes = 1 << 20;
const types = [{ description: 'C program', accept: { 'text/x-c': ['.c', '.h'] } }];
const pickers = () => globalThis as Pickers;

/// The file that the text was opened from or saved to last, for the next time.
let current: Handle | undefined;

export async function openFile(parts: LocalFileParts): Promise<void> {
  const { showOpenFilePicker } = pickers();
  if (!showOpenFilePicker) {
    const file = await fileOfField();
    if (file) await open(parts, file);
    return;
  }
  const handle = await chosen(async () => (await showOpenFilePicker({ types }))[0]);
  if (handle) await openHandle(parts, handle);
}

/// Files that the system opens the page with, where it is installed as an app.
export function openLaunched(parts: LocalFileParts): void {
  pickers().launchQueue?.setConsumer(({ files: [handle] }) => handle && void openHandle(parts, handle));
}

async function openHandle(parts: LocalFileParts, handle: Handle): Promise<void> {
  const file = await handle.getFile().catch(() => undefined);
  if (!file) return parts.notices.alert(`${visible(handle.name)} could not be read.`, { topic: 'input' });
  if (await open(parts, file)) current = handle;
}

async function open({ notices, sharing, editor }: LocalFileParts, file: File): Promise<boolean> {
  const name = visible(file.name);
  const refuse = (why: string) => {
    notices.alert(`${name} ${why}`, { topic: 'input' });
    return false;
  };
  if (file.size > maxBytes)
    return refuse(`is too large to be a program: ${file.size.toLocaleString('en')} bytes.`);
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) return refuse('could not be read.');
  const foreign = foreignByte(new Uint8Array(bytes));
  if (foreign)
    return refuse(`is not UTF-8: see line ${foreign.line}. Dropped on the editor it can be read otherwise.`);
  current = undefined;
  notices.clear('input');
  sharing.openText(new TextDecoder().decode(bytes), `Opened ${name}.`);
  editor.focus();
  return true;
}

export async function saveFile({ state, notices, editor }: LocalFileParts): Promise<void> {
  const text = editor.text();
  const suggestedName = current?.name ?? `${(state.pristine.value && state.example.value) || 'program'}.c`;
  const { showSaveFilePicker } = pickers();
  if (!showSaveFilePicker) return save(suggestedName, 'text/x-c', [text]);
  const startIn = current ? { startIn: current } : {};
  const handle = await chosen(() => showSaveFilePicker({ types, suggestedName, ...startIn }));
  if (!handle) return;
  try {
    const file = await handle.createWritable();
    await file.write(text);
    await file.close();
    current = handle;
    notices.confirm(`Saved as ${visible(handle.name)}.`, { topic: 'input' });
  } catch (error) {
    notices.alert(`${visible(handle.name)} could not be written: ${String(error)}`, { topic: 'input' });
  }
}

/// Undefined where the person has closed the dialog.
async function chosen<T>(choose: () => Promise<T>): Promise<T | undefined> {
  try {
    return await choose();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

function fileOfField(): Promise<File | undefined> {
  const field = document.createElement('input');
  field.type = 'file';
  field.accept = '.c,.h,text/*';
  return new Promise((resolve) => {
    field.addEventListener('change', () => resolve(field.files?.[0]));
    field.addEventListener('cancel', () => resolve(undefined));
    field.click();
  });
}
