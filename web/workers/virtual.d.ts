/// build/site.ts makes these modules.

declare module 'virtual:weft-compiler' {
  export const manifest: import('../toolchain/index.ts').Manifest;
  export const base: string;
  export const binaryen: import('../toolchain/index.ts').BinaryenFactory;
}
