/// Has a program tell libweft of its memory: in the textual form that clang makes of it, each call by which
/// clang tells of a load or a store becomes one of libweft's, with the number of its place. What clang tells
/// nothing of is added: copies of memory, atomic changes, the birth of local variables, allocations.
import {
  globalVariables,
  placeOf,
  type Place,
  Types,
  type Variable,
  type VariableType,
} from './debug-info.ts';
import { Ir, operandOf, parenthesised, splitList } from './ir.ts';

/// What the module carries for the account of races: the content of the section `weft.races`, as JSON.
/// web/runtime/races.ts reads it.
export interface RaceTable {
  files: string[];
  /// By number: a place of the program that reads, writes, allocates, or declares a local variable.
  sites: Site[];
  /// In the order of the addresses at weft_race_variables().
  variables: Variable[];
  types: VariableType[];
}

export interface Site {
  /// An index into `files`.
  file: number;
  line: number;
  /// Of a local variable: its name and its function's.
  name?: string;
  within?: string;
}

export interface Instrumented {
  text: string;
  table: RaceTable;
}

/// libweft's functions that the program calls (src/host/wasm/accesses.c).
const declarations = `
declare void @weft__race_read(ptr, i32, i32)
declare void @weft__race_write(ptr, i32, i32)
declare void @weft__race_born(ptr, i32, i32)
@weft__race_site = external global i32
`;

