/// What C programs may call: all of C11's library links, and what of POSIX cannot be had fails as POSIX says.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toolchain } from './built-program.ts';
import { c11Library, programOf } from './c11-library.ts';
import { program, weft } from './command.ts';

describe("every function of C11's library links", () => {
  for (const [name, header] of Object.entries(c11Library)) {
    test(`<${name}>`, async () => {
      const { wasm, text } = await toolchain.build(programOf(name, header));
      assert.ok(wasm, text);
    });
  }
});

async function run(body: string, headers: string, before = '') {
  const includes = headers
    .split(' ')
    .map((name) => `#include <${name}.h>\n`)
    .join('');
  const source = `#define _GNU_SOURCE\n${includes}${before}\nint main(void) {\n${body}\nreturn 0;\n}\n`;
  return weft(['run', '--clock', 'virtual', program(source)]);
}

/// Each is all that its program calls of the library's files: what others would bring along is not there.
const alone: { call: string; headers: string }[] = [
  { call: 'fopen("no", "r") == NULL && errno == ENOENT', headers: 'stdio errno' },
  { call: 'fopen("/tmp/new", "w") != NULL', headers: 'stdio' },
  { call: 'open("/tmp/new", O_CREAT | O_WRONLY, 0666) >= 0', headers: 'fcntl' },
  { call: 'openat(AT_FDCWD, "no", O_RDONLY) == -1 && errno == ENOENT', headers: 'fcntl errno' },
  { call: 'creat("/tmp/new", 0666) >= 0', headers: 'fcntl' },
  { call: 'freopen("/tmp/new", "w", stderr) != NULL', headers: 'stdio' },
  { call: 'tmpfile() != NULL', headers: 'stdio' },
  { call: 'tmpnam(NULL) != NULL', headers: 'stdio' },
  { call: 'remove("no") == -1 && errno == ENOENT', headers: 'stdio errno' },
  { call: 'rename("no", "new") == -1 && errno == ENOENT', headers: 'stdio errno' },
  { call: 'mkdir("/tmp/new", 0777) == 0', headers: 'sys/stat' },
  { call: 'stat("/tmp", &(struct stat){0}) == 0', headers: 'sys/stat' },
  { call: 'access("/tmp", W_OK) == 0', headers: 'unistd' },
  { call: 'unlink("no") == -1 && errno == ENOENT', headers: 'unistd errno' },
  { call: 'chdir("/tmp") == 0', headers: 'unistd' },
  { call: 'symlink("/tmp", "/tmp/new") == 0', headers: 'unistd' },
  { call: 'opendir("/tmp") != 0', headers: 'dirent' },
  { call: 'mkstemp((char[]){"/tmp/XXXXXX"}) >= 0', headers: 'stdlib' },
  { call: 'pipe((int[2]){0}) == 0', headers: 'unistd' },
  { call: 'dup(1) > 2', headers: 'unistd' },
];

