/// Puts quantities, and the names of tasks, into words.

import { generatorNumber, isGenerator } from './task-id.ts';

/// A task is called name#number, as the program's own reports have it: many may have one name. A generator is
/// called name·number, which is how it tells them apart from the tasks.
export const taskLabel = (task: number, name: string): string => {
  if (isGenerator(task)) return `${name || 'generator'}·${generatorNumber(task)}`;
  return task === 1 && name === 'main' ? name : `${name}#${task}`;
};

/// Gives the program's time to the millisecond, for what is compared by eye: "0.050 s".
export function seconds(nanoseconds: number): string {
  return `${(nanoseconds / 1e9).toFixed(3)} s`;
}

/// Gives a span in the unit that suits it: "1.5 s", "312 ms", "20 µs".
export function duration(nanoseconds: number): string {
  if (nanoseconds >= 1e9) return `${trimmed(nanoseconds / 1e9, 3)} s`;
  if (nanoseconds >= 1e6) return `${trimmed(nanoseconds / 1e6, 2)} ms`;
  return nanoseconds >= 1e3 ? `${trimmed(nanoseconds / 1e3, 1)} µs` : `${Math.round(nanoseconds)} ns`;
}

const trimmed = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)));

/// The same of what was measured on the page's clock, to the millisecond.
export const durationOf = (milliseconds: number): string =>
  milliseconds < 1 ? '0 ms' : duration(Math.round(milliseconds) * 1e6);

export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
