/// What the compiler is told of the command line's options.

import type { CompileOptions } from '../toolchain/index.ts';
import type { RunSettings } from './options.ts';

export function compileOptionsOf({
  optimize,
  standard,
  warnings = 'all',
  sanitize = false,
}: Pick<RunSettings, 'optimize'> & Partial<RunSettings>): CompileOptions {
  return {
    optimize,
    ...(standard && { standard }),
    ...(warnings !== 'all' && { warnings }),
    ...(sanitize && { sanitize }),
  };
}
