/* There are one user and one group: weft, who runs the program. Each name is weak: a program may have a
   function of that name itself. */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define WEAK __attribute__((weak))

static char name[] = "weft", secret[] = "x", home[] = "/home/weft", shell[] = "/bin/sh", nothing[] = "";
static char *members[] = {name, NULL};

static void fill_user(struct passwd *user) {
    *user = (struct passwd){.pw_name = name,
                            .pw_passwd = secret,
                            .pw_uid = getuid(),
                            .pw_gid = getgid(),
                            .pw_gecos = nothing,
                            .pw_dir = home,
                            .pw_shell = shell};
}

static void fill_group(struct group *group) {
    *group = (struct group){.gr_name = name, .gr_passwd = secret, .gr_gid = getgid(), .gr_mem = members};
}

static struct passwd *user_if(bool found) {
    static struct passwd user;
    fill_user(&user);
    return found ? &user : NULL;
}

static struct group *group_if(bool found) {
    static struct group group;
    fill_group(&group);
    return found ? &group : NULL;
}

static int user_into(bool found, struct passwd *user, struct passwd **result) {
    if (found) fill_user(user);
    *result = found ? user : NULL;
    return 0;
}

static int group_into(bool found, struct group *group, struct group **result) {
    if (found) fill_group(group);
    *result = found ? group : NULL;
    return 0;
}

WEAK struct passwd *getpwnam(const char *wanted) { return user_if(strcmp(wanted, name) == 0); }
WEAK struct passwd *getpwuid(uid_t id) { return user_if(id == getuid()); }
WEAK struct group *getgrnam(const char *wanted) { return group_if(strcmp(wanted, name) == 0); }
WEAK struct group *getgrgid(gid_t id) { return group_if(id == getgid()); }

WEAK int getpwnam_r(const char *wanted, struct passwd *user, char *buffer, size_t size,
                    struct passwd **result) {
    return (void)buffer, (void)size, user_into(strcmp(wanted, name) == 0, user, result);
}
WEAK int getpwuid_r(uid_t id, struct passwd *user, char *buffer, size_t size, struct passwd **result) {
    return (void)buffer, (void)size, user_into(id == getuid(), user, result);
}
WEAK int getgrnam_r(const char *wanted, struct group *group, char *buffer, size_t size,
                    struct group **result) {
    return (void)buffer, (void)size, group_into(strcmp(wanted, name) == 0, group, result);
}
WEAK int getgrgid_r(gid_t id, struct group *group, char *buffer, size_t size, struct group **result) {
    return (void)buffer, (void)size, group_into(id == getgid(), group, result);
}

static bool user_read, group_read;
WEAK void setpwent(void) { user_read = false; }
WEAK void endpwent(void) { user_read = false; }
WEAK struct passwd *getpwent(void) {
    bool first = !user_read;
    user_read = true;
    return user_if(first);
}
WEAK void setgrent(void) { group_read = false; }
WEAK void endgrent(void) { group_read = false; }
WEAK struct group *getgrent(void) {
    bool first = !group_read;
    group_read = true;
    return group_if(first);
}
