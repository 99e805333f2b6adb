/// What the tests look at, in the page itself: this file's one function is sent there as text, and knows
/// nothing of what stands around it here.

export interface Shapes {
  view: { axis: string };
  spans: { task: number; state: number; x: number }[];
  rows: unknown[];
}

export interface InPage {
  /// The first element that is seen and has this role and name, which may be a pattern.
  find(role: string, name?: string | RegExp): HTMLElement | undefined;
  /// Waits until a look gives something true, and looks at each change of the page and of its focus.
  until<T>(look: () => T): Promise<T>;
  focusEditor(): void;
  /// In the editor, at what is selected there.
  paste(text: string): void;
  /// What stands in the editor; of a program that fits on the screen.
  text(): string;
  /// What the program has written, without times and names, as far as the moment goes.
  lines(): string[];
  status(): string;
  choose(combobox: string, option: string): void;
  /// The shapes of the timeline's next drawing.
  drawn(): Promise<Shapes>;
  /// Has files come here that the page would save.
  catchFiles(): void;
  /// Texts of the files that were caught.
  files: string[];
}

export function inPage(): InPage {
  const roles: Record<string, string> = {
    button: 'button,[role=button]',
    textbox: '[role=textbox],textarea,input[type=text],input:not([type])',
    combobox: 'select',
    spinbutton: 'input[type=number]',
    status: '[role=status]',
    log: '[role=log]',
    alert: '[role=alert]',
    region: 'section',
    table: 'table',
    row: 'tr',
    list: 'ul,ol',
    listitem: 'li',
    slider: '[role=slider],input[type=range]',
    application: '[role=application]',
  };
  const wordsOf = (ids: string | null) =>
    (ids ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ');
  /* A field stands within its label. */
  const labelOf = (label: HTMLLabelElement) =>
    [...label.childNodes].map((node) => (node.contains(label.control) ? '' : node.textContent)).join('');
  const nameOf = (element: HTMLElement) =>
    (
      element.getAttribute('aria-label') ||
      wordsOf(element.getAttribute('aria-labelledby')) ||
      [...((element as HTMLInputElement).labels ?? [])].map(labelOf).join(' ') ||
      element.textContent ||
      ''
    ).trim();
  const fits = (found: string, name: string | RegExp) =>
    typeof name === 'string' ? found === name : name.test(found);
  const seen = (element: HTMLElement) => element.getClientRects().length > 0;

  /* The editor lives in a shadow root. */
  const roots = () => [document, document.querySelector('.editor')?.shadowRoot].filter((root) => !!root);
  const all = (selector: string) =>
    roots().flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)]);

  const page: InPage = {
    find(role, name) {
      return all(roles[role]!).find(
        (element) => (seen(element) || role === 'alert') && (!name || fits(nameOf(element), name)),
      );
    },
    until(look) {
      return new Promise((resolve) => {
        const again = () => {
          const found = look();
          if (!found) return;
          observer.disconnect();
          document.removeEventListener('focusin', again);
          resolve(found);
        };
        const observer = new MutationObserver(again);
        for (const root of roots())
          observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
        document.addEventListener('focusin', again);
        again();
      });
    },
    focusEditor: () => page.find('textbox', 'C program')!.focus(),
    paste(text) {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      /* Firefox has names of its own for what it takes. */
      const firefoxs = { dataType: 'text/plain', data: text };
      const options = { clipboardData, ...firefoxs, bubbles: true, cancelable: true };
      const paste = new ClipboardEvent('paste', options);
      page.find('textbox', 'C program')!.dispatchEvent(paste);
    },
    text: () =>
      all('.cm-line')
        .map((line) => line.textContent)
        .join('\n'),
    lines: () =>
      [...document.querySelectorAll<HTMLElement>('[role=log] .line')]
        .filter(seen)
        .map((line) => line.querySelector('.text')!.textContent!),
    status: () => page.find('status', 'Status')!.textContent!,
    choose(combobox, option) {
      const field = page.find('combobox', combobox) as HTMLSelectElement;
      field.value = [...field.options].find(({ text, value }) => text === option || value === option)!.value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    drawn() {
      const chart = page.find('application', 'Lanes of the tasks')!;
      return new Promise((resolve) => {
        const told = (event: Event) => {
          const { view, spans, rows } = (event as CustomEvent<Shapes>).detail;
          resolve(JSON.parse(JSON.stringify({ view, spans, rows: rows.map(() => 0) })));
        };
        chart.addEventListener('drawn', told, { once: true });
        chart.dispatchEvent(new Event('scroll'));
      });
    },
    files: [],
    catchFiles() {
      URL.createObjectURL = (file) => {
        void (file as Blob).text().then((text) => {
          page.files.push(text);
          document.body.dataset['files'] = String(page.files.length);
        });
        return '#';
      };
      HTMLAnchorElement.prototype.click = () => {};
    },
  };
  return page;
}
