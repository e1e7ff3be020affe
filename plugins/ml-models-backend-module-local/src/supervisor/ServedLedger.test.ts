import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { ServedLedger } from './ServedLedger';

const ROUTE = 'production/default/delay';
const HOUR_MS = 3_600_000;
const NOON_MS = Date.UTC(2026, 2, 10, 12);
const NOON_S = NOON_MS / 1000;

describe('ServedLedger', () => {
  const folder = temporaryDirectory();

  function open(): ServedLedger {
    const ledger = new ServedLedger(join(folder.path, 'served'));
    ledger.open();
    return ledger;
  }

  const files = () => readdirSync(join(folder.path, 'served')).sort();

  it('counts on where the last one stopped, under the same name', () => {
    const first = open();
    first.windows.count(ROUTE, 1, NOON_MS + 1);
    first.windows.count(ROUTE, 1, NOON_MS + 299_999);
    first.windows.count(ROUTE, 1, NOON_MS + 300_000);
    first.windows.count(ROUTE, 2, NOON_MS - 1);
    first.save(NOON_MS);
    const second = open();
    second.windows.count(ROUTE, 1, NOON_MS + 2);
    second.save(NOON_MS);
    const third = open();
    expect(third.id).toBe(first.id);
    expect(third.windows.list(0)).toEqual([
      { route: ROUTE, version: 2, startS: NOON_S - 300, served: 1 },
      { route: ROUTE, version: 1, startS: NOON_S, served: 3 },
      { route: ROUTE, version: 1, startS: NOON_S + 300, served: 1 },
    ]);
    expect(third.windows.list(NOON_S + 300)).toHaveLength(1);
  });

  it('writes only the hours that have changed', () => {
    const ledger = open();
    ledger.windows.count(ROUTE, 1, NOON_MS);
    ledger.windows.count(ROUTE, 1, NOON_MS - HOUR_MS);
    ledger.save(NOON_MS);
    const inodes = () =>
      files().map(file => statSync(join(folder.path, 'served', file)).ino);
    const before = inodes();
    ledger.windows.count(ROUTE, 1, NOON_MS);
    ledger.save(NOON_MS);
    const after = inodes();
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  it('forgets a week later', () => {
    const ledger = open();
    ledger.windows.count(ROUTE, 1, NOON_MS);
    ledger.save(NOON_MS);
    ledger.save(NOON_MS + 7 * 24 * HOUR_MS);
    expect(ledger.windows.list(0)).toHaveLength(1);
    ledger.save(NOON_MS + (7 * 24 + 1) * HOUR_MS);
    expect(ledger.windows.list(0)).toEqual([]);
    expect(files()).toEqual(['id']);
  });

  it('leaves out a file that is damaged', () => {
    const ledger = open();
    ledger.windows.count(ROUTE, 1, NOON_MS);
    ledger.windows.count(ROUTE, 1, NOON_MS + HOUR_MS);
    ledger.save(NOON_MS);
    writeFileSync(join(folder.path, 'served', `${NOON_S}.json`), '[{"rou');
    const complained = jest.spyOn(console, 'error').mockReturnValue();
    expect(open().windows.list(0)).toEqual([
      { route: ROUTE, version: 1, startS: NOON_S + 3_600, served: 1 },
    ]);
    expect(complained).toHaveBeenCalledTimes(1);
    complained.mockRestore();
  });
});
