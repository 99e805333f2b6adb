/// The C library as a program calls it that tells of its memory: by libweft's functions that also tell what
/// the library reads and writes for it (src/host/wasm/library.c). Of what else takes a pointer nothing is
/// known: it may matter to everybody.
import { nameIn, type Ir } from './ir.ts';

const told = new Set(
  [
    'memcpy memmove memset memcmp bcmp memchr strlen strdup atoi atol atoll atof puts strcmp',
    'strcasecmp strstr strpbrk strspn strcspn strncmp strncasecmp strnlen strndup strchr strrchr',
    'strcpy stpcpy strncpy strcat strncat strtol strtoul strtoll strtoull strtod strtof strtok_r',
    'strtok rand random drand48 lrand48 mrand48 srand srandom srand48 qsort bsearch printf iprintf',
    '__small_printf fprintf fiprintf __small_fprintf sprintf siprintf __small_sprintf snprintf',
    'vprintf vfprintf vsprintf vsnprintf sscanf scanf fscanf fopen fclose fgetc getc getchar fputc',
    'putc ungetc fputs fwrite fread fgets fseek ftell rewind feof ferror remove rename',
  ].flatMap((line) => line.split(' ')),
);

/// Those of stdio.h that check their stream first, as the sysroot has programs call them.
const checked = 'weft__stream_';
const ownName = (name: string): string => (name.startsWith(checked) ? name.slice(checked.length) : name);

/// What they do to the program's memory is known otherwise, or is nobody's concern.
const harmless = new RegExp(
  '^(?:weft_.*|llvm\\..*|__sanitizer_.*|__ubsan_.*|__assert_fail|__errno_location|' +
    '(?:weft__program_)?(?:malloc|calloc|realloc|aligned_alloc)|reallocarray|free|memalign|posix_memalign|' +
    'exit|_exit|_Exit|quick_exit|abort|atexit|at_quick_exit|getenv|perror|fflush|setv?buf|fileno|' +
    'putchar|frexp[fl]?|modf[fl]?|remquo[fl]?|sincos[fl]?|nan[fl]?|' +
    '(?:emscripten|__wasm|_)?_?(?:setjmp|longjmp)|saveSetjmp|testSetjmp)$',
);

/// Of these what is written comes from what is read. The others write nothing, or what comes from elsewhere.
const copying = new Set(
  [
    'memcpy memmove strcpy stpcpy strncpy strcat strncat qsort sscanf sprintf siprintf __small_sprintf',
    'snprintf vsprintf vsnprintf',
  ].flatMap((line) => line.split(' ')),
);
const writing = new Set([
  ...copying,
  ...'memset fread fgets scanf fscanf strtok strtok_r strtol strtoul strtoll strtoull strtod strtof'.split(
    ' ',
  ),
]);

const call = /\bcall\b[^@]*@([\w.$-]+)\(/;

/// What a line of the program calls of the library that tells of the memory it touches.
export function toldCall(line: string): { writes: boolean; copies: boolean } | undefined {
  const name = ownName(call.exec(line)?.[1] ?? '');
  return told.has(name) ? { writes: writing.has(name), copies: copying.has(name) } : undefined;
}

const declaration = /^declare .*?@[^(]+\((.*)\)/;

export class LibraryCalls {
  readonly #renamed: RegExp | undefined;
  readonly #unknown: RegExp | undefined;
  #usesUnknown = false;

  constructor(ir: Ir) {
    const declared = ir.lines.flatMap((line) => {
      const parameters = declaration.exec(line)?.[1];
      return parameters === undefined ? [] : [{ name: nameIn(line), parameters }];
    });
    const known = declared.filter(({ name }) => told.has(ownName(name))).map(({ name }) => ownName(name));
    const unknown = declared
      .filter(({ name, parameters }) => !told.has(name) && !harmless.test(name) && /\bptr\b/.test(parameters))
      .map(({ name }) => name.replace(/[.$]/g, '\\$&'));
    if (known.length > 0) this.#renamed = new RegExp(`@(?:${checked})?(${known.join('|')})(?![\\w.$-])`, 'g');
    if (unknown.length > 0) this.#unknown = new RegExp(`\\bcall\\b.*@(?:${unknown.join('|')})\\(`);
  }

  /// What a line of several may have become.
  rewritten(text: string): string {
    /* A text that is spelled out may have anything in it. */
    if (/ c"/.test(text)) return text;
    const renamed = this.#renamed ? text.replace(this.#renamed, '@weft__told_$1') : text;
    if (!this.#unknown?.test(renamed) || /^(?:declare|define)\b/.test(renamed)) return renamed;
    this.#usesUnknown = true;
    return `  call void @weft__told_everything()\n${renamed}`;
  }

  /// After the last line.
  get declarations(): string {
    return this.#usesUnknown ? 'declare void @weft__told_everything()\n' : '';
  }
}
