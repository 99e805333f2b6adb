/// Clang's completions: what it prints, read back, and what it finds in a program.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Suggestions } from '../../web/page/editor/assist/suggestions.ts';
import { startToolchain } from '../../web/cli/compiler.ts';
import { completionIn } from '../../web/toolchain/completion.ts';
import type { Completion, Toolchain } from '../../web/toolchain/index.ts';

describe('what clang prints', () => {
  test('a variable, a function, a macro, a keyword', () => {
    assert.deepEqual(completionIn('COMPLETION: body : [#char *#]body'), { name: 'body', type: 'char *' });
    assert.deepEqual(
      completionIn('COMPLETION: qsort : [#void#]qsort(<#void *#>, <#int (*)(const void *, const void *)#>)'),
      {
        name: 'qsort',
        type: 'void',
        parameters: ['void *', 'int (*)(const void *, const void *)'],
      },
    );
    assert.deepEqual(completionIn('COMPLETION: EOF : EOF'), { name: 'EOF', type: '' });
    assert.deepEqual(completionIn('COMPLETION: int'), { name: 'int', type: '' });
  });

  test('what is for the compiler alone is left out', () => {
    assert.deepEqual(
      completionIn(
        'COMPLETION: fputs : [#int#]fputs(<#const char *restrict _Nonnull _Nonnull#>, <#FILE *restrict#>)',
      ),
      {
        name: 'fputs',
        type: 'int',
        parameters: ['const char *', 'FILE *'],
      },
    );
    assert.equal(completionIn('COMPLETION: __INT_MAX__ : __INT_MAX__'), undefined);
    assert.equal(completionIn('COMPLETION: Pattern : while (<#condition#>)'), undefined);
    assert.equal(completionIn('program.c:9:5: error: expected expression'), undefined);
  });
});

describe('in a program', () => {
  let toolchain: Toolchain;
  before(async () => {
    toolchain = await startToolchain();
  });

  const at = async (program: string): Promise<Completion[]> =>
    toolchain.complete(program.replace('|', ''), program.indexOf('|'));
  const names = async (program: string) => (await at(program)).map(({ name }) => name).sort();

  test('members, with their types', async () => {
    assert.deepEqual(
      await at('struct point { int x; double y; };\nint main(void) { struct point p; p.| }\n'),
      [
        { name: 'x', type: 'int' },
        { name: 'y', type: 'double' },
      ],
    );
  });

  test('members behind an arrow, after letters that are no ASCII', async () => {
    const program =
      '#include <weft.h>\nint main(void) { weft_response *page; const char *s = "é😀"; page->|status = 1; }\n';
    assert.deepEqual(await names(program), ['body', 'content_type', 'length', 'status']);
  });

  test('what the program and the library name, in a text that does not compile', async () => {
    const found = await at(
      '#include <stdio.h>\nint broken(void) { return missing }\nint main(void) {\n    int counter = 0;\n    |cou\n}\n',
    );
    assert.deepEqual(
      found.find(({ name }) => name === 'counter'),
      { name: 'counter', type: 'int' },
    );
    assert.deepEqual(found.find(({ name }) => name === 'puts')?.parameters, ['const char *']);
    assert.deepEqual(
      found.filter(({ name }) => name === 'stdin'),
      [{ name: 'stdin', type: 'FILE *const' }],
    );
    assert.equal(
      found.some(({ name }) => name.startsWith('_')),
      false,
    );
  });
});

describe('questions of the editor', () => {
  /// Answers when it is told to.
  const compiler = () => {
    const asked: { source: string; answer(found: Completion[]): void; fail(): void }[] = [];
    const complete = (source: string) =>
      new Promise<Completion[]>((resolve, reject) =>
        asked.push({ source, answer: resolve, fail: () => reject(new Error('broken')) }),
      );
    return { asked, suggestions: new Suggestions({ state: { kind: 'ready' }, complete }) };
  };
  const live = new AbortController().signal;
  const x = [{ name: 'x', type: 'int' }];
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  test('one at a time, and none that is no longer wanted', async () => {
    const { asked, suggestions } = compiler();
    const control = new AbortController();
    const first = suggestions.at('first', 0, live);
    const second = suggestions.at('second', 0, control.signal);
    const third = suggestions.at('third', 0, live);
    await turn();
    assert.deepEqual(
      asked.map(({ source }) => source),
      ['first'],
    );
    control.abort();
    asked[0]!.answer(x);
    assert.deepEqual(await first, x);
    assert.equal(await second, undefined);
    await turn();
    assert.deepEqual(
      asked.map(({ source }) => source),
      ['first', 'third'],
    );
    asked[1]!.answer(x);
    assert.deepEqual(await third, x);
  });

  test('an answer that comes too late is dropped; one that fails is none, and the next is asked', async () => {
    const { asked, suggestions } = compiler();
    const control = new AbortController();
    const late = suggestions.at('late', 0, control.signal);
    control.abort();
    asked[0]!.answer(x);
    assert.equal(await late, undefined);
    const failing = suggestions.at('failing', 0, live);
    await turn();
    asked[1]!.fail();
    assert.equal(await failing, undefined);
    const next = suggestions.at('next', 0, live);
    await turn();
    asked[2]!.answer(x);
    assert.deepEqual(await next, x);
  });

  test('without a compiler there is no answer', async () => {
    const suggestions = new Suggestions({ state: { kind: 'absent' }, complete: () => assert.fail('asked') });
    assert.equal(await suggestions.at('', 0, live), undefined);
  });
});
