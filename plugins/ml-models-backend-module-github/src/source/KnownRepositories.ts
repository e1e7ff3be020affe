import { LRUCache } from 'lru-cache';
import { keyOf, RepositoryId } from '../api/RepositoryId';
import { RepositoryFacts } from './GitHubRepository';

/** More than there are repositories of models. */
const KEPT = 2_000;

/** Default branches are seldom renamed. */
const TOLD_MS = 5 * 60_000;
/** One that is away, or not to be seen, is asked for once in so long. */
const FAILED_MS = 60_000;

/** What hosts have said of repositories lately: pages of models ask all the time. */
export class KnownRepositories {
  private readonly known: LRUCache<string, Promise<RepositoryFacts>>;

  /**
   * @param ask - asks the host
   * @param nowMs - milliseconds since any moment; default: since this process began
   */
  constructor(
    private readonly ask: (
      repository: RepositoryId,
    ) => Promise<RepositoryFacts>,
    nowMs?: () => number,
  ) {
    // The cache's own default clock is looked at once in a millisecond.
    const clock = nowMs && { perf: { now: nowMs }, ttlResolution: 0 };
    this.known = new LRUCache({ max: KEPT, ...clock });
  }

  /** A failure is remembered as well, for a minute. */
  get(repository: RepositoryId): Promise<RepositoryFacts> {
    return this.known.get(keyOf(repository)) ?? this.refresh(repository);
  }

  /** Asks again, whatever is known. */
  refresh(repository: RepositoryId): Promise<RepositoryFacts> {
    const key = keyOf(repository);
    const told = this.ask(repository);
    this.known.set(key, told, { ttl: TOLD_MS });
    told.catch(() => {
      if (this.known.peek(key) === told) {
        this.known.set(key, told, { ttl: FAILED_MS });
      }
    });
    return told;
  }
}
