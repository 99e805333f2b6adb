/// Makes what Asyncify adds shorter. Its code finds the area for frames through a global that is set at each
/// switch, and compares the area's end with what has been written, after the event. libweft has one area,
/// which lies at one place, with nothing behind it that could be overwritten (src/context/asyncify.c): so the
/// place is a constant, and nothing is compared.
import type binaryenModule from 'binaryen';

type Binaryen = typeof binaryenModule;
type Module = InstanceType<Binaryen['Module']>;

/// libweft exports under this name a function that returns the area's address.
const areaExport = 'weft_frames_area';

/// What each of Asyncify's intrinsics makes of its state.
const states = { start_unwind: 1, stop_unwind: 0, start_rewind: 2, stop_rewind: 0 } as const;

export function fixArea(binaryen: Binaryen, module: Module): void {
  const address = areaOf(binaryen, module);
  if (address === undefined) return;
  module.removeGlobal('__asyncify_data');
  module.addGlobal('__asyncify_data', binaryen.i32, false, module.i32.const(address));
  for (const [intrinsic, state] of Object.entries(states)) {
    const name = `asyncify_${intrinsic}`;
    if (module.getFunction(name) === 0) continue;
    const parameters = binaryen.getFunctionInfo(module.getFunction(name)).params;
    const body = module.global.set('__asyncify_state', module.i32.const(state));
    module.removeFunction(name);
    module.addFunction(name, parameters, binaryen.none, [], body);
  }
}

/// The address, if the program was linked with libweft's backend for Asyncify. The export is taken away.
function areaOf(binaryen: Binaryen, module: Module): number | undefined {
  const exported = module.getExport(areaExport);
  if (exported === 0) return undefined;
  const { value: name } = binaryen.getExportInfo(exported);
  module.removeExport(areaExport);
  const { body } = binaryen.getFunctionInfo(module.getFunction(name));
  const { value } = binaryen.getExpressionInfo(body) as { value?: unknown };
  return typeof value === 'number' ? value : undefined;
}
