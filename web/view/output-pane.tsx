import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

import { useApp } from '../app/context.ts';
import { Icon } from './icons.tsx';
import { InputLine } from './input-line.tsx';
import { putLens } from './output-lens.ts';
import { OutputView } from './output.ts';
import { Button } from './toolbar.tsx';

export function OutputPane() {
  const { log, timeline, selection, goTo, copyOutput } = useApp();
  const pane = useRef<HTMLElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<OutputView>(null);
  const [following, setFollowing] = useState(true);
  useEffect(() => {
    if (place.current) view.current = new OutputView(place.current, { log, goTo, following: setFollowing });
  }, [log, goTo]);
  useShownOnRun(pane);
  useEffect(() => (place.current ? putLens(place.current, { timeline, selection, log }) : undefined), [timeline, selection, log]);
  return (
    <section class="pane output" ref={pane} aria-labelledby="output-title">
      <div class="head">
        <h2 id="output-title">Output</h2>
        <Button class="quiet" icon="copy" label="Copy" title="Copy what the program wrote" onPress={() => void copyOutput()} />
        <Button class="quiet" icon="clear" label="Clear" onPress={() => log.clear()} />
      </div>
      <div class="output-place">
        <div class="log" role="log" aria-labelledby="output-title" tabIndex={0} ref={place} />
        {!following && (
          <button type="button" class="button to-end" onClick={() => view.current?.follow()}><Icon name="down" /><span>To the end</span></button>
        )}
      </div>
      <InputLine />
    </section>
  );
}

/// Where editor and output stand one below the other, a run that starts brings the output into sight.
function useShownOnRun(pane: RefObject<HTMLElement | null>): void {
  const { state } = useApp();
  const busy = state.busy.value;
  useEffect(() => {
    if (busy && matchMedia('(width < 900px)').matches) pane.current?.scrollIntoView({ block: 'start' });
  }, [busy, pane]);
}
