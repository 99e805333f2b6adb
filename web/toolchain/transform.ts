/// Makes the linked module's stack switchable, unless it is so natively, and its stacks guarded, with
/// Binaryen.
import type binaryenModule from 'binaryen';
import { fixArea } from './frames/area.ts';
import { shortenFrames } from './frames/shorten.ts';
import { callsWithin, fillInJumps, needsJumps } from './jumps.ts';
import type { KeptLibrary, Opened } from './kept/library.ts';
import { LostMark } from './kept/marks.ts';
import type { Origin } from './linkmap.ts';
import { isTidiedOnly, keepApart, optimize } from './optimize.ts';
import { fillInShared, leftStack, needsOfPointer } from './stacks/fill-in.ts';
import { UnknownCode } from './stacks/body.ts';
import { readProgram, type Program } from './stacks/program.ts';
import { shareStack, type Shared } from './stacks/share.ts';
import { suspensionOf, type Suspension } from './stacks/suspending.ts';
import {
  isOfLibrary,
  isOfLibweft,
  onPumpStack,
  resumeAndSuspend,
  suspendsNever,
  switchStacks,
} from './suspension.ts';
import type { OptimizationLevel, Switching } from './types.ts';
import { withSections } from './variables/sections.ts';

export type Binaryen = typeof binaryenModule;
type Module = InstanceType<Binaryen['Module']>;

export interface TransformOptions {
  optimize: OptimizationLevel;
  stackCheck: boolean;
  switching: Switching;
  origins: readonly Origin[];
  /// Whether what never suspends may run on one stack for all tasks (docs/asyncify.md): a program that tells
  /// of its memory would take two tasks' frames on it for the same object.
  shareStack?: boolean;
  /// What the runtime tells faults and races by: the contents of the custom sections of those names.
  sections?: readonly { name: string; content: Uint8Array }[];
}

/// C cannot spell these names.
const overflowHandler = 'weft.stack_overflow';

/// `library` is what is kept of builds before.
export function transform(
  binaryen: Binaryen,
  linked: Uint8Array<ArrayBuffer>,
  options: TransformOptions,
  library?: KeptLibrary,
): Uint8Array<ArrayBuffer> {
  try {
    return made(binaryen, linked, options, library);
  } catch (error) {
    if (!(error instanceof LostMark)) throw error;
    return made(binaryen, linked, options, undefined);
  }
}

function made(
  binaryen: Binaryen,
  linked: Uint8Array<ArrayBuffer>,
  options: TransformOptions,
  library: KeptLibrary | undefined,
): Uint8Array<ArrayBuffer> {
  const { stackCheck, switching, sections = [] } = options;
  if (switching === 'native' && !stackCheck && !jumps(linked)) return withSections(linked, sections);
  const plan = switching === 'asyncify' ? planOf(linked, options) : undefined;
  const opened = library && plan && openLibrary(library, plan, options);
  const module = binaryen.readBinary(opened?.wasm ?? plan?.shared?.wasm ?? linked);
  try {
    module.setFeatures(features(binaryen));
    if (!isTidiedOnly(options.optimize)) keepApart(binaryen, module);
    if (switching === 'native') fillInNative(binaryen, module, stackCheck);
    else makeSwitchable(binaryen, module, options, plan, opened);
    if (stackCheck) checkStacks(binaryen, module);
    binaryen.setDebugInfo(true); // function names, for the engine's account of a trap
    for (const { name, content } of sections) module.addCustomSection(name, content);
    const emitted = module.emitBinary() as Uint8Array<ArrayBuffer>;
    return opened ? opened.close(emitted) : emitted;
  } finally {
    module.dispose();
  }
}

