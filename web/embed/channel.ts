/// The way between the element and the page in its frame. The frame speaks first; the element answers with a
/// port, by which both speak from then on.

import type { Connect, FromFrame, Here, ToFrame } from './messages.ts';

const here: Here = 'weft-here';

export interface ChannelParts {
  frame: HTMLIFrameElement;
  /// The origin that the frame's page must have.
  origin: string;
  /// What the frame is told first, whenever its page has been loaded.
  hello(): Omit<Connect, 'kind'>;
  heard(message: FromFrame): void;
}

export class Channel {
  readonly #parts: ChannelParts;
  #port: MessagePort | undefined;

  constructor(parts: ChannelParts) {
    this.#parts = parts;
    addEventListener('message', this.#answer);
  }

  /// Says nothing where nobody listens yet.
  send(message: ToFrame): void {
    this.#port?.postMessage(message);
  }

  close(): void {
    removeEventListener('message', this.#answer);
    this.#port?.close();
    this.#port = undefined;
  }

  /// Any window may send a message: this one is the frame's, from the site that it was loaded from.
  #answer = ({ source, origin, data }: MessageEvent<unknown>): void => {
    const { frame, hello, heard } = this.#parts;
    const window = frame.contentWindow;
    if (!window || source !== window || origin !== this.#parts.origin || data !== here) return;
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = (event: MessageEvent<unknown>) => {
      const message = readMessage(event.data);
      if (message) heard(message);
    };
    const first: Connect = { kind: 'weft-connect', ...hello() };
    window.postMessage(first, this.#parts.origin, [port2]);
  };
}

/// What the frame says, as far as it is what a frame says.
function readMessage(data: unknown): FromFrame | undefined {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return undefined;
  const message = data as FromFrame;
  switch (message.kind) {
    case 'ready':
    case 'source':
      return typeof message.source === 'string' ? message : undefined;
    case 'output':
      return Array.isArray(message.pieces) ? message : undefined;
    case 'ended':
      return typeof message.status === 'number' ? message : undefined;
    default:
      return undefined;
  }
}
