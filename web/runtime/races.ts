/// Of a program that tells of its memory (toolchain option `races`): what each turn read and wrote, and which
/// races there were.

import {
  AccessField,
  AccessLogField,
  RaceField,
  RaceKind,
  RacesField,
  VariableField,
  type RacesExports,
} from './abi.gen.ts';
import type { Program } from './program.ts';

export const raceSection = 'weft.races';

/// What the toolchain leaves in the module.
export interface RaceTable {
  files: string[];
  sites: RaceSite[];
  variables: RaceVariable[];
  types: VariableType[];
  /// By line: the function of libweft's in which a task waits there.
  waits: Record<number, string>;
}

interface RaceSite {
  /// An index into `files`.
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

/// A global or static variable.
export interface RaceVariable {
  name: string;
  /// An index into `types`.
  type: number;
  /// Of a static variable within a function: the function.
  within?: string;
  file: string;
  line: number;
  /// Where it begins, in a variable that the optimiser has taken apart.
  part: number;
}

/// `size` in bytes; other types by their indexes.
export type VariableType = { name: string; size: number } & (
  | { kind: 'number'; encoding: string }
  | { kind: 'pointer' }
  | { kind: 'enum'; values: [name: string, value: number][] }
  | { kind: 'array'; of: number; count: number }
  | { kind: 'struct' | 'union'; members: { name: string; offset: number; of: number; bits?: true }[] }
  | { kind: 'other' }
);

export function raceTableOf(module: WebAssembly.Module): RaceTable | undefined {
  const [section] = WebAssembly.Module.customSections(module, raceSection);
  return section && (JSON.parse(new TextDecoder().decode(section)) as RaceTable);
}

/// What one turn has touched, each eight bytes once. Turns depend on each other where `conflict` says so.
export interface TurnAccesses {
  task: number;
  /// For each eight bytes: their address, and as bits, the lowest for the first, which were read and written.
  addresses: Uint32Array;
  read: Uint8Array;
  written: Uint8Array;
}

/// Whether one of the turns writes what the other touches.
export function conflict(one: TurnAccesses, other: TurnAccesses): boolean {
  const [few, many] = one.addresses.length < other.addresses.length ? [one, other] : [other, one];
  const places = new Map<number, number>();
  few.addresses.forEach((address, index) => void places.set(address, index));
  return many.addresses.some((address, index) => {
    const at = places.get(address);
    if (at === undefined) return false;
    const touched = few.read[at]! | few.written[at]!;
    return ((many.written[index]! & touched) | (many.read[index]! & few.written[at]!)) !== 0;
  });
}

/// Where a task was, in what it did to the object.
export interface RaceStep {
  task: string;
  file: string;
  line: number;
}

export interface Race {
  object: string;
  kind: 'lost-update' | 'check-then-act' | 'stale-read';
  first: RaceStep;
  between: RaceStep;
  then: RaceStep;
  /// In a sentence.
  because: string;
}

/// Numbers of places.
interface Steps {
  first: number;
  last: number;
  again: number;
}

const kinds = {
  [RaceKind.LOST_UPDATE]: 'lost-update',
  [RaceKind.CHECK_THEN_ACT]: 'check-then-act',
  [RaceKind.STALE_READ]: 'stale-read',
} as const;

const entryBytes = AccessField.size.offset;
const entryWords = entryBytes / 4;

/// The account of one instance. Everything that it follows from lies in the program's memory: a memory that
/// is put back brings the account of its time, and one as it was right after weft_start begins anew. The
/// table of the module is read once, for all its instances.
///
///     const table = raceTableOf(module);            // undefined: built without `races`
///     const races = new Races(run.program, table);  // from weft_start on
///     races.log();                                  // from here on, accesses are logged
///     …turns…
///     for (const turn of races.takeAccesses()) …    // between turns, or in the import `choose`
///     races.found();                                // at the end, or between turns
export class Races {
  readonly #program: Program;
  readonly #table: RaceTable;
  #log = 0;

