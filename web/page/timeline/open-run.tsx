/// The button opens the trace of a run that was recorded elsewhere, from a file.

import { useRef } from 'preact/hooks';

import { Button } from '../../common/button.tsx';
import { useApp } from '../context.ts';

export function OpenRun() {
  const { openRun } = useApp();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        class="quiet narrow-icon"
        icon="drafts"
        label="Open a trace"
        title="Open a run that was recorded elsewhere (WEFT_TRACE=FILE, or weft run --record FILE)"
        onPress={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = '';
          if (file) void openRun(file);
        }}
      />
    </>
  );
}
