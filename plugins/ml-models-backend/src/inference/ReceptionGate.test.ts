import { ReceptionGate } from './ReceptionGate';

const MEBIBYTE = 1024 * 1024;

/** A request that holds so many bytes until it is let go. */
function aRequest(gate: ReceptionGate, bytes = 0) {
  let letGo = () => {};
  const held = new Promise<void>(resolve => {
    letGo = resolve;
  });
  const done = gate.pass(async hold => {
    hold(bytes);
    await held;
  });
  return { done, letGo };
}

describe('ReceptionGate', () => {
  it('refuses more requests than it takes at once, until one is through', async () => {
    const gate = new ReceptionGate(() => {});
    const inside = Array.from({ length: 32 }, () => aRequest(gate));
    await expect(aRequest(gate).done).rejects.toThrow(
      '32 requests are being received',
    );
    inside[0].letGo();
    await inside[0].done;
    const next = aRequest(gate);
    [...inside, next].forEach(({ letGo }) => letGo());
    await expect(next.done).resolves.toBeUndefined();
  });

  it('refuses more bytes than it holds at once, until some are let go', async () => {
    const gate = new ReceptionGate(() => {});
    const large = aRequest(gate, 350 * MEBIBYTE);
    await expect(aRequest(gate, 64 * MEBIBYTE).done).rejects.toThrow(
      'bytes are being received',
    );
    const small = aRequest(gate, 34 * MEBIBYTE);
    [large, small].forEach(({ letGo }) => letGo());
    await Promise.all([large.done, small.done]);
    const next = aRequest(gate, 64 * MEBIBYTE);
    next.letGo();
    await expect(next.done).resolves.toBeUndefined();
  });

  it('takes nothing on while what is behind it has no room', async () => {
    const gate = new ReceptionGate(() => {
      throw new Error('full');
    });
    await expect(aRequest(gate).done).rejects.toThrow('full');
  });
});
