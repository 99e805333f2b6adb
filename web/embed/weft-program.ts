/// <weft-program>: a C program that can be read, changed and run, in a page of somebody else's. The program
/// runs in a frame with the site's own page; this element loads it when it comes into view.

import { Channel } from './channel.ts';
import { heightOf, sharedSheet } from './sheet.ts';
import type { FromFrame, Settings } from './messages.ts';

/* `new URL(…, import.meta.url)` would make the build name the page by its content. */
const here = import.meta.url;
const site = new URL('.', here);
const page = new URL('embed.html', site);

/// The frame may run scripts as its own site, which its workers and its cache need; it may neither leave its
/// place nor open anything but a tab that a person asks for.
const sandbox =
  'allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox';

const programAttributes = ['link', 'example', 'lesson'] as const;
const settingAttributes = ['clock', 'seed', 'switching', 'view', 'theme'] as const;

export class WeftProgram extends HTMLElement {
  static readonly observedAttributes = [...programAttributes, ...settingAttributes, 'height', 'readonly'];

  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #box = document.createElement('div');
  readonly #about = document.createElement('p');
  readonly #size = new CSSStyleSheet();
  #watch: IntersectionObserver | undefined;
  #frame: HTMLIFrameElement | undefined;
  #channel: Channel | undefined;
  /// The text as it was given or heard of last.
  #source: string | undefined;
  #edition = 0;
  #ready = false;
  /// run() was called before anybody could hear it.
  #runs = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sharedSheet(), this.#size];
    const placeholder = document.createElement('div');
    placeholder.className = 'placeholder';
    const text = document.createElement('div');
    text.className = 'text';
    text.tabIndex = 0;
    text.setAttribute('role', 'group');
    text.setAttribute('aria-label', 'C program');
    text.append(document.createElement('slot'));
    this.#about.className = 'about';
    placeholder.append(text, this.#about);
    this.#box.append(placeholder);
    this.#root.append(this.#box);
  }

  connectedCallback(): void {
    this.#takeUpSource();
    this.#fit();
    this.#tellAbout();
    if (typeof IntersectionObserver === 'undefined') return this.#load();
    this.#watch = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.#load();
    });
    this.#watch.observe(this);
  }

  disconnectedCallback(): void {
    this.#watch?.disconnect();
    this.#channel?.close();
    this.#frame?.remove();
    this.#watch = this.#channel = this.#frame = undefined;
    this.#ready = this.#runs = false;
    this.#box.className = '';
  }

  attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    if (before === value) return;
    if (name === 'height' || name === 'view') this.#fit();
    const isProgram = programAttributes.some((one) => one === name);
    if (isProgram) {
      this.#source = undefined;
      this.#tellAbout();
    }
    if (!this.#ready || name === 'height') return;
    this.#set(isProgram ? this.#program() : name === 'readonly' ? this.#flags() : { [name]: value ?? '' });
  }

  /// What stands in the editor; before the program has been loaded, what is known of it here.
  get source(): string {
    return this.#source ?? this.#program().source ?? '';
  }

  set source(source: string) {
    this.#source = String(source);
    if (this.#ready) this.#set({ source: this.#source });
  }

  /// Runs the program. One that is not the site's own waits for a click within the frame.
  run(): void {
    this.#load();
    if (this.#ready) this.#channel?.send({ kind: 'run' });
    else this.#runs = true;
  }

  stop(): void {
    this.#runs = false;
    this.#channel?.send({ kind: 'stop' });
  }

  /// A page that is quicker than this file has set `source` on an element that did not know it yet.
  #takeUpSource(): void {
    if (!Object.hasOwn(this, 'source')) return;
    const { source } = this;
    delete (this as { source?: string }).source;
    this.source = source;
  }

  #set(settings: Settings): void {
    this.#channel?.send({ kind: 'set', edition: ++this.#edition, ...settings });
  }

  /// Which program there is to be: what was given by `source`, what the attributes name, or the <pre>.
  #program(): Settings {
    if (this.#source !== undefined) return { source: this.#source };
    for (const name of programAttributes) {
      const value = this.getAttribute(name);
      if (value !== null) return { [name]: value };
    }
    const text = this.querySelector('pre')?.textContent;
    return text === undefined ? {} : { source: text.replace(/^\n/, '') };
  }

  #flags(): Settings {
    return { readonly: this.hasAttribute('readonly') };
  }

  #settings(): Settings {
    const settings: Settings = { ...this.#program(), ...this.#flags() };
    for (const name of settingAttributes) {
      const value = this.getAttribute(name);
      if (value !== null) settings[name] = value;
    }
    return settings;
  }

  #fit(): void {
    const height = heightOf(this.getAttribute('height'), this.getAttribute('view'));
    this.#size.replaceSync(`:host { height: ${height}px; }`);
  }

  /// What stands below the text until the frame is there, and stays where it never comes.
  #tellAbout(): void {
    const named = programAttributes.find((name) => this.hasAttribute(name));
    const value = named && this.getAttribute(named);
    const link = document.createElement('a');
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = named === 'example' ? `The example ${value} in Weft` : 'Weft';
    const fragment = named === 'link' ? fragmentOf(value!) : `${named}=${value}`;
    link.href = new URL(named ? `#${fragment}` : '.', site).href;
    this.#about.replaceChildren(link);
  }

  #load(): void {
    this.#watch?.disconnect();
    if (this.#frame || !this.isConnected) return;
    const frame = document.createElement('iframe');
    const named = this.getAttribute('title') ?? this.getAttribute('example') ?? this.getAttribute('lesson');
    frame.title = named ? `Weft program: ${named}` : 'Weft program';
    frame.setAttribute('sandbox', sandbox);
    frame.allow = 'clipboard-write';
    frame.referrerPolicy = 'no-referrer';
    this.#frame = frame;
    this.#channel = new Channel({
      frame,
      origin: site.origin,
      hello: () => ({
        ...this.#settings(),
        autorun: this.getAttribute('autorun') === 'visible',
        edition: ++this.#edition,
      }),
      heard: (message) => this.#heard(message),
    });
    frame.src = page.href;
    this.#box.append(frame);
  }

  #heard(message: FromFrame): void {
    switch (message.kind) {
      case 'ready':
        if (message.edition === this.#edition) this.#source = message.source;
        this.#ready = true;
        this.#box.className = 'ready';
        this.#tell('weft-ready', {});
        if (this.#runs) this.#channel?.send({ kind: 'run' });
        this.#runs = false;
        return;
      case 'source':
        /* An answer to what has been asked for before is out of date. */
        if (message.edition === this.#edition) this.#source = message.source;
        return;
      case 'output':
        for (const { text, task, time, stream } of message.pieces)
          this.#tell('weft-output', { text, task, time, stream });
        return;
      case 'ended':
        return this.#tell('weft-end', { status: message.status, cause: message.cause });
    }
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/// Of a whole address its fragment.
const fragmentOf = (link: string): string => link.slice(link.indexOf('#') + 1);
