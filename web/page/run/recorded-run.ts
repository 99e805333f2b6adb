/// Opens a run that was recorded elsewhere: natively with WEFT_TRACE, or by `weft run --record`.

import { visible } from '../../common/visible-text.ts';
import type { Outcome } from '../state.ts';
import type { Notices } from '../shell/notices.ts';
import type { Sharing } from '../share/sharing.ts';
import type { Session } from './session.ts';
import type { RecordedTrace } from '../../trace/file/reader.ts';

const maxBytes = 1 << 29;

export interface RecordedRunParts {
  notices: Notices;
  session: Session;
  sharing: Sharing;
}

/// Whether that is what the file's first bytes say. Never rejects.
export async function isRecordedRun(file: Blob): Promise<boolean> {
  const bytes = await file
    .slice(0, 16)
    .arrayBuffer()
    .catch(() => undefined);
  if (!bytes) return false;
  const { isTraceFile } = await import('../../trace/file/reader.ts');
  return isTraceFile(new Uint8Array(bytes));
}

export async function openRecordedRun(
  file: File,
  { notices, session, sharing }: RecordedRunParts,
): Promise<void> {
  const name = visible(file.name);
  const refuse = (why: string) => notices.alert(`${name} cannot be opened: ${why}.`, { topic: 'input' });
  if (file.size > maxBytes)
    return refuse(`it has ${file.size.toLocaleString('en')} bytes, which is too many`);
  try {
    const { readTraceFile } = await import('../../trace/file/reader.ts');
    const recorded = readTraceFile(new Uint8Array(await file.arrayBuffer()));
    notices.clear('input');
    const [source] = recorded.sources;
    if (source) sharing.openText(source.text, `Opened the recorded run "${name}" and its program.`);
    session.showRecorded(recorded, causeOf(recorded), outcomeOf(recorded, name));
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
  }
}

const endCauses = ['exit', 'deadlock', 'fault', 'stopped'] as const;

const causeOf = ({ end }: RecordedTrace) => endCauses.find((one) => one === end?.cause) ?? 'stopped';

function outcomeOf({ end, sources }: RecordedTrace, name: string): Outcome {
  const how = !end
    ? 'it goes on after the file ends'
    : end.cause === 'deadlock'
      ? 'ended by a deadlock'
      : end.cause === 'fault'
        ? 'ended by a fault'
        : end.cause === 'stopped'
          ? 'was stopped'
          : end.status >= 0
            ? `ended with status ${end.status}`
            : 'ended';
  const without = sources.length === 0 ? ' · its program is not in the file' : '';
  return {
    mood: end && end.cause !== 'exit' ? 'bad' : 'neutral',
    text: `Recorded run ${name}: ${how}${without}`,
  };
}
