/// Every function of C11's library (ISO/IEC 9899:2011, annex B), by header: what a program may call or
/// take the address of. `macros` are those that the standard has as macros or lets be nothing else; they
/// are called as the text says.

export interface Header {
  functions: string;
  /// Statements that use what has no address.
  uses?: string;
}

/// The functions of <math.h> that come in three types.
const real = `acos asin atan atan2 cos sin tan acosh asinh atanh cosh sinh tanh exp exp2 expm1 frexp ilogb ldexp log log10 log1p log2 logb modf
  scalbn scalbln cbrt fabs hypot pow sqrt erf erfc lgamma tgamma ceil floor nearbyint rint lrint llrint round lround llround trunc fmod remainder
  remquo copysign nan nextafter nexttoward fdim fmax fmin fma`;
const complex = `cacos casin catan ccos csin ctan cacosh casinh catanh ccosh csinh ctanh cexp clog cabs cpow csqrt carg cimag conj cproj creal`;
const threeTypes = (names: string) =>
  names
    .split(/\s+/)
    .map((name) => `${name} ${name}f ${name}l`)
    .join(' ');

export const c11Library: Record<string, Header> = {
  'assert.h': { functions: '', uses: 'assert(1);' },
  'complex.h': { functions: threeTypes(complex), uses: 'double complex z = CMPLX(1, 2); (void)z;' },
  'ctype.h': {
    functions: `isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit tolower toupper`,
  },
  'errno.h': { functions: '', uses: 'errno = EDOM + EILSEQ + ERANGE;' },
  'fenv.h': {
    functions: `feclearexcept fegetexceptflag feraiseexcept fesetexceptflag fetestexcept fegetround fesetround fegetenv feholdexcept fesetenv
      feupdateenv`,
  },
  'inttypes.h': { functions: 'imaxabs imaxdiv strtoimax strtoumax wcstoimax wcstoumax' },
  'locale.h': { functions: 'setlocale localeconv' },
  'math.h': {
    functions: threeTypes(real),
    uses: `volatile double x = 1; (void)(fpclassify(x) + isfinite(x) + isinf(x) + isnan(x) + isnormal(x) + signbit(x) + isgreater(x, x)
      + isgreaterequal(x, x) + isless(x, x) + islessequal(x, x) + islessgreater(x, x) + isunordered(x, x) + math_errhandling);`,
  },
  'setjmp.h': { functions: 'longjmp', uses: 'jmp_buf b; if (setjmp(b) == 0) longjmp(b, 1);' },
  'signal.h': { functions: 'signal raise' },
  'stdalign.h': { functions: '', uses: 'alignas(16) int n = alignof(int); (void)n;' },
  'stdarg.h': { functions: '' },
  'stdatomic.h': {
    functions:
      'atomic_thread_fence atomic_signal_fence atomic_flag_test_and_set atomic_flag_test_and_set_explicit atomic_flag_clear atomic_flag_clear_explicit',
    uses: `atomic_int a = ATOMIC_VAR_INIT(0); int e = 0; atomic_init(&a, 1); (void)kill_dependency(1); (void)atomic_is_lock_free(&a); atomic_store(&a, 1);
      atomic_store_explicit(&a, 1, memory_order_relaxed); (void)atomic_load(&a); (void)atomic_load_explicit(&a, memory_order_relaxed);
      (void)atomic_exchange(&a, 1); (void)atomic_exchange_explicit(&a, 1, memory_order_relaxed);
      (void)atomic_compare_exchange_strong(&a, &e, 1); (void)atomic_compare_exchange_weak(&a, &e, 1);
      (void)atomic_compare_exchange_strong_explicit(&a, &e, 1, memory_order_relaxed, memory_order_relaxed);
      (void)atomic_compare_exchange_weak_explicit(&a, &e, 1, memory_order_relaxed, memory_order_relaxed);
      atomic_fetch_add(&a, 1); atomic_fetch_sub(&a, 1); atomic_fetch_or(&a, 1); atomic_fetch_xor(&a, 1); atomic_fetch_and(&a, 1);
      atomic_flag f = ATOMIC_FLAG_INIT; (void)atomic_flag_test_and_set(&f); atomic_flag_clear(&f); _Atomic long long big = 0; big++; (void)big;
      struct three { int n[3]; }; _Atomic struct three s; struct three t = s; (void)t;`,
  },
  'stdbool.h': { functions: '', uses: 'bool b = true; (void)b;' },
  'stddef.h': { functions: '', uses: '(void)offsetof(div_t, rem); max_align_t m; (void)&m;' },
  'stdint.h': { functions: '', uses: 'intmax_t n = INTMAX_C(1); (void)n;' },
  'stdio.h': {
    functions: `remove rename tmpfile tmpnam fclose fflush fopen freopen setbuf setvbuf fprintf fscanf printf scanf snprintf sprintf sscanf
      vfprintf vfscanf vprintf vscanf vsnprintf vsprintf vsscanf fgetc fgets fputc fputs getc getchar putc putchar puts ungetc fread fwrite
      fgetpos fseek fsetpos ftell rewind clearerr feof ferror perror`,
  },
  'stdlib.h': {
    functions: `atof atoi atol atoll strtod strtof strtold strtol strtoll strtoul strtoull rand srand aligned_alloc calloc free malloc realloc
      abort atexit at_quick_exit exit _Exit getenv quick_exit system bsearch qsort abs labs llabs div ldiv lldiv mblen mbtowc wctomb mbstowcs
      wcstombs`,
  },
  'stdnoreturn.h': { functions: '' },
  'string.h': {
    functions: `memcpy memmove strcpy strncpy strcat strncat memcmp strcmp strcoll strncmp strxfrm memchr strchr strcspn strpbrk strrchr strspn
      strstr strtok memset strerror strlen`,
  },
  'tgmath.h': {
    functions: '',
    uses: 'volatile float q = 4; (void)sqrt(q); double complex w = 1; (void)exp(w);',
  },
  'threads.h': {
    functions: `call_once cnd_broadcast cnd_destroy cnd_init cnd_signal cnd_timedwait cnd_wait mtx_destroy mtx_init mtx_lock mtx_timedlock
      mtx_trylock mtx_unlock thrd_create thrd_current thrd_detach thrd_equal thrd_exit thrd_join thrd_sleep thrd_yield tss_create tss_delete
      tss_get tss_set`,
    uses: 'once_flag o = ONCE_FLAG_INIT; (void)o; static thread_local int n; (void)n;',
  },
  'time.h': {
    functions: 'clock difftime mktime time timespec_get asctime ctime gmtime localtime strftime',
  },
  'uchar.h': { functions: 'mbrtoc16 c16rtomb mbrtoc32 c32rtomb' },
  'wchar.h': {
    functions: `fwprintf fwscanf swprintf swscanf vfwprintf vfwscanf vswprintf vswscanf vwprintf vwscanf wprintf wscanf fgetwc fgetws fputwc
      fputws fwide getwc getwchar putwc putwchar ungetwc wcstod wcstof wcstold wcstol wcstoll wcstoul wcstoull wcscpy wcsncpy wmemcpy wmemmove
      wcscat wcsncat wcscmp wcscoll wcsncmp wcsxfrm wmemcmp wcschr wcscspn wcspbrk wcsrchr wcsspn wcsstr wcstok wmemchr wcslen wmemset
      wcsftime btowc wctob mbsinit mbrlen mbrtowc wcrtomb mbsrtowcs wcsrtombs`,
  },
  'wctype.h': {
    functions: `iswalnum iswalpha iswblank iswcntrl iswdigit iswgraph iswlower iswprint iswpunct iswspace iswupper iswxdigit iswctype wctype
      towlower towupper towctrans wctrans`,
  },
};

/// A program that names everything of one header.
export function programOf(name: string, { functions, uses = '' }: Header): string {
  const taken = functions
    .split(/\s+/)
    .filter((one) => one !== '')
    .map((one) => `  any = (void (*)(void))${one};\n`)
    .join('');
  return `#include <stdlib.h>\n#include <${name}>\nint main(void) {\n  void (*volatile any)(void) = 0;\n${taken}  (void)any;\n${uses}\n  return 0;\n}\n`;
}
