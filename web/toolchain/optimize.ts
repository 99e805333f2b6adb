/// What Binaryen does after Asyncify to make the program quick and small.
import type binaryenModule from 'binaryen';
import { atEachSwitch } from './suspension.ts';
import type { OptimizationLevel } from './types.ts';

type Binaryen = typeof binaryenModule;
type Module = InstanceType<Binaryen['Module']>;

/// clang has optimised already, and what it has kept apart is to stay apart: engines inline by themselves
/// what is called often, and make slower code of functions that others have been inlined into. What comes
/// later, as Asyncify's intrinsics do, may be inlined.
export function keepApart(binaryen: Binaryen, module: Module): void {
  binaryen.setPassArgument('no-inline', '*');
  module.runPasses(['no-inline']);
}

/// And so may those that are called at each switch: a function that is made anew is not known to be apart.
function allowInlining(binaryen: Binaryen, module: Module): void {
  for (const name of atEachSwitch) {
    const reference = module.getFunction(name);
    if (reference === 0) continue;
    const { params, results, vars, body } = binaryen.getFunctionInfo(reference);
    module.removeFunction(name);
    module.addFunction(name, params, results, vars, body);
  }
}

/// Asyncify's intrinsics and the change of limits are a few instructions each, to be had without a call: each
/// call costs an engine a few nanoseconds. (Before Asyncify nothing may be inlined into or out of a function
/// that calls the intrinsics; after it, code is code.)
function setInlining(binaryen: Binaryen): void {
  binaryen.setAlwaysInlineMaxSize(12);
  binaryen.setOneCallerInlineMaxSize(0);
}

export const isTidiedOnly = (level: OptimizationLevel): boolean => level === '0' || level === '1';

export function optimize(
  binaryen: Binaryen,
  module: Module,
  level: OptimizationLevel,
  inline: () => void,
): void {
  setInlining(binaryen);
  if (isTidiedOnly(level)) {
    inline();
    module.runPasses(['remove-unused-module-elements']);
    return;
  }
  allowInlining(binaryen, module);
  binaryen.setOptimizeLevel(level === '3' ? 3 : 2);
  binaryen.setShrinkLevel(level === 's' ? 1 : level === 'z' ? 2 : 0);
  module.optimize();
}
