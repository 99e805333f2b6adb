/// What programs ask of their host: answers, frames, lines, and the end of what nobody waits for any more.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WeftError } from '../../web/runtime/abi.gen.ts';
import { RealClock, VirtualClock } from '../../web/runtime/clock.ts';
import { ProgramMemory } from '../../web/runtime/memory.ts';
import { HostRequests } from '../../web/runtime/host-requests.ts';
import type { FetchRequest, Host } from '../../web/runtime/index.ts';
import { FakeHost } from './fake-host.ts';

/// Requests of a program whose memory holds the texts that `put` writes.
function requestsOn(clockKind: 'real' | 'virtual', host: Host = new FakeHost()) {
  const raw = new WebAssembly.Memory({ initial: 1 });
  const memory = new ProgramMemory(raw);
  const clock = clockKind === 'virtual' ? new VirtualClock() : new RealClock(host);
  let arrivals = 0;
  const requests = new HostRequests({
    memory: () => memory,
    clock,
    host,
    arrived: () => void arrivals++,
  });
  let end = 16;
  const put = (text: string): number => {
    const at = end;
    memory.put(at, new TextEncoder().encode(`${text}\0`));
    end = (at + text.length + 8) & ~7;
    return at;
  };
  const putList = (texts: string[]): number => {
    const pointers = texts.map(put);
    const at = end;
    for (const [index, pointer] of [...pointers, 0].entries())
      memory.view().setUint32(at + index * 4, pointer, true);
    end = at + (texts.length + 2) * 4;
    return at;
  };
  const fetch = (
    request: number,
    url: string,
    { method = 'GET', headers = [] as string[], body = '', maxLength = 0 } = {},
  ) =>
    requests.imports.fetch(
      request,
      put(url),
      put(method),
      headers.length ? putList(headers) : 0,
      body ? put(body) : 0,
      body.length,
      maxLength,
    );
  const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
  const take = () =>
    requests.take().map(({ request, status, data, extra }) => ({
      request,
      status,
      data: text(data),
      extra: text(extra),
    }));
  return { requests, clock, fetch, take, arrivals: () => arrivals };
}

/// A fetch that answers with so many bytes in so many parts, and says what it was asked.
function fetchOf(parts: string[], status = 200) {
  const asked: { url: string; request: FetchRequest }[] = [];
  let canceled = 0;
  let sent = 0;
  const fetch: NonNullable<Host['fetch']> = async (url, request) => {
    asked.push({ url, request });
    const reader = {
      read: async () =>
        sent < parts.length
          ? { done: false, value: new TextEncoder().encode(parts[sent++]) }
          : { done: true },
      cancel: async () => void canceled++,
    };
    return {
      status,
      headers: { get: (name) => (name === 'content-type' ? 'text/html' : null) },
      body: { getReader: () => reader },
    };
  };
  return {
    host: Object.assign(new FakeHost(), { fetch }),
    asked,
    canceled: () => canceled,
    sent: () => sent,
  };
}

const microtasks = () => new Promise((resolve) => setImmediate(resolve));

test('a request carries method, headers and body, and no credentials', async () => {
  const { host, asked } = fetchOf(['an', 'swer'], 404);
  const { fetch, take, requests } = requestsOn('real', host);
  fetch(5, 'https://example.org/x', { method: 'PUT', headers: ['X-One: 1', 'X-Two:a:b'], body: 'data' });
  assert.equal(requests.outstanding, true);
  await microtasks();
  const { url, request } = asked[0]!;
  assert.equal(url, 'https://example.org/x');
  assert.equal(request.method, 'PUT');
  assert.deepEqual(request.headers, [
    ['X-One', '1'],
    ['X-Two', 'a:b'],
  ]);
  assert.equal(new TextDecoder().decode(request.body), 'data');
  assert.equal(request.credentials, 'omit');
  assert.deepEqual(take(), [{ request: 5, status: 404, data: 'answer', extra: 'text/html' }]);
  assert.equal(requests.outstanding, false);
});

test('a body above the limit is WEFT_ETOOBIG and is not read any further', async () => {
  const { host, canceled, sent } = fetchOf(['12345', '67890', 'abc']);
  const { fetch, take } = requestsOn('real', host);
  fetch(1, 'https://example.org/', { maxLength: 9 });
  await microtasks();
  assert.deepEqual(take(), [{ request: 1, status: WeftError.ETOOBIG, data: undefined, extra: undefined }]);
  assert.equal(sent(), 2);
  assert.equal(canceled(), 1);
});

test('a body of just the limit is accepted', async () => {
  const { host } = fetchOf(['12345', '6789']);
  const { fetch, take } = requestsOn('real', host);
  fetch(1, 'https://example.org/', { maxLength: 9 });
  await microtasks();
  assert.equal(take()[0]!.data, '123456789');
});

