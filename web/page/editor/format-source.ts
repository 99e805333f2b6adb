/// Lays the text out with clang-format, which is fetched when it is first wanted.

import type { EditorPort } from './editor-port.ts';
import type { Notices } from '../shell/notices.ts';

const style =
  '{ BasedOnStyle: LLVM, IndentWidth: 4, ColumnLimit: 100, AllowShortFunctionsOnASingleLine: None, SortIncludes: Never }';

export async function format(editor: EditorPort, notices: Notices): Promise<void> {
  try {
    const formatter = await import('@wasm-fmt/clang-format/vite');
    await formatter.default();
    const text = editor.text();
    const formatted = formatter.format(text, 'program.c', style);
    if (formatted !== text) editor.replace(formatted);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    notices.alert(`The text could not be formatted: ${why}`, { topic: 'format' });
  }
}
