import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test as base, type Locator, type Page } from '@playwright/test';

const PROJECT = join(import.meta.dirname, '..');

/** The path of a capture of the corpus, such as `real/04f-obs29-publish-nginx.pcap`. */
export function capture(path: string): string {
  return join(PROJECT, 'corpus/captures', path);
}

/** What the command line says about a capture: the page has to say the same. */
export function decode<Row>(
  path: string,
  level: 'connections' | 'messages' | 'chunks' | 'findings',
  options: readonly string[] = [],
): Row[] {
  const asked = ['--level', level, '--format', 'ndjson', ...options];
  const parameters = ['dist-node/cli.js', 'decode', ...asked, path];
  const running = { cwd: PROJECT, encoding: 'utf8', maxBuffer: 1 << 30 } as const;
  const lines = execFileSync(process.execPath, parameters, running).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Row);
}

/** The page as a person knows it: by labels, roles and keys. */
export class InspectorPage {
  readonly page: Page;
  /** The element that says what state the page is in. */
  readonly root: Locator;
  readonly tree: Locator;
  readonly hex: Locator;
  readonly explanation: Locator;
  readonly state: Locator;
  readonly stepper: Locator;
  readonly bits: Locator;
  /** Where a connection is chosen. */
  readonly connection: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator('html');
    this.tree = page.getByRole('tree', { name: /^Fields of/ });
    this.hex = page.getByRole('grid', { name: /^Bytes of/ });
    this.explanation = page.getByRole('region', { name: 'Explanation' });
    this.state = page.getByRole('region', { name: 'State table' });
    this.stepper = page.getByRole('region', { name: 'Step through the session' });
    this.connection = page.getByRole('combobox', { name: 'Connection' });
    this.bits = page.getByRole('group', { name: /^Bits of the byte at/ });
  }

  /** Goes to the page; `hash` is the part of the address after `#`. */
  async visit(hash = ''): Promise<void> {
    await this.page.goto(hash === '' ? '/' : `/#${hash}`);
    if (hash === '') await expect(this.root).toHaveAttribute('data-inspector-state', 'empty');
  }

  /** Opens a sample by its link, at a place if the link names one. */
  async visitSample(id: string, rest = ''): Promise<void> {
    await this.visit(`/s/${id}${rest}`);
    await this.settled();
  }

  /** Picks files as the file dialog would hand them over. */
  async choose(...files: Parameters<Locator['setInputFiles']>[0][]): Promise<void> {
    const input = this.page.locator('input[type=file]');
    await expect(input).toHaveAccessibleName('Open a capture');
    await input.setInputFiles(files.flat() as Parameters<Locator['setInputFiles']>[0]);
  }

  /** Lets a file fall on the page. */
  async drop(name: string, bytes: Buffer): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      ([name, base64]) => {
        const bytes = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], name!));
        return transfer;
      },
      [name, bytes.toString('base64')],
    );
    const detail = { dataTransfer: transfer };
    await this.page.dispatchEvent('body', 'dragenter', detail);
    await expect(this.page.getByText('Drop to open')).toBeVisible();
    await this.page.dispatchEvent('body', 'dragover', detail);
    await this.page.dispatchEvent('body', 'drop', detail);
    await expect(this.page.getByText('Drop to open')).toBeHidden();
  }

  /** Waits until the capture has been read, the workbench is there and no question is open. */
  async settled(state: 'ready' | 'failed' = 'ready'): Promise<void> {
    await expect(this.root).toHaveAttribute('data-inspector-state', state);
    await expect(this.page.getByRole('button', { name: 'Close the capture' })).toBeVisible();
    await expect(this.root).not.toHaveAttribute('data-inspector-busy', /.*/);
  }

  /** Waits until the workbench beside a chapter has read the sample and shows a record of it. */
  async settledBeside(): Promise<void> {
    await expect(this.root).toHaveAttribute('data-inspector-state', 'ready');
    await expect(this.stepper).toContainText('@');
    await expect(this.root).not.toHaveAttribute('data-inspector-busy', /.*/);
  }

  /** The table with this name; one with unfolded rows is a tree of rows. */
  grid(
    name: 'Chunks' | 'Messages' | 'Commands' | 'Segments' | 'Connections' | 'Problems',
  ): Locator {
    const named = { name, exact: true };
    return this.page.getByRole('grid', named).or(this.page.getByRole('treegrid', named));
  }

  /** A row of a table, counted from 1 without the header. */
  row(grid: Locator, number: number): Locator {
    return grid.locator(`[role=row][aria-rowindex="${number + 1}"]`);
  }

  /** The row that is selected. */
  selectedRow(grid: Locator): Locator {
    return grid.locator('[role=row][aria-selected=true]');
  }

  /** Expects the table to have this many rows, the header not counted. */
  async expectRows(grid: Locator, rows: number): Promise<void> {
    await expect(grid).toHaveAttribute('aria-rowcount', String(rows + 1));
  }

  /** Shows a view of the connection. */
  async show(
    view:
      | 'Overview'
      | 'Ladder'
      | 'Messages'
      | 'Chunks'
      | 'Commands'
      | 'Segments'
      | 'Timeline'
      | 'Problems',
  ): Promise<void> {
    const tab = this.page.getByRole('tab', { name: view });
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await this.settled();
  }

  /** Expects the stepper to stand at an address. */
  async expectAt(address: string): Promise<void> {
    await expect(this.stepper).toContainText(address);
    await this.settled();
  }

  /** Presses a key as many times as said, each after the step before has been taken. */
  async press(key: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time++) {
      await this.page.keyboard.press(key);
      await this.settled();
    }
  }

  /** A line of the field tree by the field's name. */
  field(name: string | RegExp): Locator {
    return this.tree
      .getByRole('treeitem')
      .filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** The line of the field tree that is selected. */
  get selectedField(): Locator {
    return this.tree.locator('[role=treeitem][aria-selected=true]');
  }

  /** The byte at an offset of the stream in the hex pane. */
  byte(offset: number): Locator {
    return this.hex.locator(`[role=gridcell][data-offset="${offset}"]`);
  }

  /** Turns the wheel over the bytes until this one is there. */
  async showByte(offset: number): Promise<Locator> {
    const byte = this.byte(offset);
    await this.hex.hover();
    await expect(async () => {
      if ((await byte.count()) === 0) await this.page.mouse.wheel(0, 40);
      await expect(byte).toBeVisible({ timeout: 200 });
    }).toPass({ timeout: 10_000 });
    await byte.scrollIntoViewIfNeeded();
    return byte;
  }

  /** Offsets of the bytes that the selected field covers, of those in view. */
  async coveredBytes(): Promise<number[]> {
    const cells = this.hex.locator('[role=gridcell][aria-selected=true]');
    return cells.evaluateAll((all) =>
      all.map((one) => Number((one as HTMLElement).dataset['offset'])),
    );
  }

  /** Goes to an address with the dialog. */
  async goTo(place: string): Promise<void> {
    await this.page.keyboard.press('g');
    const dialog = this.page.getByRole('dialog', { name: 'Go to' });
    await dialog.getByRole('textbox').fill(place);
    await this.page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await this.settled();
  }
}

/**
 * A test with the page at hand. Whatever the story, it ends badly when the page complained on the
 * console, threw, broke its content policy, or asked another origin for something.
 */
export const test = base.extend<{ inspector: InspectorPage }>({
  inspector: async ({ page, baseURL }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      // That service workers are switched off here is no complaint of the page.
      if (message.text().startsWith('Service Worker registration blocked')) return;
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== baseURL && !['blob:', 'data:'].includes(protocol))
        complaints.push(`asked for ${request.url()}`);
    });
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`content policy: ${event.effectiveDirective} ${event.blockedURI}`);
      });
    });
    await use(new InspectorPage(page));
    expect(complaints).toEqual([]);
  },
});

export { expect };
