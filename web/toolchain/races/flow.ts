/// Where a value goes that a program has read: which stores it is a part of, which it decides about, and where
/// it is used after a wait. A read that has nothing to do with a later write of the same object makes no race
/// of it.
import { Blocks } from './blocks.ts';
import { type Ir, type IrFunction, nameIn, operandOf, parenthesised, splitList } from './ir.ts';

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
  /// Which way the program goes follows from it.
  decides: boolean;
}

/// A use, after a wait, of what was read at that line through that pointer.
export interface LateUse {
  line: number;
  readLine: number;
  pointer: string;
  size: number;
}

interface Instruction {
  line: number;
  within: Code;
  /// The value that it makes, if any.
  makes: string | undefined;
  operation: string;
  /// Without what it makes, and without metadata.
  text: string;
  /// It belongs to a check that the compiler has put in.
  ofCheck: boolean;
}

const calls = new Set(['call', 'tail', 'musttail', 'notail']);

/// libweft's and libc's functions that may end a turn.
const waits =
  /^(?:weft_(?:yield|sleep|join|gather|wait_\w+|chan_(?:send|recv)|select|mutex_lock|cond_wait|sem_acquire|event_wait|waitgroup_wait|barrier_wait|fetch|read_line|next_frame|group_close|gen_\w+)(?:_at)?|getchar|getc|fgetc|fgets|scanf|fscanf|getline|fread|read)$/;

export const mayWait = (name: string): boolean => waits.test(name);

/// One function, taken apart.
class Code {
  readonly function: IrFunction;
  readonly blocks: Blocks;
  readonly instructions = new Map<number, Instruction>();
  readonly uses = new Map<string, Instruction[]>();
  readonly parameters: string[];
  /// The functions of the program that it calls; '' for a call through a pointer.
  readonly callees = new Set<string>();

  constructor(ir: Ir, one: IrFunction) {
    this.function = one;
    this.blocks = new Blocks(ir, one);
    const header = ir.lines[one.first - 1]!;
    const list = parenthesised(header, header.indexOf('(', header.indexOf('@'))) ?? '';
    this.parameters = splitList(list).map((parameter) => operandOf(parameter).value);
    for (let line = one.first; line < one.end; line++) this.#read(ir.lines[line]!, line);
  }

  #read(source: string, line: number): void {
    if (!source.startsWith('  ') || /^ +#dbg_/.test(source)) return;
    const match = /^ *(?:(%[^\s=]+) = )?(.*?)(?:, ![\w.]+ !\d+)*$/.exec(source)!;
    const text = match[2]!;
    const operation = /^\S*/.exec(text)![0];
    const made: Instruction = {
      line,
      within: this,
      makes: match[1],
      operation,
      text,
      ofCheck: source.includes('!nosanitize'),
    };
    this.instructions.set(line, made);
    for (const use of new Set(text.replace(/label %\S+/g, '').match(/%[\w.$-]+/g) ?? [])) {
      const list = this.uses.get(use);
      if (list) list.push(made);
      else this.uses.set(use, [made]);
    }
    if (calls.has(operation)) this.callees.add(calleeOf(made) ?? '');
  }
}

/// Undefined for a call through a pointer.
function calleeOf({ text }: Instruction): string | undefined {
  const before = text.slice(0, callStart(text));
  return before.endsWith('asm') || !before.includes('@')
    ? undefined
    : nameIn(before.slice(before.lastIndexOf('@')));
}

/// Where the arguments of a call open.
function callStart(text: string): number {
  const named = /[@%](?:"[^"]*"|[\w.$-]+)\(/.exec(text);
  return named ? named.index + named[0].length - 1 : text.indexOf('(');
}

