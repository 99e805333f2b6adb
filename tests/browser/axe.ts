/// Puts axe-core's findings into words.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/// Colours that are still changing are nobody's: what fades comes to its end first.
const settled = `Promise.allSettled(
    document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished),
  ).then(() => undefined)`;

export async function findings(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(settled);
  const builder = new AxeBuilder({ page });
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}
