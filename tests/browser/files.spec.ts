/// Programs in files of the person's own, with and without the File System Access API.

import { expect, program, test, type Weft } from './weft.ts';

const text = program('    return 4;');
const dialog = ({ page }: Weft) => page.getByRole('dialog', { name: 'Drafts' });
const press = async (weft: Weft, name: string) => {
  await weft.button('Drafts').click();
  await dialog(weft).getByRole('button', { name }).click();
};

/// A file system of one file: the dialogs that a person would see cannot be driven.
const oneFile = `
  const kept = { text: ${JSON.stringify(text)}, dialogs: [] };
  globalThis.kept = kept;
  const handle = {
    name: 'mine.c',
    getFile: async () => new File([kept.text], 'mine.c'),
    createWritable: async () => ({ write: async (text) => void (kept.text = text), close: async () => {} }),
  };
  globalThis.showOpenFilePicker = async () => [handle];
  globalThis.showSaveFilePicker = async ({ suggestedName }) => (kept.dialogs.push(suggestedName), handle);
  const setConsumer = (take) => take({ files: kept.launch ? [handle] : [] });
  Object.defineProperty(globalThis, 'launchQueue', { value: { setConsumer } });
`;

test('a file is opened, edited and saved in its place', async ({ weft }) => {
  await weft.page.addInitScript(oneFile);
  await weft.open();
  await press(weft, 'Open a file');
  await expect.poll(() => weft.text()).toBe(text);
  await weft.write(program('    return 5;'));
  await press(weft, 'Save as a file');
  await expect(weft.page.getByText('Saved as mine.c')).toBeVisible();
  expect(await weft.page.evaluate('kept')).toEqual({ text: program('    return 5;'), dialogs: ['mine.c'] });
});

test('a file that the system opens the app with is there at once', async ({ weft }) => {
  await weft.page.addInitScript(`${oneFile}; kept.launch = true;`);
  await weft.open();
  await expect.poll(() => weft.text()).toBe(text);
});

test('without the API a file comes by the file field, and goes as a download', async ({ weft }) => {
  await weft.page.addInitScript(
    'delete globalThis.showOpenFilePicker; delete globalThis.showSaveFilePicker;',
  );
  await weft.open();
  const chooser = weft.page.waitForEvent('filechooser');
  await press(weft, 'Open a file');
  await (await chooser).setFiles({ name: 'other.c', mimeType: 'text/x-c', buffer: Buffer.from(text) });
  await expect.poll(() => weft.text()).toBe(text);
  const download = weft.page.waitForEvent('download');
  await press(weft, 'Save as a file');
  expect((await download).suggestedFilename()).toBe('program.c');
});

test('a file that is no text in UTF-8 is not taken', async ({ weft }) => {
  await weft.page.addInitScript('delete globalThis.showOpenFilePicker;');
  await weft.open();
  const chooser = weft.page.waitForEvent('filechooser');
  await press(weft, 'Open a file');
  await (await chooser).setFiles({
    name: 'old.c',
    mimeType: 'text/x-c',
    buffer: Buffer.from([0x2f, 0x2f, 0xfc]),
  });
  await expect(weft.alert).toContainText('old.c is not UTF-8: see line 1');
});
