/// Recognises what Asyncify has added to a function, and how the locals and the number of the call are saved.
import type binaryenModule from 'binaryen';

export type Binaryen = typeof binaryenModule;
type Expression = binaryenModule.ExpressionRef;

/// One that is saved, at so many bytes from where the frame begins.
export interface Word {
  type: number;
  offset: number;
  align: number;
}

export interface Frame {
  /// The bytes of the locals, and how each is put back and saved.
  size: number;
  /// Where in the block they are put back; -1: before it.
  restoredAt: number;
  restored: (Word & { local: number })[];
  saved: (Word & { value: Expression })[];
  /// The block that is left to unwind, and the local that has the call's number then.
  own: { name: string; children: readonly Expression[]; type: number };
  result: number;
  /// Where in the block the number is read, the local that has it then; undefined: it is read where the one
  /// call is, and this is the call.
  numberedAt: number;
  number: number | undefined;
  onlyCall: Expression | undefined;
  /// What the function ends with.
  rest: readonly Expression[];
}

/// Asyncify's names for its globals, and the state's value while frames are put back.
export const state = '__asyncify_state';
export const area = '__asyncify_data';
export const rewinding = 2;

/// With the optimiser's first level behind it, it is:
///
///     if (state == rewinding) { end -= n; locals = words at end; }
///     r = unwind: {
///       if (state == rewinding) { end -= 4; number = word at end; }
///       … each call that may suspend: after it, if (state == unwinding) break unwind with its number …
///     }
///     word at end = r; end += 4;
///     words at end = locals; end += n;
///
/// where `end` is the word at the area's address. The first line may be in the block as well. A function that
/// saves no locals lacks that line and the last.
export class Shape {
  readonly #binaryen: Binaryen;

  constructor(binaryen: Binaryen) {
    this.#binaryen = binaryen;
  }

