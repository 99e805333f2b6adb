/// A program travels in a link's fragment: `#v1=` carries the source, which no person reads, as
/// base64url(deflate-raw(JSON)) and a checksum that tells a link cut off on its way; settings stand beside it
/// as plain parameters. It comes from a stranger: everything in it is measured before it is believed, and
/// nothing in it runs.

import { readSchedule } from '../../runtime/schedule.ts';
import type { Switching } from '../../runtime/continuations.ts';
import { parseSeed, seedRange } from '../../runtime/seed.ts';
import { isOption, optionParameters, readOptions, type Chosen } from '../run/compile-options.ts';
import { LinkError } from './link-error.ts';
import { pack, unpack } from './packed.ts';
import { decodeView, encodeView, type SharedView } from './link-view.ts';

export { LinkError, wordsOfTrouble } from './link-error.ts';
export { maxPackedCharacters, maxUnpackedBytes } from './packed.ts';

export type ClockKind = 'real' | 'virtual';

export interface Shared {
  source?: string;
  example?: string;
  clock?: ClockKind;
  seed?: number;
  /// How it is compiled.
  options?: Chosen;
  /// What is replayed: the text of a schedule.
  schedule?: string;
  view?: SharedView;
}

/// Longest schedule.
export const maxScheduleCharacters = 64 * 1024;

const packedKey = 'v1';
const examplePattern = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/// The fragment, `#` included; throws a LinkError for a program that does not fit.
export async function encodeLink(shared: Shared): Promise<string> {
  const parameters: string[] = [];
  if (shared.source !== undefined) parameters.push(`${packedKey}=${await pack(shared.source)}`);
  if (shared.example !== undefined) parameters.push(`example=${shared.example}`);
  if (shared.clock !== undefined) parameters.push(`clock=${shared.clock}`);
  if (shared.seed !== undefined) parameters.push(`seed=${shared.seed}`);
  if (shared.options !== undefined) parameters.push(...optionParameters(shared.options));
  if (shared.schedule !== undefined) parameters.push(`schedule=${sharedSchedule(shared.schedule)}`);
  if (shared.view !== undefined) parameters.push(...encodeView(shared.view));
  return `#${parameters.join('&')}`;
}

/// What a fragment asks for; undefined when it is not a link of Weft's. Throws a LinkError for one that is,
/// but bad. With `complaints`, what is wrong with the settings alone goes there, and the program is read all
/// the same.
export async function decodeLink(fragment: string, complaints?: LinkError[]): Promise<Shared | undefined> {
  const parameters = parametersOf(fragment);
  const newer = [...parameters.keys()].find((key) => /^v\d+$/.test(key) && key !== packedKey);
  if (newer !== undefined)
    throw new LinkError(
      `This link was made by another version of Weft (${newer}), which this page cannot read.`,
    );

  const shared: Shared = {};
  const packed = parameters.get(packedKey);
  if (packed !== undefined) shared.source = await unpack(packed);
  const example = parameters.get('example');
  if (example !== undefined) shared.example = asExample(example);
  const clock = parameters.get('clock');
  const seed = parameters.get('seed');
  const schedule = parameters.get('schedule');
  const setting = (read: () => void) => {
    try {
      read();
    } catch (error) {
      if (!complaints || !(error instanceof LinkError)) throw error;
      complaints.push(error);
    }
  };
  if (clock !== undefined) setting(() => (shared.clock = asClock(clock)));
  if (seed !== undefined) setting(() => (shared.seed = asSeed(seed)));
  if (schedule !== undefined) setting(() => (shared.schedule = asSchedule(schedule)));
  if ([...parameters.keys()].some(isOption))
    setting(() => (shared.options = asOptions(parameters, complaints)));
  const view = decodeView(parameters);
  if (view !== undefined) shared.view = view;
  return Object.keys(shared).length > 0 ? shared : undefined;
}

/// What a fragment says of the timeline.
export function viewIn(fragment: string): SharedView | undefined {
  return decodeView(parametersOf(fragment));
}

/// The schedule that a fragment asks for, where it can be read.
export function scheduleIn(fragment: string): string | undefined {
  const schedule = parametersOf(fragment).get('schedule');
  return schedule !== undefined && isSchedule(schedule) ? schedule : undefined;
}

const manualKey = 'manual';
const placePattern = /^[A-Za-z][\w-]{0,63}$/;

/// The place in the manual that a fragment asks for: an entry's name or a section's.
export function manualPlaceIn(fragment: string): string | undefined {
  const place = parametersOf(fragment).get(manualKey);
  return place !== undefined && placePattern.test(place) ? place : undefined;
}

/// The same fragment with this place in the manual, or with none. `#` included, unless nothing is left.
export const withManualPlace = (fragment: string, place?: string): string =>
  having(fragment, manualKey, place);

const lessonKey = 'lesson';
const lessonPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

