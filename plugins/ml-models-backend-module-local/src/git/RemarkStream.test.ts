import { buffer } from 'node:stream/consumers';
import { RemarkStream } from './RemarkStream';

const BANDED = '0011\u0001000aunpack0000';

/** Lets chunks through, then ends with a remark. */
async function endWith(remark: string, ...chunks: string[]): Promise<string> {
  const stream = new RemarkStream();
  for (const chunk of chunks) {
    stream.write(chunk);
  }
  stream.end();
  const through = await buffer(stream);
  return Buffer.concat([through, stream.endWith([remark])]).toString();
}

describe('RemarkStream', () => {
  it.each([
    ['at once', [BANDED]],
    ['byte by byte', [...BANDED]],
  ])('puts a remark before the flush of what comes %s', async (_, chunks) => {
    await expect(endWith('Queued', ...chunks)).resolves.toBe(
      BANDED.replace(/0000$/, '000c\u0002Queued\n0000'),
    );
  });

  it.each([
    ['of a client without side-bands', '000eunpack ok\n0000'],
    ['that is cut off', BANDED.slice(0, -2)],
    ['that is empty', ''],
    ['that is too short for a band', '00'],
  ])('leaves an answer %s as it is', async (_, answer) => {
    await expect(endWith('Queued', answer)).resolves.toBe(answer);
  });

  it('steers no terminal', async () => {
    await expect(endWith('a\u001b[31m\nb', BANDED)).resolves.toContain(
      '\u0002a [31m b\n',
    );
  });

  it('keeps to the length that every client takes', async () => {
    await expect(endWith('x'.repeat(2_000), BANDED)).resolves.toBe(
      BANDED.replace(/0000$/, `03e8\u0002${'x'.repeat(994)}\n0000`),
    );
  });
});
