/// build/site.ts makes these modules.

declare module 'virtual:weft-manual' {
  export const manual: import('../manual/index.ts').Manual;
}

declare module 'virtual:weft-version' {
  /// Of Weft, as src/weft.h has it.
  export const version: string;
}

declare module 'virtual:weft-bundled' {
  /// Where the page of one program is, without the program.
  const template: string;
  export default template;
}

declare module 'virtual:weft-examples' {
  export const examples: readonly import('./editor/examples.ts').Example[];
}

declare module 'virtual:weft-lessons' {
  /// `wasmUrls`: where the modules of the lesson's program are.
  export const lessons: readonly (import('../lessons/index.ts').Lesson & {
    wasmUrls?: import('./editor/examples.ts').WasmUrls;
  })[];
}

declare module 'virtual:weft-recording' {
  /// Of the first example, on the virtual clock; its buffers in base64.
  export const recording: {
    batches: {
      slots: string;
      samples?: string;
      texts: [pointer: number, text: string][];
      lost: number;
      now: number;
      behind: boolean;
    }[];
    cause: 'exit';
    time: number;
  };
}