/// Whose blocks are told apart by the place of the call.
const allocators =
  /@(?:malloc|calloc|realloc|reallocarray|aligned_alloc|memalign|posix_memalign|strdup|strndup|v?asprintf)\(/;

export function instrument(text: string, compiledAs: string, fileName: string): Instrumented {
  const ir = new Ir(text);
  const sites = new Sites((file) => (file === compiledAs ? fileName : file));
  const lines = [...ir.lines];
  for (const { name, first, end } of ir.functions) {
    const body = new Body(ir, sites, name);
    body.read(first, end);
    for (let index = first; index < end; index++) lines[index] = body.rewritten(lines[index]!);
  }
  const types = new Types(ir);
  const globals = globalVariables(ir, types);
  const addresses = globals.map(({ symbol, size }) => `{ ptr, i32 } { ptr ${symbol}, i32 ${size} }`);
  const list = [...addresses, '{ ptr, i32 } zeroinitializer'].join(', ');
  const table = `@weft__race_variables = constant [${globals.length + 1} x { ptr, i32 }] [${list}]\n`;
  const variables = globals.map(({ symbol: _, size: _size, ...variable }) => ({
    ...variable,
    file: variable.file === compiledAs ? fileName : variable.file,
  }));
  return {
    text: lines.map(withoutDebugInfo).join('\n') + declarations + table,
    table: { files: sites.files, sites: sites.list, variables, types: types.list },
  };
}

/// So that the object has none.
function withoutDebugInfo(line: string): string {
  if (/^ +#dbg_/.test(line) || line.startsWith('!llvm.dbg.cu')) return '';
  if (line.startsWith('@')) return line.replace(/(?:, !(?:dbg|DIAssignID) !\d+)+$/, '');
  return line.startsWith('!') ? line : line.replace(/,? !(?:dbg|DIAssignID) !\d+/g, '');
}

class Sites {
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

const access = /^ *(?:tail )?call void @__sanitizer_cov_(load|store)(\d+)\(ptr (.*)\)(?:, !.*)?$/;
const copy = /call void @llvm\.(memcpy|memmove|memset)[\w.]*\.i32(?=\()/;
const atomic = /^ *\S+ = (atomicrmw|cmpxchg)(?: weak)?(?: volatile)?(?: \w+)? ptr (.*)$/;
const alloca = /^ *(%\S+) = alloca (.*)$/;
const birth = /call void @llvm\.lifetime\.start\S*(?=\()/;

const keepsSecrets = /^ +#dbg_|@llvm\.lifetime\./;

const sizes: Record<string, number> = { i8: 1, i16: 2, i32: 4, i64: 8, ptr: 4, float: 4, double: 8 };

/// The body of one function.
class Body {
  readonly #ir: Ir;
  readonly #sites: Sites;
  readonly #name: string;
  /// By local variable: an expression for its size in bytes.
  readonly #locals = new Map<string, string>();
  /// Those whose births the code tells of.
  readonly #marked = new Set<string>();
  /// By local variable: its debug information.
  readonly #declared = new Map<string, string>();
  /// Those whose addresses nobody else can have.
  readonly #secret = new Set<string>();
  #added = 0;
  #location: string | undefined;

  constructor(ir: Ir, sites: Sites, name: string) {
    this.#ir = ir;
    this.#sites = sites;
    this.#name = name;
  }

  read(first: number, end: number): void {
    for (let index = first; index < end; index++) {
      const line = this.#ir.lines[index]!;
      const local = alloca.exec(line);
      if (local) this.#locals.set(local[1]!, sizeOf(splitList(local[2]!)));
      const begun = birth.exec(line);
      const pointer = begun && argumentsOf(line, begun.index + begun[0].length).at(-1);
      if (pointer) this.#marked.add(operandOf(pointer).value);
      const declared = /^ +#dbg_(?:declare|assign)\(.*?ptr (%[\w.$-]+)/.exec(line);
      const variable = declared && /(!\d+)/.exec(line);
      if (declared && variable) this.#declared.set(declared[1]!, variable[1]!);
    }
    for (const name of this.#locals.keys()) this.#secret.add(name);
    for (let index = first; index < end; index++) this.#tellSecrets(this.#ir.lines[index]!);
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

  rewritten(line: string): string {
    this.#location = /!dbg (!\d+)/.exec(line)?.[1];
    const told = access.exec(line);
    if (told) return this.#access(told[1] === 'load' ? 'read' : 'write', told[3]!, told[2]!) ?? '';
    const copied = copy.exec(line);
    if (copied) return this.#copies(copied[1]!, argumentsOf(line, copied.index + copied[0].length)) + line;
    const changed = atomic.exec(line);
    if (changed) return this.#changes(changed[2]!) + line;
    if (allocators.test(line) && /\bcall\b/.test(line))
      return `  store i32 ${this.#site()}, ptr @weft__race_site\n${line}`;
    const local = alloca.exec(line);
    if (local && !this.#marked.has(local[1]!)) return `${line}${this.#born(local[1]!)}`;
    const begun = birth.exec(line);
    const pointer = begun && argumentsOf(line, begun.index + begun[0].length).at(-1);
    return pointer ? `${line}${this.#born(operandOf(pointer).value)}` : line;
  }

  #site(): number {
    return this.#sites.add(placeOf(this.#ir, this.#location));
  }

  #access(what: 'read' | 'write', pointer: string, size: string): string | undefined {
    if (this.#secret.has(pointer)) return undefined;
    return `  call void @weft__race_${what}(ptr ${pointer}, i32 ${size}, i32 ${this.#site()})`;
  }

  #copies(what: string, [to = '', from = '', size = '']: string[]): string {
    const bytes = operandOf(size).value;
    const read = what === 'memset' ? undefined : this.#access('read', operandOf(from).value, bytes);
    const write = this.#access('write', operandOf(to).value, bytes);
    return [read, write].map((call) => (call ? `${call}\n` : '')).join('');
  }

  #changes(operands: string): string {
    const [pointer = '', next = ''] = splitList(operands);
    const size = sizes[/^\S+/.exec(next)?.[0] ?? ''];
    if (size === undefined) return '';
    const calls = [this.#access('read', pointer, `${size}`), this.#access('write', pointer, `${size}`)];
    return calls.map((call) => (call ? `${call}\n` : '')).join('');
  }

  #born(pointer: string): string {
    const size = this.#locals.get(pointer);
    if (size === undefined || this.#secret.has(pointer)) return '';
    const { name, line } = this.#ir.fields(this.#declared.get(pointer));
    const place = placeOf(this.#ir, this.#declared.get(pointer) ?? this.#location);
    const local = { name: name ?? '', within: this.#name };
    const site = this.#sites.add(line === undefined ? place : { ...place, line: Number(line) }, local);
    const [fixed, count] = size.split('*');
    if (!count) return `\n  call void @weft__race_born(ptr ${pointer}, i32 ${fixed}, i32 ${site})`;
    const product = `%weft.${this.#added++}`;
    const bytes = `\n  ${product} = mul i32 ${count}, ${fixed}`;
    return `${bytes}\n  call void @weft__race_born(ptr ${pointer}, i32 ${product}, i32 ${site})`;
  }
}

const argumentsOf = (line: string, open: number): string[] => splitList(parenthesised(line, open) ?? '');

/// Of the words behind `alloca`; of an array whose length the program works out, `size*length`.
function sizeOf([type = '', ...rest]: string[]): string {
  const size = `ptrtoint (ptr getelementptr (${type}, ptr null, i32 1) to i32)`;
  const count = rest.find((word) => /^i32 %/.test(word));
  return count ? `${size}*${count.slice('i32 '.length)}` : size;
}
