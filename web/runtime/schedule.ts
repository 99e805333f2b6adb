/// A schedule is a run's departures from fifo, with its text, which src/host/posix/schedule.c reads and
/// writes as well.

/// One departure: at which choice, counted from 0, and to which alternative; alternative 0 is what fifo does.
/// Calls that can fail, and timers that fire, are counted by themselves.
export interface Departure {
  number: number;
  alternative: number;
  /// Absent: of a choice.
  of?: 'fault' | 'timer';
}

/// Those of choices first, then those of faults and of timers, each in the order of their numbers.
export type Schedule = readonly Departure[];

const streams = [undefined, 'fault', 'timer'] as const;
const letters = { fault: 'f', timer: 't' } as const;
const text = /^a[ft]?\d+(\.\d+)?(-[ft]?\d+(\.\d+)?)*$/;

/// "a" and the departures, joined by "-": each says how many choices lie between it and the one before, and
/// after a point which alternative it takes, where that is not 1. "f4" is of a call that fails, "t0.2" of a
/// timer. A run without departures is "fifo".
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
  const next = new Map<Departure['of'], number>();
  const read = written
    .slice(1)
    .split('-')
    .map((part): Departure => {
      const of = part.startsWith('f') ? 'fault' : part.startsWith('t') ? 'timer' : undefined;
      const [skipped, alternative = '1'] = part.slice(of ? 1 : 0).split('.');
      const number = (next.get(of) ?? 0) + Number(skipped);
      next.set(of, number + 1);
      return { number, alternative: Number(alternative), ...(of && { of }) };
    });
  const fits = read.every(
    ({ number, alternative }) => Number.isSafeInteger(number) && alternative > 0 && alternative < 2 ** 31,
  );
  return fits ? streams.flatMap((of) => read.filter((one) => one.of === of)) : undefined;
}
