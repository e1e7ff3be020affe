import { LogSender } from './LogSender';

/**
 * Delivers bodies over so many connections at once.
 *
 * @returns seconds from the first byte to the last answer
 */
export async function deliverAll(
  sender: LogSender,
  bodies: Iterable<Buffer>,
  connections: number,
): Promise<number> {
  const waiting = bodies[Symbol.iterator]();
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let next = waiting.next(); !next.done; next = waiting.next()) {
        await sender.deliver(next.value);
      }
    }),
  );
  return (performance.now() - startedAt) / 1000;
}
