/// This is the command line of Weft in Node.

import { Builder } from './build.ts';
import { Failure, status } from './failure.ts';
import { version } from './installed.ts';
import { meant, parse, type Command, type CommandLine } from './options.ts';
import { say, writeAll } from './output.ts';
import { usageOf } from './usage.ts';

async function command(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    writeAll(name === undefined ? 2 : 1, usageOf());
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
    writeAll(1, usageOf(name));
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
