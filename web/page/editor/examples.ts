/// The examples were compiled when the site was built.

import type { Switching } from '../../runtime/continuations.ts';

export interface Example {
  name: string;
  /// What it was called before: links that say so find it.
  was?: string;
  title: string;
  /// Examples of a group stand together.
  group: string;
  /// What it shows, in a sentence.
  learn: string;
  source: string;
  wasmUrls?: WasmUrls;
}

/// Where a program's modules are, by how they switch stacks; absent where it was not compiled beforehand.
export type WasmUrls = Readonly<Record<Switching, string>>;

/// The texts that the site came with: the examples, and the lessons' once they have been fetched.
export class Library {
  readonly examples: readonly Example[];
  #lessons: readonly Example[] = [];

  constructor(examples: readonly Example[]) {
    this.examples = examples;
  }

  addLessons(texts: readonly Example[]): void {
    this.#lessons = texts;
  }

  withText(source: string): Example | undefined {
    return [...this.examples, ...this.#lessons].find((one) => one.source === source);
  }

  example(name: string): Example | undefined {
    return this.examples.find((one) => one.name === name || one.was === name);
  }

  titleOf(name: string): string | undefined {
    return [...this.examples, ...this.#lessons].find((one) => one.name === name)?.title;
  }
}

/// Undefined when the module cannot be had: then it is compiled like any other program.
export async function fetchModule(
  { wasmUrls }: Example,
  switching: Switching,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!wasmUrls) return undefined;
  try {
    const response = await fetch(wasmUrls[switching]);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}
