/// Packs what programs are compiled and linked against into one tar archive: Emscripten's C headers and
/// libraries, clang's own headers, weft.h and libweft.a (two of them). Writes build/sysroot/sysroot.tar.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createTar, parseTar } from 'nanotar';
import { libweft, libweftContinuations, nodeModules, root, sysrootDirectory } from './paths.mjs';

const libraries = ['libc.a', 'libstandalonewasm.a', 'libdlmalloc.a', 'libcompiler_rt.a'];

/// C knows of these folders of Emscripten's include directory, beside the files at its top. The rest is C++,
/// graphics and JavaScript.
const headerDirectories = ['arpa', 'bits', 'compat', 'net', 'netinet', 'sys', 'wasi'];

/// These of clang's headers are C's own, not those of other processors and languages.
const standard = 'std(align|arg|atomic|bool|ckdint|countof|def|int|noreturn)';
const clangHeaders = new RegExp(
  `^(__(float|stdarg|stddef)_\\w+|float|inttypes|iso646|limits|${standard}|tgmath|unwind|varargs)\\.h$`,
);
const otherProcessors = /^(.*intrin|arm_neon|wasm_simd128)\.h$/;

/// Headers that no program could include: of a kernel's devices, parts of how the C library itself is built,
/// and what says only that it is obsolete.
const notForPrograms = /^(aio|kd|soundcard|vt|varargs|kstat|syscall_arch|\w+_arch)\.h$|^(?!.*\.h$)/;

/// What the C library lets pass when its FILE is NULL. src/host/wasm/null_stream.c has these, by other names.
const unchecked = /^(int|void) (v?f(?:print|scan)f|setv?buf|ungetc|feof|ferror|fileno|clearerr)(\(.*\));$/gm;

/// A program's own calls of these may be made to fail (src/host/allocations.c).
const allocating = /^void \*(malloc|calloc|realloc|aligned_alloc) ?\(.*\)(?=;$)/gm;

/// Changes that make each header fit to be included alone, and without a warning that its name
/// is another on other systems.
const mended = {
  'setjmp.h': (text) =>
    text
      .replace('int _setjmp (jmp_buf);', '#define _setjmp(buf) setjmp(buf)')
      .replace('_Noreturn void _longjmp (jmp_buf, int);', '#define _longjmp(buf, val) longjmp(buf, val)'),
  'stdio.h': (text) => text.replace(unchecked, '$1 $2$3 __asm__("weft__stream_$2");'),
  'stdlib.h': (text) =>
    text
      .replace(
        /#ifdef _GNU_SOURCE\n(?=int ptsname_r)/,
        '$&void qsort_r(void *, size_t, size_t, int (*)(const void *, const void *, void *), void *);\n',
      )
      .replace(allocating, '$& __asm__("weft__program_$1")'),
  'sys/random.h': (text) => text.replace('#ifdef', '#include <stddef.h>\n#ifdef'),
  'xlocale.h': (text) =>
    text.replace('#include', '#define __NEED_locale_t\n#include <bits/alltypes.h>\n#include'),
};

