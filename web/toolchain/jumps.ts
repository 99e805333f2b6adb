/// Gives the imports by which clang implements setjmp and longjmp their bodies. In a function that calls
/// setjmp clang makes each call one of an imported `env.invoke_*`, with the function's address before its
/// arguments: here that is the call, within a `try` that catches a longjmp. Asyncify does not know `try`, and
/// need not: to it these are imports that may suspend, and at a rewind each makes its call anew.
import type binaryenModule from 'binaryen';

type Binaryen = typeof binaryenModule;
type Module = InstanceType<Binaryen['Module']>;

/// C cannot spell it.
const tag = 'weft.longjmp';
const thrower = 'weft.throw_longjmp';

/// The imports that stand for calls within functions that call setjmp, as `module.base`.
export function callsWithin(imported: ReadonlyMap<string, string>): string[] {
  return [...imported.keys()].filter((key) => key.startsWith('env.invoke_'));
}

/// Whether a program that imports these, as `module.base`, jumps or may be jumped into.
export const needsJumps = (imported: Iterable<string>): boolean =>
  [...imported].some((key) => key === thrower || key.startsWith('env.invoke_'));

/// Is called after Asyncify. `imported` has the functions' names by `module.base`. A program that neither
/// jumps nor may be jumped into stays as it is.
export function fillInJumps(binaryen: Binaryen, module: Module, imported: ReadonlyMap<string, string>): void {
  const calls = callsWithin(imported);
  const throws = imported.get(thrower);
  if (calls.length === 0 && throws === undefined) return;
  module.setFeatures(module.getFeatures() | binaryen.Features.ExceptionHandling);
  module.addTag(tag, binaryen.none, binaryen.none);
  for (const key of calls) catchWithin(binaryen, module, imported.get(key)!);
  if (throws === undefined) return;
  module.removeFunction(throws);
  module.addFunction(throws, binaryen.none, binaryen.none, [], module.throw(tag, []));
}

function catchWithin(binaryen: Binaryen, module: Module, name: string): void {
  const table = binaryen.getTableInfo(module.getTableByIndex(0)).name;
  const { params, results } = binaryen.getFunctionInfo(module.getFunction(name));
  const [pointer, ...types] = binaryen.expandType(params);
  const passed = types.map((type, index) => module.local.get(index + 1, type));
  const callee = module.local.get(0, pointer!);
  const call = module.call_indirect(table, callee, passed, binaryen.createType(types), results);
  const nothing = results === binaryen.none ? module.nop() : zero(binaryen, module, results);
  module.removeFunction(name);
  module.addFunction(name, params, results, [], module.try('', call, [tag], [nothing], ''));
}

/// What a call that has not returned is said to have returned; nobody looks at it.
function zero(binaryen: Binaryen, module: Module, type: number): number {
  switch (type) {
    case binaryen.i64:
      return module.i64.const(0n);
    case binaryen.f32:
      return module.f32.const(0);
    case binaryen.f64:
      return module.f64.const(0);
    default:
      return module.i32.const(0);
  }
}
