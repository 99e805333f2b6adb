/// Tells which functions of the libraries can never be on the stack when a task is suspended. Asyncify takes
/// every call through a pointer for one that may suspend, and with it all of stdio (a FILE holds pointers to
/// functions): printf and whatever calls it would grow, slow down and take long to transform.
import type { Origin } from './linkmap.ts';

const libraries = ['libmore.a', 'libc.a', 'libstandalonewasm.a', 'libdlmalloc.a', 'libcompiler_rt.a'];

/// libweft makes reading stdin wait: the part of stdio that reads.
const readers = [
  '__stdio_read.o',
  '__toread.o',
  '__uflow.o',
  'read.o',
  'readv.o',
  'fread.o',
  'fgetc.o',
  'getc.o',
  'getchar.o',
  'getc_unlocked.o',
  'getchar_unlocked.o',
  'fgets.o',
  'gets.o',
  'getdelim.o',
  'getline.o',
  'getw.o',
  'scanf.o',
  'vscanf.o',
  'fscanf.o',
  'vfscanf.o',
  'sscanf.o',
  'vsscanf.o',
  'shgetc.o',
  'intscan.o',
  'floatscan.o',
];

/// The library's objects that call functions which the program handed them.
const callBack = [
  '__main_void.o',
  '__main_argc_argv.o',
  '__original_main.o', // they call main
  'qsort.o',
  'bsearch.o',
  'lsearch.o',
  'tsearch.o',
  'tfind.o',
  'tdelete.o',
  'tdestroy.o',
  'twalk.o',
  'ftw.o',
  'nftw.o',
  'glob.o',
  'scandir.o',
  'exit.o',
  'atexit.o',
  'at_quick_exit.o',
  'quick_exit.o',
  'abort.o',
  'call_once.o',
  'pthread_once.o',
  'library_pthread_stub.o',
  'pthread_cleanup_push.o',
];

/// With it, a program's own functions are behind a FILE.
const ownStreams = 'fopencookie.o';

/// libweft's functions below the tasks: the pump and what it calls for itself, some of it through
/// pointers. What a task has on its stack ends where the pump resumed it. What a task's end calls, and a
/// failure, never suspends either.
export const pumpNames = [
  'export_\\w+|weft__sched_pump|weft__sched_turns|weft__sched_turn_ended',
  'weft__timers_fire|fire_another|run_child',
  'weft__task_finish|end_turn|weft__fail|weft__fatal_deadlock|each_waiting|weft__waits_for_end',
  'describe_object|weft__report_wait|weft__report_path|weft__report_closed_cycle',
];
const pumps = new RegExp(`^(${pumpNames.join('|')})$`);

/// libweft's functions that both resume a coroutine and suspend the one that they run on. Asyncify takes a
/// function that resumes for the end of what may be suspended.
export const resumeAndSuspend = ['weft_gen_send_at', 'weft__gen_step'];

/// Those on the way of most switches that change the stack and have no frame of their own on it.
export const switchStacks = [...resumeAndSuspend, 'weft__gen_run', 'weft__sched_turns', 'weft__sched_stay'];

/// Short ones that are called at each switch, from elsewhere.
export const atEachSwitch = ['__fpending', 'weft__host_turn_ended'];

/// Runs on the pump's stack, also when a task calls it that stays on the engine's.
export const onPumpStack = 'weft__sched_turns';

const member = /^(.*)\((.*)\)$/;

/// Gives one answer for each origin.
export function suspendsNever(origins: readonly Origin[]): boolean[] {
  const objects = origins.map((origin) => member.exec(origin.input));
  const streams = objects.some((match) => match?.[2] === ownStreams);
  return objects.map((match, index) => {
    if (match === null) return false;
    const [, archive, object] = match as unknown as [string, string, string];
    if (archive === 'libweft.a') return origins[index]!.names.some((name) => pumps.test(name));
    return !streams && libraries.includes(archive) && !callBack.includes(object) && !readers.includes(object);
  });
}

/// Not the program's own, and not what the linker makes.
export const isOfLibrary = ({ input }: Origin): boolean => member.test(input);

export const isOfLibweft = ({ input }: Origin): boolean => input.startsWith('libweft.a(');