const cases: {
  name: string;
  headers: string;
  before?: string;
  body: string;
  prints: string;
  status?: number;
}[] = [
  {
    name: 'there are no other processes',
    headers: 'stdio stdlib errno sys/wait',
    body: `printf("%d ", system(NULL)); printf("%d %d ", system("ls"), errno == ENOSYS); printf("%d %d ", popen("ls", "r") == NULL, errno == ENOSYS);
      printf("%d %d\\n", (int)wait(NULL), errno == ECHILD);`,
    prints: '0 -1 1 1 1 -1 1\n',
  },
  {
    name: 'quick_exit calls what at_quick_exit was given, last first, and nothing else',
    headers: 'stdio stdlib',
    before: `static void one(void) { puts("one"); fflush(stdout); } static void two(void) { puts("two"); } static void never(void) { puts("never"); }`,
    body: 'atexit(never); at_quick_exit(one); at_quick_exit(two); quick_exit(3);',
    prints: 'two\none\n',
    status: 3,
  },
  {
    name: 'a signal without a handler ends the program with 128 and its number',
    headers: 'stdio signal',
    body: 'puts("before"); raise(SIGTERM); puts("after");',
    prints: 'before\n',
    status: 143,
  },
  {
    name: 'times of the run: the same for every function that tells them',
    headers: 'stdio stdlib time sys/time sys/resource sys/times unistd sys/select poll',
    body: `struct timespec a, b; timespec_get(&a, TIME_UTC); sleep(2); select(0, NULL, NULL, NULL, &(struct timeval){.tv_usec = 500000}); poll(NULL, 0, 500);
      timespec_get(&b, TIME_UTC); struct timeval c; gettimeofday(&c, NULL); struct rusage u;
      printf("%ld %d %d\\n", (long)(b.tv_sec - a.tv_sec), c.tv_sec == b.tv_sec, getrusage(RUSAGE_SELF, &u));`,
    prints: '3 1 0\n',
  },
  {
    name: 'parsing: strptime, getopt, regcomp, getline, strsep, fnmatch',
    headers: 'stdio stdlib string time getopt regex fnmatch',
    body: `struct tm t = {0}; strptime("2024-02-29 12:34", "%Y-%m-%d %H:%M", &t); printf("%d %d %d\\n", t.tm_mon, t.tm_hour, t.tm_mday);
      char *args[] = {"p", "-v", "-n", "3", "rest", NULL}; int n = 0, v = 0; for (int o; (o = getopt(5, args, "vn:")) != -1;) { if (o == 'v') v = 1; if (o == 'n') n = atoi(optarg); }
      printf("%d %d %s\\n", v, n, args[optind]);
      regex_t r; regmatch_t m[2]; regcomp(&r, "([a-z]+)=[0-9]+", REG_EXTENDED); printf("%d ", regexec(&r, "x; key=42", 2, m, 0)); printf("%d-%d\\n", (int)m[1].rm_so, (int)m[1].rm_eo); regfree(&r);
      FILE *f = fmemopen("a line\\nmore\\n", 12, "r"); char *line = NULL; size_t size = 0; printf("%d ", (int)getline(&line, &size, f)); printf("%s", line);
      printf("%d\\n", fnmatch("*.c", "file.c", 0));`,
    prints: '1 12 29\n1 3 rest\n0 3-6\n7 a line\n0\n',
  },
  {
    name: 'lists: qsort_r, reallocarray, tsearch, hsearch',
    headers: 'stdio stdlib string stdint errno search',
    before: `static int by(const void *a, const void *b, void *sign) { int x = *(const int *)a, y = *(const int *)b; return *(int *)sign * ((x > y) - (x < y)); }`,
    body: `enum { N = 1000 }; int *list = reallocarray(NULL, N, sizeof *list), sign = -1; unsigned s = 7; for (int i = 0; i < N; i++) list[i] = (int)((s = s * 1103515245 + 12345) >> 20);
      qsort_r(list, N, sizeof *list, by, &sign); int bad = 0; for (int i = 1; i < N; i++) bad += list[i - 1] < list[i];
      volatile size_t huge = SIZE_MAX / 2; printf("%d %d %d\\n", bad, reallocarray(list, huge, 8) == NULL, errno == ENOMEM);`,
    prints: '0 1 1\n',
  },
  {
    name: 'setjmp by its other names',
    headers: 'stdio setjmp',
    before: 'static jmp_buf a; static sigjmp_buf b;',
    body: `int n = _setjmp(a); if (n == 0) _longjmp(a, 3); printf("%d ", n);
      n = sigsetjmp(b, 1); if (n == 0) siglongjmp(b, 4); printf("%d\\n", n);`,
    prints: '3 4\n',
  },
  {
    name: 'who and where: uname, getcwd, getpwuid, gethostname',
    headers: 'stdio sys/utsname unistd pwd',
    body: `struct utsname u; char path[100]; printf("%d %s ", uname(&u), u.machine); printf("%s %s %d\\n", getcwd(path, sizeof path), getpwuid(getuid())->pw_dir, getpid() > 0);`,
    prints: '0 wasm32 /home/weft /home/weft 1\n',
  },
  {
    name: 'err and warn write to stderr and end the program',
    headers: 'stdio err errno',
    body: 'errno = ENOENT; warn("warned %d", 1); errno = EACCES; err(4, "ended");',
    prints: '',
    status: 4,
  },
  {
    name: "a program's own functions take the place of the library's",
    headers: 'stdio',
    before:
      'int qsort_r(int n) { return n; } int system(const char *c) { return c[0]; } struct none; int getrusage(void) { return 5; }\nint uname(int);\nunsigned sleep(unsigned n) { return n + 1; }',
    body: 'printf("%d %d %d %u\\n", qsort_r(1), system("a"), getrusage(), sleep(8));',
    prints: '1 97 5 9\n',
  },
  {
    name: 'files of a run are gone with it, and are as many as there is memory for',
    headers: 'stdio string stdlib sys/stat unistd',
    body: `printf("%d ", access("/tmp/left", F_OK)); fclose(fopen("/tmp/left", "w"));
      char block[4096] = ""; FILE *f = fopen("/tmp/large", "w+"); setvbuf(f, NULL, _IONBF, 0); for (int i = 0; i < 5000; i++) fwrite(block, 1, sizeof block, f);
      printf("%ld %d\\n", ftell(f), fseek(f, 1L << 30, SEEK_SET) == 0 && fwrite("x", 1, 1, f) == 0);`,
    prints: '-1 20480000 1\n',
  },
];

describe('alone in a program', () => {
  for (const { call, headers } of alone) {
    test(call, async () => {
      const { status, stderr } = await run(`return ${call};`, headers);
      assert.deepEqual([status, stderr], [1, '']);
    });
  }
});

describe('of the C library and POSIX', () => {
  for (const { name, headers, before, body, prints, status = 0 } of cases) {
    test(name, async () => {
      const result = await run(body, headers, before);
      assert.deepEqual([result.stdout, result.status], [prints, status], result.stderr);
    });
  }
});
