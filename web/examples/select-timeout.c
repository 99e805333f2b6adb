// Waiting for whichever comes first: news, an alarm, or the end
// of our patience.
//
// weft_select waits on several channels and does exactly one of
// them. The timeout scope around it bounds the wait; everything
// that waits inside a scope that has run out returns
// WEFT_ETIMEDOUT.
#include <stdbool.h>
#include <stdio.h>
#include <weft.h>

static weft_chan *news, *alarm_bell;

static void *newspaper(void *unused) {
    static const double pauses[] = {0.5, 0.7, 2.5};
    for (int issue = 1; issue <= 3; issue++) {
        weft_sleep(pauses[issue - 1]);
        weft_chan_send(news, &issue);
    }
    return unused;
}

static void *clock_radio(void *unused) {
    weft_sleep(4);
    // a closed channel is ready at once and for everybody
    weft_chan_close(alarm_bell);
    return unused;
}

int main(void) {
    news = weft_chan_new(sizeof(int), 0);
    alarm_bell = weft_chan_new(sizeof(int), 0);
    if (news == NULL || alarm_bell == NULL)
        return 1;
    weft_task tasks[] = {weft_spawn(newspaper, NULL), weft_spawn(clock_radio, NULL)};

    bool alarmed = false;
    while (!alarmed) {
        int issue;
        weft_case cases[] = {WEFT_RECV(news, &issue), WEFT_RECV(alarm_bell, NULL)};

        weft_timeout patience;
        weft_timeout_begin(&patience, 1.0);
        // the index of what happened, or an error
        int which = weft_select(cases, 2);
        weft_timeout_end(&patience);

        printf("%.1f s  ", weft_now());
        if (which == 0) {
            printf("issue %d is here\n", issue);
        } else if (which == 1) {
            printf("the alarm: status %s\n", weft_error_name(cases[1].status));
            alarmed = true;
        } else {
            printf("nothing yet: %s\n", weft_strerror(which));
        }
    }
    weft_gather(tasks, 2, NULL);
    weft_chan_free(news);
    weft_chan_free(alarm_bell);
    return 0;
}

// Output:
// 0.5 s  issue 1 is here
// 1.2 s  issue 2 is here
// 2.2 s  nothing yet: timed out
// 3.2 s  nothing yet: timed out
// 3.7 s  issue 3 is here
// 4.0 s  the alarm: status WEFT_ECLOSED