function makeSwitchable(
  binaryen: Binaryen,
  module: Module,
  options: TransformOptions,
  plan: Plan | undefined,
  opened: Opened | undefined,
): void {
  const names = functionNames(binaryen, module);
  const shared = plan?.shared;
  names.defined.length -= shared?.calls.length ?? 0; // they stand behind all others, and never suspend
  const light = opened?.lighten(module, names.defined);
  const isThere = (name: string): boolean => !light?.empty.has(name);
  const always = names.defined.filter((name) => resumeAndSuspend.includes(name) && isThere(name));
  asyncify(binaryen, module, {
    always: [...always, ...(light?.suspending ?? [])],
    never: neverSuspending(names.defined, options.origins, plan).filter(isThere),
    imports: callsWithin(names.imported),
  });
  const atOneCall = names.defined.filter((_, place) => plan?.suspension.atOneCall[place]);
  shortenFrames(binaryen, module, new Set(atOneCall));
  fillIn(binaryen, module, names, shared, options.stackCheck);
  fillInJumps(binaryen, module, names.imported);
  const inline = (): void => {
    const inlined = () => module.runPasses(['inlining']);
    if (light) light.exchange([...names.defined, ...ownOf(names.imported, shared)], inlined);
    else inlined();
  };
  optimize(binaryen, module, options.optimize, inline);
}

/// clang has optimised already, and nothing has been rewritten since.
function fillInNative(binaryen: Binaryen, module: Module, stackCheck: boolean): void {
  const { imported } = functionNames(binaryen, module);
  const libwefts = new Map([['weft.set_stack_limits', setLimits]]);
  if (stackCheck) fillIn(binaryen, module, { imported: libwefts, defined: [] }, undefined, stackCheck);
  fillInJumps(binaryen, module, imported);
}

/// What libweft calls the function that is to set the limits, where it is no import.
const setLimits = 'weft__set_stack_limits';

/// Whether a program jumps or may be jumped into.
function jumps(linked: Uint8Array<ArrayBuffer>): boolean {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(linked));
  return needsJumps(imports.map(({ module, name }) => `${module}.${name}`));
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

/// Every change of the stack pointer is compared with the limits of the stack in use, but where libweft sets
/// both to what it has kept: there the pass finds nothing in the functions. The pass comes last:
/// what it compares with need not be saved in a frame, and Binaryen 132 gives its calls of the handler a type
/// that no later pass may look at.
function checkStacks(binaryen: Binaryen, module: Module): void {
  for (const limit of limits) {
    // the pass makes them, by these names as long as they are free
    module.removeExport(limit);
    module.removeGlobal(limit);
  }
  // Binaryen's types have it elsewhere.
  const { Function: functions } = binaryen as unknown as Pick<Module, 'Function'>;
  const unchecked = functionNames(binaryen, module).defined.filter((name) => switchStacks.includes(name));
  const bodies = unchecked.map((name) => {
    const reference = module.getFunction(name);
    const body = functions.getBody(reference);
    functions.setBody(reference, module.unreachable());
    return () => functions.setBody(reference, body);
  });
  binaryen.setPassArgument('stack-check-handler', overflowHandler);
  module.runPasses(['stack-check']);
  for (const putBack of bodies) putBack();
  module.addFunctionImport(overflowHandler, 'weft', 'stack_overflow', binaryen.i32, binaryen.none);
}

/// What stack-check calls its globals.
const limits = ['__stack_base', '__stack_limit'] as const;

/// What C cannot name, libweft has of functions that it imports. Here they get their bodies.
function fillIn(
  binaryen: Binaryen,
  module: Module,
  { imported, defined }: { imported: ReadonlyMap<string, string>; defined: readonly string[] },
  shared: Shared | undefined,
  stackCheck: boolean,
): void {
  const define = (base: string, parameters: readonly number[], result: number, body: number) => {
    const name = imported.get(`weft.${base}`);
    if (name === undefined) return;
    module.removeFunction(name);
    module.addFunction(name, binaryen.createType([...parameters]), result, [], body);
  };
  define('asyncify_state', [], binaryen.i32, module.global.get('__asyncify_state', binaryen.i32));
  const knowsLimits = stackCheck || shared;
  if (knowsLimits)
    for (const limit of limits) {
      module.addGlobal(limit, binaryen.i32, true, module.i32.const(0));
      if (stackCheck) module.addGlobalExport(limit, limit); // or the optimiser drops what nobody reads
    }
  if (shared) fillInShared(binaryen, module, shared, defined, limits);
  const left = leftStack(binaryen, module, shared);
  define('left_stack', [], binaryen.i32, left.get);
  define('return_to_stack', [], binaryen.none, left.clear);
  define(
    'needs',
    [binaryen.i32],
    binaryen.i32,
    shared ? needsOfPointer(binaryen, module, shared.needs) : module.i32.const(0),
  );
  const set = (limit: string, index: number) =>
    module.global.set(limit, module.local.get(index, binaryen.i32));
  define(
    'set_stack_limits',
    [binaryen.i32, binaryen.i32],
    binaryen.none,
    knowsLimits ? module.block(null, limits.map(set)) : module.nop(),
  );
}

