/// Has clang warn at each call of a function that is declared, and may even link, but cannot work in
/// WebAssembly: the headers' declarations get an attribute that carries the sentence.
import { fileIn, type Directory } from './llvm.ts';
import { impossible } from './impossible.ts';

const headers = [
  'pthread.h',
  'threads.h',
  'semaphore.h',
  'unistd.h',
  'spawn.h',
  'sys/wait.h',
  'stdio.h',
  'stdlib.h',
];

/// Those that are called for what they do, not for what they would guard: a lock that
/// nobody else takes is no mistake.
const warnedNames = [
  'pthread_create|pthread_cond_(?:timed)?wait|thrd_create|cnd_(?:timed)?wait|sem_(?:timed)?wait',
  'v?fork|exec[lv]\\w*|posix_spawnp?|waitpid|wait|popen|system',
];
const warned = new RegExp(`^(?:${warnedNames.join('|')})$`);
const declaration = /\b([a-z]\w+)(\s*\([^;{}#]*\));/g;

/// clang's note that points into the header, which says nothing that the warning has not said.
export const cautionNote = /^from .diagnose_if. attribute on /;
export const cautionOption = ' [-Wuser-defined-warnings]';

/// `system` has the directories at the root, with the C library's headers under sysroot/include.
export function addCautions(system: ReadonlyMap<string, Directory>): void {
  const encoder = new TextEncoder();
  for (const path of headers) {
    const file = fileIn(system, `sysroot/include/${path}`);
    if (file) file.data = encoder.encode(withCautions(new TextDecoder().decode(file.data)));
  }
}

function withCautions(header: string): string {
  return header.replace(declaration, (whole, name: string, parameters: string) => {
    const reason = warned.test(name) ? impossible(name) : undefined;
    if (reason === undefined) return whole;
    const sentence = `${name} cannot work in WebAssembly: ${reason}`;
    const caution = `__diagnose_if__(1, ${JSON.stringify(sentence)}, "warning")`;
    return `${name}${parameters} __attribute__((${caution}));`;
  });
}
