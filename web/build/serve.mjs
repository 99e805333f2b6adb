/// serve.mjs PORT yes|no: serves dist/ on 127.0.0.1 until it is interrupted, and
/// opens it in the browser or not.
import { preview } from 'vite';
import { root } from './paths.mjs';

const port = Number(process.argv[2]);
try {
  const server = await preview({
    configFile: false,
    root: `${root}/web`,
    build: { outDir: '../dist' },
    preview: { host: '127.0.0.1', port, strictPort: true, open: process.argv[3] === 'yes' },
    logLevel: 'error',
  });
  console.log(`weft: serving ${server.resolvedUrls.local[0]}`);
} catch (error) {
  const inUse = /already in use/.test(error.message);
  console.error(
    inUse ? `weft: port ${port} is in use: choose another with --port` : `weft: ${error.message}`,
  );
  process.exit(inUse ? 69 : 70);
}
