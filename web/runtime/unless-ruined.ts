/// After a fault the program's memory may be in ruins.

/// Undefined: it is.
export function unlessRuined<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
