// Files by C's own functions: every mode of fopen, files without a name, streams that go elsewhere.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>
#include <weft.h>

static char path[L_tmpnam], other[L_tmpnam];

static void put(const char *mode, const char *text) {
    FILE *file = fopen(path, mode);
    printf("%s: ", mode);
    if (!file) {
        printf("%s\n", errno == ENOENT ? "no such file" : errno == EEXIST ? "it exists" : "another error");
        return;
    }
    printf("written %d, ", fputs(text, file) >= 0 && fflush(file) == 0);
    printf("closed %d, now", fclose(file));
    file = fopen(path, "r");
    for (int c; (c = getc(file)) != EOF;)
        printf(" %c", c);
    printf("\n");
    fclose(file);
}

static void modes(void) {
    put("r", "x");
    put("wx", "new");
    put("wx", "x");
    put("a", "END");
    put("r+", "N");
    put("w", "short");
    put("w+b", "again");
    put("a+", "!");
    put("r", "x");
}

static void both(void) {
    FILE *file = fopen(path, "w+");
    for (int i = 0; i < 1000; i++)
        fprintf(file, "line %d\n", i);
    long end = ftell(file);
    fseek(file, 0, SEEK_SET);
    int sum = 0, number;
    while (fscanf(file, "line %d\n", &number) == 1)
        sum += number;
    printf("%ld bytes, sum %d, end %d\n", end, sum, feof(file) != 0);
    fpos_t place;
    fseek(file, 10 * 7, SEEK_SET);
    fgetpos(file, &place);
    char text[32];
    fgets(text, sizeof text, file);
    printf("%s", text);
    fsetpos(file, &place);
    fputs("LINE", file);
    fseek(file, -4, SEEK_CUR);
    fgets(text, sizeof text, file);
    printf("%s", text);
    ungetc('?', file);
    printf("%c\n", getc(file));
    rewind(file);
    printf("%zu items\n", fread(text, 5, 3, file));
    printf("seek before the start: %d\n", fseek(file, -1, SEEK_SET));
    fclose(file);
}

static void nameless(void) {
    FILE *first = tmpfile(), *second = tmpfile();
    fputs("first", first);
    fputs("second", second);
    rewind(first);
    rewind(second);
    char text[32];
    printf("%s", fgets(text, sizeof text, first));
    printf(" %s\n", fgets(text, sizeof text, second));
    fclose(first);
    fclose(second);
    char one[L_tmpnam], two[L_tmpnam];
    printf("names differ: %d\n", strcmp(tmpnam(one), tmpnam(two)) != 0);
}

static void names(void) {
    printf("rename: %d\n", rename(path, other));
    printf("gone: %d\n", fopen(path, "r") == NULL);
    printf("remove: %d\n", remove(other));
    printf("again: %d %d\n", remove(other) != 0, errno == ENOENT);
    printf("of nothing: %d\n", rename(other, path) != 0);
}

static void wide(void) {
    FILE *file = fopen(path, "w+");
    fwprintf(file, L"%ls %d\n", L"wide", 7);
    rewind(file);
    wchar_t text[16];
    int number = 0;
    printf("wide: %d", fwscanf(file, L"%15ls %d", text, &number));
    printf(" %ls %d\n", text, number);
    fclose(file);
    struct tm day = {.tm_year = 124, .tm_mon = 1, .tm_mday = 29};
    wcsftime(text, 16, L"%Y-%m-%d", &day);
    printf("%ls\n", text);
}

// Tasks share the files of the program.
static void *writer(void *file) {
    for (int i = 0; i < 3; i++) {
        fprintf(file, "%d:%d ", (int)weft_self(), i);
        fflush(file);
        weft_sleep(0.1);
    }
    return NULL;
}

static void tasks(void) {
    FILE *file = fopen(path, "w+");
    weft_task list[] = {weft_spawn(writer, file), weft_spawn(writer, file)};
    weft_gather(list, 2, NULL);
    rewind(file);
    char text[64];
    printf("%s\n", fgets(text, sizeof text, file));
    fclose(file);
}

static void elsewhere(void) {
    FILE *in = fopen(path, "w");
    fputs("12 from a file\n", in);
    fclose(in);
    int number = 0;
    char word[16] = "";
    if (!freopen(path, "r", stdin))
        return;
    printf("stdin gives %d: ", scanf("%d %15s", &number, word));
    printf("%d %s\n", number, word);
    fflush(stdout);
    if (!freopen(other, "w", stdout))
        return;
    puts("nobody sees this");
    fclose(stdout);
    FILE *out = fopen(other, "r");
    char text[32] = "";
    fgets(text, sizeof text, out);
    fprintf(stderr, "stdout went to a file: %s", text);
    fclose(out);
    remove(path);
    remove(other);
    exit(strcmp(text, "nobody sees this\n") == 0 ? 7 : 8);
}

int main(void) {
    tmpnam(path);
    tmpnam(other);
    modes();
    both();
    nameless();
    names();
    wide();
    tasks();
    elsewhere();
    return 1;
}

// Output:
// r: no such file
// wx: written 1, closed 0, now n e w
// wx: it exists
// a: written 1, closed 0, now n e w E N D
// r+: written 1, closed 0, now N e w E N D
// w: written 1, closed 0, now s h o r t
// w+b: written 1, closed 0, now a g a i n
// a+: written 1, closed 0, now a g a i n !
// r: written 0, closed 0, now a g a i n !
// 8890 bytes, sum 499500, end 1
// line 10
// LINE 10
// ?
// 3 items
// seek before the start: -1
// first second
// names differ: 1
// rename: 0
// gone: 1
// remove: 0
// again: 1 1
// of nothing: 1
// wide: 2 wide 7
// 2024-02-29
// 2:0 3:0 2:1 3:1 2:2 3:2
// stdin gives 2: 12 from
// Exit: 7
