/// A bench program in the runtime that the page uses: asked by lines of its input, it
/// answers by lines of its output.

import { hasNativeSwitching, Run, switchingOf } from '../../../web/runtime/index.ts';
import { ringSlots } from '../../../web/runtime/trace-reader.ts';
import { Missing, type Measure, type Tracing } from './protocol.ts';

export function openWeft(
  wasm: Uint8Array<ArrayBuffer>,
  { work, trace }: { work: string; trace: Tracing },
): Measure {
  const module = new WebAssembly.Module(wasm);
  if (switchingOf(module) === 'native' && !hasNativeSwitching())
    throw new Missing('this engine has no stack switching of its own, or not without a flag');
  const questions: string[] = [];
  let asked: ((line: string) => void) | undefined;
  let answered: ((value: number) => void) | undefined;
  let failed: ((reason: Error) => void) | undefined;
  let said = '';

  const run = new Run({
    wasm: module,
    ...(trace === 'read' && { trace: { post() {} } }),
    host: {
      ...loop(),
      readLine: () =>
        new Promise((resolve) => {
          const line = questions.shift();
          if (line === undefined) asked = resolve;
          else resolve(line);
        }),
      write(fd, bytes) {
        const text = new TextDecoder().decode(bytes);
        if (fd === 1) answered?.(Number(text));
        else said += text;
      },
    },
  });
  if (trace === 'ring') run.program.exports.weft_trace_start(ringSlots);
  const ended = ({ status }: { status: number }) =>
    failed?.(new Error(`the program ended with status ${status}: ${said}`));
  run.ended.then(ended, (error: Error) => failed?.(error));

  return (count) =>
    new Promise((resolve, reject) => {
      answered = resolve;
      failed = reject;
      const line = `${work} ${count}`;
      if (!asked) return void questions.push(line);
      const ask = asked;
      asked = undefined;
      ask(line);
    });
}

export async function runToItsEnd(wasm: Uint8Array<ArrayBuffer>): Promise<void> {
  const run = new Run({ wasm: new WebAssembly.Module(wasm), host: { ...loop(), write() {} } });
  const { status } = await run.ended;
  if (status !== 0) throw new Error(`the program ended with status ${status}`);
}

/// The event loop, as browsers and Node have it in common.
function loop() {
  const { port1, port2 } = new MessageChannel();
  const soon: (() => void)[] = [];
  port1.addEventListener('message', () => soon.shift()!());
  port1.start();
  return {
    now: () => performance.now(),
    setTimer: (callback: () => void, milliseconds: number) => setTimeout(callback, milliseconds),
    clearTimer: (timer: unknown) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    immediate(callback: () => void) {
      soon.push(callback);
      port2.postMessage(0);
    },
  };
}
