import { ServiceUnavailableError } from '@backstage/errors';

/** Requests taken at once: of ordinary size (1 MiB) they keep the writer busy. */
const REQUESTS_AT_ONCE_MAX = 32;

/**
 * Bytes held at once, unpacked and decoded: one request that is as large as any
 * may be (290 MiB), and many ordinary ones beside it.
 */
const BYTES_AT_ONCE_MAX = 384 * 1024 * 1024;

/** Notes that a request holds so many bytes, until it is through. */
export type HoldBytes = (bytes: number) => void;

/** Refuses early instead of growing: what is refused, its sender keeps. */
export class ReceptionGate {
  private inside = 0;
  private heldBytes = 0;

  /**
   * @param assertRoom - throws when what comes out behind cannot be taken on
   * @param requestsAtOnceMax - default: 32
   */
  constructor(
    private readonly assertRoom: () => void,
    private readonly requestsAtOnceMax = REQUESTS_AT_ONCE_MAX,
  ) {}

  /** @throws ServiceUnavailableError when too much is under way */
  async pass<Result>(
    receive: (hold: HoldBytes) => Promise<Result>,
  ): Promise<Result> {
    if (this.inside >= this.requestsAtOnceMax) {
      throw new ServiceUnavailableError(
        `${this.inside} requests are being received: send again in a moment`,
      );
    }
    this.assertRoom();
    this.inside += 1;
    let ownBytes = 0;
    try {
      return await receive(bytes => {
        this.assertRoomForBytes(bytes);
        ownBytes += bytes;
        this.heldBytes += bytes;
      });
    } finally {
      this.inside -= 1;
      this.heldBytes -= ownBytes;
    }
  }

  private assertRoomForBytes(bytes: number): void {
    if (this.heldBytes + bytes > BYTES_AT_ONCE_MAX) {
      throw new ServiceUnavailableError(
        `${this.heldBytes} bytes are being received: send again in a moment`,
      );
    }
  }
}
