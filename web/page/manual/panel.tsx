/// The manual stands beside the program where there is room, over everything where there is not.

import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RefObject, TargetedEvent } from 'preact';

import { useApp } from '../context.ts';
import { beginning, type Place } from './manual-shelf.ts';
import {
  best,
  countEntries,
  returners,
  search,
  wordsOf,
  type Manual,
  type Section,
} from '../../manual/index.ts';
import '../../manual/tokens.css';
import { Icon } from '../../common/icons.tsx';
import './manual.css';
import { Blocks } from './blocks.tsx';
import { EntryView } from './entry.tsx';
import { Found, idOf, ReadingContext, Reference, type Reading } from './reading.tsx';

export function ManualPanel({ pages }: { pages: Manual }) {
  const { manual } = useApp();
  const place = manual.place.value ?? { name: beginning, asked: 0 };
  const [query, setQuery] = useState('');
  const words = wordsOf(query);
  const shown = useMemo(() => search(pages, words), [pages, query]);
  const returnedBy = useMemo(() => returners(pages), [pages]);
  const names = useMemo(
    () => new Set(pages.sections.flatMap(({ entries }) => entries.map(({ name }) => name))),
    [pages],
  );
  const dialog = useDialog(() => manual.close());
  const pane = useRef<HTMLDivElement>(null);
  const missing =
    !names.has(place.name) && place.name !== beginning && pages.sections.every(({ id }) => id !== place.name);
  useLayoutEffect(() => pane.current?.scrollTo(0, 0), [query]);
  useGoing(dialog, missing ? { ...place, name: beginning } : place, query, () => setQuery(''));
  const reading: Reading = {
    words,
    isEntry: (name) => names.has(name),
    open: (name) => manual.open(name),
    linkTo: (name) => manual.linkTo(name),
  };
  return (
    <dialog class="manual" ref={dialog} aria-labelledby="manual-title">
      <div class="head">
        <h2 id="manual-title">Manual</h2>
        <Search query={query} change={setQuery} enter={() => manual.open(best(shown, query) ?? place.name)} />
        <button
          type="button"
          class="button quiet"
          aria-label="Close the manual"
          title="Close (Esc)"
          onClick={() => manual.close()}
        >
          <Icon name="clear" />
        </button>
      </div>
      <ReadingContext.Provider value={reading}>
        <div class="pages" ref={pane}>
          <p class="found" role="status">
            {words.length > 0 ? foundIn(shown) : missing ? `weft.h has nothing called "${place.name}".` : ''}
          </p>
          {words.length === 0 && <Contents sections={pages.sections} />}
          {words.length === 0 && (
            <p class="aside">
              Also as{' '}
              <a href="./manual/index.html" target="_blank" rel="noopener">
                pages of their own
              </a>
              .
            </p>
          )}
          <h3 id={idOf(beginning)} tabIndex={-1} hidden={shown.introduction.length === 0}>
            Introduction
          </h3>
          <Blocks blocks={shown.introduction} />
          {shown.sections.map((section) => (
            <SectionView key={section.id} section={section} returnedBy={returnedBy} />
          ))}
        </div>
      </ReadingContext.Provider>
    </dialog>
  );
}

interface SearchProps {
  query: string;
  change(query: string): void;
  enter(): void;
}

function Search({ query, change, enter }: SearchProps) {
  return (
    <input
      type="search"
      aria-label="Search the manual"
      placeholder="Search"
      autocomplete="off"
      spellcheck={false}
      value={query}
      onInput={(event: TargetedEvent<HTMLInputElement>) => change(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && !event.isComposing && query !== '' && enter()}
    />
  );
}

function Contents({ sections }: { sections: readonly Section[] }) {
  return (
    <nav aria-label="Sections">
      <ul>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <Reference name={id} text={title} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SectionView({
  section,
  returnedBy,
}: {
  section: Section;
  returnedBy: ReadonlyMap<string, string[]>;
}) {
  const { id, title, aside, text, entries } = section;
  return (
    <section>
      <h3 id={idOf(id)} tabIndex={-1}>
        <Found text={title} />
      </h3>
      {aside && (
        <p class="aside">
          <Found text={aside} />
        </p>
      )}
      <Blocks blocks={text} />
      {entries.map((entry) => (
        <EntryView key={entry.name} entry={entry} returnedBy={returnedBy.get(entry.name) ?? []} />
      ))}
    </section>
  );
}

function foundIn(shown: Manual): string {
  const count = countEntries(shown);
  if (count > 0) return count === 1 ? '1 entry' : `${count} entries`;
  return shown.sections.length + shown.introduction.length > 0
    ? 'No entry, but a text'
    : 'Nothing holds all of these words.';
}

/// Opens the dialog: modal where it covers the page, so that nothing behind it is reached; Esc closes it
/// either way.
function useDialog(close: () => void): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const narrow = matchMedia('(width < 720px)');
    const show = () => {
      dialog.current?.close();
      if (narrow.matches) dialog.current?.showModal();
      else dialog.current?.show();
    };
    show();
    narrow.addEventListener('change', show);
    return () => narrow.removeEventListener('change', show);
  }, []);
  useLayoutEffect(() => {
    // it listens before it has the focus
    const element = dialog.current;
    const leave = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
      event.preventDefault();
      close();
    };
    element?.addEventListener('keydown', leave);
    element?.addEventListener('cancel', leave);
    return () => {
      element?.removeEventListener('keydown', leave);
      element?.removeEventListener('cancel', leave);
    };
  });
  return dialog;
}

/// Goes to the place that is asked for, once all is shown: a search may hide it.
function useGoing(
  dialog: RefObject<HTMLDialogElement | null>,
  { name, asked }: Place,
  query: string,
  showAll: () => void,
): void {
  const due = useRef(false);
  useLayoutEffect(() => {
    due.current = true;
    showAll();
  }, [asked]);
  useLayoutEffect(() => {
    if (!due.current || query !== '') return;
    due.current = false;
    const target =
      name === beginning
        ? dialog.current?.querySelector<HTMLElement>('input')
        : document.getElementById(idOf(name));
    if (name !== beginning) target?.scrollIntoView();
    target?.focus({ preventScroll: true });
  });
}
