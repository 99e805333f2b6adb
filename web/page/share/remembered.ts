/// What a tab shows again after a reload, before anything else has been opened in it.

import type { Drafts } from './drafts.ts';
import { programPart, withoutProgram } from './link.ts';
import type { Shown, Tab } from './tab.ts';

/// What stood in this tab before, or in the tab of an earlier version of this page; what does not belong here
/// any more goes among the drafts.
export function remembered(tab: Tab, drafts: Drafts): Shown | undefined {
  const former = tab.takeFormer();
  const shown = tab.remembered();
  if (shown || !former) return shown;
  const link = programPart(tab.fragment);
  if (link !== '' && link !== former.link) {
    drafts.save({ ...former.shown, id: drafts.begin() });
    return undefined;
  }
  tab.show(withoutProgram(tab.fragment));
  return former.shown;
}
