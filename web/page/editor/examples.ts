/// The examples were compiled when the site was built.

export interface Example {
  name: string;
  title: string;
  /// Examples of a group stand together.
  group: string;
  /// What it shows, in a sentence.
  learn: string;
  source: string;
  /// Where its module is.
  wasmUrl: string;
}

/// Undefined when the module cannot be had: then it is compiled like any other program.
export async function fetchModule(example: Example): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const response = await fetch(example.wasmUrl);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}
