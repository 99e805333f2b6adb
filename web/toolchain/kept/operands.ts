/// Finds in a function's code what the linker has put in, or may have: the numbers of functions and types,
/// constants, and the offsets of loads and stores.
import type { Reader } from '../binary.ts';
import { op, skipOperands } from '../stacks/body.ts';

export type OperandKind = 'function' | 'type' | 'constant' | 'offset';

/// `at` is where the number stands, and `end` where it ends.
export type Visit = (kind: OperandKind, value: number, at: number, end: number) => void;

/// Starts behind the function's locals, and ends at `end`. Throws UnknownCode.
export function eachOperand(reader: Reader, end: number, visit: Visit): void {
  const number = (kind: OperandKind): void => {
    const at = reader.at;
    visit(kind, reader.number(), at, reader.at);
  };
  while (reader.at < end) {
    const code = reader.byte();
    if (code >= op.localGet && code <= op.globalSet) reader.skipNumber();
    else if (code === op.i32Const) {
      const at = reader.at;
      visit('constant', reader.signed(), at, reader.at);
    } else if (code >= op.load && code <= op.lastStore) {
      reader.skipNumber();
      number('offset');
    } else if (code === op.call) number('function');
    else if (code === op.callIndirect) {
      number('type');
      reader.skipNumber();
    } else skipOperands(reader, code);
  }
}

export function skipLocals(reader: Reader): void {
  for (let left = reader.number(); left > 0; left--) {
    reader.skipNumber();
    reader.byte();
  }
}
