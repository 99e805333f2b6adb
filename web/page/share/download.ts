/// Hands the program that is shown to the person as one file: a page that runs it, from a disk too. It is
/// fetched when somebody wants it.

import template from 'virtual:weft-bundled';

import { bundledPage } from '../../common/bundled.ts';
import type { EditorPort } from '../editor/editor-port.ts';
import type { Modules } from '../run/modules.ts';
import type { Notices } from '../shell/notices.ts';
import type { State } from '../state.ts';
import { save } from './save.ts';

export interface DownloadParts {
  state: State;
  notices: Notices;
  editor: EditorPort;
  modules: Modules;
}

export async function download({ state, notices, editor, modules }: DownloadParts): Promise<void> {
  const source = editor.text();
  const name = (state.pristine.value && state.example.value) || 'program';
  const settings = settingsOf(state);
  try {
    const made = { source, races: false, current: () => !state.busy.value };
    const wasm = await modules.of({ ...made, portable: true });
    const native = state.switching.value === 'native' ? await modules.of(made) : undefined;
    if (!wasm)
      return notices.alert('A program that does not compile cannot be downloaded.', { topic: 'link' });
    const response = await fetch(template);
    if (!response.ok) throw new Error(`the page could not be fetched (${response.status})`);
    const file = {
      file: `${name}.c`,
      source,
      wasm: await packed(wasm),
      ...(native && { native: await packed(native) }),
      ...settings,
    };
    save(`${name}.html`, 'text/html', [bundledPage(await response.text(), file)]);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    notices.alert(`The program cannot be downloaded: ${why}`, { topic: 'link' });
  }
}

/// Those that Run uses.
function settingsOf({ clock, seed, schedule: { value: replay } }: State) {
  if (replay) return { clock: replay.clock, seed: replay.seed, schedule: replay.text };
  return { clock: clock.value, seed: seed.value };
}

async function packed(wasm: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([wasm]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
