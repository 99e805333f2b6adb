/// A channel made of promises.
export class Channel<T> {
  readonly #capacity: number;
  readonly #items: T[] = [];
  readonly #receivers: ((item: T) => void)[] = [];
  readonly #senders: { item: T; taken: () => void }[] = [];

  /// 0: a sender waits until a receiver takes its item.
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  send(item: T): Promise<void> | undefined {
    const receiver = this.#receivers.shift();
    if (receiver) return void receiver(item);
    if (this.#items.length < this.#capacity) return void this.#items.push(item);
    return new Promise((taken) => this.#senders.push({ item, taken }));
  }

  receive(): Promise<T> {
    const sender = this.#senders.shift();
    sender?.taken();
    if (this.#items.length > 0) {
      if (sender) this.#items.push(sender.item);
      return Promise.resolve(this.#items.shift()!);
    }
    if (sender) return Promise.resolve(sender.item);
    return new Promise((resolve) => this.#receivers.push(resolve));
  }
}