  constructor(program: Program, table: RaceTable) {
    this.#program = program;
    this.#table = table;
  }

  get #exports(): RacesExports {
    return this.#program.exports as unknown as RacesExports;
  }

  /// Has the accesses logged from now on. After a memory of before this call has been put back: again.
  log(): void {
    this.#log = this.#exports.weft_accesses();
  }

  /// The turns since the log was emptied last, and empties it; undefined where not all had room in it, so
  /// that nothing is known of what they touched. A turn that touched nothing is not among them.
  takeAccesses(): TurnAccesses[] | undefined {
    const { buffer } = this.#program.memory;
    const head = new Uint32Array(buffer, this.#log, 3);
    const count = head[AccessLogField.count.offset / 4]!;
    const full = head[AccessLogField.full.offset / 4]!;
    if (count === 0) return [];
    head[AccessLogField.count.offset / 4] = 0;
    if (full) return undefined;
    const start = head[AccessLogField.entries.offset / 4]!;
    const words = new Uint32Array(buffer, start, count * entryWords);
    return turnsOf(words, new Uint8Array(buffer, start, count * entryBytes));
  }

  /// The address of each of the table's variables.
  variableAddresses(): number[] {
    const view = this.#program.memory.view();
    const start = this.#exports.weft_race_variables();
    return this.#table.variables.map((_, index) =>
      view.getUint32(start + index * VariableField.size.offset + VariableField.address.offset, true),
    );
  }

  /// How many races the program has noted; found() may leave some of them out.
  get count(): number {
    return this.#program.memory.view().getUint32(this.#exports.weft_races() + RacesField.count.offset, true);
  }

  /// The races so far, the first first: of each object once for the same places.
  found(): Race[] {
    const view = this.#program.memory.view();
    const start = view.getUint32(this.#exports.weft_races() + RacesField.races.offset, true);
    const races = new Map<string, Race>();
    for (let index = 0; index < this.count; index++) {
      const race = this.#race(view, start + index * RaceField.size.offset);
      if (race) races.set(placesOf(race).join(), races.get(placesOf(race).join()) ?? race);
    }
    const all = [...races.values()];
    const told = new Set(all.filter(({ kind }) => kind !== 'stale-read').map(checkedPlace));
    return all.filter((race) => race.kind !== 'stale-read' || !told.has(checkedPlace(race)));
  }

  /// Undefined where the write has nothing to do with the read.
  #race(view: DataView, at: number): Race | undefined {
    const field = (name: keyof typeof RaceField): number => view.getUint32(at + RaceField[name].offset, true);
    const kind = kinds[field('kind') as RaceKind];
    const steps = { first: field('first'), last: field('then'), again: field('again') };
    if (!this.#follows(kind, steps, field('claimed') === 1)) return undefined;
    const text = (pointer: number): string => this.#program.memory.text(pointer);
    const step = (site: number, task: number, name: number): RaceStep => ({
      task: `${text(name) || 'task'}#${task}`,
      ...this.#place(site),
    });
    const race = {
      object: this.#object(field('address'), field('block'), field('blockSite')),
      kind,
      first: step(field('first'), field('task'), field('name')),
      between: step(field('between'), field('other'), field('otherName')),
      // biome-ignore lint/suspicious/noThenProperty: the report's name for it; it is no function
      then: step(field('then'), field('task'), field('name')),
    };
    const waited = this.#table.waits[field('waitLine')];
    return { ...race, because: sentence(race, waited ?? '') };
  }

  /// Whether what was done there, or that it was done, may follow from what had been read.
  #follows(kind: Race['kind'], { first, last, again }: Steps, claimed: boolean): boolean {
    const { sites } = this.#table;
    const [read, write] = [sites[first], sites[last]];
    const decides = read?.control?.includes(last) === true;
    if (kind === 'stale-read') return true;
    if (kind === 'check-then-act') return decides && !sites[again]?.control?.includes(last);
    if (read?.data?.includes(last) || (decides && !claimed)) return true;
    return read?.memory === true && write?.memory === true && !claimed;
  }

