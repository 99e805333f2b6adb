/// The corpus in the browser: every program and example is put into the editor, compiled and run by the page
/// on the virtual clock, and must print what its Output block says, as it does natively and in Node.

import { corpus, pages, runs } from './corpus.ts';
import { test } from './weft.ts';

for (let page = 0; page < pages; page++) {
  const share = corpus.filter((_, index) => index % pages === page);
  test(`programs, ${page + 1} of ${pages}: ${share[0]!.name} and ${share.length - 1} more`, async ({
    weft,
  }) => {
    test.setTimeout(60_000 + share.length * 20_000);
    await weft.open('#clock=virtual&seed=0');
    for (const { name, source } of share) await test.step(name, () => runs(weft, name, source));
  });
}
