/// This is the command line of Weft in Node.

import { Builder } from './build.ts';
import { Failure, status } from './failure.ts';
import { version } from './installed.ts';
import { meant, parse, type Command, type CommandLine } from './options.ts';
import { say, writeAll } from './output.ts';

const usage = `usage: weft run FILE.c [options] [-- args]
         --clock real|virtual   the program's clock (real)
         --seed N               what random choices follow from (0)
         --policy fifo|random|pct  which ready task is next (fifo)
         --stdin FILE           the program's input
         --answers FILE         what is fetched, as explore --save has kept it
         --timeout SECONDS      ends the program with status 124
         --trace OUT.json       Chrome trace events, for Perfetto
         --record FILE          the run, for the page: drop it there
         --stats                the run in numbers, on stderr
         --races                races across waits, on stderr; status 1 for a lost update
         --switching asyncify|native  how stacks are switched (asyncify); native: Node 26 has it
         -O 0|1|2|3|s|z         the optimisation level (1)
         --std gnu89|gnu99|gnu11|gnu17|gnu23  the C that it is written in (gnu11)
         --warnings none|all|pedantic|error   clang's (all)
         --sanitize undefined   undefined behaviour that can be noticed ends the program, and is told
       weft check FILE.c...     on the virtual clock, against each // Output: block; 'tests/**/*.c' as well
       weft check FOLDER...     all programs of a folder: against FILE.c.expected, or that they end with 0
         --reporter spec|tap|junit  how it is told on stdout (spec)
         --jobs N               programs at a time (as many as there are processors)
         --watch                goes on, and checks again what has changed
         --explore              the runs that there could be as well: of each program
         --schedules N  --seconds N  at most
         --seed N  --timeout SECONDS  -O LEVEL  --std, --warnings, --sanitize, --switching as in run
       weft explore FILE.c [options] [-- args]   the runs that there could be, on the virtual clock
         --strategy auto|dfs|pct|random  dfs while it may complete, then pct (auto)
         --bound N              dfs: at most N departures from fifo
         --schedules N          runs, at most (10000)
         --seconds N            seconds, at most
         --jobs N               workers (as many as there are processors)
         --all                  every interleaving, those that come to the same too
         --any                  outcomes may differ: only failures count
         --races on|off         races across waits (on)
         --answers FILE         what is fetched, as --save has kept it in answers.json
         --faults               allocations, spawns and fetches may fail, one at a time
         --jitter SECONDS       timers this close may fire in either order
         --strict               suspicions of races fail as well
         --json                 the report as JSON
         --save FOLDER          a file for each outcome, for run --replay @FILE
         --shard I/N            the I-th of N parts of the search
         --seed N  --stdin FILE  -O LEVEL  --std, --warnings, --sanitize as in run
       weft explore --merge A.json B.json ...    one report of those of all parts
       weft bundle FILE.c -o FILE.html   one page with the program, its source and what runs it
       weft bundle FILE.c -o FILE.mjs    the same for Node alone: node FILE.mjs [args]
         --clock real|virtual  --seed N  --schedule SCHEDULE  -O LEVEL --std, --warnings, --sanitize as in run
       weft --version
`;

async function command(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    writeAll(name === undefined ? 2 : 1, usage);
    return name === undefined ? status.usage : 0;
  }
  if (name === '--version' || name === '-v') {
    writeAll(1, `${version()}\n`);
    return 0;
  }
  if (!isCommand(name)) {
    const near = meant(name, commands);
    throw new Failure(status.usage, `no such command: ${name}${near ? `; did you mean ${near}?` : ''}`);
  }
  const line = parse(name, rest);
  if (line.help) {
    writeAll(1, usage);
    return 0;
  }
  checkFileCount(name, line);
  if (name === 'check') return (await import('./check-files.ts')).checkFiles(line);
  const builder = new Builder();
  if (name === 'run') return (await import('./run.ts')).runFile(line, builder);
  if (name === 'bundle') return (await import('./bundle.ts')).bundleFile(line, builder);
  return (await import('./explore.ts')).exploreFile(line, line.explore, builder);
}

const commands: readonly Command[] = ['run', 'check', 'explore', 'bundle'];
const isCommand = (name: string): name is Command => commands.some((one) => one === name);

function checkFileCount(name: Command, { files, args, explore }: CommandLine): void {
  if (files.length === 0) throw new Failure(status.usage, `${name} needs a file`);
  if (name !== 'check' && !(name === 'explore' && explore.merge) && files.length > 1) {
    throw new Failure(
      status.usage,
      `${name} takes one file, not also '${files[1]}'; the program's own arguments follow --`,
    );
  }
  if ((name === 'check' || name === 'bundle') && args.length > 0)
    throw new Failure(status.usage, `${name} gives programs no arguments`);
}

try {
  process.exit(await command(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  if (error.status === status.doesNotCompile) writeAll(2, `${error.message}\n`);
  else if (error.message !== '') say(error.message);
  process.exit(error.status);
}