  #place(site: number): { file: string; line: number } {
    const { file, line } = this.#table.sites[site] ?? { file: 0, line: 0 };
    return { file: this.#table.files[file] ?? '', line };
  }

  #object(address: number, block: number, blockSite: number): string {
    const variable = this.#variableAt(address);
    if (variable) return variable;
    const site = this.#table.sites[blockSite];
    if (block === 0 || blockSite === 0 || !site) return `the memory at 0x${address.toString(16)}`;
    if (site.name) return site.name;
    return `the block of ${this.#table.files[site.file]}:${site.line}`;
  }

  #variableAt(address: number): string | undefined {
    const view = this.#program.memory.view();
    const start = this.#exports.weft_race_variables();
    for (const [index, { name, type, part }] of this.#table.variables.entries()) {
      const at = start + index * VariableField.size.offset;
      const offset = address - view.getUint32(at + VariableField.address.offset, true);
      const bytes = view.getUint32(at + VariableField.bytes.offset, true);
      if (offset >= 0 && offset < bytes) return name + this.#path(type, part + offset);
    }
    return undefined;
  }

  /// `[3].balance`: the element or member at that offset, as far down as there is one.
  #path(type: number, offset: number): string {
    const found = this.#table.types[type]!;
    if (found.kind === 'array') {
      const { size } = this.#table.types[found.of]!;
      const index = Math.floor(offset / size);
      return size === 0 ? '' : `[${index}]${this.#path(found.of, offset - index * size)}`;
    }
    if (found.kind !== 'struct') return '';
    const member = found.members.filter((one) => one.offset <= offset).at(-1);
    if (!member || member.bits) return '';
    return `${member.name && `.${member.name}`}${this.#path(member.of, offset - member.offset)}`;
  }
}

const checkedPlace = ({ object, first }: Race): string => `${object} ${first.file} ${first.line}`;

const placesOf = ({ object, kind, first, between, then }: Race) => [
  object,
  kind,
  ...[first, between, then].map(({ file, line }) => `${file}:${line}`),
];

function sentence({ object, kind, first, between, then }: Omit<Race, 'because'>, waited: string): string {
  const meanwhile = `while ${first.task} waited${waited && ` in ${waited}`}`;
  const read = `${first.task} read it at line ${first.line}`;
  const before = `${read}, ${between.task} wrote it ${meanwhile}, ${then.task}`;
  switch (kind) {
    case 'lost-update':
      return `${object}: ${before} wrote it at line ${then.line}: the change of ${between.task} is lost.`;
    case 'check-then-act':
      return (
        `${object}: ${before} changed it at line ${then.line} without checking again: ` +
        `what it had checked may no longer hold.`
      );
    case 'stale-read':
      return `${object}: ${before} used at line ${then.line} what it had read: that is out of date.`;
  }
}

function turnsOf(words: Uint32Array, bytes: Uint8Array): TurnAccesses[] {
  const turns: TurnAccesses[] = [];
  let start = 0;
  for (let at = 0; at <= words.length; at += entryWords) {
    if (at < words.length && words[at] !== 0) continue;
    if (at > start) turns.push(turnOf(words, bytes, start, at));
    start = at;
  }
  return turns;
}

function turnOf(words: Uint32Array, bytes: Uint8Array, start: number, end: number): TurnAccesses {
  const count = (end - start) / entryWords - 1;
  const turn = {
    task: words[start + AccessField.task.offset / 4]!,
    addresses: new Uint32Array(count),
    read: new Uint8Array(count),
    written: new Uint8Array(count),
  };
  for (let index = 0; index < count; index++) {
    const at = start + (index + 1) * entryWords;
    turn.addresses[index] = words[at]!;
    turn.read[index] = bytes[at * 4 + AccessField.read.offset]!;
    turn.written[index] = bytes[at * 4 + AccessField.written.offset]!;
  }
  return turn;
}
