/// Tells a trap in Weft's words: what happened, in which function of the person's, and where. Each engine
/// words its traps and lays out its stacks in its own way; what is not recognised is told as the engine tells
/// it.

/// The toolchain leaves this of a program's text in the module, as JSON in the custom section
/// `sourceSection`.
export interface ProgramSource {
  file: string;
  functions: SourceFunction[];
}

interface SourceFunction {
  name: string;
  /// Where it begins.
  line: number;
  /// The lines that call each function of the libraries; under `pointerCall`, those that call what may be a
  /// pointer.
  calls: Record<string, number[]>;
}

const pointerCall = '*';

export interface Trap {
  sentence: string;
  file?: string;
  line?: number;
}

export const sourceSection = 'weft.source';
/// The name under which every program is compiled, whatever it is called.
const compiledAs = 'program.c';

export function sourceOf(module: WebAssembly.Module): ProgramSource | undefined {
  const [section] = WebAssembly.Module.customSections(module, sourceSection);
  return section && (JSON.parse(new TextDecoder().decode(section)) as ProgramSource);
}

/// Each expression has what V8, SpiderMonkey and JavaScriptCore say of it.
const words: [said: RegExp, sentence: string][] = [
  [
    /null function or function signature mismatch/i,
    'a call went through a NULL or wrongly typed function pointer',
  ],
  [
    /null function|indirect call to null|call_indirect to a null/i,
    'a call went through a NULL function pointer',
  ],
  [
    /signature (?:mismatch|that does not match)/i,
    'a function was called through a pointer to another type of function',
  ],
  [
    /table index is out of bounds|out of bounds call_indirect|table.*out of bounds/i,
    'a call went through a pointer that points to no function',
  ],
  [/divide by zero|division by zero|remainder by zero/i, 'an integer was divided by zero'],
  [/divide result unrepresentable|integer overflow/i, 'the result of a division does not fit its type'],
  [/unrepresentable|invalid conversion to integer|trunc/i, 'a floating-point number does not fit an integer'],
  [/unaligned/i, 'memory was touched in a way it cannot be'],
  [
    /memory access out of bounds|out of bounds memory access|index out of bounds/i,
    'a memory access out of bounds (a wild pointer, or an index far beyond its array?)',
  ],
  [
    /unreachable/i,
    'unreachable code was reached (__builtin_trap, or undefined behaviour that the compiler saw)',
  ],
];

/// C's calls that take a FILE, by the names of the library's functions.
const stream = new RegExp(
  '^_*(?:v?f(?:printf|scanf)|f(?:gets|getc|puts|putc|read|write|close|flush|seeko?|tello?|eof|error|ileno)|' +
    'getc|putc|ungetc|getline|getdelim|rewind|clearerr|setv?buf|lockfile|uflow|overflow|toread|towrite)' +
    '(?:_unlocked)?$',
);
/// Functions of the library's own, by the calls that end in them; clang makes fputc of some of the others.
const endsIn: Readonly<Record<string, readonly string[]>> = {
  do_putc: ['fputc', 'putc', 'fputs'],
  fwrite: ['fwrite', 'fputs'],
  __fseeko: ['fseek', 'fseeko'],
  __fseeko_unlocked: ['fseek', 'fseeko'],
  __ftello: ['ftell', 'ftello'],
  __ftello_unlocked: ['ftell', 'ftello'],
};
const callsPointer = /function pointer/;
const wrongCall = /^signature_mismatch:(.+)$/;

/// What stands between a program that tells of its memory and the library (src/host/wasm/library.c).
const toldCall = /^weft__told_/;

/// `stack` is the engine's account of the frames, the innermost first.
export function describeTrap(message: string, stack: string, source: ProgramSource | undefined): Trap {
  const sentence = words.find(([said]) => said.test(message))?.[1] ?? message;
  const { frames, within, library } = innermost(stack, source);
  if (!source || within === undefined) return { sentence };
  const mismatched = wrongCall.exec(frames[0]!)?.[1];
  const called = mismatched ?? personsCall(library, within, source);
  const exact = called !== undefined || callsPointer.test(sentence);
  return placed(happened(sentence, called, mismatched !== undefined), { called, within, exact }, source);
}

