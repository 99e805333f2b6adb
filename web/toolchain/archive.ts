/// Reads what the libraries that programs are linked with define.
import type { Llvm } from './llvm.ts';

/// An archive's first member lists the symbols of all others: how many, as many
/// offsets, their names ended by NUL.
export function symbolsOf(llvm: Llvm, name: string): string[] {
  const archive = llvm.systemFile(`sysroot/lib/${name}`);
  const headerAt = 8;
  const tableAt = headerAt + 60;
  const text = new TextDecoder('latin1');
  if (!archive || text.decode(archive.subarray(headerAt, headerAt + 2)) !== '/ ') return [];
  const size = Number(text.decode(archive.subarray(headerAt + 48, headerAt + 58)));
  const count = new DataView(archive.buffer, archive.byteOffset + tableAt).getUint32(0);
  const names = archive.subarray(tableAt + 4 + 4 * count, tableAt + size);
  return text.decode(names).split('\0').slice(0, count);
}
