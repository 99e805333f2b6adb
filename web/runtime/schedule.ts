/// A schedule is a run's departures from fifo, with its text, which src/host/posix/schedule.c reads and
/// writes as well.

import { Choice } from './abi.gen.ts';

/// One departure: at which choice, counted from 0, and to which alternative; alternative 0 is what fifo does.
/// Calls of Weft's that can fail, timers that fire, and the program's own allocations are counted by
/// themselves.
export interface Departure {
  number: number;
  alternative: number;
  /// Absent: of a choice.
  of?: 'fault' | 'timer' | 'allocation';
}

/// Those of choices first, then those of faults, of timers and of
/// allocations, each in the order of their numbers.
export type Schedule = readonly Departure[];

type Of = Departure['of'];

/// In the order in which a schedule has them.
const streams = [undefined, 'fault', 'timer', 'allocation'] as const satisfies Of[];
const letters = { fault: 'f', timer: 't', allocation: 'm' } as const;
const ofLetter = (letter: string): Of => streams.find((of) => of && letters[of] === letter);

/// What a departure at a choice of that kind is of.
export function departureOf(kind: Choice): Of {
  switch (kind) {
    case Choice.FAULT:
      return 'fault';
    case Choice.TIMER:
      return 'timer';
    case Choice.ALLOCATION:
      return 'allocation';
    default:
      return undefined;
  }
}

/// Each stream by itself, in the order in which a schedule has them.
export const inOrder = (departures: readonly Departure[]): Departure[] =>
  streams.flatMap((of) => departures.filter((one) => one.of === of));

const text = /^a[fmt]?\d+(\.\d+)?(-[fmt]?\d+(\.\d+)?)*$/;

/// "a" and the departures, joined by "-": each says how many choices lie between it and the one before, and
/// after a point which alternative it takes, where that is not 1. "f4" is of a call that fails, "m4" of an
/// allocation, "t0.2" of a timer. A run without departures is "fifo".
export function scheduleText(schedule: Schedule): string {
  const parts = streams.flatMap((of) => {
    let next = 0;
    return schedule
      .filter((one) => one.of === of)
      .map(({ number, alternative }) => {
        const skipped = number - next;
        next = number + 1;
        return `${of ? letters[of] : ''}${skipped}${alternative === 1 ? '' : `.${alternative}`}`;
      });
  });
  return parts.length === 0 ? 'fifo' : `a${parts.join('-')}`;
}

/// undefined for what is no schedule.
export function readSchedule(written: string): Schedule | undefined {
  if (written === 'fifo') return [];
  if (!text.test(written)) return undefined;
  const next = new Map<Of, number>();
  const read = written
    .slice(1)
    .split('-')
    .map((part): Departure => {
      const of = ofLetter(part.charAt(0));
      const [skipped, alternative = '1'] = part.slice(of ? 1 : 0).split('.');
      const number = (next.get(of) ?? 0) + Number(skipped);
      next.set(of, number + 1);
      return { number, alternative: Number(alternative), ...(of && { of }) };
    });
  const fits = read.every(
    ({ number, alternative }) => Number.isSafeInteger(number) && alternative > 0 && alternative < 2 ** 31,
  );
  return fits ? inOrder(read) : undefined;
}
