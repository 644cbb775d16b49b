import AxeBuilder from '@axe-core/playwright';
import { expect, type InspectorPage } from './inspector-page.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Expects axe to find nothing that WCAG 2.2 AA forbids, and says what it found, and where. It looks at the page, or at the part
 * that a selector names; `bestPractice` asks for its advice beyond WCAG as well.
 */
export async function expectNoViolations(
  { page }: InspectorPage,
  { within = 'html', bestPractice = false } = {},
): Promise<void> {
  const axe = new AxeBuilder({ page }).include(within);
  const { violations } = await (bestPractice ? axe : axe.withTags(WCAG)).analyze();
  const told = violations.map(({ id, nodes }) => {
    const places = nodes.map(
      ({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary?.split('\n')[1] ?? ''}`,
    );
    return `${id}: ${places.join(' | ')}`;
  });
  expect(told).toEqual([]);
}
