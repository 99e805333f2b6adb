"""Python's generators and asyncio at the same work. Lines "WORK COUNT" on stdin, nanoseconds or bytes on stdout."""
import asyncio
import random
import sys
import time
import tracemalloc


def count_up():
    i = 0
    while True:
        yield i
        i += 1


def nested(depth):
    if depth > 1:
        yield from nested(depth - 1)
    else:
        yield from count_up()


def drive(generator, count):
    next(generator)
    start = time.perf_counter_ns()
    for _ in range(count):
        next(generator)
    return time.perf_counter_ns() - start


async def yielder(turns):
    for _ in range(turns):
        await asyncio.sleep(0)


async def take_turns(count):
    await asyncio.gather(yielder(count // 2), yielder(count // 2))


async def nothing():
    pass


async def spawn(count):
    for _ in range(count):
        await asyncio.create_task(nothing())


async def produce(queue, count):
    for i in range(count):
        await queue.put(i)


def passing(capacity):
    async def work(count):
        queue = asyncio.Queue(capacity)
        task = asyncio.create_task(produce(queue, count))
        for _ in range(count):
            await queue.get()
        await task
    return work


async def select(count):
    queues = [asyncio.Queue(1) for _ in range(8)]
    tasks = [asyncio.create_task(produce(queue, count // 8)) for queue in queues]
    waiting = {asyncio.ensure_future(queue.get()): queue for queue in queues}
    received = 0
    while received < count // 8 * 8:
        done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for one in done:
            received += 1
            queue = waiting.pop(one)
            waiting[asyncio.ensure_future(queue.get())] = queue
    for one in waiting:
        one.cancel()
    await asyncio.gather(*tasks)


async def hand_over(count):
    lock = asyncio.Lock()

    async def contender():
        for _ in range(count // 2):
            async with lock:
                await asyncio.sleep(0)

    await asyncio.gather(contender(), contender())


async def timeout(count):
    for _ in range(count):
        async with asyncio.timeout(10):
            await asyncio.sleep(0)


async def sleepers(count):
    await asyncio.gather(*(asyncio.sleep((1 + random.randrange(100000)) / 1e6) for _ in range(count)))


async def parked(count):
    event = asyncio.Event()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    tasks = [asyncio.create_task(event.wait()) for _ in range(count)]
    await asyncio.sleep(0)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    event.set()
    await asyncio.gather(*tasks)
    return after - before


async def park(count):
    event = asyncio.Event()
    tasks = [asyncio.create_task(event.wait()) for _ in range(count)]
    await asyncio.sleep(0)
    event.set()
    await asyncio.gather(*tasks)


def timed(work, count):
    start = time.perf_counter_ns()
    asyncio.run(work(count))
    return time.perf_counter_ns() - start


WORKS = {'yield': take_turns, 'spawn': spawn, 'buffered': passing(64), 'rendezvous': passing(1), 'select': select,
         'mutex': hand_over, 'timeout': timeout, 'sleepers': sleepers}

for line in sys.stdin:
    name, number = line.split()
    number = int(number)
    if name == 'next':
        answer = drive(count_up(), number)
    elif name == 'next10':
        answer = drive(nested(10), number)
    elif name == 'park':  # without counting memory, which takes time
        answer = timed(park, number)
    elif name == 'parked':
        answer = asyncio.run(parked(number))
    else:
        answer = timed(WORKS[name], number)
    print(answer, flush=True)
