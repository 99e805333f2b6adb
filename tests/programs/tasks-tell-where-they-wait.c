// weft_tasks describes every task not yet joined: its name, state, the call it waits in, for whom, and where.
#include <stdio.h>
#include <string.h>
#include <weft.h>

static weft_mutex mutex;

static void *sleeper(void *unused) {
    weft_sleep(10);
    return unused;
}

static void *joiner(void *task) {
    weft_join((weft_task)WEFT_UNBOX(task), NULL);
    return NULL;
}

static void *locker(void *unused) {
    weft_mutex_lock(&mutex);
    weft_mutex_unlock(&mutex);
    return unused;
}

static void *ender(void *unused) {
    return unused;
}

int main(void) {
    static const char *const states[] = {"new", "ready", "running", "waiting", "ended"};
    weft_mutex_lock(&mutex);
    weft_task s = weft_spawn(sleeper, NULL);
    weft_task tasks[] = {weft_spawn(joiner, WEFT_BOX(s)), weft_spawn(locker, NULL), weft_spawn(ender, NULL)};
    weft_yield();
    weft_task fresh = weft_spawn(ender, NULL);

    weft_task_info info[10];
    size_t count = weft_tasks(info, 10);
    printf("%zu tasks, %zu without looking\n", count, weft_tasks(NULL, 0));
    for (size_t i = 0; i < count; i++)
        printf("%s %d: %s in %s for %d\n", info[i].name, (int)info[i].task, states[info[i].state],
               info[i].waiting_in ? info[i].waiting_in : "nothing", (int)info[i].waiting_for);
    printf("%s waits in line %d of %s\n", info[1].name, info[1].line,
           strcmp(info[1].file, __FILE__) == 0 ? "this file" : "another");
    printf("the first of them: %d\n", weft_tasks(info, 1) == count && info[0].task == 1);

    weft_mutex_unlock(&mutex);
    weft_gather(tasks, 3, NULL);
    weft_join(fresh, NULL);
    return 0;
}

// Output:
// 6 tasks, 6 without looking
// main 1: running in nothing for 0
// sleeper 2: waiting in weft_sleep for 0
// joiner 3: waiting in weft_join for 2
// locker 4: waiting in weft_mutex_lock for 1
// ender 5: ended in nothing for 0
// ender 6: new in nothing for 0
// sleeper waits in line 9 of this file
// the first of them: 1
