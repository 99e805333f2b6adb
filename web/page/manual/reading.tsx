/// All parts of the manual share this: which names have entries, what is searched for, how a place is gone
/// to.

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { TargetedMouseEvent } from 'preact';

import { cut, spansOf } from '../../manual/index.ts';

export interface Reading {
  isEntry(name: string): boolean;
  words: readonly string[];
  open(place: string): void;
  linkTo(place: string): string;
}

export const ReadingContext = createContext<Reading | undefined>(undefined);

export function useReading(): Reading {
  const reading = useContext(ReadingContext);
  if (!reading) throw new Error('a part of the manual stands outside of ReadingContext');
  return reading;
}

export const idOf = (place: string): string => `manual-${place}`;

/// A text with what is searched for marked in it.
export function Found({ text }: { text: string }) {
  const { words } = useReading();
  return <>{cut(text, words).map((piece) => (piece.found ? <mark>{piece.text}</mark> : piece.text))}</>;
}

interface ReferenceProps {
  name: string;
  /// Its words, where they are not the name.
  text?: string;
}

/// A link that is followed here; in a new tab it opens the page with the manual at that place.
export function Reference({ name, text = name }: ReferenceProps) {
  const { open, linkTo } = useReading();
  const follow = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(name);
  };
  return (
    <a href={linkTo(name)} onClick={follow}>
      <Found text={text} />
    </a>
  );
}

export function Prose({ text }: { text: string }) {
  const { isEntry } = useReading();
  return (
    <>
      {spansOf(text, isEntry).map((span) => {
        if (span.kind === 'words') return <Found text={span.text} />;
        return (
          <code>
            {span.kind === 'reference' ? <Reference name={span.text} /> : <Found text={span.text} />}
          </code>
        );
      })}
    </>
  );
}
