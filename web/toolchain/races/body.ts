/// One function of a program that is to tell of its memory: what of it is told, and by what calls.
import { placeOf, type Place } from './debug-info.ts';
import { toldCall } from './library.ts';
import type { Flow } from './flow.ts';
import { type Ir, type IrFunction, operandOf, parenthesised, splitList } from './ir.ts';

export interface Site {
  /// An index into the table's `files`.
  file: number;
  line: number;
  /// Of a local variable: its name and its function's.
  name?: string;
  within?: string;
  /// Of a read: the places that write what follows from it, and those that are come to or not as it decides.
  data?: number[];
  control?: number[];
  /// Of a read: what was read may be kept in memory. Of a write: what is written may come from there.
  memory?: true;
}

export class Sites {
  readonly files: string[] = [];
  /// Number 0 is no place.
  readonly list: Site[] = [{ file: 0, line: 0 }];
  readonly #named: (file: string) => string;

  constructor(named: (file: string) => string) {
    this.#named = named;
  }

  add({ file, line }: Place, local?: { name: string; within: string }): number {
    const named = this.#named(file);
    if (!this.files.includes(named)) this.files.push(named);
    return this.list.push({ file: this.files.indexOf(named), line, ...local }) - 1;
  }
}

/// Whose blocks are told apart by the place of the call.
const allocators = new RegExp(
  '@(?:(?:weft__program_)?(?:malloc|calloc|realloc|aligned_alloc)|' +
    'reallocarray|memalign|posix_memalign|strdup|strndup|v?asprintf)\\(',
);