/// The lesson of the tour that a fragment opens.
export function lessonIn(fragment: string): string | undefined {
  const lesson = parametersOf(fragment).get(lessonKey);
  return lesson !== undefined && lessonPattern.test(lesson) ? lesson : undefined;
}

/// The same fragment with this lesson, or with none.
export const withLesson = (fragment: string, lesson?: string): string => having(fragment, lessonKey, lesson);

const switchingKey = 'switching';

/// How stacks are to be switched.
export const switchingIn = (fragment: string): Switching =>
  parametersOf(fragment).get(switchingKey) === 'native' ? 'native' : 'asyncify';

/// The same fragment with this way of switching.
export const withSwitching = (fragment: string, switching: Switching): string =>
  switching === switchingIn(fragment)
    ? fragment
    : having(fragment, switchingKey, switching === 'native' ? switching : undefined);

/// What stands open beside the program, manual and lesson, stays so when another one comes, and so does how
/// stacks are switched.
export const withPanels = (fragment: string, from: string): string =>
  withSwitching(
    withLesson(withManualPlace(fragment, manualPlaceIn(from)), lessonIn(from)),
    switchingIn(from),
  );

function having(fragment: string, key: string, value: string | undefined): string {
  const others = kept(fragment, (one) => one !== key);
  return joined(value === undefined ? others : [...others, `${key}=${value}`]);
}

const isProgram = (key: string) => key === 'example' || /^v\d+$/.test(key);
const isSetting = (key: string) => key === 'clock' || key === 'seed' || isOption(key);
const isView = (key: string) => key === 'at' || key === 'view' || key === 'task';
/// What is true of one run alone, of that program with those settings.
const isOfOneRun = (key: string) => key === 'at' || key === 'schedule';

function kept(fragment: string, keep: (key: string) => boolean): string[] {
  const parts = fragment.replace(/^#/, '').split('&');
  return parts.filter((part) => part !== '' && keep(part.split('=', 1)[0]!));
}

const joined = (parts: readonly string[]) => (parts.length > 0 ? `#${parts.join('&')}` : '');

const isOfProgram = (key: string) => isProgram(key) || isSetting(key) || isView(key) || isOfOneRun(key);

/// What of a fragment is a link to a program, with its settings; '' when there is no more than a place in the
/// manual.
export function programPart(fragment: string): string {
  return joined(kept(fragment, isOfProgram));
}

/// What is left of a fragment when the program is another one.
export function withoutProgram(fragment: string): string {
  return joined(kept(fragment, (key) => !isOfProgram(key)));
}

export interface LinkSettings {
  clock: ClockKind;
  seed: number;
  options?: Chosen;
}

/// The same fragment with these settings. What it says of a moment, and the schedule, are true of the former
/// settings alone.
export function withSettings(fragment: string, { clock, seed, options }: LinkSettings): string {
  const settings = [
    ...(clock === 'real' ? [] : [`clock=${clock}`]),
    ...(seed === 0 ? [] : [`seed=${seed}`]),
    ...(options ? optionParameters(options) : []),
  ];
  const before = kept(fragment, isSetting).join('&');
  if (before === settings.join('&')) return fragment;
  const program = kept(fragment, isProgram);
  const others = kept(fragment, (key) => !isProgram(key) && !isSetting(key) && !isOfOneRun(key));
  return joined([...program, ...settings, ...others]);
}

function parametersOf(fragment: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const part of fragment.replace(/^#/, '').split('&')) {
    const equals = part.indexOf('=');
    if (equals > 0) parameters.set(part.slice(0, equals), part.slice(equals + 1));
  }
  return parameters;
}

function asExample(text: string): string {
  if (!examplePattern.test(text))
    throw new LinkError('This link names an example in a way that cannot be read.');
  return text;
}

function asClock(text: string): ClockKind {
  if (text !== 'real' && text !== 'virtual')
    throw new LinkError('This link asks for a clock that is neither "real" nor "virtual".');
  return text;
}

/// What can be read holds, whatever stands beside it.
function asOptions(parameters: ReadonlyMap<string, string>, complaints?: LinkError[]): Chosen {
  const { options, unknown } = readOptions(parameters);
  const [first] = unknown;
  if (first === undefined) return options;
  const error = new LinkError(`This link asks for a way to compile that this page does not know (${first}).`);
  if (!complaints) throw error;
  complaints.push(error);
  return options;
}

function asSeed(text: string): number {
  const seed = parseSeed(text);
  if (seed === undefined) throw new LinkError(`This link's seed is not ${seedRange}.`);
  return seed;
}

const isSchedule = (text: string) => text.length <= maxScheduleCharacters && readSchedule(text) !== undefined;

function asSchedule(text: string): string {
  if (!isSchedule(text)) throw new LinkError("This link's schedule cannot be read: its run is another one.");
  return text;
}

function sharedSchedule(text: string): string {
  if (text.length > maxScheduleCharacters)
    throw new LinkError('The schedule of this run is too long for a link.');
  return text;
}
