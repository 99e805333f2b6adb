/// The notices lie over the page's lower edge.

import { Icon } from '../../common/icons.tsx';
import { useApp } from '../context.ts';
import type { Notice } from './notices.ts';

/// Both lists are always there: a screen reader reads out what comes into them.
export function NoticeList() {
  const { notices } = useApp();
  const shown = (kind: Notice['kind']) =>
    notices.all.value.filter((one) => one.kind === kind).map((one) => <Words key={one.text} notice={one} />);
  return (
    <div class="notices">
      <div role="alert">{shown('alert')}</div>
      <div role="status" aria-label="Messages">
        {shown('info')}
      </div>
    </div>
  );
}

function Words({ notice }: { notice: Notice }) {
  const { notices } = useApp();
  const { kind, text, action, link } = notice;
  return (
    <div class={`notice ${kind}`}>
      <p>{text}</p>
      {link && (
        <input
          class="link"
          aria-label="Link"
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      {action && (
        <button
          type="button"
          class="button"
          onClick={() => {
            notices.dismiss(notice);
            action.run();
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        class="button quiet"
        aria-label="Dismiss"
        title="Dismiss"
        onClick={() => notices.dismiss(notice)}
      >
        <Icon name="clear" />
      </button>
    </div>
  );
}
