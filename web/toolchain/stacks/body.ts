/// Reads the code of one function: whom it calls, and how much of the C stack it takes. That stands in its
/// prologue, the subtraction from __stack_pointer that clang's code begins with where it needs a frame.
import type { Reader } from '../binary.ts';

export interface Call {
  /// The function's index.
  callee: number;
  /// Where the index stands in the module, in so many bytes.
  at: number;
  bytes: number;
}

export interface Body {
  calls: Call[];
  /// The types of the functions that it calls by a pointer.
  pointers: Set<number>;
  /// At so many places.
  pointerCalls: number;
  /// Bytes of C stack; Infinity: not known before it runs.
  frame: number;
  /// It sets the stack pointer to something else than its frame's two ends.
  switches: boolean;
  /// It asks for the stack pointer, and not to make its frame.
  looks: boolean;
}

/// What is known of a number on the stack of WebAssembly's machine, or in a local.
interface Known {
  kind: 'constant' | 'stack';
  /// Of a stack address: relative to the stack pointer at the function's beginning.
  value: number;
}

/// The code has something in it that clang is told not to use.
export class UnknownCode extends Error {}

export const op = {
  block: 0x02,
  if: 0x04,
  brTable: 0x0e,
  call: 0x10,
  callIndirect: 0x11,
  select: 0x1c,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  load: 0x28,
  lastStore: 0x3e,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  add: 0x6a,
  sub: 0x6b,
  and: 0x71,
  numeric: 0x45,
  lastNumeric: 0xc4,
  more: 0xfc,
} as const;

/// Starts at the code of a function, behind its locals, and ends at `end`.
export function readBody(reader: Reader, end: number, stackPointer: number): Body {
  const body: Body = {
    calls: [],
    pointers: new Set(),
    pointerCalls: 0,
    frame: 0,
    switches: false,
    looks: false,
  };
  const frame = new FrameReader(body);
  while (reader.at < end) {
    const code = reader.byte();
    switch (code) {
      case op.localGet:
        frame.push(frame.locals.get(reader.number()));
        break;
      case op.localSet:
        frame.store(reader.number(), frame.pop());
        break;
      case op.localTee:
        frame.store(reader.number(), frame.top());
        break;
      case op.globalGet:
        frame.push(reader.number() === stackPointer ? frame.stackPointer() : undefined);
        break;
      case op.globalSet:
        if (reader.number() === stackPointer) frame.setStackPointer(frame.pop());
        else frame.pop();
        break;
      case op.i32Const:
        frame.push({ kind: 'constant', value: reader.signed() });
        break;
      case op.add:
      case op.sub:
      case op.and:
        frame.compute(code);
        break;
      case op.call: {
        const at = reader.at;
        body.calls.push({ callee: reader.number(), at, bytes: reader.at - at });
        frame.forget();
        break;
      }
      case op.callIndirect:
        body.pointers.add(reader.number());
        body.pointerCalls++;
        reader.skipNumber();
        frame.forget();
        break;
      default:
        frame.forget();
        skipOperands(reader, code);
    }
  }
  body.looks = frame.timesRead > (body.frame > 0 ? 1 : 0);
  return body;
}

export function skipOperands(reader: Reader, code: number): void {
  if (code >= op.block && code <= op.if) reader.skipNumber();
  else if (code === 0x0c || code === 0x0d) reader.skipNumber();
  else if (code === op.brTable) {
    for (let count = reader.number() + 1; count > 0; count--) reader.skipNumber();
  } else if (code === op.select) for (let count = reader.number(); count > 0; count--) reader.byte();
  else if (code >= op.load && code <= op.lastStore) {
    reader.skipNumber();
    reader.skipNumber();
  } else if (code === 0x3f || code === 0x40) reader.byte();
  else if (code === op.i64Const) reader.skipNumber();
  else if (code === op.f32Const) reader.at += 4;
  else if (code === op.f64Const) reader.at += 8;
  else if (code === op.more) skipMore(reader);
  else if (!(isPlain(code) || (code >= op.numeric && code <= op.lastNumeric)))
    throw new UnknownCode(`0x${code.toString(16)}`);
}

/// unreachable, nop, else, end, return, drop and select
const isPlain = (code: number): boolean => [0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b].includes(code);

/// Conversions that saturate, and memory.copy and memory.fill.
function skipMore(reader: Reader): void {
  const code = reader.number();
  const operands = code < 8 ? 0 : { 10: 2, 11: 1 }[code];
  if (operands === undefined) throw new UnknownCode(`0xfc ${code}`);
  for (let left = operands; left > 0; left--) reader.skipNumber();
}

/// Follows the stack pointer in the order in which the code stands, which is enough: whatever lowers it
/// behind the prologue (alloca, an array of variable length) has no known lowest end.
class FrameReader {
  readonly locals = new Map<number, Known>();
  timesRead = 0;
  readonly #body: Body;
  #stack: (Known | undefined)[] = [];
  #set = false;

  constructor(body: Body) {
    this.#body = body;
  }

  push(value: Known | undefined): void {
    this.#stack.push(value);
  }

  pop(): Known | undefined {
    return this.#stack.pop();
  }

  top(): Known | undefined {
    return this.#stack.at(-1);
  }

  forget(): void {
    if (this.#stack.length > 0) this.#stack = [];
  }

  store(local: number, value: Known | undefined): void {
    if (value) this.locals.set(local, value);
    else this.locals.delete(local);
  }

  compute(code: number): void {
    const right = this.pop();
    const left = this.pop();
    const result = computed(code, left, right);
    // a function that calls nobody uses what lies below without moving the pointer
    if (!this.#set && result?.kind === 'stack') this.#deepen(-result.value);
    this.push(result);
  }

  setStackPointer(to: Known | undefined): void {
    if (to?.kind !== 'stack') this.#body.switches = true;
    else if (!this.#set) this.#deepen(-to.value);
    else if (to.value < -this.#body.frame) this.#body.switches = true;
    this.#set = true;
  }

  stackPointer(): Known {
    this.timesRead++;
    return { kind: 'stack', value: this.#set ? -this.#body.frame : 0 };
  }

  #deepen(bytes: number): void {
    if (bytes > this.#body.frame) this.#body.frame = bytes;
  }
}

function computed(code: number, left: Known | undefined, right: Known | undefined): Known | undefined {
  if (!left || !right) return undefined;
  const { add, sub, and } = op;
  if (right.kind === 'stack')
    return code === add && left.kind === 'constant' ? sum(right, left.value) : undefined;
  if (left.kind === 'constant') return undefined;
  if (code === add) return sum(left, right.value);
  if (code === sub) return sum(left, -right.value);
  // an alignment: at most one byte less than it is lost
  return code === and && right.value < 0 ? sum(left, right.value + 1) : undefined;
}

const sum = ({ kind, value }: Known, more: number): Known => ({ kind, value: value + more });
