/// Turns lld's words into diagnostics on the program: each names the person's own call, in a sentence, at its
/// line.
import { objectName } from './clang.ts';
import { withoutPlace } from './diagnostics.ts';
import { impossible } from './impossible.ts';
import { SourceText, type Place } from './source-text.ts';
import type { Diagnostic } from './types.ts';

export interface LinkerWords {
  /// What lld printed.
  text: string;
  /// What it wrote for --why-extract: who asked for each member of an archive.
  why: string;
  /// The name nearest to one that nobody defines, among those that the libraries define.
  nearest(name: string): string | undefined;
  /// Whether Weft's library defines a name. lld takes the program's own without a word where nothing else of
  /// the library's file is needed.
  isWefts(name: string): boolean;
}

const complaint = /^wasm-ld: (error|warning): (.*(?:\n>>> .*)*)/gm;
const undefinedSymbol = /^(?:(\S+): )?undefined symbol: (\S+)/;
const duplicateSymbol = /^duplicate symbol: (\S+)/;
const otherSignature = /^function signature mismatch: (\S+)/;
const otherKind = /^symbol type mismatch: (\S+)/;

/// Where the linker begins a program, unless that has its beginning from Weft.
const entry = '_start';

const mainsForm = '`int main(void)` or `int main(int argc, char **argv)`';

export function readLinkErrors(words: LinkerWords, source: string, fileName: string): Diagnostic[] {
  const reader = new Reader(words, source, fileName);
  const said = [...words.text.matchAll(complaint)].map(([, kind, text]) => reader.read(kind!, text!));
  const diagnostics = [...said, ...reader.taken()];
  return diagnostics.filter(
    (one, index) => index === diagnostics.findIndex((other) => other.message === one.message),
  );
}

class Reader {
  readonly #words: LinkerWords;
  readonly #text: SourceText;
  readonly #fileName: string;
  /// Who asked for a member of an archive, and by which name.
  readonly #askers: ReadonlyMap<string, { asker: string; name: string }>;

  constructor(words: LinkerWords, source: string, fileName: string) {
    this.#words = words;
    this.#text = new SourceText(source);
    this.#fileName = fileName;
    const rows = words.why.split('\n').map((row) => row.split('\t'));
    this.#askers = new Map(rows.map(([asker = '', member = '', name = '']) => [member, { asker, name }]));
  }

  read(kind: string, said: string): Diagnostic {
    const missing = undefinedSymbol.exec(said);
    if (missing?.[2] === 'main') return this.#missingMain();
    if (missing) return this.#missing(missing[1] ?? objectName, missing[2]!);
    const name = (duplicateSymbol.exec(said) ?? otherSignature.exec(said) ?? otherKind.exec(said))?.[1];
    if (name === undefined) return this.#say(kind, said.replaceAll(objectName, this.#fileName));
    if (name === 'main') return this.#defined('error', name, `\`main\` must be ${mainsForm}`);
    if (duplicateSymbol.test(said)) return this.#duplicate(name, said);
    const differs = `\`${name}\` is defined with other parameters or another result than it is called with`;
    const own = this.#text.function(name) ? ': give it another name, or make it static' : ': the call traps';
    return this.#defined(kind, name, differs + own);
  }

  /// The program's functions that stand in the place of Weft's own.
  taken(): Diagnostic[] {
    const global = this.#text.functions.filter((one) => !one.isStatic);
    const names = global.filter((one) => this.#words.isWefts(one.name));
    const diagnostics = names.map((one) => this.#duplicate(one.name, 'libweft.a'));
    const never = `\`${entry}\` is never called: the program starts at \`int main(void)\``;
    if (global.some((one) => one.name === entry)) diagnostics.push(this.#defined('error', entry, never));
    return diagnostics;
  }

  #missingMain(): Diagnostic {
    const near = this.#text.functions.find((one) => /^main$/i.test(one.name));
    const message = 'the program has no main function: it starts at `int main(void)`';
    if (!near) return this.#say('error', message);
    const how = near.name === 'main' ? '; `main` must not be static' : `; is \`${near.name}\` meant?`;
    return this.#say('error', message + how, near.place);
  }

  /// A name that nobody defines, wanted by the program or by a part of the library
  /// that the program has called.
  #missing(wantedBy: string, symbol: string): Diagnostic {
    const called = this.#personsName(wantedBy, symbol);
    const use = this.#text.use(called);
    const where = use?.within ? `, in \`${use.within.name}\`` : '';
    const why = impossible(called);
    const begins = `\`${entry}\` cannot be called${where}: the program starts at \`int main(void)\``;
    if (called === entry) return this.#say('error', begins, use?.place);
    const used = `\`${called}\` is used but defined neither in the program nor in its libraries${where}`;
    const beyond = `\`${called}\` cannot be called in WebAssembly${where}`;
    if (why) return this.#say('error', `${beyond}: ${why}`, use?.place);
    if (called !== symbol) {
      const asks = 'it asks the operating system for something that there is not (natively there is)';
      return this.#say('error', `${beyond}: ${asks}`, use?.place);
    }
    const near = this.#words.nearest(called);
    return this.#say('error', near ? `${used}; did you mean \`${near}\`?` : used, use?.place);
  }

  /// Goes from a member of an archive back to the name by which the program asked for it.
  #personsName(wantedBy: string, symbol: string): string {
    let asked = { asker: wantedBy, name: symbol };
    const seen = new Set<string>();
    while (asked.asker !== objectName && !seen.has(asked.asker)) {
      seen.add(asked.asker);
      const next = this.#askers.get(asked.asker);
      if (!next) break;
      asked = next;
    }
    return asked.name;
  }

  #duplicate(name: string, said: string): Diagnostic {
    const twice = `\`${name}\` is defined in the program and in its libraries`;
    const library = /lib(weft|\w*)\.a/.exec(said)?.[1];
    const whose = /^(?:weft_|export_)/.test(name) || library === undefined ? 'Weft' : 'the C library';
    return this.#defined(
      'error',
      name,
      `${twice}: the name is ${whose}'s; choose another, or make it static`,
    );
  }

  #defined(kind: string, name: string, message: string): Diagnostic {
    const place = this.#text.function(name)?.place ?? this.#text.use(name)?.place;
    return this.#say(kind, message, place);
  }

  #say(kind: string, message: string, place?: Place): Diagnostic {
    return { ...withoutPlace(kind, message, this.#fileName), ...place };
  }
}
