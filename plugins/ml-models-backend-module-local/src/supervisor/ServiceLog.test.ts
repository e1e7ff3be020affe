import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { ServiceLog } from './ServiceLog';

describe('ServiceLog', () => {
  const folder = temporaryDirectory();
  const aLog = (rotateAtBytes?: number) =>
    new ServiceLog(join(folder.path, '1.log'), { rotateAtBytes });
  const print = (text: string | Buffer) =>
    appendFileSync(join(folder.path, '1.log'), text);

  it('is empty before anything was printed', () => {
    expect(aLog().read(0)).toEqual({ text: '', next: 0 });
    expect(aLog().end()).toBe(0);
  });

  it('reads on from where the last read ended', () => {
    const log = aLog();
    print('one\n');
    const first = log.read(0);
    print('two\n');
    expect(first).toEqual({ text: 'one\n', next: 4 });
    expect(log.read(first.next)).toEqual({ text: 'two\n', next: 8 });
    expect(log.read(8)).toEqual({ text: '', next: 8 });
  });

  it('never cuts a character', () => {
    const log = aLog();
    const euro = Buffer.from('€');
    print(Buffer.concat([Buffer.from('a'), euro.subarray(0, 2)]));
    expect(log.read(0)).toEqual({ text: 'a', next: 1 });
    print(euro.subarray(2));
    expect(log.read(1)).toEqual({ text: '€', next: 4 });
  });

  it('keeps offsets over a rotation, and skips what is gone', () => {
    const log = aLog(10);
    print('0123456789');
    log.rotate();
    print('abcdefghij');
    expect(log.read(0)).toEqual({ text: '0123456789', next: 10 });
    expect(log.read(10)).toEqual({ text: 'abcdefghij', next: 20 });
    log.rotate();
    print('xyz');
    expect(log.end()).toBe(23);
    expect(log.read(0)).toEqual({ text: 'abcdefghij', next: 20 });
    expect(log.read(20)).toEqual({ text: 'xyz', next: 23 });
    expect(readdirSync(folder.path).sort()).toEqual(['1.log', '1.log.20']);
  });

  it('leaves a small log alone', () => {
    const log = aLog(10);
    print('short');
    log.rotate();
    expect(readdirSync(folder.path)).toEqual(['1.log']);
  });

  it('finds the last lines that the service printed itself', () => {
    const log = aLog();
    print('old\n');
    const from = log.end();
    print('Traceback\n\nValueError: no\n');
    log.note('it is started again');
    expect(log.lastLines(5, from)).toEqual(['Traceback', 'ValueError: no']);
    expect(log.lastLines(1)).toEqual(['ValueError: no']);
  });
});
