/// What one turn touches. Two turns of different tasks that do not conflict can change places: either order
/// leads to the same state.

/// What the program writes to stdout: no object of its has this address.
export const outputKey = 4;

export class Footprint {
  /// By address of an object, or of a word of memory: whether it was changed, not only looked at.
  readonly keys = new Map<number, boolean>();
  /// It matters to every other turn when this one comes.
  everything = false;

  add(key: number, changed: boolean): void {
    if (changed || !this.keys.has(key)) this.keys.set(key, changed);
  }

  addAll(other: Footprint): void {
    if (other.everything) this.everything = true;
    for (const [key, changed] of other.keys) this.add(key, changed);
  }

  conflictsWith(other: Footprint): boolean {
    if (this.everything || other.everything) return true;
    const [few, many] = this.keys.size < other.keys.size ? [this, other] : [other, this];
    for (const [key, changed] of few.keys) {
      const there = many.keys.get(key);
      if (there !== undefined && (changed || there)) return true;
    }
    return false;
  }
}
