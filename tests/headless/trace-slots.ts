/// Slots of a trace made by hand, as the ring holds them.

import { SlotField, TaskField, TraceEvent } from '../../web/runtime/abi.gen.ts';
import { recordBytes, slotBytes, type TaskTable, type TraceBatch } from '../../web/runtime/trace-batch.ts';

export interface Slot {
  kind: keyof typeof TraceEvent;
  task?: number;
  /// Seconds.
  time?: number;
  peer?: number;
  object?: number;
  call?: string;
  file?: string;
  line?: number;
  text?: string;
}

/// Texts get pointers in the order in which they appear, over all batches of a maker.
export class SlotMaker {
  readonly #pointers = new Map<string, number>([['', 0]]);
  #time = 0;

  batch(slots: readonly Slot[], { lost = 0, tasks = undefined as TaskTable | undefined } = {}): TraceBatch {
    const texts: [number, string][] = [];
    const parts = slots.map((slot) => this.#bytes(slot, texts));
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
    return { lost, ...(tasks && { tasks }), slots: all.buffer, texts, now: this.#time, behind: false };
  }

  #bytes(slot: Slot, texts: [number, string][]): Uint8Array {
    const words = new TextEncoder().encode(slot.text ?? '');
    const textSlots = Math.ceil(words.length / 28);
    const bytes = new Uint8Array((1 + textSlots) * slotBytes);
    const view = new DataView(bytes.buffer);
    this.#time = slot.time === undefined ? this.#time : slot.time * 1e9;
    bytes[SlotField.kind.offset] = TraceEvent[slot.kind];
    bytes[SlotField.textSlots.offset] = textSlots;
    view.setUint16(SlotField.line.offset, slot.line ?? 0, true);
    view.setUint32(SlotField.task.offset, slot.task ?? 0, true);
    view.setFloat64(SlotField.time.offset, this.#time, true);
    view.setUint32(SlotField.peer.offset, slot.peer ?? 0, true);
    view.setUint32(SlotField.object.offset, slot.object ?? 0, true);
    view.setUint32(SlotField.call.offset, this.#pointer(slot.call ?? '', texts), true);
    view.setUint32(SlotField.file.offset, this.#pointer(slot.file ?? '', texts), true);
    for (let part = 0; part < textSlots; part++) {
      const at = (1 + part) * slotBytes;
      const piece = words.subarray(part * 28, part * 28 + 28);
      bytes[at] = TraceEvent.TEXT;
      bytes[at + 1] = piece.length;
      bytes.set(piece, at + 4);
    }
    return bytes;
  }

  #pointer(text: string, texts: [number, string][]): number {
    const known = this.#pointers.get(text);
    if (known !== undefined) return known;
    const pointer = 1000 + this.#pointers.size;
    this.#pointers.set(text, pointer);
    texts.push([pointer, text]);
    return pointer;
  }
}

/// Makes the table of a loss.
export function taskTable(
  tasks: { task: number; name: string; state: number; call?: string; number?: number }[],
): TaskTable {
  const records = new DataView(new ArrayBuffer(tasks.length * recordBytes));
  const texts: [number, string][] = [[0, '']];
  const pointer = (text: string) => texts.push([texts.length, text]) - 1;
  tasks.forEach(({ task, name, state, call = '', number = 0 }, index) => {
    const at = index * recordBytes;
    records.setBigInt64(at + TaskField.task.offset, BigInt(task), true);
    records.setUint32(at + TaskField.name.offset, pointer(name), true);
    records.setInt32(at + TaskField.state.offset, state, true);
    records.setUint32(at + TaskField.waitingIn.offset, call ? pointer(call) : 0, true);
    records.setUint32(at + TaskField.waitingNumber.offset, number, true);
  });
  return { records: records.buffer as ArrayBuffer, texts };
}

/// main spawns two workers; each takes three turns and sleeps a second between them.
export function twoWorkers(): Slot[] {
  const slots: Slot[] = [
    { kind: 'SPAWN', task: 1, time: 0, text: 'main' },
    { kind: 'RUN', task: 1 },
    { kind: 'SPAWN', task: 2, peer: 1, text: 'worker', file: 'a.c', line: 20 },
    { kind: 'SPAWN', task: 3, peer: 1, text: 'worker', file: 'a.c', line: 21 },
    { kind: 'SUSPEND', task: 1, call: 'weft_gather', object: 2, file: 'a.c', line: 22 },
  ];
  for (let turn = 0; turn < 3; turn++) {
    for (const task of [2, 3]) {
      if (turn > 0) slots.push({ kind: 'WAKE', task, time: turn, call: 'weft_sleep' });
    }
    for (const task of [2, 3]) {
      slots.push(
        { kind: 'RUN', task },
        { kind: 'OUTPUT', task, line: 1, object: 10 * (2 * turn + task - 1) },
      );
      if (turn < 2) slots.push({ kind: 'SUSPEND', task, call: 'weft_sleep', file: 'a.c', line: 10 });
      else slots.push({ kind: 'END', task, object: 30 });
    }
  }
  slots.push(
    { kind: 'WAKE', task: 1, peer: 3, call: 'weft_gather' },
    { kind: 'RUN', task: 1 },
    { kind: 'JOIN', task: 1, peer: 2 },
    { kind: 'JOIN', task: 1, peer: 3 },
  );
  return slots;
}
