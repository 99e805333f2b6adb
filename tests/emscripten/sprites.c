/* Two hundred sprites on a canvas, each a task that walks from place to place and rests where it arrives. */
#include <emscripten.h>
#include <math.h>
#include <stdio.h>
#include <weft.h>

enum { SPRITES = 200, WALKS = 3, WIDTH = 640, HEIGHT = 360 };

static struct sprite { float x, y, hue; } sprites[SPRITES];

// clang-format off
EM_JS(void, paint, (const struct sprite *sprites, int count), {
    const canvas = Module.canvas;
    const context = canvas.getContext('2d');
    context.clearRect(0, 0, canvas.width, canvas.height);
    for (let i = 0; i < count; i++) {
        const [x, y, hue] = HEAPF32.subarray((sprites >> 2) + 3 * i, (sprites >> 2) + 3 * i + 3);
        context.fillStyle = `hsl(${hue} 80% 50%)`;
        context.fillRect(x - 4, y - 4, 8, 8);
    }
    canvas.dataset.frames = Number(canvas.dataset.frames || 0) + 1;
})
// clang-format on

static float anywhere(int size) { return (float)weft_random((uint64_t)size); }

static void walk_to(struct sprite *sprite, float x, float y) {
    for (;;) {
        float dx = x - sprite->x, dy = y - sprite->y, distance = sqrtf(dx * dx + dy * dy);
        if (distance < 8) return;
        sprite->x += 8 * dx / distance;
        sprite->y += 8 * dy / distance;
        weft_next_frame(NULL);
    }
}

static void *live(void *arg) {
    struct sprite *sprite = arg;
    for (int walk = 0; walk < WALKS; walk++) {
        walk_to(sprite, anywhere(WIDTH), anywhere(HEIGHT));
        weft_sleep(0.05);
    }
    return NULL;
}

static void *paint_frames(void *unused) {
    (void)unused;
    while (weft_next_frame(NULL) == 0) paint(sprites, SPRITES);
    return NULL;
}

int main(void) {
    weft_task tasks[SPRITES];
    weft_task painter = weft_spawn(paint_frames, NULL);
    for (int i = 0; i < SPRITES; i++) {
        sprites[i] = (struct sprite){WIDTH / 2, HEIGHT / 2, (float)(i * 360 / SPRITES)};
        tasks[i] = weft_spawn(live, &sprites[i]);
    }
    weft_gather(tasks, SPRITES, NULL);
    weft_cancel(painter);
    weft_join(painter, NULL);
    printf("%d sprites have walked\n", SPRITES);
    return 0;
}
