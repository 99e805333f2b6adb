/// The dialogs, which are fetched together when one of them is first opened.

import { CompareDialog } from '../explore/compare-dialog.tsx';
import { FuturesDialog } from '../explore/futures-dialog.tsx';
import { DraftsDialog } from '../share/drafts-dialog.tsx';
import { SettingsDialog } from '../run/settings-dialog.tsx';
import { ShareDialog } from '../share/share-dialog.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { ViewDialog } from './view-dialog.tsx';
import './dialog.css';

export function Dialogs() {
  return (
    <>
      <DraftsDialog />
      <CompareDialog />
      <FuturesDialog />
      <KeysDialog />
      <SettingsDialog />
      <ShareDialog />
      <ViewDialog />
    </>
  );
}
