/// In a frame without the element the address says what is shown:
/// `embed.html?view=output%20timeline&theme=dark#example=gather`.

import type { Settings } from '../../embed/messages.ts';

const names = ['clock', 'seed', 'switching', 'view', 'theme'] as const;

/// Undefined where the address names no program: then the element will.
export function addressSettings({ search, hash }: Location): Settings | undefined {
  if (hash.length < 2) return undefined;
  const parameters = new URLSearchParams(search);
  const settings: Settings = { link: hash, readonly: parameters.has('readonly') };
  for (const name of names) {
    const value = parameters.get(name);
    if (value !== null) settings[name] = value;
  }
  return settings;
}
