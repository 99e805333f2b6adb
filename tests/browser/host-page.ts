/// Somebody else's page, from another origin, with a policy as strict as can be: scripts and frames of the
/// site alone, no inline styles.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  url: string;
  close(): Promise<void>;
}

const policyFor = (site: string): string =>
  `default-src 'none'; script-src ${new URL(site).origin}; frame-src ${new URL(site).origin}; ` +
  `style-src 'none'; require-trusted-types-for 'script'`;

/// `body` is what the page has; embed.js comes with it.
export async function hostPage(site: string, body: string): Promise<HostPage> {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A course</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="module" src="${site}embed.js"></script></head>
<body><main><h1>A course</h1>${body}</main></body></html>`;
  const server = createServer((request, response) => {
    if (request.url !== '/') return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-security-policy': policyFor(site),
    });
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
