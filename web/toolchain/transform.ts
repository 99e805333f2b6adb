/// Makes the linked module's stack switchable and its stacks guarded, with Binaryen.
import type binaryenModule from 'binaryen';
import type { Origin } from './linkmap.ts';
import { suspendsNever } from './suspension.ts';
import type { OptimizationLevel } from './types.ts';

export type Binaryen = typeof binaryenModule;
type Module = InstanceType<Binaryen['Module']>;

export interface TransformOptions { optimize: OptimizationLevel; stackCheck: boolean; origins: readonly Origin[] }

/// C cannot spell these names.
const overflowHandler = 'weft.stack_overflow';

export function transform(binaryen: Binaryen, linked: Uint8Array, options: TransformOptions): Uint8Array<ArrayBuffer> {
  const module = binaryen.readBinary(linked);
  try {
    module.setFeatures(features(binaryen));
    const names = functionNames(binaryen, module);
    asyncify(binaryen, module, neverSuspending(names.defined, options.origins));
    optimize(binaryen, module, options.optimize);
    if (options.stackCheck) checkStacks(binaryen, module);
    const setLimits = names.imported.get('weft.set_stack_limits');
    if (setLimits !== undefined) fillIn(binaryen, module, setLimits, options.stackCheck);
    binaryen.setDebugInfo(true);   // function names, for the engine's account of a trap
    return module.emitBinary() as Uint8Array<ArrayBuffer>;
  } finally {
    module.dispose();
  }
}

/// Those that clang.ts lets clang use. Not Features.All: that lets Binaryen write what engines do not read.
function features(binaryen: Binaryen): number {
  const { MutableGlobals, SignExt, NontrappingFPToInt, BulkMemory, BulkMemoryOpt } = binaryen.Features;
  return MutableGlobals | SignExt | NontrappingFPToInt | BulkMemory | BulkMemoryOpt;
}

/// Imports by `module.base`, and the rest in the order of the code section.
function functionNames(binaryen: Binaryen, module: Module) {
  const imported = new Map<string, string>();
  const defined: string[] = [];
  for (let index = 0; index < module.getNumFunctions(); index++) {
    const { name, module: from, base } = binaryen.getFunctionInfo(module.getFunctionByIndex(index));
    if (from) imported.set(`${from}.${base}`, name);
    else defined.push(name);
  }
  return { imported, defined };
}

/// Every change of the stack pointer is compared with the limits of the stack in use. The pass comes last: what it compares with
/// need not be saved in a frame, and Binaryen 132 gives its calls of the handler a type that no later pass may look at.
function checkStacks(binaryen: Binaryen, module: Module): void {
  binaryen.setPassArgument('stack-check-handler', overflowHandler);
  module.runPasses(['stack-check']);
  module.addFunctionImport(overflowHandler, 'weft', 'stack_overflow', binaryen.i32, binaryen.none);
}

/// libweft announces a change of stacks by calling an import, since a C function of its own would be inlined away before the
/// pass has made the limits. Here the import gets its body.
function fillIn(binaryen: Binaryen, module: Module, setLimits: string, stackCheck: boolean): void {
  const params = binaryen.createType([binaryen.i32, binaryen.i32]);
  const set = (global: string, parameter: number) => module.global.set(global, module.local.get(parameter, binaryen.i32));
  const body = stackCheck ? module.block(null, [set('__stack_base', 0), set('__stack_limit', 1)]) : module.nop();
  module.removeFunction(setLimits);
  module.addFunction(setLimits, params, binaryen.none, [], body);
}

function asyncify(binaryen: Binaryen, module: Module, never: readonly string[]): void {
  binaryen.setOptimizeLevel(1);   // at 0 each frame would save every local
  binaryen.setShrinkLevel(0);
  binaryen.setPassArgument('asyncify-ignore-imports', '1');   // no import of the host's suspends
  if (never.length > 0) binaryen.setPassArgument('asyncify-removelist', never.join(','));
  module.runPasses(['asyncify']);
  binaryen.clearPassArguments();
  for (const name of controls) module.removeExport(`asyncify_${name}`);   // the program calls them itself
}

const controls = ['start_unwind', 'stop_unwind', 'start_rewind', 'stop_rewind', 'get_state'];

/// The C library's functions by their names in the module. The map and the module list the same functions in the same order;
/// should they ever not, every function stays able to suspend.
function neverSuspending(defined: readonly string[], origins: readonly Origin[]): string[] {
  if (origins.length !== defined.length) return [];
  const never = suspendsNever(origins);
  return defined.filter((_, index) => never[index]);
}

/// clang has optimised already, and Asyncify tidies up what it has changed. From -O2 on, Binaryen's own optimiser runs as well.
const tidy = ['remove-unused-module-elements'];

/// The functions that call Asyncify's intrinsics are not instrumented: nothing may be inlined into or out of them.
const notInlined = 'weft__context_*';

function optimize(binaryen: Binaryen, module: Module, level: OptimizationLevel): void {
  if (level === '0' || level === '1') {
    module.runPasses(tidy);
    return;
  }
  binaryen.setOptimizeLevel(level === '3' ? 3 : 2);
  binaryen.setShrinkLevel(level === 's' ? 1 : level === 'z' ? 2 : 0);
  binaryen.setPassArgument('no-inline', notInlined);
  module.runPasses(['no-inline']);
  module.optimize();
  binaryen.clearPassArguments();
}