  /// undefined: the function has no frame, or it looks otherwise.
  frameOf(body: Expression): Frame | undefined {
    const lines = this.#lines(body);
    const before = this.#whenRewound(lines[0]);
    const at = before ? 1 : 0;
    const set = this.#set(lines[at]);
    const block = set && this.#block(set.value);
    if (!set || !block || this.#movedBy(lines[at + 2]) !== 4) return undefined;
    if (!this.#isGetOf(this.#storedAtEnd(lines[at + 1]), set.index)) return undefined;
    const number = this.#numberIn(block.children);
    if (!number) return undefined;
    const isRestoring = (line: Expression, index: number) =>
      index < number.numberedAt && this.#whenRewound(line) !== undefined;
    const restoredAt = before ? -1 : block.children.findIndex(isRestoring);
    const first = before ?? this.#whenRewound(block.children[restoredAt]);
    const last = lines.findIndex((line, index) => index > at + 2 && this.#movedBy(line) !== undefined);
    const common = { own: block, result: set.index, restoredAt, ...number };
    if (!first && last < 0) return { ...common, size: 0, restored: [], saved: [], rest: lines.slice(at + 3) };

    const size = -(this.#movedBy(first?.[0]) ?? 0);
    const restored = this.#restored(first?.slice(1) ?? []);
    const saved = this.#saved(lines.slice(at + 3, last));
    if (size <= 0 || this.#movedBy(lines[last]) !== size || !restored || !saved) return undefined;
    const isSaved = ({ type, offset }: Word) =>
      saved.some((word) => word.type === type && word.offset === offset);
    if (!restored.every(isSaved)) return undefined;
    return { ...common, size, restored, saved, rest: lines.slice(last + 1) };
  }

  /// The last line that reads one: a local that is the only one to be put back is read as a number is.
  #numberIn(lines: readonly Expression[]): Pick<Frame, 'numberedAt' | 'number' | 'onlyCall'> | undefined {
    for (let numberedAt = lines.length - 1; numberedAt >= 0; numberedAt--) {
      const number = this.#numberOf(lines[numberedAt]!);
      if (number) return { numberedAt, ...number };
    }
    return undefined;
  }

  #numberOf(line: Expression): Pick<Frame, 'number' | 'onlyCall'> | undefined {
    const own = this.#whenRewound(line);
    if (own) {
      const set = this.#set(own[1]);
      const isRead = own.length === 2 && this.#movedBy(own[0]) === -4 && set && this.#isReadAtEnd(set.value);
      return isRead ? { number: set.index, onlyCall: undefined } : undefined;
    }
    // if (state == 0 || (state == rewinding ? { end -= 4; word at end } : anything) == 0) the call
    const { IfId, OrInt32, EqZInt32 } = this.#binaryen;
    const whole = this.#read<binaryenModule.IfInfo>(line, IfId);
    const either = whole && !whole.ifFalse && this.#binary(whole.condition, OrInt32);
    const isFirst = either && this.#unary(either.right, EqZInt32);
    const read = isFirst && this.#read<binaryenModule.IfInfo>(isFirst.value, IfId);
    if (!read || !this.#isRewinding(read.condition)) return undefined;
    const parts = this.#lines(read.ifTrue);
    const isRead = parts.length === 2 && this.#movedBy(parts[0]) === -4 && this.#isReadAtEnd(parts[1]);
    return isRead ? { number: undefined, onlyCall: whole.ifTrue } : undefined;
  }

  #restored(lines: readonly Expression[]): Frame['restored'] | undefined {
    const words: Frame['restored'] = [];
    const pointer = new Pointer();
    for (const line of lines) {
      const set = this.#set(line);
      const load = set && this.#read<binaryenModule.LoadInfo>(set.value, this.#binaryen.LoadId);
      if (!load || !this.#isEnd(load.ptr, pointer)) return undefined;
      const { type, offset, align } = load;
      if (load.bytes !== this.#bytes(type)) return undefined;
      words.push({ local: set.index, type, offset, align });
    }
    return words;
  }

  #saved(lines: readonly Expression[]): Frame['saved'] | undefined {
    const words: Frame['saved'] = [];
    const pointer = new Pointer();
    for (const line of lines) {
      const store = this.#store(line);
      const get = store && this.#read<binaryenModule.LocalGetInfo>(store.value, this.#binaryen.LocalGetId);
      if (!get || !this.#isEnd(store.ptr, pointer)) return undefined;
      const { type } = get;
      if (store.bytes !== this.#bytes(type)) return undefined;
      words.push({ value: store.value, type, offset: store.offset, align: store.align });
    }
    return words;
  }

  /// What a line stores where the frame ends.
  #storedAtEnd(line: Expression | undefined): Expression | undefined {
    const store = line === undefined ? undefined : this.#store(line);
    return store?.offset === 0 && this.#isEnd(store.ptr, new Pointer()) ? store.value : undefined;
  }

  #isReadAtEnd(expression: Expression | undefined): boolean {
    const load = expression && this.#read<binaryenModule.LoadInfo>(expression, this.#binaryen.LoadId);
    return load ? load.offset === 0 && load.bytes === 4 && this.#isEnd(load.ptr, new Pointer()) : false;
  }

  /// By how many bytes a line moves the area's end.
  #movedBy(line: Expression | undefined): number | undefined {
    const store = line === undefined ? undefined : this.#store(line);
    if (store?.offset !== 0 || !this.#isArea(store.ptr)) return undefined;
    const { AddInt32, SubInt32, ConstId } = this.#binaryen;
    const added = this.#binary(store.value, AddInt32);
    const changed = added ?? this.#binary(store.value, SubInt32);
    if (!changed || !this.#isEnd(changed.left, new Pointer())) return undefined;
    const by = this.#read<binaryenModule.ConstInfo>(changed.right, ConstId)?.value;
    if (typeof by !== 'number') return undefined;
    return added ? by : -by;
  }

  /// Whether it is where the area's end stands, kept in a local by the first that asks.
  #isEnd(expression: Expression, pointer: Pointer): boolean {
    const { LoadId, LocalGetId, LocalSetId } = this.#binaryen;
    const get = this.#read<binaryenModule.LocalGetInfo>(expression, LocalGetId);
    if (get) return get.index === pointer.local;
    const tee = this.#read<binaryenModule.LocalSetInfo>(expression, LocalSetId);
    if (tee) pointer.local = tee.index;
    const load = this.#read<binaryenModule.LoadInfo>(tee ? tee.value : expression, LoadId);
    return load?.offset === 0 && this.#isArea(load.ptr);
  }

  #isArea(expression: Expression): boolean {
    return this.#read<binaryenModule.GlobalGetInfo>(expression, this.#binaryen.GlobalGetId)?.name === area;
  }

  #isGetOf(expression: Expression | undefined, local: number): boolean {
    if (expression === undefined) return false;
    return this.#read<binaryenModule.LocalGetInfo>(expression, this.#binaryen.LocalGetId)?.index === local;
  }

  #isRewinding(condition: Expression): boolean {
    const { GlobalGetId, ConstId, EqInt32 } = this.#binaryen;
    const compared = this.#binary(condition, EqInt32);
    if (!compared) return false;
    const left = this.#read<binaryenModule.GlobalGetInfo>(compared.left, GlobalGetId);
    const right = this.#read<binaryenModule.ConstInfo>(compared.right, ConstId);
    return left?.name === state && right?.value === rewinding;
  }

  /// The lines of an `if` that is for rewinding alone.
  #whenRewound(line: Expression | undefined): readonly Expression[] | undefined {
    const whole = line && this.#read<binaryenModule.IfInfo>(line, this.#binaryen.IfId);
    if (!whole || whole.ifFalse || !this.#isRewinding(whole.condition)) return undefined;
    return this.#lines(whole.ifTrue);
  }

  #lines(expression: Expression): readonly Expression[] {
    return this.#block(expression)?.children ?? [expression];
  }

  #block(expression: Expression) {
    return this.#read<binaryenModule.BlockInfo>(expression, this.#binaryen.BlockId);
  }

  #set(line: Expression | undefined) {
    const set = line && this.#read<binaryenModule.LocalSetInfo>(line, this.#binaryen.LocalSetId);
    return set && !set.isTee ? set : undefined;
  }

  #store(line: Expression) {
    return this.#read<binaryenModule.StoreInfo>(line, this.#binaryen.StoreId);
  }

  #binary(expression: Expression, op: number) {
    const info = this.#read<binaryenModule.BinaryInfo>(expression, this.#binaryen.BinaryId);
    return info?.op === op ? info : undefined;
  }

  #unary(expression: Expression, op: number) {
    const info = this.#read<binaryenModule.UnaryInfo>(expression, this.#binaryen.UnaryId);
    return info?.op === op ? info : undefined;
  }

  #read<Info>(expression: Expression, id: number): Info | undefined {
    if (this.#binaryen.getExpressionId(expression) !== id) return undefined;
    return this.#binaryen.getExpressionInfo(expression) as Info;
  }

  #bytes(type: number): number {
    const { i64, f64 } = this.#binaryen;
    return type === i64 || type === f64 ? 8 : 4;
  }
}

/// The local that holds where the area's end stands, once there is one.
class Pointer {
  local: number | undefined;
}
