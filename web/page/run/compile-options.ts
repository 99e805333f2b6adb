/// What a person has chosen of how programs are compiled, and how a link and a draft tell of it.

import type { CompileOptions, OptimizationLevel, Standard, Warnings } from '../../toolchain/index.ts';

export type Chosen = Required<CompileOptions>;

export const defaults: Chosen = { optimize: '1', standard: 'gnu11', warnings: 'all', sanitize: false };

export const levels: readonly OptimizationLevel[] = ['0', '1', '2', '3', 's', 'z'];
export const standards: readonly Standard[] = ['gnu89', 'gnu99', 'gnu11', 'gnu17', 'gnu23'];
export const warningSets: readonly Warnings[] = ['none', 'all', 'pedantic', 'error'];

const sanitizer = 'undefined';

/// The names of the parameters in a link.
export const keys = ['O', 'std', 'warnings', 'sanitize'] as const;
export const isOption = (key: string): boolean => keys.some((one) => one === key);

/// The parameters of a link, `O=2`, `sanitize=undefined`: of what is not as it is by default.
export function optionParameters({ optimize, standard, warnings, sanitize }: Chosen): string[] {
  return [
    ...(optimize === defaults.optimize ? [] : [`O=${optimize}`]),
    ...(standard === defaults.standard ? [] : [`std=${standard}`]),
    ...(warnings === defaults.warnings ? [] : [`warnings=${warnings}`]),
    ...(sanitize ? [`sanitize=${sanitizer}`] : []),
  ];
}

export const sameOptions = (one: Chosen, other: Chosen): boolean =>
  optionParameters(one).join() === optionParameters(other).join();

/// What can be read of a link's parameters; the names of those that cannot.
export function readOptions(parameters: ReadonlyMap<string, string>): { options: Chosen; unknown: string[] } {
  const unknown: string[] = [];
  function one<T extends string>(key: string, known: readonly T[], other: T): T {
    const value = parameters.get(key);
    const found = known.find((each) => each === value);
    if (value !== undefined && found === undefined) unknown.push(key);
    return found ?? other;
  }
  const options: Chosen = {
    optimize: one('O', levels, defaults.optimize),
    standard: one('std', standards, defaults.standard),
    warnings: one('warnings', warningSets, defaults.warnings),
    sanitize: one('sanitize', [sanitizer, ''], '') === sanitizer,
  };
  return { options, unknown };
}

/// What was kept, as the parameters of a link; anything else is the defaults.
export function optionsIn(kept: unknown): Chosen {
  const text = typeof kept === 'string' ? kept : '';
  return readOptions(new Map(new URLSearchParams(text))).options;
}

/// As clang's own options, of what is not as it is by default; '' for nothing.
export function optionsInWords({ optimize, standard, warnings, sanitize }: Chosen): string {
  const flags = { none: '-w', all: '', pedantic: '-Wpedantic', error: '-Werror' };
  return [
    optimize === defaults.optimize ? '' : `-O${optimize}`,
    standard === defaults.standard ? '' : `-std=${standard}`,
    flags[warnings],
    sanitize ? '-fsanitize=undefined' : '',
  ]
    .filter((flag) => flag !== '')
    .join(' ');
}
