/// Puts addresses into what Binaryen has written.
import { Reader, sectionIds, sectionsOf } from '../binary.ts';
import { readImports } from '../stacks/program.ts';
import { namesIn } from './code.ts';
import { write, type Marks } from './marks.ts';
import { eachOperand, skipLocals } from './operands.ts';

/// Replaces the marks in the code of those functions, in their places.
export function withAddresses(
  wasm: Uint8Array<ArrayBuffer>,
  marks: Marks,
  functions: ReadonlySet<string>,
): Uint8Array<ArrayBuffer> {
  const sections = sectionsOf(wasm);
  const readerOf = (wanted: number) => {
    const section = sections.find(({ id }) => id === wanted);
    return section && new Reader(wasm, section.end - section.content.length);
  };
  const names = namesIn(sections);
  const reader = readerOf(sectionIds.code)!;
  let number = readImports(readerOf(sectionIds.import)).imports.length;
  for (let left = reader.number(); left > 0; left--, number++) {
    const size = reader.number();
    const end = reader.at + size;
    if (functions.has(names[number] ?? '')) {
      skipLocals(reader);
      eachOperand(reader, end, (kind, value, at, to) => {
        if (kind !== 'constant' && kind !== 'offset') return;
        const address = marks.address(value);
        if (address !== undefined) write(wasm, address, at, to);
      });
    }
    reader.at = end;
  }
  return wasm;
}
