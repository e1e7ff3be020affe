import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LiveHeap } from './LiveHeap';

/** Makes as many numbers of 8 bytes each as it is told, and keeps them if told so. */
const PROGRAM = `
const kept = [];
process.on('message', ({ mib, keep }) => {
  for (let i = 0; i < mib; i += 1) {
    const made = Array.from({ length: 131072 }, (_, j) => i + j / 7);
    if (keep) kept.push(made);
  }
  process.send('made');
});
`;

describe('LiveHeap', () => {
  const folder = mkdtempSync(join(tmpdir(), 'noshelfware-live-heap-'));
  let child: ChildProcess;
  afterAll(() => {
    child?.kill();
    rmSync(folder, { recursive: true });
  });

  it('tells what is kept, and nothing that is only not collected yet', async () => {
    const program = join(folder, 'program.cjs');
    writeFileSync(program, PROGRAM);
    const heap = await LiveHeap.onFreePort();
    child = fork(program, { env: { ...process.env, ...heap.environment() } });
    const make = async (mib: number, keep: boolean) => {
      const made = once(child, 'message');
      child.send({ mib, keep });
      await made;
      return heap.measure(child.pid!);
    };

    const atFirst = await make(1, false);
    const withGarbage = await make(64, false);
    const withKept = await make(64, true);

    expect(Math.abs(withGarbage - atFirst)).toBeLessThan(2);
    expect(withKept - atFirst).toBeGreaterThan(62);
    expect(withKept - atFirst).toBeLessThan(70);
  });
});
