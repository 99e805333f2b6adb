/// A program's module carries this for the account of a fault: its file's name, its functions with their
/// first lines, and the lines at which each calls what it does not define.
import type { Origin } from './linkmap.ts';
import { SourceText, type SourceFunction } from './source-text.ts';

/// Under this name: calls of what is no function of the libraries, and so may be a pointer, or a macro.
const pointerCall = '*';
/// src/host/wasm/null_stream.c has these before the names of some of stdio's calls.
const checkedStream = /^weft__stream_/;

export function placesOf(source: string, file: string, origins: readonly Origin[]) {
  const text = new SourceText(source);
  const linked = new Set(
    origins.flatMap((origin) => origin.names.map((name) => name.replace(checkedStream, ''))),
  );
  const functions = text.functions.map((one) => ({
    name: one.name,
    line: one.place.line,
    calls: callsOf(text, one, linked),
  }));
  const content = new TextEncoder().encode(JSON.stringify({ file, functions }));
  return { name: 'weft.source', content };
}

function callsOf(text: SourceText, within: SourceFunction, linked: ReadonlySet<string>) {
  const calls: Record<string, number[]> = {};
  for (const { name, line } of text.calls(within)) {
    const lines = (calls[linked.has(name) ? name : pointerCall] ??= []);
    if (!lines.includes(line)) lines.push(line);
  }
  return calls;
}
