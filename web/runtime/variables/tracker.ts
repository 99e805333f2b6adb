/// Keeps what becomes of a program's variables, turn by turn: each byte that changes, as it was and as it is.

import type { Program } from '../program.ts';
import { Changes, type ChangeColumns } from './changes.ts';
import { textBytes, VariableLayout, type Source, type VariableTable } from './table.ts';

/// What has happened since the last news.
export interface VariableNews extends ChangeColumns {
  /// How all stood after that turn, where what was before is not told.
  begin?: { turn: number; state: Uint8Array<ArrayBuffer> };
}

/// So many changes wait at most to be told; of more than that only how all stands then.
const maxWaiting = 1 << 18;

export class VariableTracker {
  readonly layout: VariableLayout;
  /// How they stand, as far as they were looked at.
  readonly state: Uint8Array<ArrayBuffer>;
  readonly #program: Program;
  readonly #changes = new Changes();
  #begin: VariableNews['begin'];
  #turn = 0;
  #changed = false;

  /// `state`: how they stood when that was told last.
  constructor(program: Program, table: VariableTable, state?: Uint8Array) {
    this.#program = program;
    this.layout = new VariableLayout(table);
    this.state = new Uint8Array(this.layout.size);
    if (state) this.state.set(state);
    else this.begin();
  }

  /// Tells how they stand now, and not what has led there.
  begin(): void {
    this.look();
    this.#beginAnew();
  }

  /// Between two turns. Whether something has changed.
  look(): boolean {
    const memory = new Uint8Array(this.#program.memory.buffer);
    this.#turn = this.#program.exports.weft_turns();
    this.#changed = false;
    for (const source of this.layout.sources) {
      if (source.times === undefined) this.#compare(memory, source);
      else this.#compareSwitch(memory, source);
    }
    for (const [pointer, at] of this.layout.texts) this.#compareText(memory, pointer, at);
    if (this.#changes.count > maxWaiting) this.#beginAnew();
    return this.#changed;
  }

  /// Undefined: nothing has changed.
  take(): VariableNews | undefined {
    if (!this.#begin && this.#changes.count === 0) return undefined;
    const news = { ...(this.#begin && { begin: this.#begin }), ...this.#changes.columns() };
    this.#begin = undefined;
    this.#changes.clear();
    return news;
  }

  #beginAnew(): void {
    this.#begin = { turn: this.#turn, state: this.state.slice() };
    this.#changes.clear();
  }

  #compare(memory: Uint8Array, { address, at, bytes }: Source): void {
    for (let i = 0; i < bytes; i++) this.#note(at + i, memory[address! + i]!);
  }

  #compareSwitch(memory: Uint8Array, { address, at, bytes, times = 1, plus = 0 }: Source): void {
    let value = BigInt(memory[address!]! * times + plus);
    for (let i = 0; i < bytes; i++, value >>= 8n) this.#note(at + i, Number(value & 0xffn));
  }

  #compareText(memory: Uint8Array, pointer: number, at: number): void {
    const from = new DataView(this.state.buffer).getUint32(pointer, true);
    let goesOn = from > 0;
    for (let i = 0; i < textBytes; i++) {
      const byte = goesOn ? (memory[from + i] ?? 0) : 0;
      goesOn = byte !== 0;
      this.#note(at + i, byte);
    }
  }

  #note(at: number, byte: number): void {
    const before = this.state[at]!;
    if (byte === before) return;
    this.#changed = true;
    this.#changes.push(this.#turn, at, before, byte);
    this.state[at] = byte;
  }
}
