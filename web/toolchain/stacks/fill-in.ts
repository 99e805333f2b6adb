/// What the shared stack is made of in the module, after Asyncify: the functions through which its calls go,
/// and those by which libweft asks.
import type binaryenModule from 'binaryen';
import { usualBytes } from './needs.ts';
import type { Shared, SharedCall } from './share.ts';

type Binaryen = typeof binaryenModule;
type Module = InstanceType<Binaryen['Module']>;

/// The shared stack is the pump's, below its frames, which are few and small while a task runs. At the far
/// end so much is kept as a guard for accesses through null pointers.
const pumpBytes = 16384;

/// While a call runs on the shared stack: the stack pointer that it left.
const left = 'weft.left_stack';
const stackPointer = '__stack_pointer';

/// `limits` are those of the stack in use, the upper one first; `names` those of the module's functions.
export function fillInShared(
  binaryen: Binaryen,
  module: Module,
  shared: Shared,
  names: readonly string[],
  limits: readonly [string, string],
): void {
  module.addGlobal(left, binaryen.i32, true, module.i32.const(0));
  for (const call of shared.calls)
    fillInCall(binaryen, module, call, names[call.callee]!, shared.stackTop, limits);
}

/// left_stack() and its end, for libweft. Without a shared stack nothing is ever left.
export function leftStack(binaryen: Binaryen, module: Module, shared: Shared | undefined) {
  return {
    get: shared ? module.global.get(left, binaryen.i32) : module.i32.const(0),
    clear: shared ? module.global.set(left, module.i32.const(0)) : module.nop(),
  };
}

function fillInCall(
  binaryen: Binaryen,
  module: Module,
  { name, need }: SharedCall,
  callee: string,
  stackTop: number,
  [upper, lower]: readonly [string, string],
): void {
  const { params, results } = binaryen.getFunctionInfo(module.getFunction(name));
  const types = binaryen.expandType(params);
  const [pointer, high, low, result] = [0, 1, 2, 3].map((more) => types.length + more) as [
    number,
    number,
    number,
    number,
  ];
  const { i32 } = binaryen;
  const global = (one: string) => module.global.get(one, i32);
  const local = (index: number) => module.local.get(index, i32);
  const arguments_ = () => types.map((type, index) => module.local.get(index, type));
  const call = () => module.call(callee, arguments_(), results);
  const top = stackTop - pumpBytes;
  const room = usualBytes + (need === Infinity ? 0 : need);
  const locals = [i32, i32, i32];
  if (results !== binaryen.none) locals.push(results);

  const stays = module.i32.or(
    module.i32.le_u(module.local.tee(pointer, global(stackPointer), i32), module.i32.const(stackTop)),
    module.i32.ge_u(
      module.i32.sub(local(pointer), module.local.tee(low, global(lower), i32)),
      module.i32.const(need === Infinity ? usualBytes : need),
    ),
  );
  const goes = [
    module.local.set(high, global(upper)),
    module.global.set(left, local(pointer)),
    module.global.set(upper, module.i32.const(top)),
    module.global.set(lower, module.i32.const(top - room)),
    module.global.set(stackPointer, module.i32.const(top)),
    results === binaryen.none ? call() : module.local.set(result, call()),
    module.global.set(upper, local(high)),
    module.global.set(lower, local(low)),
    module.global.set(stackPointer, local(pointer)),
    module.global.set(left, module.i32.const(0)),
  ];
  if (results !== binaryen.none) goes.push(module.local.get(result, results));
  const stay =
    results === binaryen.none ? module.block(null, [call(), module.return()]) : module.return(call());
  module.removeFunction(name);
  module.addFunction(
    name,
    params,
    results,
    locals,
    module.block(null, [module.if(stays, stay), ...goes], results),
  );
}

/// needs(function): what it needs as the first on a stack, by its pointer's value (Shared.needs).
export function needsOfPointer(binaryen: Binaryen, module: Module, needs: readonly number[]): number {
  const constant = (bytes: number) => module.return(module.i32.const(bytes));
  const known = [...new Set(needs)].filter((bytes) => bytes > 0).sort((one, other) => one - other);
  const label = (bytes: number) => (bytes > 0 ? `need${bytes}` : 'unknown');
  const choice = module.switch(
    Array.from(needs, (bytes) => label(bytes ?? 0)),
    'unknown',
    module.local.get(0, binaryen.i32),
  );
  let body = module.block('unknown', [choice]);
  let after = 0;
  for (const bytes of known) {
    body = module.block(label(bytes), [body, constant(after)]);
    after = bytes;
  }
  return module.block(null, [body, constant(after)], binaryen.i32);
}
