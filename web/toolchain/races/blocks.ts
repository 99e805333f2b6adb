/// The blocks of a function and which of them a branch decides about.
import type { Ir, IrFunction } from './ir.ts';

export interface Block {
  /// Its lines: from `first` up to `end`.
  first: number;
  end: number;
  next: number[];
}

const label = /^("[^"]*"|[\w.$-]+):/;

/// The first is the entry. What leads to a block that ends in `unreachable` is left out: a failed check, an
/// abort.
export class Blocks {
  readonly list: Block[] = [];
  readonly #of = new Map<number, number>();
  readonly #decided: number[][];

  constructor(ir: Ir, { first, end }: IrFunction) {
    const names = new Map<string, number>();
    let open: Block = { first, end, next: [] };
    for (let index = first; index < end; index++) {
      const name = label.exec(ir.lines[index]!)?.[1];
      if (name === undefined && index > first) continue;
      if (index > first) this.list.push({ ...open, end: index });
      open = { first: index, end, next: [] };
      if (name !== undefined) names.set(name, this.list.length);
    }
    this.list.push(open);
    this.list.forEach((block, number) => {
      for (let index = block.first; index < block.end; index++) this.#of.set(index, number);
    });
    const ends = this.list.map((block) => lastLine(ir, block));
    for (const [number, block] of this.list.entries()) {
      const targets = [...ends[number]!.matchAll(/label %("[^"]*"|[\w.$-]+)/g)];
      const all = targets.flatMap(([, name]) => names.get(name!) ?? []);
      const likely = all.filter((one) => !/^ *unreachable/.test(ends[one]!));
      block.next = [...new Set(likely.length > 0 ? likely : all)];
    }
    this.#decided = decisions(this.list);
  }

  at(line: number): number {
    return this.#of.get(line)!;
  }

  /// The blocks that are entered or not as that one's branch decides, or a branch within them.
  decidedBy(block: number): Set<number> {
    const found = new Set<number>();
    const waiting = [block];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
      for (const one of this.#decided[at]!)
        if (!found.has(one)) {
          found.add(one);
          waiting.push(one);
        }
    return found;
  }
}

function lastLine(ir: Ir, { first, end }: Block): string {
  let index = end - 1;
  while (index > first && (ir.lines[index]!.trim() === '' || /^ +#dbg_/.test(ir.lines[index]!))) index--;
  let text = ir.lines[index]!;
  /* A switch goes over several lines. */
  while (/^ *(?:i\d+ .*, label|\])/.test(ir.lines[index]!) && index > first) text = ir.lines[--index]! + text;
  return text;
}

/// Of each block those that its branch alone decides about: Ferrante, Ottenstein, Warren: "The program
/// dependence graph and its use in optimization", TOPLAS 1987.
function decisions(blocks: readonly Block[]): number[][] {
  const after = postdominators(blocks);
  return blocks.map(({ next }, number) => {
    const found = new Set<number>();
    if (next.length < 2) return [];
    for (const one of next)
      for (let at = one; at !== after[number] && at < blocks.length && !found.has(at); at = after[at]!)
        found.add(at);
    return [...found];
  });
}

/// Of each block the next one through which every way to the end goes; the number of blocks stands for the
/// end. Cooper, Harvey, Kennedy: "A simple, fast dominance algorithm", 2001.
function postdominators(blocks: readonly Block[]): number[] {
  const end = blocks.length;
  const next = blocks.map((block) => (block.next.length > 0 ? [...block.next] : [end]));
  const order = backwards(next, end);
  const rank = new Map(order.map((block, index) => [block, index]));
  const after: (number | undefined)[] = [...blocks.map(() => undefined), end];
  const meet = (one: number, other: number): number => {
    while (one !== other) {
      while (rank.get(one)! > rank.get(other)!) one = after[one]!;
      while (rank.get(other)! > rank.get(one)!) other = after[other]!;
    }
    return one;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of order.slice(1)) {
      const known = next[block]!.filter((one) => after[one] !== undefined);
      const met = known.slice(1).reduce(meet, known[0]!);
      if (met !== after[block]) changed = true;
      after[block] = met;
    }
  }
  return after as number[];
}

/// All blocks in reverse postorder from the end backwards. A loop without an end gets a way out of it.
function backwards(next: number[][], end: number): number[] {
  const before: number[][] = Array.from({ length: end + 1 }, () => []);
  for (const [block, ones] of next.entries()) for (const one of ones) before[one]!.push(block);
  const seen = new Set<number>();
  const postorder: number[] = [];
  const visit = (start: number): void => {
    const path: [number, number][] = [[start, 0]];
    seen.add(start);
    while (path.length > 0) {
      const top = path.at(-1)!;
      const one = before[top[0]]![top[1]++];
      if (one === undefined) postorder.push(path.pop()![0]);
      else if (!seen.has(one)) {
        seen.add(one);
        path.push([one, 0]);
      }
    }
  };
  /* The ways out first, so that one walk finds everything. */
  const reaches = (start: number): void => {
    visit(start);
    postorder.length = 0;
  };
  reaches(end);
  for (let block = end - 1; block >= 0; block--) {
    if (seen.has(block)) continue;
    next[block]!.push(end);
    before[end]!.push(block);
    reaches(block);
  }
  seen.clear();
  visit(end);
  return postorder.reverse();
}
