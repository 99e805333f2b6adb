/// One message at a time, with what can be done about it.

import { useApp } from '../context.ts';
import { Icon } from '../../common/icons.tsx';

export function NoticeStrip() {
  const { state } = useApp();
  const notice = state.notice.value;
  return (
    <div class="notices">
      <div role="alert">{notice?.kind === 'alert' && <Words />}</div>
      <div aria-live="polite">{notice?.kind === 'info' && <Words />}</div>
    </div>
  );
}

function Words() {
  const { state } = useApp();
  const notice = state.notice.value;
  if (!notice) return null;
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
        <button type="button" class="button" onClick={action.run}>
          {action.label}
        </button>
      )}
      <button
        type="button"
        class="button quiet"
        aria-label="Dismiss"
        title="Dismiss"
        onClick={() => (state.notice.value = undefined)}
      >
        <Icon name="clear" />
      </button>
    </div>
  );
}
