/// Modules that build/site.ts makes.

declare module 'virtual:weft-examples' {
  export const examples: readonly import('./examples.ts').Example[];
}
