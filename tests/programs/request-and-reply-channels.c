// A server task: each request carries the channel on which its reply is wanted.
#include <stdio.h>
#include <weft.h>

struct request {
    int number;
    weft_chan *reply;
};

static weft_chan *requests;

static void *server(void *unused) {
    struct request request;
    int total = 0;                       // no lock: only this task touches it
    while (weft_chan_recv(requests, &request) == 0) {
        total += request.number;
        weft_chan_send(request.reply, &total);
    }
    return unused;
}

static void *client(void *arg) {
    int n = (int)WEFT_UNBOX(arg), total = 0;
    struct request request = {n, weft_chan_new(sizeof(int), 0)};
    for (int i = 0; i < 3; i++) {
        weft_chan_send(requests, &request);
        weft_chan_recv(request.reply, &total);
        weft_sleep(n);
    }
    printf("client %d: %d after its last request\n", n, total);
    weft_chan_free(request.reply);
    return NULL;
}

int main(void) {
    requests = weft_chan_new(sizeof(struct request), 0);
    weft_task serving = weft_spawn(server, NULL);
    weft_task clients[] = {weft_spawn(client, WEFT_BOX(3)), weft_spawn(client, WEFT_BOX(5))};
    weft_gather(clients, 2, NULL);
    weft_chan_close(requests);
    weft_join(serving, NULL);
    weft_chan_free(requests);
    return 0;
}

// Output:
// client 3: 19 after its last request
// client 5: 24 after its last request
