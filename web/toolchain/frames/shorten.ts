/// Makes what Asyncify adds to each function shorter. It saves a function's locals and the number of the call
/// in two parts, and each moves the end of the area by itself: here one move does for both. And where a
/// function can be suspended at one call alone, no number is saved.
import { area, rewinding, Shape, state, type Binaryen, type Frame } from './shape.ts';

type Module = InstanceType<Binaryen['Module']>;

const wordBytes = 4;

/// `atOneCall` has the names of those that can be suspended at one call at most. A function that does not
/// look as Binaryen's pass leaves most stays as it is.
export function shortenFrames(binaryen: Binaryen, module: Module, atOneCall: ReadonlySet<string>): void {
  // Binaryen's types have it elsewhere, or not at all.
  const { Function: functions } = binaryen as unknown as Pick<Module, 'Function'>;
  const { _BinaryenFunctionAddVar: addLocal } = binaryen as unknown as {
    _BinaryenFunctionAddVar(reference: number, type: number): number;
  };
  const shape = new Shape(binaryen);
  for (let index = 0; index < module.getNumFunctions(); index++) {
    const reference = module.getFunctionByIndex(index);
    const { name, module: from, body, results } = binaryen.getFunctionInfo(reference);
    const frame = from ? undefined : shape.frameOf(body);
    if (!frame) continue;
    const isNumbered = frame.number !== undefined && !atOneCall.has(name);
    const rebuilt = new Rebuilt(binaryen, module, frame, isNumbered, () => addLocal(reference, binaryen.i32));
    functions.setBody(reference, rebuilt.body(results));
  }
}

class Rebuilt {
  readonly #binaryen: Binaryen;
  readonly #module: Module;
  readonly #frame: Frame;
  /// The local to keep the area's end in; undefined: nothing is saved.
  readonly #end: number | undefined;
  readonly #bytes: number;
  readonly #isNumbered: boolean;

  constructor(binaryen: Binaryen, module: Module, frame: Frame, isNumbered: boolean, addLocal: () => number) {
    this.#binaryen = binaryen;
    this.#module = module;
    this.#frame = frame;
    this.#isNumbered = isNumbered;
    this.#bytes = frame.size + (isNumbered ? wordBytes : 0);
    this.#end = this.#bytes > 0 ? addLocal() : undefined;
  }

  body(results: number): number {
    const { own, result, rest } = this.#frame;
    const before = this.#frame.restoredAt < 0 ? this.#restoring() : [];
    const block = this.#module.block(own.name, this.#ownLines(), own.type);
    const unwinding = this.#module.local.set(result, block);
    return this.#module.block(null, [...before, unwinding, ...this.#saving(), ...rest], results);
  }

  #ownLines(): number[] {
    const { own, numberedAt, restoredAt } = this.#frame;
    return own.children.flatMap((line, index) => {
      if (index === numberedAt) return this.#numbering();
      return index === restoredAt ? this.#restoring() : [line];
    });
  }

  /// Whether the number is read where the locals are put back.
  get #isReadWithThem(): boolean {
    return this.#frame.numberedAt === this.#frame.restoredAt + 1;
  }

  #numbering(): number[] {
    const { number, onlyCall } = this.#frame;
    if (onlyCall !== undefined) return [onlyCall];
    if (!this.#isNumbered) return [this.#module.local.set(number!, this.#module.i32.const(0))];
    return this.#isReadWithThem ? [] : [this.#whenRewound([this.#readNumber()])];
  }

  #restoring(): number[] {
    if (this.#end === undefined) return [];
    const { i32, local } = this.#module;
    const { restored } = this.#frame;
    const moved = local.tee(this.#end, i32.sub(this.#read(), i32.const(this.#bytes)), this.#binaryen.i32);
    const lines = [i32.store(0, wordBytes, this.#area(), moved)];
    for (const word of restored)
      lines.push(
        local.set(word.local, this.#of(word.type).load(this.#shifted(word.offset), word.align, this.#kept())),
      );
    if (this.#isNumbered && this.#isReadWithThem) lines.push(this.#readNumber());
    return [this.#whenRewound(lines)];
  }

  #readNumber(): number {
    const { i32, local } = this.#module;
    return local.set(this.#frame.number!, i32.load(0, wordBytes, this.#kept()));
  }

  #whenRewound(lines: readonly number[]): number {
    const now = this.#module.global.get(state, this.#binaryen.i32);
    const isRewound = this.#module.i32.eq(now, this.#module.i32.const(rewinding));
    return this.#module.if(isRewound, this.#module.block(null, [...lines]));
  }

  #saving(): number[] {
    if (this.#end === undefined) return [];
    const { i32, local } = this.#module;
    const { saved, result } = this.#frame;
    const lines = [local.set(this.#end, this.#read())];
    if (this.#isNumbered)
      lines.push(i32.store(0, wordBytes, this.#kept(), local.get(result, this.#binaryen.i32)));
    for (const { type, offset, align, value } of saved)
      lines.push(this.#of(type).store(this.#shifted(offset), align, this.#kept(), value));
    lines.push(i32.store(0, wordBytes, this.#area(), i32.add(this.#kept(), i32.const(this.#bytes))));
    return lines;
  }

  #shifted(offset: number): number {
    return offset + this.#bytes - this.#frame.size;
  }

  #of(type: number) {
    const { i32, i64, f32, f64 } = this.#binaryen;
    const found = [
      { type: i32, code: this.#module.i32 },
      { type: i64, code: this.#module.i64 },
      { type: f32, code: this.#module.f32 },
      { type: f64, code: this.#module.f64 },
    ].find((one) => one.type === type);
    return found!.code;
  }

  #kept(): number {
    return this.#module.local.get(this.#end!, this.#binaryen.i32);
  }

  #read(): number {
    return this.#module.i32.load(0, wordBytes, this.#area());
  }

  #area(): number {
    return this.#module.global.get(area, this.#binaryen.i32);
  }
}
