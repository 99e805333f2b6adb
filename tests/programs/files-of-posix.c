// Files by POSIX's calls, in a folder of their own: the same natively as in the file system that a run in
// WebAssembly has in memory.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Texts and numbers of errors differ from one C library to the other, names do not.
static const char *error_name(void) {
#define NAMED(name) {name, #name}
    static const struct {
        int number;
        const char *name;
    } names[] = {NAMED(EBADF), NAMED(EEXIST), NAMED(EINVAL), NAMED(EISDIR), NAMED(ELOOP),
                 NAMED(ENAMETOOLONG), NAMED(ENOENT), NAMED(ENOTDIR), NAMED(ENOTEMPTY),
                 NAMED(ERANGE), NAMED(ESPIPE)};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].number == errno)
            return names[i].name;
    return strerror(errno);
}

static void is(const char *what, int result) {
    if (result >= 0)
        printf("%s: %d\n", what, result);
    else
        printf("%s: %s\n", what, error_name());
}

static void make(const char *path, const char *text) {
    int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0644);
    if (fd < 0 || write(fd, text, strlen(text)) < 0)
        printf("%s cannot be made\n", path);
    close(fd);
}

static void show(const char *path) {
    char text[100];
    int fd = open(path, O_RDONLY);
    ssize_t length = read(fd, text, sizeof text);
    printf("%s has %zd bytes: %.*s\n", path, length, (int)length, text);
    close(fd);
}