test('no answer is WEFT_EIO, as is a host without fetch', async () => {
  const broken = requestsOn(
    'real',
    Object.assign(new FakeHost(), { fetch: () => Promise.reject(new TypeError('no network')) }),
  );
  broken.fetch(1, 'https://example.org/');
  await microtasks();
  assert.equal(broken.take()[0]!.status, WeftError.EIO);
  const none = requestsOn('real');
  none.fetch(2, 'https://example.org/');
  assert.equal(none.take()[0]!.status, WeftError.EIO);
});

test('an abort reaches the request, and nothing is completed', async () => {
  const { host, asked } = fetchOf(['x']);
  const { fetch, take, requests } = requestsOn('real', host);
  fetch(1, 'https://example.org/');
  await Promise.resolve();
  requests.imports.abort(1);
  assert.equal(asked[0]!.request.signal.aborted, true);
  assert.equal(requests.outstanding, false);
  await microtasks();
  assert.deepEqual(take(), []);
});

test("on the real clock frames are the display's, where there is one", () => {
  let callback: ((time: number) => void) | undefined;
  let canceled = false;
  const frame = (next: (time: number) => void) => {
    callback = next;
    return () => void (canceled = true);
  };
  const host = Object.assign(new FakeHost(), { frame });
  const { requests } = requestsOn('real', host);
  host.time = 20;
  assert.equal(requests.imports.next_frame(1), 1);
  host.time = 30;
  callback!(25);
  assert.deepEqual(requests.take(), [{ request: 1, status: 0, frame: 25e6 }]);
  assert.equal(requests.imports.next_frame(2), 1);
  requests.imports.abort(2);
  assert.equal(canceled, true);
});

test('without a display, or on the virtual clock, the program counts frames by itself', () => {
  const host = Object.assign(new FakeHost(), { frame: () => assert.fail('the display was asked') });
  assert.equal(requestsOn('virtual', host).requests.imports.next_frame(1), 0);
  assert.equal(requestsOn('real').requests.imports.next_frame(1), 0);
});

/// Lines that the test hands out one at a time.
function linesOf() {
  const asked: { signal: AbortSignal; resolve(line: string | null): void }[] = [];
  const readLine = (signal: unknown) =>
    new Promise<string | null>((resolve) => asked.push({ signal: signal as AbortSignal, resolve }));
  return { asked, host: Object.assign(new FakeHost(), { readLine }) };
}

test('lines are read one at a time, for those who ask in their order', async () => {
  const { asked, host } = linesOf();
  const { requests, take } = requestsOn('real', host);
  requests.imports.read_line(1);
  requests.imports.read_line(2);
  assert.equal(asked.length, 1);
  asked[0]!.resolve('first');
  await microtasks();
  asked[1]!.resolve('zweite ü');
  await microtasks();
  assert.deepEqual(
    take().map((one) => [one.request, one.status, one.data]),
    [
      [1, 5, 'first'],
      [2, 9, 'zweite ü'],
    ],
  );
});

test('the end of input is WEFT_EDONE, as is a host without input', async () => {
  const { asked, host } = linesOf();
  const { requests, take } = requestsOn('real', host);
  requests.imports.read_line(1);
  asked[0]!.resolve(null);
  await microtasks();
  assert.equal(take()[0]!.status, WeftError.EDONE);
  const none = requestsOn('real');
  none.requests.imports.read_line(1);
  assert.equal(none.take()[0]!.status, WeftError.EDONE);
});

test('a line for somebody who gave up goes to the next who asks', async () => {
  const { asked, host } = linesOf();
  const { requests, take } = requestsOn('real', host);
  requests.imports.read_line(1);
  requests.imports.read_line(2);
  requests.imports.abort(1);
  assert.equal(asked[0]!.signal.aborted, false);
  asked[0]!.resolve('kept');
  await microtasks();
  assert.deepEqual(
    take().map((one) => [one.request, one.data]),
    [[2, 'kept']],
  );
});

test('when nobody waits any more the reading stops, and a line that came all the same is not lost', async () => {
  const { asked, host } = linesOf();
  const { requests, take } = requestsOn('real', host);
  requests.imports.read_line(1);
  requests.imports.abort(1);
  assert.equal(asked[0]!.signal.aborted, true);
  asked[0]!.resolve('late');
  await microtasks();
  requests.imports.read_line(2);
  await microtasks();
  assert.deepEqual(
    take().map((one) => [one.request, one.data]),
    [[2, 'late']],
  );
});

test('a line that came for somebody who has just given up goes to the next who asks', async () => {
  const { asked, host } = linesOf();
  const { requests, take } = requestsOn('real', host);
  requests.imports.read_line(1);
  asked[0]!.resolve('kept\n');
  await microtasks();
  requests.imports.abort(1);
  requests.imports.read_line(2);
  await microtasks();
  assert.deepEqual(
    take().map((one) => [one.request, one.data]),
    [[2, 'kept\n']],
  );
});
