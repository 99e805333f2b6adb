export type { BuildOptions, BuildResult, Diagnostic, OptimizationLevel, Severity, Toolchain } from './types.ts';
