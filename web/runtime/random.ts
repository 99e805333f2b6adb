/// Bytes that follow from a seed, as seed.ts has it (splitmix64): what a program gets for entropy, so that
/// the same seed gives the same run.
export class SeededBytes {
  /// A word of 64 bits: from it follows all that is still to come.
  state: bigint;

  constructor(seed: number) {
    this.state = BigInt.asUintN(64, BigInt(seed));
  }

  take(count: number): Uint8Array {
    const bytes = new Uint8Array(Math.ceil(count / 8) * 8);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length; at += 8) view.setBigUint64(at, this.#next(), true);
    return bytes.subarray(0, count);
  }

  #next(): bigint {
    this.state = BigInt.asUintN(64, this.state + 0x9e3779b97f4a7c15n);
    let word = this.state;
    word = BigInt.asUintN(64, (word ^ (word >> 30n)) * 0xbf58476d1ce4e5b9n);
    word = BigInt.asUintN(64, (word ^ (word >> 27n)) * 0x94d049bb133111ebn);
    return word ^ (word >> 31n);
  }
}
