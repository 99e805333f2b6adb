/// Where a value goes that a program has read: which stores it is a part of and which it decides about. A
/// read that has nothing to do with a later write of the same object makes no race of it.
import { argumentsOf, calleeOf, calls, Code, type Instruction, pointerOf } from './code.ts';
import type { Ir, IrFunction } from './ir.ts';
import { functionsThatWait, type LateUse, lateUses } from './late-uses.ts';

/// What the instrumentation knows of the accesses, by the lines of their instructions.
export interface Accesses {
  /// The numbers of the places that read and that write.
  reads: ReadonlyMap<number, number>;
  writes: ReadonlyMap<number, number>;
  /// Whether a pointer is a local variable's of the function whose address nobody else has.
  isSecret(within: IrFunction, pointer: string): boolean;
}

export interface ReadFlow {
  /// The places that write what follows from it.
  data: Set<number>;
  /// Those that it decides about.
  control: Set<number>;
  /// It is kept in memory, from where it may come to any other place.
  kept: boolean;
}

export class Flow {
  readonly #accesses: Accesses;
  readonly #codes = new Map<string, Code>();
  readonly #callers = new Map<string, Instruction[]>();
  readonly #writesOf = new Map<string, Set<number>>();
  readonly #waiting: ReadonlySet<string>;

