/// A program travels in a link's fragment: `#v1=` carries the source, which no person reads, as
/// base64url(deflate-raw(JSON)) and a checksum that tells a link cut off on its way; settings stand beside it
/// as plain parameters. It comes from a stranger: everything in it is measured before it is believed, and
/// nothing in it runs.

import { readSchedule } from '../../runtime/schedule.ts';
import { parseSeed, seedRange } from '../../runtime/seed.ts';
import { decodeView, encodeView, type SharedView } from './link-view.ts';

export type ClockKind = 'real' | 'virtual';

export interface Shared {
  source?: string;
  example?: string;
  clock?: ClockKind;
  seed?: number;
  /// What is replayed: the text of a schedule.
  schedule?: string;
  view?: SharedView;
}

/// What is wrong with a link, in words for the person who opened it.
export class LinkError extends Error {}

export const wordsOfTrouble = (error: unknown): string =>
  error instanceof LinkError ? error.message : `The link could not be read: ${String(error)}`;

/// Longest source, in UTF-8 bytes of its JSON; an opened link stops inflating there.
export const maxUnpackedBytes = 512 * 1024;
/// Longest `v1` value. Browsers take about 2 MB of address, mail and chat programs far less.
export const maxPackedCharacters = 128 * 1024;
/// Longest schedule.
export const maxScheduleCharacters = 64 * 1024;

const packedKey = 'v1';
const checksumCharacters = 7; // 36^7 > 2^32
const examplePattern = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/// The fragment, `#` included; throws a LinkError for a program that does not fit.
export async function encodeLink(shared: Shared): Promise<string> {
  const parameters: string[] = [];
  if (shared.source !== undefined) parameters.push(`${packedKey}=${await pack(shared.source)}`);
  if (shared.example !== undefined) parameters.push(`example=${shared.example}`);
  if (shared.clock !== undefined) parameters.push(`clock=${shared.clock}`);
  if (shared.seed !== undefined) parameters.push(`seed=${shared.seed}`);
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

/// What stands open beside the program, manual and lesson, stays so when another one comes.
export const withPanels = (fragment: string, from: string): string =>
  withLesson(withManualPlace(fragment, manualPlaceIn(from)), lessonIn(from));

function having(fragment: string, key: string, value: string | undefined): string {
  const others = kept(fragment, (one) => one !== key);
  return joined(value === undefined ? others : [...others, `${key}=${value}`]);
}

const isProgram = (key: string) => key === 'example' || /^v\d+$/.test(key);
const isSetting = (key: string) => key === 'clock' || key === 'seed';
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

/// The same fragment with these settings. What it says of a moment, and the schedule, are true of the former
/// settings alone.
export function withSettings(fragment: string, { clock, seed }: { clock: ClockKind; seed: number }): string {
  const settings = [...(clock === 'real' ? [] : [`clock=${clock}`]), ...(seed === 0 ? [] : [`seed=${seed}`])];
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

async function pack(source: string): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify({ source }));
  if (json.length > maxUnpackedBytes) throw tooLargeToShare();
  const deflated = await collect(through(json, new CompressionStream('deflate-raw')), Infinity);
  const text = toBase64Url(deflated);
  if (text.length + checksumCharacters > maxPackedCharacters) throw tooLargeToShare();
  return text + checksum(text);
}

const tooLargeToShare = () =>
  new LinkError('This program is too large to travel in a link. Save its text in a file instead.');
const damaged = () =>
  new LinkError('This link is damaged: some of it is missing or was changed on its way. Ask for it again.');

async function unpack(packed: string): Promise<string> {
  if (packed.length > maxPackedCharacters)
    throw new LinkError(
      `This link is too large: ${packed.length} characters, where ${maxPackedCharacters} are allowed.`,
    );
  const text = packed.slice(0, -checksumCharacters);
  if (!/^[A-Za-z0-9_-]+$/.test(text) || packed.slice(-checksumCharacters) !== checksum(text)) throw damaged();
  return sourceIn(await inflate(fromBase64Url(text)));
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  try {
    return await collect(through(bytes, new DecompressionStream('deflate-raw')), maxUnpackedBytes);
  } catch (error) {
    throw error instanceof LinkError ? error : damaged();
  }
}

function sourceIn(bytes: Uint8Array): string {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw damaged();
  }
  const source = typeof value === 'object' && value !== null && 'source' in value ? value.source : undefined;
  if (typeof source !== 'string') throw new LinkError('This link holds no program.');
  return source;
}

function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array> {
  return new Blob([bytes]).stream().pipeThrough(transform);
}

/// All bytes of a stream, or a LinkError as soon as they are more than `limit`: the rest is never inflated.
async function collect(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > limit) {
      await reader.cancel();
      throw new LinkError(`This link is too large: it unpacks to more than ${limit / 1024} KB.`);
    }
    chunks.push(next.value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  let binary: string;
  try {
    binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    throw damaged();
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/// CRC-32 in base 36: ends in a letter or digit, so that no chat program takes the link's last character for
/// punctuation.
function checksum(text: string): string {
  let crc = ~0;
  for (let at = 0; at < text.length; at++) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (~crc >>> 0).toString(36).padStart(checksumCharacters, '0');
}
