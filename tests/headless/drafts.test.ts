/// Drafts outlive their tabs, and what cannot be kept is told.

import { defaults } from '../../web/page/run/compile-options.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Drafts, nameOf, type Locks } from '../../web/page/share/drafts.ts';

class Store {
  readonly #items = new Map<string, string>();
  /// Characters that fit.
  room = Infinity;

  get length(): number {
    return this.#items.size;
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (value.length > this.room) throw new Error('full');
    this.#items.set(key, value);
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
}

/// Locks that are held for ever, as those of pages that stay open.
class HeldLocks implements Locks {
  readonly held = new Set<string>();

  /// Who would have to wait is told at once that it took too long.
  request(name: string, _: unknown, held: () => Promise<never>): Promise<unknown> {
    if (this.held.has(name)) return Promise.reject(new Error('timed out'));
    this.held.add(name);
    return held();
  }
}

function drafts(store: Store, locks: Locks | undefined = undefined) {
  let time = 0;
  let ids = 0;
  return new Drafts({
    store: () => store,
    locks,
    now: () => ++time,
    newId: () => `${++ids}-${Math.random()}`,
  });
}

const content = (source: string) =>
  ({ source, example: '', clock: 'real', seed: 0, options: defaults }) as const;

test('drafts come back with the newest first, each text once', () => {
  const store = new Store();
  const kept = drafts(store);
  for (const [id, source] of [
    ['a', 'one'],
    ['b', 'two'],
    ['c', 'one'],
  ] as const)
    assert.equal(kept.save({ ...content(source), id }), 'kept');
  assert.deepEqual(
    kept.list().map(({ id, source }) => [id, source]),
    [
      ['c', 'one'],
      ['b', 'two'],
    ],
  );
  kept.remove('c');
  assert.deepEqual(
    kept.list().map(({ source }) => source),
    ['two'],
  );
});

test('a full store and a refused one are told apart, and nothing kept before is lost', () => {
  const store = new Store();
  const kept = drafts(store);
  kept.save({ ...content('one'), id: 'a' });
  store.room = 0;
  assert.equal(kept.save({ ...content('two'), id: 'b' }), 'full');
  assert.deepEqual(
    kept.list().map(({ source }) => source),
    ['one'],
  );
  const refused = new Drafts({
    store: () => {
      throw new Error('refused');
    },
    locks: undefined,
    now: () => 0,
    newId: () => 'x',
  });
  assert.equal(refused.save({ ...content('one'), id: 'a' }), 'denied');
  assert.deepEqual(refused.list(), []);
});

test('what another program has put there is no draft', () => {
  const store = new Store();
  for (const value of ['', '{', 'null', '7', '{"source":7}']) store.setItem(`weft:draft:${value}`, value);
  store.setItem('weft:draft:odd', '{"source":"x","clock":"lunar","seed":-5,"savedAt":"now"}');
  assert.deepEqual(drafts(store).list(), [
    { id: 'odd', name: 'x', savedAt: 0, source: 'x', example: '', clock: 'real', seed: 0, options: defaults },
  ]);
});

test('a draft that another page holds is not written', async () => {
  const store = new Store();
  const locks = new HeldLocks();
  const first = drafts(store, locks);
  const second = drafts(store, locks);
  const id = first.begin();
  assert.equal(await first.claim(id), true);
  assert.equal(first.owns(id), true);
  assert.equal(await second.claim(id), false);
  assert.equal(second.owns(id), false);
  assert.equal(await drafts(store).claim(id), false, 'where there are no locks, no other is written');
});

test('the lock of a new draft is waited for, that of an old one not for ever', () => {
  const patience: boolean[] = [];
  const locks: Locks = {
    request: (_, { signal }) => (patience.push(signal !== undefined), new Promise(() => {})),
  };
  const kept = drafts(new Store(), locks);
  kept.begin();
  void kept.claim('of another tab');
  assert.deepEqual(patience, [false, true]);
});

test('a name is the first comment, or the first line that says something', () => {
  assert.equal(nameOf('#include <weft.h>\n\n// Cats  and dogs\nint main'), 'Cats and dogs');
  assert.equal(nameOf('/* A gather\n * of tasks */\n'), 'A gather');
  assert.equal(nameOf('/* Whole */ int x;'), 'Whole');
  assert.equal(nameOf('#include <stdio.h>\n\nint main(void) {'), 'int main(void) {');
  assert.equal(nameOf(''), 'Empty program');
  assert.equal(nameOf(`// ${'x'.repeat(100)}`).length, 60);
});
