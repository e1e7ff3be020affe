/** The catalog looks for work once a second. */
const RETRY_AFTER_MS = 100;

/** Longer than any machine needs; twice in a test is shorter than jest's patience. */
const GIVE_UP_AFTER_MS = 80_000;

/** Waits until `look` no longer throws; the catalog processes in its own time. */
export async function eventually<T>(look: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > giveUpAt) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, RETRY_AFTER_MS));
    }
  }
}
