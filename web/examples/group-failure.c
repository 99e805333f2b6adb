// A group is a place that tasks cannot leave: when
// weft_group_close returns, all of them have ended.
//
// A child that returns a negative value fails the group. Its
// siblings are cancelled, since their work is of no use any
// more, and close returns the error. No task is forgotten and
// none runs on.
#include <stdio.h>
#include <weft.h>

struct part {
    const char *name;
    double seconds;
    int outcome;
};

static int fetch_part(void *arg) {
    const struct part *part = arg;
    int rc = weft_sleep(part->seconds);
    // cancelled: clean up, say so, pass the error on
    if (rc < 0) {
        printf("%.0f s  %s: %s\n", weft_now(), part->name, weft_strerror(rc));
        return rc;
    }
    printf("%.0f s  %s: %s\n", weft_now(), part->name, part->outcome < 0 ? "fails" : "is here");
    return part->outcome;
}

static int build_page(struct part *parts, int count) {
    weft_group *group = weft_group_open();
    if (group == NULL)
        return WEFT_ENOMEM;
    for (int i = 0; i < count; i++)
        weft_group_spawn(group, fetch_part, &parts[i]);
    // waits for all; 0 or the first error
    return weft_group_close(group);
}

int main(void) {
    struct part good[] = {{"text", 1, 0}, {"image", 2, 0}, {"sound", 3, 0}};
    struct part bad[] = {{"text", 1, 0}, {"image", 2, WEFT_EIO}, {"sound", 3, 0}};

    int rc = build_page(good, 3);
    printf("%.0f s  main: %s\n\n", weft_now(), rc < 0 ? weft_error_name(rc) : "the page is complete");

    rc = build_page(bad, 3);
    printf("%.0f s  main: %s\n", weft_now(), rc < 0 ? weft_error_name(rc) : "the page is complete");
    return 0;
}

// Output:
// 1 s  text: is here
// 2 s  image: is here
// 3 s  sound: is here
// 3 s  main: the page is complete
//
// 4 s  text: is here
// 5 s  image: fails
// 5 s  sound: cancelled
// 5 s  main: WEFT_EIO
