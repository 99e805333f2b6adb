/// The text and settings of this tab, kept over a reload. Storage that is full, or refused as in some private modes, costs
/// the draft its survival and nothing else.

import { maxSeed, type ClockKind } from './link.ts';

export interface Draft {
  source: string;
  example: string;
  clock: ClockKind;
  seed: number;
  /// The fragment that the page was opened with or last shared: when it still stands there after a reload, the draft is newer.
  link: string;
}

const key = 'weft:draft';
const maxLength = 2 * 1024 * 1024;

/// Whether it was kept.
export function saveDraft(storage: () => Storage, draft: Draft): boolean {
  try {
    const text = JSON.stringify(draft);
    if (text.length > maxLength) return false;
    storage().setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

export function loadDraft(storage: () => Storage): Draft | undefined {
  try {
    return asDraft(JSON.parse(storage().getItem(key) ?? 'null'));
  } catch {
    return undefined;
  }
}

function asDraft(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { source, example, clock, seed, link } = value as Record<string, unknown>;
  if (typeof source !== 'string') return undefined;
  return {
    source,
    example: typeof example === 'string' ? example : '',
    clock: clock === 'virtual' ? 'virtual' : 'real',
    seed: typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 && seed <= maxSeed ? seed : 0,
    link: typeof link === 'string' ? link : '',
  };
}
