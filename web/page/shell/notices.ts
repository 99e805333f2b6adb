/// The page tells this: alerts stay until they are dismissed or mended, confirmations go by themselves.
/// Nothing is pushed aside by either.

import { signal, type Signal } from '@preact/signals';

export interface Notice {
  /// An alert tells of something that went wrong.
  kind: 'alert' | 'info';
  text: string;
  /// What it is about: a newer notice of the same topic takes its place, and `clear` takes it away.
  topic?: Topic;
  /// What can be done about it.
  action?: { label: string; run(): void };
  /// A link to copy by hand.
  link?: string;
}

export type Topic =
  | 'run'
  | 'text'
  | 'format'
  | 'manual'
  | 'copy'
  | 'seed'
  | 'switching'
  | 'drafts'
  | 'offer'
  | 'link'
  | 'input'
  | 'tour'
  | 'cycle';

/// A confirmation that asks for nothing stands for so long.
const confirmationMilliseconds = 6000;
const maxNotices = 4;

export class Notices {
  readonly all: Signal<readonly Notice[]> = signal([]);

  /// Shows a notice in the place of what was told about the same topic.
  tell(notice: Notice): void {
    const same = ({ topic, text }: Notice) => (notice.topic ? topic === notice.topic : text === notice.text);
    this.all.value = [...this.all.value.filter((one) => !same(one)), notice].slice(-maxNotices);
    if (notice.kind === 'info' && !notice.action && !notice.link)
      setTimeout(() => this.dismiss(notice), confirmationMilliseconds);
  }

  alert(text: string, more: Omit<Notice, 'kind' | 'text'> = {}): void {
    this.tell({ kind: 'alert', text, ...more });
  }

  confirm(text: string, more: Omit<Notice, 'kind' | 'text'> = {}): void {
    this.tell({ kind: 'info', text, ...more });
  }

  dismiss(notice: Notice): void {
    this.all.value = this.all.value.filter((one) => one !== notice);
  }

  /// Takes away what has been told about these topics, since it is no longer so.
  clear(...topics: Topic[]): void {
    this.all.value = this.all.value.filter(({ topic }) => topic === undefined || !topics.includes(topic));
  }
}
