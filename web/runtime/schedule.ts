/// A schedule is a run's departures from fifo. It has a text, which src/host/posix/schedule.c reads and
/// writes as well.

/// One departure: at which choice, counted from 0, and to which alternative; alternative 0 is what fifo does.
export interface Departure {
  number: number;
  alternative: number;
}

/// Departures are in the order of their numbers.
export type Schedule = readonly Departure[];

const text = /^a\d+(\.\d+)?(-\d+(\.\d+)?)*$/;

/// "a" and the departures, joined by "-": each says how many choices lie between it and the one before, and
/// after a point which alternative it takes, where that is not 1. A run without departures is "fifo".
export function scheduleText(schedule: Schedule): string {
  let next = 0;
  const parts = schedule.map(({ number, alternative }) => {
    const skipped = number - next;
    next = number + 1;
    return alternative === 1 ? `${skipped}` : `${skipped}.${alternative}`;
  });
  return parts.length === 0 ? 'fifo' : `a${parts.join('-')}`;
}

/// undefined for what is no schedule.
export function readSchedule(written: string): Schedule | undefined {
  if (written === 'fifo') return [];
  if (!text.test(written)) return undefined;
  let next = 0;
  const schedule = written
    .slice(1)
    .split('-')
    .map((part) => {
      const [skipped, alternative = '1'] = part.split('.');
      const number = next + Number(skipped);
      next = number + 1;
      return { number, alternative: Number(alternative) };
    });
  const fits = schedule.every(
    ({ number, alternative }) => Number.isSafeInteger(number) && alternative > 0 && alternative < 2 ** 31,
  );
  return fits ? schedule : undefined;
}