const access = /^ *(?:tail )?call void @__sanitizer_cov_(load|store)(\d+)\(ptr (.*)\)(?:, !.*)?$/;
const copy = /call void @llvm\.(memcpy|memmove|memset)[\w.]*\.i32(?=\()/;
const atomic = /^ *\S+ = (atomicrmw|cmpxchg)(?: weak)?(?: volatile)?(?: \w+)? ptr (.*)$/;
const alloca = /^ *(%\S+) = alloca (.*)$/;
const birth = /call void @llvm\.lifetime\.start\S*(?=\()/;

const keepsSecrets = /^ +#dbg_|@llvm\.lifetime\./;

const sizes: Record<string, number> = { i8: 1, i16: 2, i32: 4, i64: 8, ptr: 4, float: 4, double: 8 };

/// The highest bit of a read's number (src/host/wasm/races.h).
const decides = 2 ** 31;

interface Access {
  what: 'read' | 'write';
  pointer: string;
  /// In bytes: a number or a value.
  size: string;
  site: number;
}

export class Body {
  /// By the line of the instruction: the number of its place.
  readonly reads = new Map<number, number>();
  readonly writes = new Map<number, number>();
  readonly #ir: Ir;
  readonly #sites: Sites;
  readonly #function: IrFunction;
  /// By the line in whose place, or before which, the call stands.
  readonly #accesses = new Map<number, Access[]>();
  readonly #deciding = new Set<number>();
  /// What stands before a line as well.
  readonly #before = new Map<number, string>();
  /// By local variable: an expression for its size in bytes.
  readonly #locals = new Map<string, string>();
  /// Those whose births the code tells of.
  readonly #marked = new Set<string>();
  /// By local variable: its debug information.
  readonly #declared = new Map<string, string>();
  /// Those whose addresses nobody else can have.
  readonly #secret = new Set<string>();
  /// By the line of a call of the C library that tells of what it touches: the number of its place.
  readonly #told = new Map<number, number>();
  /// Those of them that do not write what they read.
  readonly #unlike = new Set<number>();
  #added = 0;

  constructor(ir: Ir, sites: Sites, one: IrFunction) {
    this.#ir = ir;
    this.#sites = sites;
    this.#function = one;
  }

  isSecret(pointer: string): boolean {
    return this.#secret.has(pointer);
  }

  /// Finds the local variables and the accesses.
  plan(): void {
    const { first, end } = this.#function;
    for (let index = first; index < end; index++) this.#findLocal(this.#ir.lines[index]!);
    for (const name of this.#locals.keys()) this.#secret.add(name);
    for (let index = first; index < end; index++) this.#tellSecrets(this.#ir.lines[index]!);
    for (let index = first; index < end; index++) this.#findAccess(this.#ir.lines[index]!, index);
  }

  #findLocal(line: string): void {
    const local = alloca.exec(line);
    if (local) this.#locals.set(local[1]!, sizeOf(splitList(local[2]!)));
    const begun = begins(line);
    if (begun) this.#marked.add(begun);
    const declared = /^ +#dbg_(?:declare|assign)\(.*?ptr (%[\w.$-]+)/.exec(line);
    const variable = declared && /(!\d+)/.exec(line);
    if (declared && variable) this.#declared.set(declared[1]!, variable[1]!);
  }

  /// An address that is only loaded from and stored to stays within the function.
  #tellSecrets(line: string): void {
    if (alloca.test(line) || access.test(line) || copy.test(line) || keepsSecrets.test(line)) return;
    const own =
      /^ *%\S+ = load (?:volatile )?[^,]+, ptr (%[\w.$-]+),/.exec(line)?.[1] ??
      /^ *store .*, ptr (%[\w.$-]+),/.exec(line)?.[1];
    let uses: string[] = line.match(/%[\w.$-]+/g) ?? [];
    if (own !== undefined) {
      const last = uses.lastIndexOf(own);
      uses = uses.filter((_, index) => index !== last);
    }
    for (const use of uses) this.#secret.delete(use);
  }

  #findAccess(line: string, index: number): void {
    const told = access.exec(line);
    if (told) {
      let at = index + 1; // of the access itself
      while (/^ +#dbg_/.test(this.#ir.lines[at]!)) at++;
      this.#add(index, at, told[1] === 'load' ? 'read' : 'write', told[3]!, told[2]!);
    }
    const copied = copy.exec(line);
    if (copied) {
      const [to = '', from = '', size = ''] = argumentsOf(line, copied.index + copied[0].length);
      const bytes = operandOf(size).value;
      if (copied[1] !== 'memset') this.#add(index, index, 'read', operandOf(from).value, bytes);
      this.#add(index, index, 'write', operandOf(to).value, bytes);
    }
    const called = toldCall(line);
    if (called) {
      const site = this.#site(line);
      const next = this.#site(line); // as one that writes, see src/host/wasm/library.c
      this.#told.set(index, site);
      this.reads.set(index, site);
      if (called.writes) this.writes.set(index, next);
      if (!called.copies) this.#unlike.add(index);
    }
    const changed = atomic.exec(line);
    if (changed) {
      const [pointer = '', next = ''] = splitList(changed[2]!);
      const size = sizes[/^\S+/.exec(next)?.[0] ?? ''];
      if (size === undefined) return;
      this.#add(index, index, 'read', pointer, `${size}`);
      this.#add(index, index, 'write', pointer, `${size}`);
    }
  }

  #add(index: number, at: number, what: Access['what'], pointer: string, size: string): void {
    if (this.#secret.has(pointer)) return;
    const site = this.#site(this.#ir.lines[index]!);
    (what === 'read' ? this.reads : this.writes).set(at, site);
    const found = this.#accesses.get(index);
    if (found) found.push({ what, pointer, size, site });
    else this.#accesses.set(index, [{ what, pointer, size, site }]);
  }

  /// Notes what follows from each read.
  follow(flow: Flow): void {
    for (const [line, number] of this.reads) {
      const { data, control, kept } = flow.ofRead(this.#function, line);
      const site = this.#sites.list[number]!;
      if (data.size > 0) site.data = [...data];
      if (control.size > 0) site.control = [...control];
      if (kept && !this.#unlike.has(line)) site.memory = true;
      if (control.size > 0) this.#deciding.add(number);
      for (const use of flow.lateUses(this.#function, line)) {
        const at = this.#site(this.#ir.lines[use.line]!);
        const words = `ptr ${use.pointer}, i32 ${use.size}, i32 ${number}, i32 ${at}`;
        const call = `  call void @weft__race_used(${words})\n`;
        this.#before.set(use.line, (this.#before.get(use.line) ?? '') + call);
      }
    }
    for (const [line, number] of this.writes)
      if (!this.#unlike.has(line) && flow.writesFromMemory(this.#function, line))
        this.#sites.list[number]!.memory = true;
  }

  /// The line as the program has it that tells of its memory.
  rewritten(index: number): string {
    const line = this.#ir.lines[index]!;
    const told = (this.#accesses.get(index) ?? []).map((one) => `${this.#call(one)}\n`).join('');
    const before = (this.#before.get(index) ?? '') + told + this.#placeOfTold(index);
    if (access.test(line)) return before.trimEnd();
    if (allocators.test(line) && /\bcall\b/.test(line))
      return `${before}  store i32 ${this.#site(line)}, ptr @weft__race_site\n${line}`;
    const local = alloca.exec(line)?.[1];
    const born = local !== undefined && !this.#marked.has(local) ? local : begins(line);
    return before + line + (born === undefined ? '' : this.#born(born, line));
  }

  #placeOfTold(index: number): string {
    const site = this.#told.get(index);
    return site === undefined ? '' : `  store i32 ${this.#numbered(site)}, ptr @weft__told_site\n`;
  }

  #numbered(site: number): number {
    return (site + (this.#deciding.has(site) ? decides : 0)) | 0;
  }

  #site(line: string): number {
    return this.#sites.add(placeOf(this.#ir, /!dbg (!\d+)/.exec(line)?.[1]));
  }

  #call({ what, pointer, size, site }: Access): string {
    return `  call void @weft__race_${what}(ptr ${pointer}, i32 ${size}, i32 ${this.#numbered(site)})`;
  }

  #born(pointer: string, line: string): string {
    const size = this.#locals.get(pointer);
    if (size === undefined || this.#secret.has(pointer)) return '';
    const variable = this.#declared.get(pointer);
    const { name = '', line: declared } = this.#ir.fields(variable);
    const place = placeOf(this.#ir, variable ?? /!dbg (!\d+)/.exec(line)?.[1]);
    const local = { name, within: this.#function.name };
    const site = this.#sites.add({ ...place, line: Number(declared ?? place.line) }, local);
    const [fixed, count] = size.split('*');
    if (!count) return `\n  call void @weft__race_born(ptr ${pointer}, i32 ${fixed}, i32 ${site})`;
    const product = `%weft.${this.#added++}`;
    const bytes = `\n  ${product} = mul i32 ${count}, ${fixed}`;
    return `${bytes}\n  call void @weft__race_born(ptr ${pointer}, i32 ${product}, i32 ${site})`;
  }
}

/// The local variable whose life begins there.
function begins(line: string): string | undefined {
  const begun = birth.exec(line);
  const pointer = begun && argumentsOf(line, begun.index + begun[0].length).at(-1);
  return pointer ? operandOf(pointer).value : undefined;
}

const argumentsOf = (line: string, open: number): string[] => splitList(parenthesised(line, open) ?? '');

/// An expression for the size of a type of the textual form's.
export const bytesOf = (type: string): string =>
  `ptrtoint (ptr getelementptr (${type}, ptr null, i32 1) to i32)`;

/// Of the words behind `alloca`; of an array whose length the program works out, `size*length`.
function sizeOf([type = '', ...rest]: string[]): string {
  const size = bytesOf(type);
  const count = rest.find((word) => /^i32 %/.test(word));
  return count ? `${size}*${count.slice('i32 '.length)}` : size;
}