static void descriptors(void) {
    int fd = open("numbers", O_CREAT | O_RDWR | O_EXCL, 0644);
    is("exclusive", open("numbers", O_CREAT | O_RDWR | O_EXCL, 0644));
    is("write", (int)write(fd, "0123456789", 10));
    is("seek", (int)lseek(fd, -3, SEEK_END));
    char text[8] = "";
    is("read", (int)read(fd, text, 7));
    is("read at the end", (int)read(fd, text + 3, 1));
    puts(text);
    int copy = dup(fd);
    lseek(copy, 2, SEEK_SET);
    is("a duplicate shares the offset", (int)lseek(fd, 0, SEEK_CUR));
    is("pwrite", (int)pwrite(fd, "xyz", 3, 4));
    is("pread", (int)pread(fd, text, 3, 3));
    puts(text);
    is("before the start", (int)lseek(fd, -1, SEEK_SET));
    lseek(fd, 15, SEEK_SET);
    is("write beyond the end", (int)write(fd, "!", 1));
    struct stat info;
    fstat(fd, &info);
    printf("size %d, regular %d, links %d, mode %o\n", (int)info.st_size, S_ISREG(info.st_mode),
           (int)info.st_nlink, (unsigned)info.st_mode & 0777);
    is("truncate", ftruncate(fd, 4));
    is("offset", (int)lseek(copy, 0, SEEK_CUR));
    is("unlink while open", unlink("numbers"));
    is("gone", access("numbers", F_OK));
    is("still read", (int)pread(fd, text, 8, 0));
    fstat(fd, &info);
    is("links", (int)info.st_nlink);
    close(fd);
    is("closed", (int)read(fd, text, 1));
    close(copy);
    fd = open("log", O_CREAT | O_WRONLY | O_APPEND, 0600);
    is("append", (int)write(fd, "one ", 4));
    lseek(fd, 0, SEEK_SET);
    is("append after seek", (int)write(fd, "two", 3));
    is("read of what is only written", (int)read(fd, text, 1));
    close(fd);
    show("log");
    is("open for reading, then write", (int)write(open("log", O_RDONLY), "x", 1));
    is("no such file", open("nowhere", O_RDONLY));
    is("no such folder", open("nowhere/file", O_CREAT | O_WRONLY, 0644));
    is("folder opened for writing", open(".", O_WRONLY));
    is("file taken for a folder", open("log/file", O_RDONLY));
    is("with a slash", open("log/", O_RDONLY));
    is("empty path", open("", O_RDONLY));
    chmod("log", 0);
    stat("log", &info);
    printf("mode %o\n", (unsigned)info.st_mode & 0777);
    chmod("log", 0600);
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void list(const char *path) {
    DIR *folder = opendir(path);
    char *names[32];
    int count = 0;
    for (struct dirent *entry; (entry = readdir(folder));)
        names[count++] = strdup(entry->d_name);
    closedir(folder);
    qsort(names, (size_t)count, sizeof *names, by_name);
    printf("%s:", path);
    for (int i = 0; i < count; i++) {
        printf(" %s", names[i]);
        free(names[i]);
    }
    printf("\n");
}

static int found_files, found_folders;

static int visit(const char *path, const struct stat *info, int kind) {
    (void)path, (void)info;
    found_files += kind == FTW_F;
    found_folders += kind == FTW_D;
    return 0;
}

static int clear(const char *path, const struct stat *info, int kind, struct FTW *at) {
    (void)info, (void)kind, (void)at;
    return remove(path);
}

static void folders(void) {
    is("mkdir", mkdir("a", 0755));
    is("again", mkdir("a", 0755));
    is("within", mkdir("a/b/", 0755));
    is("without a parent", mkdir("x/y", 0755));
    make("a/one", "1");
    make("a/two", "22");
    make("a/b/deep", "deep");
    list("a");
    is("rmdir of what is not empty", rmdir("a"));
    is("rmdir of a file", rmdir("a/one"));
    is("unlink of a folder", unlink("a/b") < 0 && (errno == EISDIR || errno == EPERM));
    ftw("a", visit, 4);
    printf("ftw: %d files, %d folders\n", found_files, found_folders);
    glob_t found;
    is("glob", glob("a/[ot]*", 0, NULL, &found));
    for (size_t i = 0; i < found.gl_pathc; i++)
        puts(found.gl_pathv[i]);
    globfree(&found);
    is("rename", rename("a/one", "a/b/uno"));
    is("over another", rename("a/two", "a/b/uno"));
    show("a/b/uno");
    is("of nothing", rename("a/one", "a/three"));
    is("into itself", rename("a", "a/b/a"));
    is("folder over a file", rename("a/b", "log"));
    is("file over a folder", rename("log", "a/b"));
    mkdir("empty", 0755);
    is("folder over an empty one", rename("a/b", "empty"));
    list("empty");
    is("folder over a full one", rename("a", "empty"));
    is("to itself", rename("log", "log"));
    is("chdir", chdir("empty"));
    char path[PATH_MAX];
    printf("in %s\n", strrchr(getcwd(path, sizeof path), '/'));
    is("up", chdir("../a/./../empty/.."));
    is("not a folder", chdir("log"));
    is("too small", getcwd(path, 1) ? 0 : -1);
    is("remove a file", remove("empty/uno"));
    is("remove what is not empty", remove("empty"));
    is("remove", remove("empty/deep"));
    is("remove a folder", remove("empty"));
    char name[NAME_MAX + 2];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = 0;
    is("a name too long", open(name, O_RDONLY));
}

static void links(void) {
    make("target", "content");
    is("symlink", symlink("target", "soft"));
    is("link", link("target", "hard"));
    struct stat info;
    lstat("soft", &info);
    printf("link %d, size %d\n", S_ISLNK(info.st_mode), (int)info.st_size);
    stat("soft", &info);
    printf("links %d\n", (int)info.st_nlink);
    char text[16] = "";
    is("readlink", (int)readlink("soft", text, sizeof text));
    puts(text);
    show("soft");
    unlink("target");
    show("hard");
    is("dangling", open("soft", O_RDONLY));
    is("made through it", open("soft", O_CREAT | O_WRONLY, 0644) >= 0 ? access("target", F_OK) : -1);
    symlink("round", "round");
    is("round", open("round", O_RDONLY));
    is("not followed", open("soft", O_RDONLY | O_NOFOLLOW));
}

static void pipes(void) {
    int fds[2];
    is("pipe", pipe(fds));
    struct pollfd ready[] = {{.fd = fds[0], .events = POLLIN}, {.fd = fds[1], .events = POLLOUT}};
    is("poll", poll(ready, 2, 0));
    is("written", (int)write(fds[1], "through", 7));
    is("poll", poll(ready, 2, 0));
    char text[16] = "";
    is("read", (int)read(fds[0], text, 4));
    is("read", (int)read(fds[0], text + 4, 10));
    puts(text);
    is("seek", (int)lseek(fds[0], 0, SEEK_SET));
    close(fds[1]);
    is("end", (int)read(fds[0], text, 4));
    close(fds[0]);
}

static void redirected(void) {
    fflush(stdout);
    int kept = dup(1), fd = open("printed", O_CREAT | O_RDWR | O_TRUNC, 0644);
    dup2(fd, 1);
    printf("into the file\n");
    fflush(stdout);
    dup2(kept, 1);
    close(kept);
    close(fd);
    show("printed");
    is("null", (int)write(open("/dev/null", O_WRONLY), "gone", 4));
    is("zero", (int)read(open("/dev/zero", O_RDONLY), (char[4]){1}, 4));
}

int main(void) {
    char folder[] = "/tmp/weft-files-XXXXXX";
    if (!mkdtemp(folder) || chdir(folder) < 0)
        return 1;
    umask(022);
    descriptors();
    folders();
    links();
    pipes();
    redirected();
    int count = 0, fds[300];
    while (count < 300 && (fds[count] = open("log", O_RDONLY)) >= 0)
        count++;
    printf("%d files are open at once\n", count);
    chdir("/");
    is("all gone", nftw(folder, clear, 8, FTW_DEPTH | FTW_PHYS));
    is("not there", access(folder, F_OK));
    return 0;
}

// Output:
// exclusive: EEXIST
// write: 10
// seek: 7
// read: 3
// read at the end: 0
// 789
// a duplicate shares the offset: 2
// pwrite: 3
// pread: 3
// 3xy
// before the start: EINVAL
// write beyond the end: 1
// size 16, regular 1, links 1, mode 644
// truncate: 0
// offset: 16
// unlink while open: 0
// gone: ENOENT
// still read: 4
// links: 0
// closed: EBADF
// append: 4
// append after seek: 3
// read of what is only written: EBADF
// log has 7 bytes: one two
// open for reading, then write: EBADF
// no such file: ENOENT
// no such folder: ENOENT
// folder opened for writing: EISDIR
// file taken for a folder: ENOTDIR
// with a slash: ENOTDIR
// empty path: ENOENT
// mode 0
// mkdir: 0
// again: EEXIST
// within: 0
// without a parent: ENOENT
// a: . .. b one two
// rmdir of what is not empty: ENOTEMPTY
// rmdir of a file: ENOTDIR
// unlink of a folder: 1
// ftw: 3 files, 2 folders
// glob: 0
// a/one
// a/two
// rename: 0
// over another: 0
// a/b/uno has 2 bytes: 22
// of nothing: ENOENT
// into itself: EINVAL
// folder over a file: ENOTDIR
// file over a folder: EISDIR
// folder over an empty one: 0
// empty: . .. deep uno
// folder over a full one: ENOTEMPTY
// to itself: 0
// chdir: 0
// in /empty
// up: 0
// not a folder: ENOTDIR
// too small: ERANGE
// remove a file: 0
// remove what is not empty: ENOTEMPTY
// remove: 0
// remove a folder: 0
// a name too long: ENAMETOOLONG
// symlink: 0
// link: 0
// link 1, size 6
// links 2
// readlink: 6
// target
// soft has 7 bytes: content
// hard has 7 bytes: content
// dangling: ENOENT
// made through it: 0
// round: ELOOP
// not followed: ELOOP
// pipe: 0
// poll: 1
// written: 7
// poll: 2
// read: 4
// read: 3
// through
// seek: ESPIPE
// end: 0
// printed has 14 bytes: into the file
//
// null: 4
// zero: 4
// 300 files are open at once
// all gone: 0
// not there: ENOENT
