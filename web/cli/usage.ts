/// How the commands are called. The script `weft` reads a command's lines here, so that it can answer before
/// anything is built: each begins with its name and ends with a line of its own.

import type { Command } from './options.ts';

const usages: Readonly<Record<Command, string>> = {
  run: `weft run FILE.c [options] [-- args]
  --clock real|virtual   the program's clock (real)
  --seed N               what random choices follow from (0)
  --policy fifo|random|pct  which ready task is next (fifo)
  --replay SCHEDULE|@FILE  as in a run that has printed or saved it
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
`,
  check: `weft check FILE.c...     on the virtual clock, against each // Output: block; 'tests/**/*.c' as well
weft check FOLDER...     all programs of a folder: against FILE.c.expected, or that they end with 0
  --reporter spec|tap|junit  how it is told on stdout (spec)
  --jobs N               programs at a time (as many as there are processors)
  --watch                goes on, and checks again what has changed
  --explore              the runs that there could be as well: of each program
  --schedules N  --seconds N  at most
  --seed N  --timeout SECONDS  -O LEVEL  --std, --warnings, --sanitize, --switching as in run
`,
  explore: `weft explore FILE.c [options] [-- args]   the runs that there could be, on the virtual clock
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
  --seed N  --stdin FILE  -O LEVEL  --std, --warnings, --sanitize as in run; stacks are switched by Asyncify
weft explore --merge A.json B.json ...    one report of those of all parts
`,
  bundle: `weft bundle FILE.c -o FILE.html   one page with the program, its source and what runs it
weft bundle FILE.c -o FILE.mjs    the same for Node alone: node FILE.mjs [args]
  --clock real|virtual  --seed N  --schedule SCHEDULE  -O LEVEL --std, --warnings, --sanitize as in run
  --switching native     by the engine that it runs in, where that can, and else by Asyncify
`,
};

const indented = (text: string): string => text.replace(/^(?=.)/gm, '       ').trimStart();

/// Of one command, or of all.
export const usageOf = (command?: Command): string =>
  `usage: ${indented(command ? usages[command] : `${Object.values(usages).join('')}weft --version\n`)}`;
