/// weft_fetch in Node: real requests, to a server of the test's own.

import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { main, weft } from './command.ts';

let address = '';
const closed: string[] = [];
const server = createServer((request, response) => void answer(request, response));

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = '', method, headers } = request;
  response.on('close', () => closed.push(url));
  let body = '';
  for await (const chunk of request) body += chunk;
  switch (url) {
    case '/echo': return void response.setHeader('content-type', 'text/x-echo').end(`${method} ${headers['x-one']} ${headers.cookie} ${body}`);
    case '/missing': return void response.writeHead(404).end('not here');
    case '/large': return void response.end('x'.repeat(1_000_000));
    case '/moved': return void response.writeHead(302, { location: '/echo' }).end();
    case '/cut': return void response.writeHead(200, { 'content-length': '100' }).write('part', () => response.destroy());
    /* Anything else waits until the other side gives up. */
  }
}

/// The program is given the address and prints what it is told: error or status, length, type, body.
const asking = (request: string, path: string): string => main(`
  char url[200];
  snprintf(url, sizeof url, "%s${path}", argv[1]);
  weft_response answer = {0};
  ${request}
  if (rc < 0) puts(weft_error_name(rc));
  else printf("%d %zu [%s] %.40s\\n", answer.status, answer.length, answer.content_type ? answer.content_type : "", answer.body);
  return 0;`);

const ask = async (request: string, path: string): Promise<string> => (await weft(['run', asking(request, path), '--', address])).stdout;

test('method, headers and body go out; status, type and body come back', async () => {
  const request = `const char *const headers[] = {"X-One: 1", "Cookie: secret=1", NULL};
    int rc = weft_fetch(url, &(weft_request){.method = "PUT", .body = "data", .length = 4, .headers = headers}, &answer);`;
  assert.match(await ask(request, '/echo'), /^200 \d+ \[text\/x-echo\] PUT 1 \S+ data\n$/);
});

test('an error status is an answer', async () => {
  assert.equal(await ask('int rc = weft_fetch(url, NULL, &answer);', '/missing'), '404 8 [] not here\n');
});

test('a redirection is followed', async () => {
  assert.match(await ask('int rc = weft_fetch(url, NULL, &answer);', '/moved'), /^200 .* GET undefined undefined \n$/);
});

test('more than the limit is WEFT_ETOOBIG', async () => {
  const request = 'int rc = weft_fetch(url, &(weft_request){.max_length = 999999}, &answer);';
  assert.equal(await ask(request, '/large'), 'WEFT_ETOOBIG\n');
});

test('just the limit is fine', async () => {
  const request = 'int rc = weft_fetch(url, &(weft_request){.max_length = 1000000}, &answer);';
  assert.match(await ask(request, '/large'), /^200 1000000 /);
});

test('an answer that breaks off is WEFT_EIO, as is an address that is none', async () => {
  assert.equal(await ask('int rc = weft_fetch(url, NULL, &answer);', '/cut'), 'WEFT_EIO\n');
  assert.equal(await ask('int rc = weft_fetch("no address", NULL, &answer);', ''), 'WEFT_EIO\n');
});

test('a request that times out is really aborted', async () => {
  const request = `weft_timeout limit;
    weft_timeout_begin(&limit, 0.3);
    int rc = weft_fetch(url, NULL, &answer);
    weft_timeout_end(&limit);
    puts("gave up");
    weft_sleep(0.5);`;
  assert.equal(await ask(request, '/never'), 'gave up\nWEFT_ETIMEDOUT\n');
  assert.ok(closed.includes('/never'));
});
