/// Opens a row's contenders in a place and measures them.

import type { Builder } from './build.ts';
import { Missing, type Measure, type Tracing } from './engine/protocol.ts';
import { sideBySide, type Contender, type Effort, type Pace, type Series } from './measure.ts';
import { openIn, Process, type EngineHost } from './places.ts';
import { contenderNames, type ContenderKind, type Row } from './rows.ts';

export interface Scale {
  pace: Pace;
  /// Another checkout, measured as one more contender.
  against: string | undefined;
}

export interface RowResult {
  row: Row;
  series: Partial<Record<ContenderKind, Series>>;
  missing: { name: string; why: string }[];
}

export async function runRow(
  row: Row,
  engine: EngineHost,
  builder: Builder,
  scale: Scale,
): Promise<RowResult> {
  const contenders: (Contender & { kind: ContenderKind })[] = [];
  const missing: RowResult['missing'] = [];
  const processes: Process[] = [];
  const kinds: readonly ContenderKind[] =
    scale.against === undefined ? row.contenders : ['weft-there', ...row.contenders];
  for (const kind of kinds) {
    const name = row.names?.[kind] ?? contenderNames[kind];
    try {
      contenders.push({
        kind,
        name,
        share: row.share?.[kind],
        measure: await open(kind, row, { engine, builder, processes, against: scale.against }),
      });
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      missing.push({ name, why: error.message });
    }
  }
  const all = await sideBySide(contenders, effortOf(row, scale.pace));
  for (const process of processes) process.close();
  return {
    row,
    missing,
    series: Object.fromEntries(contenders.map(({ kind }, index) => [kind, all[index]!])),
  };
}

const efforts: Record<Pace, Effort> = {
  full: { rounds: 31, span: 4e6 },
  quick: { rounds: 15, span: 4e6 },
  once: { rounds: 1, span: 1e6 }, // less is none by the clock of a browser
};

function effortOf({ fixed }: Row, pace: Pace): Effort {
  if (!fixed) return efforts[pace];
  return { count: fixed[pace], rounds: pace === 'once' ? 1 : fixed.rounds, span: 0 };
}

interface Parts {
  engine: EngineHost;
  builder: Builder;
  processes: Process[];
  against: string | undefined;
}

async function open(
  kind: ContenderKind,
  { program, work, peer = 'fiber' }: Row,
  { engine, builder, processes, against }: Parts,
): Promise<Measure> {
  const weft = async (options: {
    stackCheck?: boolean;
    switching?: 'native';
    trace?: Tracing;
    checkout?: string;
  }): Promise<Measure> => {
    const { stackCheck = true, switching = 'asyncify', trace = 'off', checkout } = options;
    const name = await builder.weft(program, { optimize: '2', stackCheck, switching }, checkout);
    return openIn(engine, { contender: 'weft', program: name, work, trace });
  };
  const process = (command: string | undefined, why: string, args: readonly string[] = []): Measure => {
    if (command === undefined) throw new Missing(why);
    const child = new Process(command, args);
    processes.push(child);
    return child.measure(work);
  };
  switch (kind) {
    case 'weft':
      return weft({});
    case 'weft-unchecked':
      return weft({ stackCheck: false });
    case 'bare':
      if (!(await builder.bare())) throw new Missing('emcc could not build it');
      return openIn(engine, { contender: 'bare', work });
    case 'weft-switching':
      return weft({ switching: 'native' });
    case 'weft-ring':
      return weft({ trace: 'ring' });
    case 'weft-traced':
      return weft({ trace: 'read' });
    case 'weft-there':
      return weft({ checkout: against! });
    case 'javascript':
      return openIn(engine, { contender: 'javascript', work });
    case 'fiber':
      return openIn(engine, { contender: 'fiber', program: await builder.fiber(peer, false), work });
    case 'weft-fiber':
      return openIn(engine, { contender: 'fiber', program: await builder.fiber(peer, true), work });
    case 'jspi':
      await builder.jspi();
      return openIn(engine, { contender: 'jspi', work });
    case 'native':
      return process(await builder.native(program, 'auto'), 'it could not be built');
    case 'ucontext':
      return process(await builder.native(program, 'ucontext'), 'it could not be built');
    case 'go':
      return process(await builder.go(), 'Go is not installed');
    case 'python':
      return process(builder.python(), 'Python 3.11 is not installed', [builder.pythonPeers]);
  }
}
