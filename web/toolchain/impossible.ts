/// A program cannot have this in WebAssembly; the words say what to use instead.

const reasons: { names: RegExp; reason: string }[] = [
  {
    names: /^(?:pthread_|thrd_|mtx_|cnd_|sem_)/,
    reason:
      'there are no threads there; ' +
      'weft_spawn makes a task, and weft.h has what tasks wait for each other with',
  },
  {
    names:
      /^(?:v?fork|exec[lv]\w*|fexecve|posix_spawnp?|wait|waitpid|wait3|wait4|waitid|popen|system|daemon)$/,
    reason: 'a program there is alone, without other processes; weft_spawn makes a task',
  },
  {
    names:
      /^(?:socket(?:pair)?|connect|bind|listen|accept4?|send(?:to)?|recv(?:from)?|getaddrinfo|gethostby\w+)$/,
    reason: 'there are no sockets there; weft_fetch asks for URLs',
  },
  {
    names: /^(?:alarm|setitimer|timer_create|sigaction|sigsuspend|sigwait|pause|kill|ualarm)$/,
    reason: 'there are no signals from outside there; weft_sleep and weft_timeout_begin tell of time',
  },
];

/// Why a function cannot be had; undefined when nothing speaks against it.
export function impossible(name: string): string | undefined {
  return reasons.find(({ names }) => names.test(name))?.reason;
}
