/// Marks are numbers that stand in the libraries' code for addresses: the same address always has the same
/// mark, wherever the linker has put it this time. Binaryen takes them for constants, which they are.

/// A mark takes four bytes wherever it stands, as addresses do, so that it can be replaced in its place. No
/// constant in the libraries lies between these.
const first = 0x0220_0000;
const end = 0x02f0_0000;
/// An optimiser may have added something to one, or taken it away: less than half of this.
const apart = 8192;
/// Larger ones might not have room where a mark stands.
const largestAddress = 2 ** 27 - 2 ** 16;
/// What code adds itself, at most: four times it finds room there.
export const mostAdded = apart / 8;
const most = (end - first) / apart - 1;

/// Whether a constant could be taken for one.
export const looksLikeMark = (value: number): boolean => Math.abs(value) >= first && Math.abs(value) < end;

/// There are more addresses than marks.
export class NoMarkLeft extends Error {}

/// Something has become of a mark that is not understood: the module is to be made without.
export class LostMark extends Error {}

export class Marks {
  readonly #addresses: number[] = [];

  /// One more.
  of(address: number): number {
    const index = this.#addresses.length;
    if (index === most) throw new NoMarkLeft();
    this.#addresses.push(address);
    return markOf(index);
  }

  /// The address for which a number stands, or undefined where it is no mark.
  address(value: number): number | undefined {
    if (!looksLikeMark(value)) return undefined;
    const positive = Math.abs(value);
    const index = Math.floor((positive - first) / apart);
    const address = this.#addresses[index];
    if (address === undefined) throw new LostMark('a mark that stands for no address');
    return Math.sign(value) * (address + positive - markOf(index));
  }
}

const markOf = (index: number): number => first + apart * index + apart / 2;

/// Whether the linker has put an address in: then there is room for any. What is defined nowhere has the
/// address 0, which code asks for.
export function isPutIn(value: number, bytes: number): boolean {
  return bytes === 5 && value > 0 && value < largestAddress;
}

/// LEB128 in so many bytes, with a sign or without.
export function write(bytes: Uint8Array, value: number, at: number, to: number): void {
  let rest = value;
  for (let next = at; next < to; next++) {
    bytes[next] = (rest & 0x7f) | (next < to - 1 ? 0x80 : 0);
    rest >>= 7;
  }
  if (rest !== 0 && rest !== -1) throw new LostMark('no room for an address');
}
