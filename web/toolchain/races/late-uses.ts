/// Where a function uses what it has read before a wait.
import { calleeOf, calls, type Code, type Instruction, pointerOf } from './code.ts';
import { operandOf, splitList } from './ir.ts';

/// A use, after a wait, of what was read at that line through that pointer.
export interface LateUse {
  line: number;
  pointer: string;
  size: number;
}

/// libweft's and libc's functions that may end a turn.
const ofWeft =
  'yield|sleep|join|gather|wait_\\w+|chan_send|chan_recv|select|mutex_lock|cond_wait|sem_acquire|' +
  'event_wait|waitgroup_wait|barrier_wait|fetch|read_line|next_frame|group_close|gen_\\w+';
const ofLibc = 'getchar|getc|fgetc|fgets|scanf|fscanf|getline|fread|read';
const waits = new RegExp(`^(?:weft_(?:${ofWeft})(?:_at)?|${ofLibc})$`);

export const mayWait = (name: string): boolean => waits.test(name);

/// The names of the functions that may wait, themselves or by what they call.
export function functionsThatWait(codes: ReadonlyMap<string, Code>): Set<string> {
  const found = new Set<string>();
  const canWait = (callee: string) => callee === '' || mayWait(callee) || found.has(callee);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, { callees }] of codes) {
      if (found.has(name) || ![...callees].some(canWait)) continue;
      found.add(name);
      changed = true;
    }
  }
  return found;
}

/// Where what is loaded at that line, a number, may be used after a wait. `waiting`: functionsThatWait's.
export function lateUses(code: Code, line: number, waiting: ReadonlySet<string>): LateUse[] {
  const made = code.instructions.get(line);
  const size = made?.operation === 'load' ? numberSize(made.text) : undefined;
  if (!made?.makes || size === undefined) return [];
  const pointer = pointerOf(made);
  const uses = usesOf(code, made.makes, pointer);
  if (uses.size === 0) return [];
  const after = linesAfterWait(code, line, waiting);
  return [...uses].filter((one) => after.has(one)).map((one) => ({ line: one, pointer, size }));
}

const sizes: Record<string, number> = { i1: 1, i8: 1, i16: 2, i32: 4, i64: 8, float: 4, double: 8 };

const numberSize = (load: string): number | undefined =>
  sizes[/^load (?:atomic )?(?:volatile )?(\w+),/.exec(load)?.[1] ?? ''];

/// With what comes of these nothing is said about the value itself.
const passesBy = new Set(['phi', 'load', 'getelementptr']);

/// Of two values one is taken: the optimiser has both read where the program reads one.
const isArm = (one: Instruction, value: string): boolean =>
  one.operation === 'select' && operandOf(splitList(one.text.slice('select '.length))[0]!).value !== value;

/// Where a value goes within its function without a detour: into a store elsewhere, a call, a branch.
function usesOf(code: Code, value: string, pointer: string): Set<number> {
  const found = new Set<number>();
  const seen = new Set<string>();
  const waiting = [value];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const one of code.uses.get(at) ?? []) {
      if (passesBy.has(one.operation) || isArm(one, at)) continue;
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

/// The lines that can be come to from that one by way of a wait, and without coming by it again.
function linesAfterWait(code: Code, line: number, waiting: ReadonlySet<string>): Set<number> {
  const { blocks } = code;
  const reached = new Set<number>();
  const seen = [new Set<number>(), new Set<number>()] as const; // blocks: not yet, already waited
  const ahead: [from: number, block: number, waited: boolean][] = [[line + 1, blocks.at(line), false]];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    const [from, number, before] = next;
    const { end, next: successors } = blocks.list[number]!;
    let waited = before;
    let at = from;
    for (; at < end && at !== line; at++) {
      if (waited) reached.add(at);
      waited ||= isWait(code.instructions.get(at), waiting);
    }
    if (at === line) continue;
    const known = seen[waited ? 1 : 0];
    for (const successor of successors.filter((one) => !known.has(one))) {
      known.add(successor);
      ahead.push([blocks.list[successor]!.first, successor, waited]);
    }
  }
  return reached;
}

function isWait(one: Instruction | undefined, waiting: ReadonlySet<string>): boolean {
  if (!one || !calls.has(one.operation)) return false;
  const callee = calleeOf(one);
  return callee === undefined || mayWait(callee) || waiting.has(callee);
}