  constructor(ir: Ir, accesses: Accesses) {
    this.#accesses = accesses;
    for (const one of ir.functions) this.#codes.set(one.name, new Code(ir, one));
    for (const code of this.#codes.values())
      for (const one of code.instructions.values()) {
        const callee = calls.has(one.operation) ? calleeOf(one) : undefined;
        if (callee === undefined || !this.#codes.has(callee)) continue;
        const list = this.#callers.get(callee);
        if (list) list.push(one);
        else this.#callers.set(callee, [one]);
      }
    this.#waiting = functionsThatWait(this.#codes);
  }

  /// Of the load at that line.
  ofRead(within: IrFunction, line: number): ReadFlow {
    const code = this.#codes.get(within.name)!;
    const made = code.instructions.get(line);
    const found: ReadFlow = { data: new Set(), control: new Set(), kept: false };
    if (made?.operation === 'call' || made?.operation === 'tail') found.kept = true; // a copy
    if (!made?.makes) return found;
    const origin = made.operation === 'load' ? pointerOf(made) : '';
    if (made.operation === 'atomicrmw' || made.operation === 'cmpxchg')
      found.data.add(this.#accesses.writes.get(line)!);
    new Slice(this, this.#codes, this.#callers, this.#accesses, origin, found).follow(code, made.makes);
    return found;
  }

  /// Whether what is written there may have come from memory.
  writesFromMemory(within: IrFunction, line: number): boolean {
    const code = this.#codes.get(within.name)!;
    const made = code.instructions.get(line);
    if (made?.operation !== 'store') return true; // a copy
    const seen = new Set<string>();
    const waiting: string[] = made.text.slice(0, made.text.lastIndexOf(', ptr ')).match(/%[\w.$-]+/g) ?? [];
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      if (seen.has(value)) continue;
      seen.add(value);
      const source = [...code.instructions.values()].find((one) => one.makes === value);
      if (!source) {
        if (code.parameters.includes(value)) return true;
        continue;
      }
      if (source.operation === 'load') {
        const pointer = pointerOf(source);
        if (!this.#accesses.isSecret(code.function, pointer)) return true;
        for (const one of code.uses.get(pointer) ?? [])
          if (one.operation === 'store') waiting.push(...(one.text.match(/%[\w.$-]+/g) ?? []));
        continue;
      }
      if (calls.has(source.operation)) {
        const callee = calleeOf(source);
        if (callee === undefined || this.#codes.has(callee)) return true;
      }
      waiting.push(...(source.text.match(/%[\w.$-]+/g) ?? []));
    }
    return false;
  }

  /// Where what is loaded at that line, a number, may be used after a wait.
  lateUses(within: IrFunction, line: number): LateUse[] {
    return lateUses(this.#codes.get(within.name)!, line, this.#waiting);
  }

  /// All places that a call of it may write at.
  writesWithin(name: string): Set<number> {
    const known = this.#writesOf.get(name);
    if (known) return known;
    const found = new Set<number>();
    this.#writesOf.set(name, found);
    const code = this.#codes.get(name);
    if (!code) return found;
    for (const line of code.instructions.keys()) {
      const site = this.#accesses.writes.get(line);
      if (site !== undefined) found.add(site);
    }
    for (const callee of code.callees) for (const site of this.writesWithin(callee)) found.add(site);
    return found;
  }
}

/// All that follows from one read, through calls and returns.
class Slice {
  readonly #flow: Flow;
  readonly #codes: ReadonlyMap<string, Code>;
  readonly #callers: ReadonlyMap<string, Instruction[]>;
  readonly #accesses: Accesses;
  readonly #origin: string;
  readonly #found: ReadFlow;
  readonly #seen = new Set<string>();
  readonly #waiting: [code: Code, value: string][] = [];

  constructor(
    flow: Flow,
    codes: ReadonlyMap<string, Code>,
    callers: ReadonlyMap<string, Instruction[]>,
    accesses: Accesses,
    origin: string,
    found: ReadFlow,
  ) {
    this.#flow = flow;
    this.#codes = codes;
    this.#callers = callers;
    this.#accesses = accesses;
    this.#origin = origin;
    this.#found = found;
  }

  follow(code: Code, value: string): void {
    this.#push(code, value);
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) {
      const [within, name] = next;
      for (const one of within.uses.get(name) ?? []) this.#use(within, name, one);
    }
  }

  #push(code: Code, value: string | undefined): void {
    const key = `${code.function.name} ${value}`;
    if (value === undefined || this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#waiting.push([code, value]);
  }

  #use(code: Code, value: string, one: Instruction): void {
    if (one.operation === 'store') this.#stored(code, value, one);
    else if (one.operation === 'br' || one.operation === 'switch') this.#branch(code, one);
    else if (one.operation === 'ret') this.#returned(code);
    else if (calls.has(one.operation)) this.#passed(code, value, one);
    else {
      const site = this.#accesses.writes.get(one.line);
      if (site !== undefined) this.#found.data.add(site); // an atomic change
      this.#push(code, one.makes);
    }
  }

  #stored(code: Code, value: string, one: Instruction): void {
    const pointer = pointerOf(one);
    if (pointer === value) return;
    if (this.#accesses.isSecret(code.function, pointer)) {
      for (const other of code.uses.get(pointer) ?? [])
        if (other.operation === 'load') this.#push(code, other.makes);
      return;
    }
    const site = this.#accesses.writes.get(one.line);
    if (site !== undefined) this.#found.data.add(site);
    if (pointer !== this.#origin) this.#found.kept = true;
  }

  #branch(code: Code, one: Instruction): void {
    if (one.ofCheck) return;
    for (const number of code.blocks.decidedBy(code.blocks.at(one.line))) {
      const { first, end } = code.blocks.list[number]!;
      for (let line = first; line < end; line++) {
        const site = this.#accesses.writes.get(line);
        if (site !== undefined) this.#found.control.add(site);
        const other = code.instructions.get(line);
        const callee = other && calls.has(other.operation) ? calleeOf(other) : undefined;
        if (callee !== undefined)
          for (const written of this.#flow.writesWithin(callee)) this.#found.control.add(written);
      }
    }
  }

  #returned(code: Code): void {
    for (const one of this.#callers.get(code.function.name) ?? []) this.#push(one.within, one.makes);
  }

  #passed(code: Code, value: string, one: Instruction): void {
    const name = calleeOf(one);
    const callee = name === undefined ? undefined : this.#codes.get(name);
    if (callee) {
      argumentsOf(one).forEach((argument, index) => {
        if (argument === value) this.#push(callee, callee.parameters[index]);
      });
      return;
    }
    if (name === undefined) this.#found.kept = true;
    if (name === undefined || !name.startsWith('weft_')) this.#push(code, one.makes);
  }
}
