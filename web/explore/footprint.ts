/// What one turn touches. Two turns of different tasks that do not conflict can change places: either order
/// leads to the same state.

/// What the program writes to stdout has a key that is no address of an object of its.
export const outputKey = 4;

const allBytes = 0xff;
const writtenShift = 8;

/// Of the eight bytes that a key stands for: those that are read in the lowest bits, above these those that
/// are written.
export type Touched = number;

export const looked: Touched = allBytes;
export const changed: Touched = allBytes | (allBytes << writtenShift);

export function conflict(one: Touched, other: Touched): boolean {
  const written = one >> writtenShift;
  const otherWritten = other >> writtenShift;
  return (written & (other | otherWritten) & allBytes) !== 0 || (otherWritten & one & allBytes) !== 0;
}

/// Whether `later` writes all that `earlier` touches: what conflicts with the earlier one conflicts with it.
export const hides = (later: Touched, earlier: Touched): boolean =>
  ((earlier | (earlier >> writtenShift)) & allBytes & ~(later >> writtenShift)) === 0;

/// For another thread.
export interface PlainFootprint {
  keys: ReadonlyMap<number, Touched>;
  everything: boolean;
}

export class Footprint {
  /// By address of an object of Weft's, or of eight bytes of memory.
  readonly keys = new Map<number, Touched>();
  /// It matters to every other turn when this one comes.
  everything = false;

  static from({ keys, everything }: PlainFootprint): Footprint {
    const footprint = new Footprint();
    for (const [key, touched] of keys) footprint.add(key, touched);
    footprint.everything = everything;
    return footprint;
  }

  get plain(): PlainFootprint {
    return { keys: this.keys, everything: this.everything };
  }

  add(key: number, touched: Touched): void {
    this.keys.set(key, (this.keys.get(key) ?? 0) | touched);
  }

  addBytes(key: number, read: number, written: number): void {
    this.add(key, read | (written << writtenShift));
  }

  addAll(other: Footprint): void {
    if (other.everything) this.everything = true;
    for (const [key, touched] of other.keys) this.add(key, touched);
  }

  conflictsWith(other: Footprint): boolean {
    if (this.everything || other.everything) return true;
    const [few, many] = this.keys.size < other.keys.size ? [this, other] : [other, this];
    for (const [key, touched] of few.keys) {
      const there = many.keys.get(key);
      if (there !== undefined && conflict(touched, there)) return true;
    }
    return false;
  }
}