function header(name, data) {
  const own = name.replace(/^.*include\/(compat\/)?/, '');
  const text = data.toString('latin1').replace(/^#warning redirecting incorrect .*\n/m, '');
  return { name, data: Buffer.from(mended[own]?.(text) ?? text, 'latin1') };
}

const emscripten = execFileSync('em-config', ['CACHE'], { encoding: 'utf8' }).trim();
const llvm = execFileSync('em-config', ['LLVM_ROOT'], { encoding: 'utf8' }).trim();

function tool(name) {
  return [join(llvm, name), `/usr/lib/llvm-14/bin/${name}`].find(existsSync) ?? name;
}

function wanted(name) {
  return !otherProcessors.test(name) && !notForPrograms.test(name) && !/^emscripten/.test(name);
}

function* filesOf(directory, under) {
  for (const name of readdirSync(directory).sort()) {
    const path = join(directory, name);
    if (statSync(path).isDirectory()) yield* filesOf(path, `${under}/${name}`);
    else if (wanted(name)) yield header(`${under}/${name}`, readFileSync(path));
  }
}

function* headers() {
  const include = join(emscripten, 'sysroot/include');
  for (const name of readdirSync(include).sort()) {
    if (wanted(name) && /\.h$/.test(name)) {
      yield header(`sysroot/include/${name}`, readFileSync(join(include, name)));
    }
  }
  for (const name of headerDirectories) yield* filesOf(join(include, name), `sysroot/include/${name}`);
  yield { name: 'sysroot/include/weft.h', data: readFileSync(join(root, 'src/weft.h')) };

  const resources = parseTar(readFileSync(join(nodeModules, '@yowasp/clang/gen/llvm-resources.tar')));
  for (const { name, data } of resources) {
    const match = /^include\/([^/]+)$/.exec(name);
    if (match && wanted(match[1]) && clangHeaders.test(match[1]))
      yield { name: `clang/include/${match[1]}`, data };
  }
}

const isNewer = (path, than) => statSync(path).mtimeMs > statSync(than).mtimeMs;

/// Stubs in the place of which programs get libweft's functions. The object that one is in is linked into
/// every program, before anybody asks for libweft's.
const notFrom = { 'libstandalonewasm.a': { 'standalone.o': '__syscall_open' } };

/// Gives the symbol another name, of the same length.
function withoutSymbol(path, name) {
  const object = readFileSync(path, 'latin1');
  const symbol = String.fromCharCode(name.length) + name;
  if (!object.includes(symbol)) throw new Error(`${path} has no ${name}`);
  writeFileSync(path, object.replaceAll(symbol, symbol.replace('__', 'no')), 'latin1');
}

/// A library without its debug information, two thirds of it. (llvm-strip cannot do this to WebAssembly
/// objects; a relocatable link of each can.) The outcome is kept until this file changes.
function stripped(library) {
  const source = join(emscripten, 'sysroot/lib/wasm32-emscripten', library);
  const work = join(sysrootDirectory, 'work', library);
  const result = join(sysrootDirectory, library);
  const isKept = existsSync(result) && [source, import.meta.filename].every((of) => isNewer(result, of));
  if (isKept) return readFileSync(result);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  execFileSync(tool('llvm-ar'), ['x', source], { cwd: work });
  for (const [file, name] of Object.entries(notFrom[library] ?? {})) withoutSymbol(join(work, file), name);
  const script = `
    export one='"$0" -r --strip-debug "$1" -o "$1.tmp" && mv "$1.tmp" "$1"'
    printf '%s\\0' *.o | xargs -0 -P "$(nproc)" -I{} sh -c "$one" "$WASM_LD" {}
    "$LLVM_AR" rcsD library.a *.o`;
  execFileSync('bash', ['-euc', script], {
    cwd: work,
    env: { ...process.env, WASM_LD: tool('wasm-ld'), LLVM_AR: tool('llvm-ar') },
  });
  copyFileSync(join(work, 'library.a'), result);
  rmSync(join(sysrootDirectory, 'work'), { recursive: true });
  return readFileSync(result);
}

/// What Emscripten leaves out of its libc.a although the C library that it is made of (musl) has it, by file.
const more = [
  'time/wcsftime',
  'time/strptime',
  'time/timespec_get',
  'time/ftime',
  'exit/quick_exit',
  'exit/at_quick_exit',
  'env/clearenv',
  'env/secure_getenv',
  'legacy/euidaccess',
  'legacy/futimes',
  'legacy/getdtablesize',
  'legacy/lutimes',
  'signal/psignal',
  'signal/psiginfo',
  'signal/sigisemptyset',
];

/// libmore.a, compiled from musl's sources as Emscripten compiles them.
function moreOfTheLibrary() {
  const result = join(sysrootDirectory, 'libmore.a');
  const wanted = JSON.stringify(more);
  const stamp = join(sysrootDirectory, 'more.json');
  if (existsSync(result) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)
    return readFileSync(result);
  const system = join(
    dirname(realpathSync(execFileSync('which', ['emcc'], { encoding: 'utf8' }).trim())),
    'system/lib',
  );
  const musl = join(system, 'libc/musl');
  const includes = ['src/internal', 'src/include', 'arch/emscripten', 'arch/generic', 'include'];
  const work = join(sysrootDirectory, 'more');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  for (const name of more) {
    execFileSync(
      'emcc',
      [
        ...['-std=c99', '-D_XOPEN_SOURCE=700', '-Os', '-w', '-fno-builtin', '-c'],
        ...includes.map((folder) => `-I${join(musl, folder)}`),
        `-I${join(system, 'pthread')}`,
        ...[join(musl, 'src', `${name}.c`), '-o', join(work, `${basename(name)}.o`)],
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
  }
  const objects = readdirSync(work).sort();
  rmSync(result, { force: true });
  execFileSync(tool('llvm-ar'), ['rcsD', result, ...objects], { cwd: work });
  rmSync(work, { recursive: true });
  writeFileSync(stamp, wanted);
  return readFileSync(result);
}

/// The objects of libweft that differ where stacks are switched natively, and take the place of the others'
/// when they are found first.
function continuations() {
  const work = join(sysrootDirectory, 'continuations');
  rmSync(work, { recursive: true, force: true });
  const [others, own] = [libweft, libweftContinuations].map((library, index) => {
    const folder = join(work, String(index));
    mkdirSync(folder, { recursive: true });
    execFileSync(tool('llvm-ar'), ['x', library], { cwd: folder });
    return folder;
  });
  const differs = (name) =>
    !existsSync(join(others, name)) ||
    !readFileSync(join(others, name)).equals(readFileSync(join(own, name)));
  const objects = readdirSync(own).filter(differs).sort();
  execFileSync(tool('llvm-ar'), ['rcsD', 'library.a', ...objects], { cwd: own });
  const archive = readFileSync(join(own, 'library.a'));
  rmSync(work, { recursive: true });
  return archive;
}

mkdirSync(sysrootDirectory, { recursive: true });
const files = [
  ...headers(),
  ...libraries.map((name) => ({ name: `sysroot/lib/${name}`, data: stripped(name) })),
  { name: 'sysroot/lib/libmore.a', data: moreOfTheLibrary() },
  { name: 'sysroot/lib/libweft.a', data: readFileSync(libweft) },
  { name: 'sysroot/lib/libweft-continuations.a', data: continuations() },
];
const attributes = { mtime: 0, uid: 0, gid: 0, user: '', group: '' };
writeFileSync(
  join(sysrootDirectory, 'sysroot.tar'),
  createTar(files.map((file) => ({ ...file, attrs: attributes }))),
);
