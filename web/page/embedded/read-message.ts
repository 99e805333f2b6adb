/// Reads what the page around says. It is a stranger: what cannot be read, or is too large, is left out.

import type { Connect, Settings, ToFrame } from '../../embed/messages.ts';
import { maxPackedCharacters, maxScheduleCharacters, maxUnpackedBytes } from '../share/link.ts';

/// Room for the settings that stand beside program and schedule in a link.
const otherCharacters = 1024;
const maxCharacters = {
  source: maxUnpackedBytes,
  link: maxPackedCharacters + maxScheduleCharacters + otherCharacters,
  example: 64,
  lesson: 64,
  clock: 16,
  seed: 16,
  switching: 16,
  view: 256,
  theme: 16,
} as const;

export function readConnect(data: unknown): Connect | undefined {
  const kind = field(data, 'kind');
  if (kind !== 'weft-connect') return undefined;
  return {
    kind,
    ...settingsIn(data),
    autorun: field(data, 'autorun') === true,
    edition: editionIn(data),
  };
}

export function readToFrame(data: unknown): ToFrame | undefined {
  const kind = field(data, 'kind');
  if (kind === 'run' || kind === 'stop') return { kind };
  return kind === 'set' ? { kind, ...settingsIn(data), edition: editionIn(data) } : undefined;
}

function settingsIn(data: unknown): Settings {
  const settings: Settings = {};
  for (const name of Object.keys(maxCharacters) as (keyof typeof maxCharacters)[]) {
    const value = field(data, name);
    if (typeof value === 'string' && value.length <= maxCharacters[name]) settings[name] = value;
  }
  const readonly = field(data, 'readonly');
  if (typeof readonly === 'boolean') settings.readonly = readonly;
  return settings;
}

function editionIn(data: unknown): number {
  const edition = field(data, 'edition');
  return Number.isSafeInteger(edition) ? (edition as number) : 0;
}

function field(data: unknown, name: string): unknown {
  if (typeof data !== 'object' || data === null) return undefined;
  return Object.getOwnPropertyDescriptor(data, name)?.value;
}
