/* This takes the place of libcurl: it takes every setting but those that the test names, and counts what is
   asked for. Nothing is ever sent. */
#include <stdarg.h>
#include <stddef.h>

enum { OK = 0, UNKNOWN_OPTION = 48, MAX_REFUSED = 8 };

int fake_curl_refused[MAX_REFUSED]; /* options */
int fake_curl_added;

static int handle;

void *curl_easy_init(void) { return &handle; }
void curl_easy_cleanup(void *easy) { (void)easy; }

int curl_easy_setopt(void *easy, int option, ...) {
    (void)easy;
    for (int i = 0; i < MAX_REFUSED; i++)
        if (fake_curl_refused[i] == option) return UNKNOWN_OPTION;
    return OK;
}

int curl_easy_getinfo(void *easy, int info, ...) {
    (void)easy, (void)info;
    return OK;
}

void *curl_slist_append(void *list, const char *text) {
    (void)list, (void)text;
    return &handle;
}
void curl_slist_free_all(void *list) { (void)list; }

void *curl_multi_init(void) { return &handle; }
int curl_multi_add_handle(void *multi, void *easy) {
    (void)multi, (void)easy;
    fake_curl_added++;
    return OK;
}
int curl_multi_remove_handle(void *multi, void *easy) {
    (void)multi, (void)easy;
    return OK;
}
int curl_multi_perform(void *multi, int *running) {
    (void)multi;
    *running = 0;
    return OK;
}
int curl_multi_poll(void *multi, void *extra, unsigned count, int milliseconds, int *ready) {
    (void)multi, (void)extra, (void)count, (void)milliseconds, (void)ready;
    return OK;
}
void *curl_multi_info_read(void *multi, int *left) {
    (void)multi;
    *left = 0;
    return NULL;
}
