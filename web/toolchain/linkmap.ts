/// Reads wasm-ld's link map: which object each function of the module was taken from.

export interface Origin {
  /// The object as it was named to lld, as `program.o` or `libc.a(qsort.o)`.
  input: string;
  /// The function's own name and its aliases.
  names: string[];
}

const row = /^\s*\S+\s+[0-9a-f]+\s+[0-9a-f]+( +)(.*)$/;
const chunk = /^(?:.*\/)?([^/]*\.[oa](?:\([^)]*\))?):\((.*)\)$/;
const inner = /^<internal>:\((.*)\)$/;

/// One entry a function of the code section, in its order.
export function originsOf(map: string): Origin[] {
  const origins: Origin[] = [];
  let inCode = false;
  for (const line of map.split('\n')) {
    const match = row.exec(line);
    if (!match) continue;
    const [, indent, rest] = match as unknown as [string, string, string];
    if (indent.length === 1) {
      inCode = rest === 'CODE';
    } else if (inCode) {
      const piece = chunk.exec(rest);
      const made = inner.exec(rest);
      if (piece) origins.push({ input: piece[1]!, names: [piece[2]!] });
      else if (made) origins.push({ input: '<internal>', names: [made[1]!] });
      else origins.at(-1)?.names.push(rest);
    }
  }
  return origins;
}
