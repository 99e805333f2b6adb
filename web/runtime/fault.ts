/// Tells a fault of the program's from any other value that a call into it may throw.

import { Fault } from './abi.gen.ts';
import { CheckFailed, StackOverflow, StreamMissing } from './program.ts';
import { describeCheck, describeMissingStream, describeTrap, type ProgramSource, type Trap } from './trap.ts';

/// The stack that is full is the engine's own, of which a task has no part.
const nestedTooDeep =
  'its calls are nested deeper than the engine allows: recursion without end? A larger stack would not help';

interface FaultReport extends Trap {
  kind: Fault;
}

/// What kind of fault a thrown value stands for; undefined when it is none of the program's.
export function faultOf(thrown: unknown, source?: ProgramSource): FaultReport | undefined {
  if (thrown instanceof StackOverflow) return { kind: Fault.STACK_OVERFLOW, sentence: '' };
  if (thrown instanceof CheckFailed)
    return { kind: Fault.TRAP, ...describeCheck(thrown.sentence, thrown.file, thrown.line, source) };
  if (thrown instanceof StreamMissing)
    return { kind: Fault.TRAP, ...describeMissingStream(thrown.call, thrown.stack, source) };
  // A program throws nothing but a longjmp; where it has left its task, the frame that it was for is gone.
  if (thrown instanceof WebAssembly.Exception)
    return { kind: Fault.TRAP, sentence: 'longjmp, but the function that called setjmp has returned' };
  if (!(thrown instanceof Error)) return undefined;
  const trap = (message: string) => ({
    kind: Fault.TRAP,
    ...describeTrap(message, thrown.stack ?? '', source),
  });
  if (thrown instanceof WebAssembly.RuntimeError) return trap(thrown.message);
  /* The engine's own stack: V8 and JavaScriptCore say RangeError, SpiderMonkey InternalError. Any other
     RangeError comes from a pointer or length that does not lie in the program's memory. */
  if (/call stack|recursion/i.test(thrown.message))
    return { kind: Fault.STACK_OVERFLOW, sentence: nestedTooDeep };
  return thrown instanceof RangeError ? trap('memory access out of bounds') : undefined;
}
