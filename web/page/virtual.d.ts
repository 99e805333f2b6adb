/// Modules that build/site.ts makes.

declare module 'virtual:weft-manual' {
  export const manual: import('../manual/index.ts').Manual;
}

declare module 'virtual:weft-examples' {
  export const examples: readonly import('./editor/examples.ts').Example[];
}
