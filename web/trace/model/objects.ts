/// Names for what has only an address: channel 1, mutex 2, in the order in which they appear.

import { TraceEvent } from '../../runtime/abi.gen.ts';

const kindOfCall: [beginning: string, kind: string][] = [
  ['weft_chan_', 'channel'],
  ['weft_mutex_', 'mutex'],
  ['weft_cond_', 'condition'],
  ['weft_sem_', 'semaphore'],
  ['weft_event_', 'event'],
  ['weft_waitgroup_', 'waitgroup'],
  ['weft_barrier_', 'barrier'],
  ['weft_group_', 'group'],
];

export class Objects {
  readonly #kindOfCall = new Map<string, string>([['', '']]);
  readonly #ordinals = new Map<string, Map<number, number>>();

  meet(event: number, call: string, address: number): void {
    const kind = this.#kind(event, call);
    if (kind === '') return;
    let ordinals = this.#ordinals.get(kind);
    if (!ordinals) this.#ordinals.set(kind, (ordinals = new Map()));
    if (!ordinals.has(address)) ordinals.set(address, ordinals.size + 1);
  }

  name(event: number, call: string, address: number): string {
    const kind = this.#kind(event, call);
    const ordinal = this.#ordinals.get(kind)?.get(address);
    return ordinal === undefined ? '' : `${kind} ${ordinal}`;
  }

  #kind(event: number, call: string): string {
    if (event === TraceEvent.SEND || event === TraceEvent.RECEIVE) return 'channel';
    if (event === TraceEvent.NEXT || event === TraceEvent.YIELD) return 'generator';
    if (event !== TraceEvent.SUSPEND) return '';
    let kind = this.#kindOfCall.get(call);
    if (kind === undefined) {
      kind = kindOfCall.find(([beginning]) => call.startsWith(beginning))?.[1] ?? '';
      this.#kindOfCall.set(call, kind);
    }
    return kind;
  }
}
