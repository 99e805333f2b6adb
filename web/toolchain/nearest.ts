/// Finds the name that somebody may have meant, among what weft.h declares and what the libraries define.
import { closest, distance } from 'fastest-levenshtein';
import { symbolsOf } from './archive.ts';
import type { Llvm } from './llvm.ts';

const archives = ['libweft.a', 'libc.a'];
const weftName = /\bweft_\w+(?=\()/g;

/// The public name nearest to one that is not known, if it is near enough to have been meant.
export function nearest(llvm: Llvm, name: string): string | undefined {
  const names = name.startsWith('weft_') ? weftNames(llvm) : [...weftNames(llvm), ...libraryNames(llvm)];
  const alike = names.filter((one) => one[0] === name[0] && one !== name);
  const swapped = alike.find((one) => one.length === name.length && lettersOf(one) === lettersOf(name));
  const near = swapped ?? (alike.length > 0 ? closest(name, alike) : undefined);
  if (near === undefined) return undefined;
  return distance(near, name) <= (near.length > 4 ? 2 : 1) ? near : undefined;
}

const lettersOf = (name: string): string => [...name].sort().join('');

/// Calls alone: the functions behind the macros end in `_at`.
function weftNames(llvm: Llvm): string[] {
  const header = new TextDecoder().decode(llvm.systemFile('sysroot/include/weft.h'));
  return [...new Set(header.match(weftName))].filter((name) => !name.endsWith('_at'));
}

function libraryNames(llvm: Llvm): string[] {
  const names = archives.flatMap((archive) => symbolsOf(llvm, archive));
  return names.filter((name) => /^[a-z]\w+$/.test(name) && !name.startsWith('weft'));
}
