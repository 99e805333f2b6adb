/// Keeps what Binaryen has made of the libraries' functions. As long as a program uses the same of them, they
/// are the same from one build to the next, but for addresses and the numbers of functions and types. Then
/// Binaryen is given empty ones, and what was made of them is put in their place: so an edit costs what it
/// has changed. Each module is the same whether something was kept or not.
import type binaryenModule from 'binaryen';
import { UnknownCode } from '../stacks/body.ts';
import { withAddresses } from './addresses.ts';
import { calledByOthers, CodeReader, withEmpty, type Body, type Known } from './code.ts';
import { inputOf } from './input.ts';
import { Marks, NoMarkLeft } from './marks.ts';

type Binaryen = typeof binaryenModule;
type Module = InstanceType<Binaryen['Module']>;

/// A module whose functions of the libraries have marks for addresses, or are empty.
export interface Opened {
  wasm: Uint8Array<ArrayBuffer>;
  /// Takes out of the module what is empty and not called by others: each function costs each of Binaryen's
  /// passes a little. `names` has the functions in the order of the code section.
  lighten(module: Module, names: readonly string[]): Lightened;
  /// Puts in the addresses, when all is done.
  close(wasm: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
}

export interface Lightened {
  /// The empty ones of those that may suspend, as far as they are there.
  suspending: readonly string[];
  /// What is empty, or has been taken out.
  empty: ReadonlySet<string>;
  /// Puts in what was kept. Where nothing was, it has `inline` put the libraries' small functions into each
  /// other, and not into those of `others` that are not the libraries', and keeps what comes of it.
  exchange(others: readonly string[], inline: () => void): void;
}

export class KeptLibrary {
  readonly #binaryen: Binaryen;
  /// Of what is kept: what it was made of.
  #input: Uint8Array | undefined;
  #made: Module | undefined;

  constructor(binaryen: Binaryen) {
    this.#binaryen = binaryen;
  }

  /// Undefined where nothing can be kept of this program.
  open(linked: Uint8Array, known: Known): Opened | undefined {
    try {
      return this.#open(new Uint8Array(linked), known);
    } catch (error) {
      if (error instanceof UnknownCode || error instanceof NoMarkLeft) return undefined;
      throw error;
    }
  }

  #open(wasm: Uint8Array<ArrayBuffer>, known: Known): Opened | undefined {
    const code = new CodeReader(wasm, known);
    if (code.looksMarked || code.hasClash) return undefined;
    const marks = new Marks();
    const input = inputOf(wasm, code, known, marks);
    const isKept = areSame(input, this.#input);
    let names: string[] = [];
    return {
      wasm: isKept ? withEmpty(wasm, code) : wasm,
      lighten: (module, defined) => {
        names = code.library.map(({ place }) => defined[place]!);
        const exchange = (others: readonly string[], inline: () => void) => {
          const isOther = (name: string) => !names.includes(name);
          if (!isKept) this.#keep(module, names, others.filter(isOther), inline, input);
          for (const name of names) this.#copy(this.#made!, module, name);
        };
        if (!isKept) return { suspending: [], empty: new Set(), exchange };
        const called = calledByOthers(code);
        const isCalled = ({ place }: Body) => called.has(place + known.imports.length);
        for (const body of code.library) if (!isCalled(body)) module.removeFunction(defined[body.place]!);
        const suspending = code.library.filter((body) => isCalled(body) && known.maySuspend[body.place]);
        return {
          suspending: suspending.map(({ place }) => defined[place]!),
          empty: new Set(names),
          exchange,
        };
      },
      close: (made) => withAddresses(made, marks, new Set(names)),
    };
  }

  #keep(
    module: Module,
    names: readonly string[],
    others: readonly string[],
    inline: () => void,
    input: Uint8Array,
  ): void {
    this.#input = undefined;
    this.#made?.dispose();
    const made = (this.#made = new this.#binaryen.Module());
    for (const name of names) this.#copy(module, made, name);
    const putBack = this.#takeAway(module, others);
    const unhold = this.#hold(module, names);
    inline();
    unhold();
    putBack();
    for (const name of names) if (module.getFunction(name) !== 0) this.#copy(module, made, name);
    this.#input = input;
  }

  /// So that nothing is put into them, nor they into others.
  #takeAway(module: Module, names: readonly string[]): () => void {
    const { Function: functions } = this.#binaryen as unknown as Pick<Module, 'Function'>;
    const bodies = names.map((name) => {
      const reference = module.getFunction(name);
      const body = functions.getBody(reference);
      functions.setBody(reference, this.#tooLarge(module));
      return () => functions.setBody(reference, body);
    });
    return () => {
      for (const putBack of bodies) putBack();
    };
  }

  /// All but those stay, even if everybody who is seen to call them has them put in.
  #hold(module: Module, names: readonly string[]): () => void {
    const exports: string[] = [];
    const kept = new Set(names);
    for (let index = 0; index < module.getNumFunctions(); index++) {
      const { name, module: from } = this.#binaryen.getFunctionInfo(module.getFunctionByIndex(index));
      if (from || kept.has(name)) continue;
      const held = `weft.held.${exports.length}`;
      module.addFunctionExport(name, held);
      exports.push(held);
    }
    return () => {
      for (const held of exports) module.removeExport(held);
    };
  }

  /// To be put into a caller.
  #tooLarge(module: Module): number {
    const nothing = Array.from({ length: 32 }, () => module.drop(module.i32.const(0)));
    return module.block(null, [...nothing, module.unreachable()]);
  }

  /// Takes the place of a function of that name.
  #copy(from: Module, to: Module, name: string): void {
    const { params, results, vars, body } = this.#binaryen.getFunctionInfo(from.getFunction(name));
    if (to.getFunction(name) !== 0) to.removeFunction(name);
    to.addFunction(name, params, results, vars, to.copyExpression(body));
  }
}

const areSame = (one: Uint8Array, other: Uint8Array | undefined): boolean =>
  one.length === other?.length && one.every((byte, at) => byte === other[at]);
