/// Shows one function, macro, type or constant.

import { broken, constantValue, type Entry } from '../../manual/index.ts';
import { Blocks, Code } from './blocks.tsx';
import { Found, idOf, Prose, Reference } from './reading.tsx';

const maxSignatureCharacters = 46;

interface EntryViewProps {
  entry: Entry;
  /// The functions that return it, if it is an error.
  returnedBy: readonly string[];
}

export function EntryView({ entry, returnedBy }: EntryViewProps) {
  const { name, kind, signature, text, fields, line } = entry;
  return (
    <article class={`entry ${kind}`} aria-labelledby={idOf(name)}>
      <div class="name">
        <h4 id={idOf(name)} tabIndex={-1}>
          <Reference name={name} />
        </h4>
        {kind === 'constant' && <code class="value">{constantValue(entry)}</code>}
        <span class="where">weft.h:{line}</span>
      </div>
      {kind !== 'constant' && (
        <pre class="signature">
          <Code text={broken(signature, maxSignatureCharacters)} of={name} />
        </pre>
      )}
      <Blocks blocks={text} />
      {fields.length > 0 && (
        <dl>
          {fields.map((field) => (
            <Field key={field.declaration} {...field} />
          ))}
        </dl>
      )}
      <Waits waits={entry.waits} />
      {returnedBy.length > 0 && <p class="aside">Returned by {joined(returnedBy)}.</p>}
    </article>
  );
}

function Field({ declaration, text }: { declaration: string; text: string }) {
  return (
    <>
      <dt>
        <code>
          <Found text={declaration} />
        </code>
      </dt>
      <dd>
        <Prose text={text} />
      </dd>
    </>
  );
}

function Waits({ waits }: { waits: Entry['waits'] }) {
  if (waits === 'never') return null;
  return waits === 'body' ? (
    <p class="aside">
      <strong>Waits when the body does</strong>: others run meanwhile.
    </p>
  ) : (
    <p class="aside">
      <strong>Waits</strong>: others run meanwhile, and it can return{' '}
      <Prose text="WEFT_ECANCELED or WEFT_ETIMEDOUT." />
    </p>
  );
}

const joined = (names: readonly string[]) =>
  names.map((name, index) => (
    <>
      {index > 0 && ', '}
      <code>
        <Reference name={name} />
      </code>
    </>
  ));