/// A call that takes a FILE was given NULL; `stack` as before.
export function describeMissingStream(call: string, stack: string, source: ProgramSource | undefined): Trap {
  const sentence = missing(call);
  const { within } = innermost(stack, source);
  if (!source || within === undefined) return { sentence };
  return placed(sentence, { called: call, within, exact: true }, source);
}

/// The innermost function of the person's own, and the library's that it has called.
function innermost(stack: string, source: ProgramSource | undefined) {
  const frames = framesOf(stack);
  const isOwn = (name: string): boolean => source?.functions.some((one) => one.name === name) === true;
  const at = frames.findIndex(isOwn);
  return { frames, within: frames[at], library: frames[at - 1]?.replace(toldCall, '') };
}

/// `exact`: the only line in `within` that calls `called` is the place.
function placed(
  sentence: string,
  { called, within, exact }: { called: string | undefined; within: string; exact: boolean },
  source: ProgramSource,
): Trap {
  const own = callerOf(called ?? pointerCall, within, source);
  /* A pointer may be called like some static function of the library's. */
  const lines = own.calls[called ?? pointerCall] ?? (called ? [] : Object.values(own.calls).flat());
  const isKnown = exact && lines.length === 1;
  const where = isKnown ? `, in \`${own.name}\`` : `, in \`${own.name}\`, which begins`;
  return { sentence: sentence + where, file: source.file, line: isKnown ? lines[0]! : own.line };
}

const missing = (call: string) => `\`${call}\` was given a NULL FILE, or one that is none (did fopen fail?)`;

function happened(sentence: string, called: string | undefined, mismatched: boolean): string {
  if (called === undefined) return sentence;
  if (mismatched) return `\`${called}\` was called with other parameters than it has`;
  if (stream.test(called) && callsPointer.test(sentence)) return missing(called);
  return `${sentence}, by a call of \`${called}\``;
}

/// The call by which the program has come to a function of the library's: the only one that it can be, in the
/// function itself or else anywhere.
function personsCall(called: string | undefined, name: string, { functions }: ProgramSource) {
  const names = called === undefined ? undefined : endsIn[called];
  if (!names) return called;
  const own = names.filter((one) => functions.find((caller) => caller.name === name)!.calls[one]);
  const any = own.length > 0 ? own : names.filter((one) => functions.some(({ calls }) => calls[one]));
  return any.length === 1 ? any[0] : names[0];
}

/// The function of that name, or the one that has been inlined into it and alone calls what was called.
function callerOf(called: string, name: string, { functions }: ProgramSource): SourceFunction {
  const own = functions.find((one) => one.name === name)!;
  const callers = functions.filter((one) => one.calls[called]);
  return own.calls[called] || callers.length !== 1 || called === pointerCall ? own : callers[0]!;
}

/// The place that a check of clang's names, with the program's own name.
export function describeCheck(
  sentence: string,
  file: string,
  line: number,
  source: ProgramSource | undefined,
): Trap {
  if (!source || file !== compiledAs) return { sentence, file, line };
  const own = source.functions.filter((one) => one.line <= line).at(-1);
  return { sentence: own ? `${sentence}, in \`${own.name}\`` : sentence, file: source.file, line };
}

/// V8 writes `at name (wasm://…)`; SpiderMonkey `name@…:wasm-function[12]:0x3f`; JavaScriptCore
/// `<?>.wasm-function[name]@[wasm code]`.
const frame =
  /^\s*at (\S+) \(wasm:|^(?:.*\.)?wasm-function\[([^\]]+)\]@|^([^@\s]+)@.*(?:wasm-function|\[wasm code\])/;

function framesOf(stack: string): string[] {
  return stack.split('\n').flatMap((line) => {
    const match = frame.exec(line);
    const name = match?.[1] ?? match?.[2] ?? match?.[3];
    return name === undefined ? [] : [name.replace(/^.*\.wasm\.|^\$/, '').replace(mains, 'main')];
  });
}

/// What clang calls main, by its parameters.
const mains = /^(?:__original_main|__main_void|__main_argc_argv)$/;
