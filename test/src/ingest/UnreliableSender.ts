import { setTimeout as delay } from 'node:timers/promises';
import { MortalPortal } from '../portal/MortalPortal';
import { LogSender, SendOutcome } from './LogSender';

/** Share of requests of which the sender does not wait for the answer. */
const HANGS_UP = 0.05;
const HANGS_UP_AFTER_MS = 30;
/** Share that goes to two backends at once. */
const DOUBLES = 0.05;
/** Share that is sent again although it was taken. */
const REPEATS = 0.1;

const RETRY_MS = 200;
const OK = 200;

/** Sends as the worst of senders may: twice, again, and without waiting. */
export class UnreliableSender {
  private readonly senders: { url: string; sender: LogSender }[];

  constructor(
    private readonly options: {
      portals: readonly MortalPortal[];
      token: string;
      connections: number;
      random: () => number;
    },
  ) {
    this.senders = options.portals.map(portal => this.senderTo(portal));
  }

  /** Sends until it was acknowledged, and sometimes on. */
  async deliver(body: Buffer): Promise<void> {
    const { random } = this.options;
    let isAcknowledged = false;
    while (!isAcknowledged || random() < REPEATS) {
      const outcomes = await Promise.all(
        Array.from({ length: random() < DOUBLES ? 2 : 1 }, () =>
          this.sendOnce(body),
        ),
      );
      if (outcomes.some(isAcknowledgement)) {
        isAcknowledged = true;
      } else {
        await delay(RETRY_MS);
      }
    }
  }

  close(): void {
    this.senders.forEach(({ sender }) => sender.close());
  }

  private sendOnce(body: Buffer): Promise<SendOutcome> {
    const { random } = this.options;
    const index = Math.floor(random() * this.senders.length);
    const signal =
      random() < HANGS_UP ? AbortSignal.timeout(HANGS_UP_AFTER_MS) : undefined;
    return this.senderAt(index).send(body, signal);
  }

  /** A portal that was revived may listen elsewhere. */
  private senderAt(index: number): LogSender {
    const portal = this.options.portals[index];
    if (this.senders[index].url !== portal.url) {
      this.senders[index].sender.close();
      this.senders[index] = this.senderTo(portal);
    }
    return this.senders[index].sender;
  }

  private senderTo({ url }: MortalPortal) {
    const { token, connections } = this.options;
    return { url, sender: new LogSender({ url, token, connections }) };
  }
}

/** @throws for an answer that no sender would try again after */
function isAcknowledgement(outcome: SendOutcome): boolean {
  if ('error' in outcome) {
    return false;
  }
  const { status, body } = outcome;
  if (status !== OK && status !== 429 && status < 500) {
    throw new Error(`Refused: ${status} ${body}`);
  }
  if (status === OK && body !== '') {
    throw new Error(`Records were rejected: ${body}`);
  }
  return status === OK;
}
