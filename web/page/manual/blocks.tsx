/// Paragraphs, lists and examples of the manual.

import type { Block } from '../../manual/index.ts';
import { Code } from './code.tsx';
import { Prose } from './reading.tsx';

export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        <OneBlock key={index} block={block} />
      ))}
    </>
  );
}

function OneBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Prose text={block.text} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item, index) => (
            <li key={index}>
              <Prose text={item} />
            </li>
          ))}
        </ul>
      );
    /* In the order of keys, so that a keyboard can scroll what is too wide. */
    case 'code':
      return (
        <pre class="example" tabIndex={0} role="group" aria-label="Example">
          <Code text={block.text} />
        </pre>
      );
  }
}
