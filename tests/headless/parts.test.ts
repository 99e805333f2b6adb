/// The compiler's files arrive in whatever form, and can be kept inflated.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { inflatedName, loadParts, type Manifest, type ShippedFile } from '../../web/toolchain/index.ts';

type Content = ReadableStream<Uint8Array<ArrayBuffer>>;

/// A module with a section of the custom kind, long enough to come in several pieces.
const name = [4, ...Buffer.from('room')];
const room = 100_000;
const size = name.length + room;
const length = [(size & 0x7f) | 0x80, ((size >> 7) & 0x7f) | 0x80, size >> 14];
const wasm = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, ...length, ...name, ...Array(room).keys()]);
const archive = Buffer.from('an archive');

const xz = (bytes: Buffer): Buffer =>
  execFileSync('xz', ['--stdout', '--check=crc32', '--lzma2=preset=6,lc=4,lp=0,pb=0'], { input: bytes });

function shipped(pack: { extension: string; pack(bytes: Buffer): Buffer }) {
  const files = new Map<string, Buffer>();
  const ship = (file: string, bytes: Buffer): ShippedFile => {
    const packed = pack.pack(bytes);
    files.set(file + pack.extension, packed);
    return { file: file + pack.extension, bytes: packed.length, rawBytes: bytes.length };
  };
  const manifest: Manifest = {
    llvm: ship('llvm.wasm', wasm),
    binaryen: ship('binaryen.wasm', wasm),
    sysroot: ship('sysroot.tar', archive),
  };
  return { manifest, files };
}

const bytesOf = async (content: Content): Promise<Buffer> =>
  Buffer.from(await new Response(content).arrayBuffer());

const binaryen = () => Promise.reject(new Error('nobody starts it here'));

for (const pack of [
  { extension: '.xz', pack: xz },
  { extension: '.gz', pack: (bytes: Buffer) => gzipSync(bytes) },
  { extension: '', pack: (bytes: Buffer) => bytes },
]) {
  test(`files that come ${pack.extension || 'as they are'} are counted, inflated and kept`, async () => {
    const { manifest, files } = shipped(pack);
    const kept = new Map<string, Promise<Buffer>>();
    const counts: number[] = [];
    const parts = await loadParts({
      manifest,
      binaryen,
      open: async ({ file }) => new Blob([new Uint8Array(files.get(file)!)]).stream() as Content,
      keep(file, content) {
        const [used, copy] = content.tee();
        kept.set(inflatedName(file.file), bytesOf(copy));
        return used;
      },
      progress: (loaded, total) => counts.push(loaded / total),
    });
    assert.equal(WebAssembly.Module.customSections(parts.llvm, 'room')[0]?.byteLength, room);
    assert.deepEqual(Buffer.from(parts.sysroot), archive);
    assert.equal(counts.at(-1), 1);
    assert.ok(counts.every((count, at) => count >= (counts[at - 1] ?? 0)));
    assert.deepEqual([...kept.keys()].sort(), ['binaryen.wasm', 'llvm.wasm', 'sysroot.tar']);
    assert.deepEqual(await kept.get('llvm.wasm'), wasm);
  });
}

test('what was kept is compiled as it is, and not kept again', async () => {
  const { manifest } = shipped({ extension: '.xz', pack: (bytes) => bytes });
  const counts: number[] = [];
  const parts = await loadParts({
    manifest,
    binaryen,
    open: async ({ file }) =>
      file.startsWith('sysroot')
        ? new Response(new Uint8Array(archive))
        : new Response(new Uint8Array(wasm), { headers: { 'content-type': 'application/wasm' } }),
    keep: () => assert.fail('it is there already'),
    progress: (loaded, total) => counts.push(loaded / total),
  });
  assert.equal(WebAssembly.Module.customSections(parts.llvm, 'room').length, 1);
  assert.deepEqual(Buffer.from(parts.sysroot), archive);
  assert.equal(counts.at(-1), 1);
});

test('a file that ends too early is no module', async () => {
  const { manifest, files } = shipped({ extension: '.xz', pack: xz });
  await assert.rejects(
    loadParts({
      manifest,
      binaryen,
      open: async ({ file }) =>
        new Blob([new Uint8Array(files.get(file)!.subarray(0, 60))]).stream() as Content,
    }),
  );
});
