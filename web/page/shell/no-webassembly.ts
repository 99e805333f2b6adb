/// What there is to say where there is no WebAssembly at all.

export const noWebAssembly =
  'This browser has no WebAssembly, which every program here becomes. ' +
  'Programs can be read, edited and shared, but not run.';
