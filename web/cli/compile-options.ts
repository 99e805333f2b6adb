/// What the compiler is told of the command line's options.

import type { BuildOptions, CompileOptions } from '../toolchain/index.ts';
import type { RunSettings } from './options.ts';

export function compileOptionsOf({
  optimize,
  standard,
  warnings = 'all',
  sanitize = false,
  switching,
}: Pick<RunSettings, 'optimize'> & Partial<RunSettings>): CompileOptions & Pick<BuildOptions, 'switching'> {
  return {
    optimize,
    ...(standard && { standard }),
    ...(warnings !== 'all' && { warnings }),
    ...(sanitize && { sanitize }),
    ...(switching === 'native' && { switching }),
  };
}
