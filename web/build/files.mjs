/// Writes files that one step of the build makes while another may read them.

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/// Writes a file that may be in use: whoever opens it finds the old content or the new, never a part. What
/// is the same stays as it is.
export function replaceFile(path, content) {
  const bytes = Buffer.from(content);
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  const aside = `${path}.${process.pid}.new`;
  writeFileSync(aside, bytes);
  renameSync(aside, path);
}
