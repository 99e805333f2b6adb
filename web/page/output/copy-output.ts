/// Takes what the program has written to the clipboard.

import type { Notices } from '../shell/notices.ts';
import type { Log } from './log.ts';

export const copyOutput = ({ log, notices }: { log: Log; notices: Notices }): Promise<void> =>
  navigator.clipboard.writeText(log.text()).then(
    () => notices.confirm('Output copied.', { topic: 'copy' }),
    () =>
      notices.alert('The browser does not let this page copy. Select the text instead.', { topic: 'copy' }),
  );
