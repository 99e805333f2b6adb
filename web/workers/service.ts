/// The service worker: keeps the page, its workers and the compiled examples for when there is no network,
/// and answers /delay/N, which the examples of waiting ask for. The compiler has a cache of its own.

import { delayAnswer, delayOf } from './delay.ts';

/* Both are put in when the site is built: the files of the shell, relative to this
   one, and a hash over them. */
declare const self: ServiceWorkerGlobalScope & { __WEFT_SHELL__: string[]; __WEFT_VERSION__: string };

const files = self.__WEFT_SHELL__;
const cacheName = `weft-shell-${self.__WEFT_VERSION__}`;
const scope = new URL(self.registration.scope);

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map((file) => new Request(new URL(file, scope), { cache: 'no-cache' })));
  await self.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith('weft-shell-') && name !== cacheName) await caches.delete(name);
  }
  await self.clients.claim();
}

function answerTo(request: Request): Promise<Response> | undefined {
  const url = new URL(request.url);
  if (url.origin !== scope.origin) return undefined;
  const address = url.pathname + url.search;
  const delay = delayOf(withinScope(address)) ?? delayOf(address);
  if (delay !== undefined) return delayed(delay);
  if (request.method !== 'GET' || !url.pathname.startsWith(scope.pathname)) return undefined;
  if (request.mode === 'navigate') return page(request);
  if (isKept(url.pathname)) return compilerFile(request);
  return url.pathname.startsWith(`${scope.pathname}assets/`) ? asset(request) : undefined;
}

/// Takes a path beside the page for one from the site's root.
const withinScope = (path: string): string =>
  path.startsWith(scope.pathname) ? path.slice(scope.pathname.length - 1) : path;

async function delayed(written: string): Promise<Response> {
  await new Promise((resolve) => setTimeout(resolve, Number(written) * 1000));
  return new Response(delayAnswer(written), { headers: { 'content-type': 'text/plain' } });
}

/// The newest page where there is a network, the kept one where there is none. It has the manual's pages, the
/// lessons and the examples within it.
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const { pathname } = new URL(request.url);
    const section = /\/manual\/(?:([a-z-]+)\.html)?$/.exec(pathname);
    if (section) return Response.redirect(new URL(`index.html#manual=${placeOf(section[1])}`, scope));
    const [, kind, name] = /\/(lesson|example)\/([\w-]+)\/(?:index\.html)?$/.exec(pathname) ?? [];
    if (name) return Response.redirect(new URL(`index.html#${kind}=${name}`, scope));
    const framed = new URL(request.url).pathname.endsWith('/embed.html');
    const kept = await caches.match(new URL(framed ? 'embed.html' : 'index.html', scope));
    if (kept) return kept;
    throw error;
  }
}

const placeOf = (section = 'index'): string => (section === 'index' ? 'introduction' : section);

/// The name of a file of the compiler that is kept inflated (compiler-cache.ts).
const isKept = (path: string): boolean =>
  path.startsWith(`${scope.pathname}compiler/`) && /\.(wasm|tar)$/.test(path);

/// Engines keep the code that they make of an answer to a request, and not of what a page takes out of a
/// cache itself.
async function compilerFile(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: 'weft-compiler' })) ?? fetch(request);
}

/// Assets carry a hash of their content in their name: a kept one is the right one.
async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(cacheName);
    void cache.put(request, response.clone()).catch(() => {});
  }
  return response;
}