const argumentsOf = (one: Instruction): string[] =>
  splitList(parenthesised(one.text, callStart(one.text)) ?? '').map((argument) => operandOf(argument).value);

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
    this.#waiting = this.#functionsThatWait();
  }

  /// Of the load at that line.
  ofRead(within: IrFunction, line: number): ReadFlow {
    const code = this.#codes.get(within.name)!;
    const made = code.instructions.get(line);
    const found: ReadFlow = { data: new Set(), control: new Set(), kept: false, decides: false };
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

  /// Where what is loaded at that line, a number, may be used after a wait.
  lateUses(within: IrFunction, line: number): LateUse[] {
    const code = this.#codes.get(within.name)!;
    const made = code.instructions.get(line);
    const size = made?.operation === 'load' ? numberSize(made.text) : undefined;
    if (!made?.makes || size === undefined) return [];
    const pointer = pointerOf(made);
    const after = this.#linesAfterWait(code, line);
    return [...usesOf(code, made.makes, pointer)]
      .filter((one) => after(one))
      .map((one) => ({ line: one, readLine: line, pointer, size }));
  }

  #functionsThatWait(): Set<string> {
    const found = new Set<string>();
    for (let changed = true; changed; ) {
      changed = false;
      for (const [name, { callees }] of this.#codes) {
        if (found.has(name)) continue;
        if (![...callees].some((callee) => callee === '' || waits.test(callee) || found.has(callee)))
          continue;
        found.add(name);
        changed = true;
      }
    }
    return found;
  }

  #mayWait(one: Instruction): boolean {
    if (!calls.has(one.operation)) return false;
    const callee = calleeOf(one);
    return callee === undefined || waits.test(callee) || this.#waiting.has(callee);
  }

  /// Whether a line can be come to from that one by way of a wait, and without coming by it again.
  #linesAfterWait(code: Code, line: number): (other: number) => boolean {
    const { blocks } = code;
    const reached = new Set<number>(); // lines
    const seen = [new Set<number>(), new Set<number>()] as const; // blocks: not yet, already waited
    const waiting: [from: number, block: number, waited: boolean][] = [[line + 1, blocks.at(line), false]];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [from, number, before] = next;
      let waited = before;
      let at = from;
      const { end, next: successors } = blocks.list[number]!;
      for (; at < end && at !== line; at++) {
        const one = code.instructions.get(at);
        if (waited) reached.add(at);
        if (one && this.#mayWait(one)) waited = true;
      }
      if (at === line) continue;
      for (const successor of successors) {
        const known = seen[waited ? 1 : 0];
        if (known.has(successor)) continue;
        known.add(successor);
        waiting.push([blocks.list[successor]!.first, successor, waited]);
      }
    }
    return (other) => reached.has(other);
  }
}

function pointerOf({ text }: Instruction): string {
  return (
    /, ptr (.*?)(?:, align \d+)?$/.exec(text)?.[1]?.replace(/ (?:seq_cst|acquire|monotonic|release)$/, '') ??
    ''
  );
}

const sizes: Record<string, number> = { i8: 1, i16: 2, i32: 4, i64: 8, float: 4, double: 8 };

const numberSize = (load: string): number | undefined =>
  sizes[/^load (?:atomic )?(?:volatile )?(\w+),/.exec(load)?.[1] ?? ''];

/// Where a value goes within its function without a detour: into a store elsewhere, a call, a branch, a return.
function usesOf(code: Code, value: string, pointer: string): Set<number> {
  const found = new Set<number>();
  const seen = new Set<string>();
  const waiting = [value];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const one of code.uses.get(at) ?? []) {
      if (one.operation === 'phi' || one.operation === 'load' || one.operation === 'getelementptr') continue;
      if (one.operation === 'store') {
        if (pointerOf(one) !== pointer && pointerOf(one) !== at) found.add(one.line);
      } else if (calls.has(one.operation)) {
        if (!/^llvm\./.test(calleeOf(one) ?? '')) found.add(one.line);
        else if (one.makes) waiting.push(one.makes);
      } else if (one.operation === 'br' || one.operation === 'switch') {
        found.add(one.line);
      } else if (one.makes) waiting.push(one.makes);
    }
  }
  return found;
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
    this.#found.decides = true;
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
