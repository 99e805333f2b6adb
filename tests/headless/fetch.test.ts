/// weft_fetch in Node: real requests, to a server of the test's own.

import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { main, program, weft } from './command.ts';

let address = '';
const never = { arrived: signal(), closed: signal() };
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
  let body = '';
  for await (const chunk of request) body += chunk;
  switch (url) {
    case '/echo':
      return void response
        .setHeader('content-type', 'text/x-echo')
        .end(`${method} ${headers['x-one']} ${headers.cookie} ${body}`);
    case '/missing':
      return void response.writeHead(404).end('not here');
    case '/large':
      return void response.end('x'.repeat(1_000_000));
    case '/moved':
      return void response.writeHead(302, { location: '/echo' }).end();
    case '/cut':
      return void response
        .writeHead(200, { 'content-length': '100' })
        .write('part', () => response.destroy());
    case '/never':
      return (never.arrived.give(), void response.on('close', never.closed.give));
    case '/when-never-has-arrived':
      return void never.arrived.given.then(() => response.end('arrived'));
    case '/when-never-has-closed':
      return void never.closed.given.then(() => response.end('closed'));
  }
}

function signal(): { given: Promise<void>; give: () => void } {
  let give!: () => void;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}

/// The program is given the address and prints what it is told: error or status, length, type, body.
const asking = (request: string, path: string): string =>
  main(`
  char url[200];
  snprintf(url, sizeof url, "%s${path}", argv[1]);
  weft_response answer = {0};
  ${request}
  if (rc < 0) puts(weft_error_name(rc));
  else printf("%d %zu [%s] %.40s\\n", answer.status, answer.length, answer.content_type ? answer.content_type : "", answer.body);
  return 0;`);

const ask = async (request: string, path: string): Promise<string> =>
  (await weft(['run', asking(request, path), '--', address])).stdout;

test('method, headers and body go out; status, type and body come back', async () => {
  const request = `const char *const headers[] = {"X-One: 1", "Cookie: secret=1", NULL};
    int rc = weft_fetch(url, &(weft_request){.method = "PUT", .body = "data", .length = 4, .headers = headers}, &answer);`;
  assert.match(await ask(request, '/echo'), /^200 \d+ \[text\/x-echo\] PUT 1 \S+ data\n$/);
});

test('an error status is an answer', async () => {
  assert.equal(await ask('int rc = weft_fetch(url, NULL, &answer);', '/missing'), '404 8 [] not here\n');
});

test('a redirection is followed', async () => {
  assert.match(
    await ask('int rc = weft_fetch(url, NULL, &answer);', '/moved'),
    /^200 .* GET undefined undefined \n$/,
  );
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

test('a request of a task that is cancelled is really aborted', async () => {
  const file = program(`#include <stdio.h>
#include <weft.h>
static char url[3][200];
static void *ask(void *path) {
  weft_response answer = {0};
  int rc = weft_fetch(path, NULL, &answer);
  puts(rc < 0 ? weft_error_name(rc) : answer.body);
  return NULL;
}
int main(int argc, char **argv) {
  if (argc != 2) return 1;
  const char *const paths[] = {"never", "when-never-has-arrived", "when-never-has-closed"};
  for (int i = 0; i < 3; i++) snprintf(url[i], sizeof url[i], "%s/%s", argv[1], paths[i]);
  weft_task task = weft_spawn(ask, url[0]);
  ask(url[1]);
  weft_cancel(task);
  weft_join(task, NULL);
  ask(url[2]);
  return 0;
}
`);
  assert.equal(
    (await weft(['run', '--timeout', '60', file, '--', address])).stdout,
    'arrived\nWEFT_ECANCELED\nclosed\n',
  );
});
