import { ServiceUnavailableError } from '@backstage/errors';

/**
 * Requests taken at once. Each may hold 64 MiB unpacked for a moment; this many
 * of ordinary size (1 MiB) keep the writer busy.
 */
const REQUESTS_AT_ONCE_MAX = 32;

/** Refuses early instead of growing: what is refused, its sender keeps. */
export class ReceptionGate {
  private inside = 0;

  /** @param assertRoom - throws when what comes out behind cannot be taken on */
  constructor(private readonly assertRoom: () => void) {}

  /** @throws ServiceUnavailableError when too much is under way */
  async pass<Result>(receive: () => Promise<Result>): Promise<Result> {
    if (this.inside >= REQUESTS_AT_ONCE_MAX) {
      throw new ServiceUnavailableError(
        `${this.inside} requests are being received: send again in a moment`,
      );
    }
    this.assertRoom();
    this.inside += 1;
    try {
      return await receive();
    } finally {
      this.inside -= 1;
    }
  }
}
