/// Has a program tell libweft of its memory: in the textual form that clang makes of it, each call by which
/// clang tells of a load or a store becomes one of libweft's, with the number of its place. What clang tells
/// nothing of is added: copies of memory, atomic changes, the birth of local variables, allocations.
import { Body, bytesOf, Sites, type Site } from './body.ts';
import { globalVariables, placeOf, Types, type Variable, type VariableType } from './debug-info.ts';
import { Flow } from './flow.ts';
import { Ir } from './ir.ts';
import { mayWait } from './late-uses.ts';
import { LibraryCalls } from './library.ts';

/// What the module carries for the account of races: the content of the section `weft.races`, as JSON.
/// web/runtime/races.ts reads it.
export interface RaceTable {
  files: string[];
  /// By number: a place of the program that reads, writes, uses what it has read, allocates, or declares a
  /// local variable. An access that both reads and writes has two.
  sites: Site[];
  /// In the order of the addresses at weft_race_variables().
  variables: Variable[];
  types: VariableType[];
  /// By line: the function of libweft's in which a task waits there.
  waits: Record<number, string>;
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
declare void @weft__race_used(ptr, i32, i32, i32)
@weft__race_site = external global i32
@weft__told_site = external global i32
`;

export function instrument(text: string, compiledAs: string, fileName: string): Instrumented {
  const ir = new Ir(text);
  const sites = new Sites((file) => (file === compiledAs ? fileName : file));
  const lines = [...ir.lines];
  const bodies = new Map(ir.functions.map((one) => [one, new Body(ir, sites, one)]));
  for (const body of bodies.values()) body.plan();
  const all = [...bodies.values()];
  const flow = new Flow(ir, {
    reads: new Map(all.flatMap(({ reads }) => [...reads])),
    writes: new Map(all.flatMap(({ writes }) => [...writes])),
    isSecret: (within, pointer) => bodies.get(within)!.isSecret(pointer),
  });
  for (const [{ first, end }, body] of bodies) {
    body.follow(flow);
    for (let index = first; index < end; index++) lines[index] = body.rewritten(index);
  }
  const types = new Types(ir);
  const globals = globalVariables(ir, types);
  const addresses = globals.map(
    ({ symbol, stored }) => `{ ptr, i32 } { ptr ${symbol}, i32 ${bytesOf(stored)} }`,
  );
  const list = [...addresses, '{ ptr, i32 } zeroinitializer'].join(', ');
  const table = `@weft__race_variables = constant [${globals.length + 1} x { ptr, i32 }] [${list}]\n`;
  const variables = globals.map(({ symbol: _, stored: _stored, ...variable }) => ({
    ...variable,
    file: variable.file === compiledAs ? fileName : variable.file,
  }));
  const library = new LibraryCalls(ir);
  const told = lines.map((line) => library.rewritten(withoutDebugInfo(line))).join('\n');
  return {
    text: told + declarations + library.declarations + table,
    table: { files: sites.files, sites: sites.list, variables, types: types.list, waits: waitsOf(ir) },
  };
}

function waitsOf(ir: Ir): Record<number, string> {
  const found: Record<number, string> = {};
  for (const { first, end } of ir.functions)
    for (const line of ir.lines.slice(first, end)) {
      const name = /\bcall\b.*?@(weft_\w+?)(?:_at)?\(/.exec(line)?.[1];
      const location = /!dbg (!\d+)/.exec(line)?.[1];
      if (name !== undefined && mayWait(name)) found[placeOf(ir, location).line] = name;
    }
  return found;
}

/// So that the object has none but of its variables.
function withoutDebugInfo(line: string): string {
  if (/^ +#dbg_/.test(line)) return '';
  if (line.startsWith('@')) return line;
  return line.startsWith('!') ? line : line.replace(/,? !(?:dbg|DIAssignID) !\d+/g, '');
}
