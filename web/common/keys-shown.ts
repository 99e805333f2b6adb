/// Writes keys as they are called on this machine.

const mac = /Mac|iPhone|iPad/.test(navigator.platform);

/// Ctrl and a key, or the Command key on machines that have one.
export const chord = (key: string): string => (mac ? `⌘${key}` : `Ctrl+${key}`);
