import fc from 'fast-check';
import { HOSTILE_GIANTS, HOSTILE_KINDS } from './hostileKinds';
import { HostilePayload, HostileTarget } from './HostilePayload';

/** Payloads of one kind that are made at once. */
const PAYLOADS_AT_ONCE = 20;

/** Of so many payloads one is a giant. */
const PAYLOADS_PER_GIANT = 500;

/** @returns hostile payloads without end, the same for the same seed */
export function* hostilePayloads(
  target: HostileTarget,
  seed: number,
): Generator<HostilePayload> {
  const giants = entriesOf(HOSTILE_GIANTS, target);
  let made = 0;
  for (let round = 0; ; round += 1) {
    const sampled = entriesOf(HOSTILE_KINDS, target).map(
      ([kind, payloads]) => ({
        kind,
        payloads: fc.sample(payloads, {
          seed: seed + round,
          numRuns: PAYLOADS_AT_ONCE,
        }),
      }),
    );
    // One of each kind in turn, so that they meet each other.
    for (let at = 0; at < PAYLOADS_AT_ONCE; at += 1) {
      for (const { kind, payloads } of sampled) {
        yield { kind, ...payloads[at] };
        made += 1;
        if (made % PAYLOADS_PER_GIANT === 0) {
          const [name, giant] =
            giants[(made / PAYLOADS_PER_GIANT) % giants.length];
          yield { kind: name, ...fc.sample(giant, 1)[0] };
        }
      }
    }
  }
}

function entriesOf(kinds: typeof HOSTILE_KINDS, target: HostileTarget) {
  return Object.entries(kinds).map(
    ([kind, make]) => [kind, make(target)] as const,
  );
}
