/// Reads clang's diagnostics back as data: its text, with source ranges printed in numbers.
import { cautionNote, cautionOption } from './cautions.ts';
import type { Diagnostic, Severity } from './types.ts';

/// The name under which every program is compiled; diagnostics about it are shown
/// under the program's own name.
export const sourceName = 'program.c';

/// It matches `program.c:3:5:{3:5-3:9}{3:11-3:12}: warning: unused variable 'x' [-Wunused-variable]`.
const diagnosticLine = /^(.+?):(\d+):(\d+):(?:((?:\{[^}]*\})+):)? (fatal error|error|warning|note): (.*)$/;
const unplaced = /^(?:clang: )?(fatal error|error|warning|note): (.*)$/;
/// With numbered ranges clang puts one blank too many before the lines that it quotes.
const quoted = /^( +\d* \| ) /;
const quotation = /^ +\d* \| /;
const optionAtEnd = / \[(-W[^\]]+)\]$/;
const includedFrom = /^In file included from (.+?):(\d+):$/;

export interface Diagnosed {
  diagnostics: Diagnostic[];
  text: string;
}

/// `text`: what clang printed with -fdiagnostics-print-source-range-info. Diagnosed about `weft.h` and the C
/// library's headers keep those files' names.
export function readDiagnostics(text: string, source: string, fileName: string): Diagnosed {
  const lines = new SourceLines(source);
  const diagnostics: Diagnostic[] = [];
  const shown: string[] = [];
  let left = false; // within a note that is left out, with the lines that it quotes
  for (const line of text.split('\n')) {
    const match = diagnosticLine.exec(line);
    if (left && !match && quotation.test(line)) continue;
    left = match !== null && cautionNote.test(match[6]!);
    if (left) continue;
    if (!match) {
      shown.push(underOwnName(line.replace(quoted, '$1'), fileName));
      const general = unplaced.exec(line);
      if (general) add(diagnostics, withoutPlace(general[1]!, general[2]!, fileName));
      continue;
    }
    const [, file, row, column, ranges, kind, rest] = match as unknown as string[] & { length: 7 };
    shown.push(`${nameOf(file!, fileName)}:${row}:${column}: ${kind}: ${rest!.replace(cautionOption, '')}`);
    add(diagnostics, placed(file!, Number(row), Number(column), ranges ?? '', kind!, rest!));
  }
  return { diagnostics, text: shown.join('\n').replace(/\n+$/, '\n') };

  function placed(
    file: string,
    line: number,
    byte: number,
    ranges: string,
    kind: string,
    rest: string,
  ): Diagnostic {
    const option = optionAtEnd.exec(rest);
    const own = file === sourceName;
    const diagnostic: Diagnostic = {
      severity: severityOf(kind),
      message: option ? rest.slice(0, option.index) : rest,
      file: nameOf(file, fileName),
      line,
      column: own ? lines.column(line, byte) : byte,
    };
    if (option) diagnostic.option = option[1]!.split(',').pop()!;
    const end = own ? lines.end(line, byte, ranges) : undefined;
    if (end) [diagnostic.endLine, diagnostic.endColumn] = end;
    return diagnostic;
  }
}

/// A note belongs to the diagnostic before it.
function add(diagnostics: Diagnostic[], diagnostic: Diagnostic): void {
  const last = diagnostics.at(-1);
  if (diagnostic.severity === 'note' && last) (last.related ??= []).push(diagnostic);
  else diagnostics.push(diagnostic);
}

const undeclared = /^call to undeclared function '(weft_\w+)'/;

/// clang knows no macro when it thinks of what may have been meant, and most calls of weft.h are macros.
export function withNearest(found: Diagnosed, nearest: (name: string) => string | undefined): Diagnosed {
  let { text } = found;
  for (const one of found.diagnostics) {
    const name = undeclared.exec(one.message)?.[1];
    const near = name && nearest(name);
    if (!near) continue;
    const corrected = `call to undeclared function '${name}'; did you mean '${near}'?`;
    text = withoutNotes(text, one).replaceAll(one.message, corrected);
    one.message = corrected;
    delete one.related;
  }
  return { diagnostics: found.diagnostics, text };
}

/// Leaves out the notes that follow a diagnostic, each with the lines that it quotes.
function withoutNotes(text: string, { file, line, column, related = [] }: Diagnostic): string {
  if (related.length === 0) return text;
  const lines = text.split('\n');
  const start = lines.findIndex((one) => one.startsWith(`${file}:${line}:${column}: error:`));
  const note = lines.findIndex((one, index) => index > start && / note: /.test(one));
  const end = lines.findIndex((one, index) => index > note && !/ note: /.test(one) && !quotation.test(one));
  return start < 0 || note < 0 ? text : [...lines.slice(0, note), ...lines.slice(end)].join('\n');
}

/// Words a diagnostic as a terminal shows it, if the tools have not worded it themselves.
export function asLine({ file, line, column, severity, message }: Diagnostic): string {
  return `${file}:${line > 0 ? `${line}:${column}:` : ''} ${severity}: ${message}\n`;
}

export function withoutPlace(kind: string, message: string, fileName: string): Diagnostic {
  return { severity: severityOf(kind), message, file: fileName, line: 0, column: 0 };
}

function severityOf(kind: string): Severity {
  return kind === 'warning' || kind === 'note' ? kind : 'error';
}

function nameOf(file: string, fileName: string): string {
  return file === sourceName ? fileName : file.replace(/^\/(sysroot|clang)\/include\//, '');
}

function underOwnName(line: string, fileName: string): string {
  const match = includedFrom.exec(line);
  return match ? `In file included from ${nameOf(match[1]!, fileName)}:${match[2]}:` : line;
}

/// Turns clang's columns, which count bytes of UTF-8, into UTF-16 code units.
class SourceLines {
  readonly #lines: string[];

  constructor(source: string) {
    this.#lines = source.split(/\r\n|\n|\r/);
  }

  column(line: number, byte: number): number {
    let bytes = 1;
    let column = 1;
    for (const character of this.#lines[line - 1] ?? '') {
      if (bytes >= byte) break;
      const code = character.codePointAt(0)!;
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      column += character.length;
    }
    return column;
  }

  /// Where the marked text ends: of the range that holds the place, else of the identifier there.
  end(line: number, byte: number, ranges: string): [line: number, column: number] | undefined {
    for (const [, fromLine, fromByte, toLine, toByte] of ranges.matchAll(/\{(\d+):(\d+)-(\d+):(\d+)\}/g)) {
      const [a, b, c, d] = [Number(fromLine), Number(fromByte), Number(toLine), Number(toByte)];
      const holds = (a < line || (a === line && b <= byte)) && (line < c || (line === c && byte < d));
      if (holds) return [c, this.column(c, d)];
    }
    const column = this.column(line, byte);
    const word = /^[\p{L}\p{N}_$]+/u.exec((this.#lines[line - 1] ?? '').slice(column - 1));
    return word ? [line, column + word[0].length] : undefined;
  }
}
