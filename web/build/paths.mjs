/// The build finds and puts things at these places.
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

export const root = at('../..');
export const nodeModules = at('../node_modules');
/// What the page downloads when somebody edits.
export const compilerDirectory = at('../../build/compiler');
/// The same files are here inflated, for Node.
export const inflatedDirectory = at('../../build/compiler/inflated');
/// Made on the way there: libraries without debug information, the sysroot's archive.
export const sysrootDirectory = at('../../build/sysroot');
export const examplesDirectory = at('../../build/examples');
export const libweft = at('../../build/wasm/libweft.a');
/// The same for native switching.
export const libweftContinuations = at('../../build/wasm-continuations/libweft.a');
/// The page and the script that a program becomes one file with.
export const bundledDirectory = at('../../build/bundled');
/// The npm package.
export const packDirectory = at('../../build/pack');
