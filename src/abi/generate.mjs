/* Makes web/runtime/abi.gen.ts out of the .def files beside it.
     node src/abi/generate.mjs            writes the file
     node src/abi/generate.mjs --print    prints it (a test compares that with the committed file) */
import { readFileSync, writeFileSync } from 'node:fs';

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

/* Every MACRO(argument, …) of a .def file, comments left out. Commas within parentheses or quotes do not
   separate; a line may end behind a comma. */
function entries(text, macro) {
  const code = text.replace(/\/\*[^]*?\*\//g, '').replace(/,\n\s+/g, ', ');
  return [...code.matchAll(new RegExp(`^${macro}\\((.*)\\)\\s*$`, 'gm'))].map((match) =>
    match[1].match(/("(\\.|[^"])*"|\([^)]*\)|[^,()"])+/g).map((argument) => argument.trim()),
  );
}

const constants = (rows) => rows.map(([name, value]) => `  ${name}: ${value},\n`).join('');

const camelCase = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/* In wasm32 an int, a pointer and a double all cross as a JavaScript number. */
function signature([result, name, parameters], prefix) {
  const names =
    parameters.slice(1, -1) === 'void'
      ? []
      : parameters
          .slice(1, -1)
          .split(',')
          .map((one) => one.match(/\w+$/)[0]);
  const list = names.map((one) => `${camelCase(one)}: number`);
  const line = `  ${prefix}${name}(${list.join(', ')}): ${result === 'void' ? 'void' : 'number'};\n`;
  return line.length <= 110 ? line : line.replace(list.join(', '), `\n    ${list.join(',\n    ')},\n  `);
}

const fields = (rows) =>
  rows
    .map(
      ([type, name, offset]) =>
        `  ${camelCase(name)}: { type: '${type.replace(/_t$/, '')}', offset: ${offset} },\n`,
    )
    .join('');

const names = (rows, prefix) =>
  rows
    .map(([, name]) => `'${prefix}${name}'`)
    .join(', ')
    .replace(/(.{80,100}?,) /g, '$1\n  ');

function generate() {
  const errors = read('errors.def');
  const host = read('host.def');
  const trace = read('trace.def');
  const races = read('races.def');
  const racesExports = entries(races, 'WEFT_RACES_EXPORT');
  const imports = entries(host, 'WEFT_IMPORT');
  const exports = entries(host, 'WEFT_EXPORT');
  return `/* Made by src/abi/generate.mjs from the .def files beside it. Change those. */

/// What a Weft call returns when it fails.
export const WeftError = {
${constants(entries(errors, 'WEFT_ERROR'))}} as const;

/// The kinds of weft_fault.
export const Fault = {
${constants(entries(host, 'WEFT_FAULT'))}} as const;
export type Fault = (typeof Fault)[keyof typeof Fault];

/// Why Weft ends a program.
export const End = {
${constants(entries(host, 'WEFT_END'))}} as const;
export type End = (typeof End)[keyof typeof End];

/// Who decides at a run's choices.
export const Policy = {
${constants(entries(host, 'WEFT_POLICY'))}} as const;
export type Policy = (typeof Policy)[keyof typeof Policy];

/// What a choice is of.
export const Choice = {
${constants(entries(host, 'WEFT_CHOICE'))}} as const;
export type Choice = (typeof Choice)[keyof typeof Choice];

/// What is numbered by itself, so that a departure can name it.
export const Stream = {
${constants(entries(host, 'WEFT_STREAM'))}} as const;
export type Stream = (typeof Stream)[keyof typeof Stream];

/// What a program imports from module "weft".
export interface HostImports {
${imports.map((row) => signature(row, '')).join('')}}
export const hostImports = [
  ${names(imports, '')},
] as const;

/// What a program exports, besides its memory.
export interface ProgramExports {
${exports.map((row) => signature(row, 'weft_')).join('')}}
export const programExports = [
  ${names(exports, 'weft_')},
] as const;

/// A slot of the trace's ring.
export const SlotField = {
${fields(entries(trace, 'WEFT_SLOT_FIELD'))}} as const;

/// What can happen, by the number in a slot.
export const TraceEvent = {
${constants(entries(trace, 'WEFT_EVENT'))}} as const;
export type TraceEvent = (typeof TraceEvent)[keyof typeof TraceEvent];

/// A record of weft_task_table.
export const TaskField = {
${fields(entries(trace, 'WEFT_TASK_FIELD'))}} as const;

export const TaskState = {
${constants(entries(trace, 'WEFT_TASK_STATE'))}} as const;
export type TaskState = (typeof TaskState)[keyof typeof TaskState];

/// What a program that tells of its memory exports as well.
export interface RacesExports {
${racesExports.map((row) => signature(row, 'weft_')).join('')}}
export const racesExports = [${names(racesExports, 'weft_')}] as const;

/// The log of accesses.
export const AccessLogField = {
${fields(entries(races, 'WEFT_ACCESS_LOG_FIELD'))}} as const;

/// An entry of it.
export const AccessField = {
${fields(entries(races, 'WEFT_ACCESS_FIELD'))}} as const;

/// Where a variable is.
export const VariableField = {
${fields(entries(races, 'WEFT_VARIABLE_FIELD'))}} as const;

/// The account of races.
export const RacesField = {
${fields(entries(races, 'WEFT_RACES_FIELD'))}} as const;

/// A race.
export const RaceField = {
${fields(entries(races, 'WEFT_RACE_FIELD'))}} as const;

export const RaceKind = {
${constants(entries(races, 'WEFT_RACE_KIND'))}} as const;
export type RaceKind = (typeof RaceKind)[keyof typeof RaceKind];
`;
}

if (process.argv[2] === '--print') process.stdout.write(generate());
else writeFileSync(new URL('../../web/runtime/abi.gen.ts', import.meta.url), generate());
