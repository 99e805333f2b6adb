/// The sysroot has C headers, Weft's own header and the libraries, in one tar archive.
import { parseTar } from 'nanotar';
import { Directory, File } from './llvm.ts';

type Tree = Map<string, Tree | Uint8Array>;

/// The archive's top-level directories, ready to be shared by every run of a tool.
export function unpackSysroot(archive: Uint8Array): Map<string, Directory> {
  const root: Tree = new Map();
  for (const item of parseTar(archive as Uint8Array<ArrayBuffer>)) {
    if (item.type !== 'file') continue;
    const path = item.name.split('/').filter((part) => part !== '');
    const name = path.pop()!;
    path.reduce(enter, root).set(name, item.data ?? new Uint8Array());
  }
  return new Map(
    [...root]
      .filter((entry): entry is [string, Tree] => entry[1] instanceof Map)
      .map(([name, tree]) => [name, directoryOf(tree)]),
  );
}

function enter(tree: Tree, name: string): Tree {
  const there = tree.get(name);
  if (there instanceof Map) return there;
  const made: Tree = new Map();
  tree.set(name, made);
  return made;
}

function directoryOf(tree: Tree): Directory {
  return new Directory(
    new Map(
      [...tree].map(([name, entry]) => [
        name,
        entry instanceof Map ? directoryOf(entry) : new File(entry, { readonly: true }),
      ]),
    ),
  );
}