/// What is known of a linked module before Asyncify.
interface Plan {
  program: Program;
  suspension: Suspension;
  shared?: Shared;
}

/// undefined: the map and the module do not list the same functions, or there is code in them that is not
/// understood, and so nothing is known.
function planOf(linked: Uint8Array, { origins, shareStack: sharing = true }: TransformOptions) {
  const program = readIfKnown(linked);
  if (program?.functions.length !== origins.length) return undefined;
  const never = suspendsNever(origins);
  const always = origins.map(({ names }) => names.some((name) => resumeAndSuspend.includes(name)));
  const pumps = origins.map(({ names }) => names.includes(onPumpStack));
  const lists = { never, always, libweft: origins.map(isOfLibweft), onPumpStack: pumps };
  const suspension = suspensionOf(program, lists);
  const plan: Plan = { program, suspension };
  if (sharing)
    plan.shared = shareStack(
      linked,
      program,
      suspension,
      lists,
      origins.map(({ names }) => names[0]!),
    );
  return plan;
}

/// What has been filled in and is another for each program.
function ownOf(imported: ReadonlyMap<string, string>, shared: Shared | undefined): string[] {
  const need = imported.get('weft.needs');
  return [...(shared?.calls.map(({ name }) => name) ?? []), ...(need === undefined ? [] : [need])];
}

/// Only where Binaryen's own optimiser is not asked for, which may put anything anywhere. A `try` (jumps.ts)
/// is no code that can be read.
function openLibrary(
  library: KeptLibrary,
  { program, suspension, shared }: Plan,
  { optimize: level, origins, stackCheck }: TransformOptions,
): Opened | undefined {
  const imports = program.imports.map(({ name }) => name);
  if (!shared || !stackCheck || !isTidiedOnly(level) || needsJumps(imports)) return undefined;
  return library.open(shared.wasm, {
    imports,
    types: program.types,
    ofLibrary: origins.map(isOfLibrary),
    maySuspend: suspension.maySuspend,
  });
}

function readIfKnown(linked: Uint8Array): Program | undefined {
  try {
    return readProgram(linked);
  } catch (error) {
    if (error instanceof UnknownCode) return undefined;
    throw error;
  }
}

interface Suspending {
  always: readonly string[];
  never: readonly string[];
  /// Imports, as `module.base`, that may be on the stack when a task is suspended.
  imports: readonly string[];
}

function asyncify(binaryen: Binaryen, module: Module, { always, never, imports }: Suspending): void {
  binaryen.setOptimizeLevel(1); // at 0 each frame would save every local
  binaryen.setShrinkLevel(0);
  binaryen.setPassArgument('asyncify-ignore-imports', '1'); // no import of the host's suspends
  if (imports.length > 0) binaryen.setPassArgument('asyncify-imports', imports.join(','));
  if (always.length > 0) {
    binaryen.setPassArgument('asyncify-addlist', always.join(','));
    binaryen.setPassArgument('asyncify-propagate-addlist', '1'); // those who call them may suspend
  }
  if (never.length > 0) binaryen.setPassArgument('asyncify-removelist', never.join(','));
  module.runPasses(['asyncify']);
  binaryen.clearPassArguments();
  for (const name of controls) module.removeExport(`asyncify_${name}`); // the program calls them itself
  fixArea(binaryen, module);
}

const controls = ['start_unwind', 'stop_unwind', 'start_rewind', 'stop_rewind', 'get_state'];

/// Those that never suspend, by their names in the module. Where nothing is known of the program, these are
/// the C library's. The map and the module list the same functions in the same order; should they ever not,
/// every function stays able to suspend.
function neverSuspending(
  defined: readonly string[],
  origins: readonly Origin[],
  plan: Plan | undefined,
): string[] {
  if (origins.length !== defined.length) return [];
  const may = plan?.suspension.maySuspend ?? suspendsNever(origins).map((never) => !never);
  return defined.filter((_, index) => !may[index]);
}
