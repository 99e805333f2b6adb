/// Lays the text out with clang-format. It is fetched when it is first wanted, or when the compiler has come,
/// so that both are there without a network.

import type { EditorPort } from './editor-port.ts';
import type { Notices } from '../shell/notices.ts';

const style =
  '{ BasedOnStyle: LLVM, IndentWidth: 4, ColumnLimit: 100, ' +
  'AllowShortFunctionsOnASingleLine: None, SortIncludes: Never }';

type Formatter = typeof import('@wasm-fmt/clang-format/vite');

let fetched: Promise<Formatter> | undefined;

/// Fetches it. A failure is that of this time alone.
export function fetchFormatter(): Promise<Formatter> {
  fetched ??= import('@wasm-fmt/clang-format/vite')
    .then(async (formatter) => {
      await formatter.default();
      return formatter;
    })
    .catch((error: unknown) => {
      fetched = undefined;
      throw error;
    });
  return fetched;
}

export async function format(editor: EditorPort, notices: Notices): Promise<void> {
  const formatter = await fetchFormatter().catch(() => undefined);
  if (!formatter)
    return notices.alert(
      'The text was not formatted: clang-format could not be fetched. Is this device online?',
      { topic: 'format', action: { label: 'Retry', run: () => void format(editor, notices) } },
    );
  try {
    const text = editor.text();
    const formatted = formatter.format(text, 'program.c', style);
    if (formatted !== text) editor.replace(formatted);
    notices.clear('format');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    notices.alert(`The text could not be formatted: ${why}`, { topic: 'format' });
  }
}
