/// A program as one file: what stands in it beside the code that runs it, and how the two are put together.

export interface BundledProgram {
  /// The name of its source, without a folder.
  file: string;
  source: string;
  /// The module: gzip, then base64. Its stacks are switched by Asyncify, which runs in any engine.
  wasm: string;
  /// The same program for native switching, where that was asked for: what runs in an engine that has it.
  native?: string;
  clock: 'real' | 'virtual';
  seed: number;
  /// What is replayed, as it is written.
  schedule?: string;
}

/// Where a template has the program's place. The code reads it by this name.
const place = '__WEFT_PROGRAM__';
const titlePlace = '__WEFT_TITLE__';
const sourcePlace = '__WEFT_SOURCE__';

/// The page: its script reads the program from an element of its own, where `<` would end that.
export function bundledPage(template: string, program: BundledProgram): string {
  const data = JSON.stringify(program).replaceAll('<', '\\u003c');
  return fill(template, {
    [titlePlace]: escaped(program.file),
    [sourcePlace]: escaped(program.source),
    [`"${place}"`]: data,
  });
}

/// The script for Node.
export function bundledScript(template: string, program: BundledProgram): string {
  return fill(template, { [place]: JSON.stringify({ ...program, source: '' }) });
}

/// What is put in is not looked into.
function fill(template: string, words: Record<string, string>): string {
  const places = new RegExp(Object.keys(words).join('|'), 'g');
  return template.replace(places, (name) => words[name]!);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
