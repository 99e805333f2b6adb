/// What is told of a run's variables, and whether anybody wants it. It waits here until the view has come.

import { signal } from '@preact/signals';

import type { VariableNews, VariableTable } from '../../runtime/index.ts';

export interface Heard {
  table?: VariableTable;
  news?: VariableNews;
}

export class Variables {
  /// Whether the table is open; then it is kept what becomes of the variables.
  readonly open = signal(true);
  /// Of the program that runs, or ran last; undefined: it has none.
  readonly table = signal<VariableTable | undefined>(undefined);
  /// Grows with what is told.
  readonly version = signal(0);
  #news: VariableNews[] = [];
  #begins = false;

  /// A run begins: what was told belongs to another.
  begin(): void {
    this.#news = [];
    this.#begins = true;
    this.version.value++;
  }

  heard({ table, news }: Heard): void {
    if (news) this.#news.push(news);
    else this.table.value = table;
    this.version.value++;
  }

  /// What was told since the last call, and whether it is of another run than what was told before.
  take(): { begins: boolean; news: VariableNews[] } {
    const begins = this.#begins;
    this.#begins = false;
    return { begins, news: this.#news.splice(0) };
  }
}
