/// The toolchain takes its users from a C program to a module that can be run.

export { createToolchain, type ToolchainParts } from './toolchain.ts';
export {
  inflatedName,
  loadParts,
  type BinaryenFactory,
  type LoadOptions,
  type Manifest,
  type ShippedFile,
} from './parts.ts';
export type { Binaryen } from './transform.ts';
export { GivenUp } from './types.ts';
export type {
  BuildOptions,
  BuildResult,
  CompileOptions,
  Completion,
  Diagnostic,
  OptimizationLevel,
  Severity,
  Standard,
  Switching,
  Toolchain,
  Warnings,
} from './types.ts';
