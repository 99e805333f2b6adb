/// Of a program that tells of its memory (toolchain option `races`): which races there were.

import { RaceField, RaceKind, RacesField, VariableField, type RacesExports } from './abi.gen.ts';
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

/// The account of one instance. Everything that it follows from lies in the program's memory: a memory that
/// is put back brings the account of its time, and one as it was right after weft_start begins anew. The
/// table of the module is read once, for all its instances.
///
///     const table = raceTableOf(module);            // undefined: built without `races`
///     const races = new Races(run.program, table);  // from weft_start on
///     …turns…
///     races.found();                                // at the end, or between turns
export class Races {
  readonly #program: Program;
  readonly #table: RaceTable;

  constructor(program: Program, table: RaceTable) {
    this.#program = program;
    this.#table = table;
  }

  get #exports(): RacesExports {
    return this.#program.exports as unknown as RacesExports;
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
