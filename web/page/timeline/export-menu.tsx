/// The menu lets a person take away the trace for Perfetto, the drawing, the output.

import { useRef } from 'preact/hooks';

import { useApp } from '../context.ts';
import { save } from '../share/save.ts';
import { Icon } from '../../common/icons.tsx';
import type { Chart } from './chart.ts';

export function ExportMenu({ chart }: { chart: Chart }) {
  const { timeline, log, state, notices } = useApp();
  const menu = useRef<HTMLDetailsElement>(null);
  const name = state.example.value || 'program';
  const choose = (action: () => Promise<void>) => () => {
    menu.current?.removeAttribute('open');
    void action().catch((error: unknown) => notices.alert(`It could not be saved: ${String(error)}`));
  };
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector('summary')?.focus();
  };
  return (
    <details
      class="menu"
      ref={menu}
      onKeyDown={closeOnEscape}
      onFocusOut={(event: FocusEvent) =>
        !menu.current?.contains(event.relatedTarget as Node | null) && (menu.current!.open = false)
      }
    >
      <summary class="button quiet narrow-icon" title="Take the run along as a file">
        <Icon name="save" />
        <span>Export</span>
      </summary>
      <div class="choices">
        <button
          type="button"
          class="button"
          onClick={choose(async () =>
            save(`${name}.trace.json`, 'application/json', await chromeTraceOf(timeline)),
          )}
        >
          Chrome trace (for Perfetto)
        </button>
        <button
          type="button"
          class="button"
          onClick={choose(async () => save(`${name}.svg`, 'image/svg+xml', [await chart.svg()]))}
        >
          Timeline as SVG
        </button>
        <button
          type="button"
          class="button"
          onClick={choose(async () => save(`${name}.txt`, 'text/plain', [log.text()]))}
        >
          Output as text
        </button>
      </div>
    </details>
  );
}

async function chromeTraceOf({ trace }: { trace: Chart['timeline']['trace'] }): Promise<string[]> {
  const { chromeTrace } = await import('../../trace/export/chrome.ts');
  return [...chromeTrace(trace)];
}
