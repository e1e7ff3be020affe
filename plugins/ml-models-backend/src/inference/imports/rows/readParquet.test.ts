import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { mkdtemp, readdir, readFile, rm } from 'fs/promises';
import os from 'os';
import { join, resolve } from 'path';
import { Readable } from 'stream';
import { readParquet } from './readParquet';

const FIXTURE = resolve(__dirname, '../__fixtures__/flights.snappy.parquet');

async function readAll(file: Buffer) {
  const lines = [];
  for await (const line of readParquet(Readable.from([file]))) {
    lines.push(line);
  }
  return lines;
}

describe('readParquet', () => {
  it('reads rows of several groups in order', async () => {
    const lines = await readAll(await readFile(FIXTURE));
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(lines[4]).toMatchObject({ value: { flight: 'UA4', legs: [4, 5] } });
  });

  it('leaves no file that others could read, not even while it reads', async () => {
    const temporary = await mkdtemp(join(os.tmpdir(), 'read-parquet-'));
    const redirected = jest.spyOn(os, 'tmpdir').mockReturnValue(temporary);
    try {
      const file = await readFile(FIXTURE);
      const lines = readParquet(Readable.from([file]));
      expect(await lines.next()).toMatchObject({ value: { line: 1 } });
      expect(await readdir(temporary)).toEqual([]);
      await lines.return(undefined);
    } finally {
      redirected.mockRestore();
      await rm(temporary, { recursive: true });
    }
  });

  it('refuses torn and mutated files, and leaves nothing behind that fails later', async () => {
    const file = await readFile(FIXTURE);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), {
          maxLength: 8,
        }),
        async changes => {
          const mutated = Buffer.from(file);
          changes.forEach(([at, byte]) => mutated.writeUInt8(byte, at));
          const error = await readAll(mutated).catch(thrown => thrown);
          expect(error instanceof InputError || Array.isArray(error)).toBe(
            true,
          );
        },
      ),
      { numRuns: 1_000, seed: 2 },
    );
  });
});
