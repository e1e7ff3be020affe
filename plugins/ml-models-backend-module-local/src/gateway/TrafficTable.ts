import { ConflictError, InputError } from '@backstage/errors';
import { TrafficRole, Upstream } from './Upstream';

export interface Share {
  version: number;
  /** Percent of requests, 0 to 100. */
  weight: number;
  role: 'primary' | 'canary';
}

export interface Split {
  shares: Share[];
  shadow?: number[];
}

/** Where a request may go. */
export interface Destination {
  upstream: Upstream;
  traffic: TrafficRole;
}

interface Route {
  upstreams: Map<number, Upstream>;
  /** Instances that are to take over from those of their version. */
  next: Map<number, Upstream>;
  split: Split;
}

/** Weights are percentages that people and programs add up: 33.3 × 3 is fine. */
const SUM_TOLERANCE = 0.11;

/**
 * Who answers which share of a route's requests. A split is replaced as a
 * whole, so that every request sees the old one or the new one.
 */
export class TrafficTable {
  readonly #routes = new Map<string, Route>();

  /** In alphabetical order. */
  routes(): string[] {
    return [...this.#routes.keys()].sort();
  }

  has(route: string): boolean {
    return this.#routes.has(route);
  }

  add(route: string, upstream: Upstream): void {
    this.#route(route).upstreams.set(upstream.version, upstream);
  }

  find(route: string, version: number): Upstream | undefined {
    return this.#routes.get(route)?.upstreams.get(version);
  }

  addNext(route: string, upstream: Upstream): void {
    this.#route(route).next.set(upstream.version, upstream);
  }

  findNext(route: string, version: number): Upstream | undefined {
    return this.#routes.get(route)?.next.get(version);
  }

  removeNext(route: string, version: number): void {
    this.#routes.get(route)?.next.delete(version);
  }

  split(route: string): Split {
    return this.#routes.get(route)?.split ?? { shares: [] };
  }

  /**
   * @throws InputError when the shares do not sum to 100, or one is given twice
   * @throws ConflictError when a version does not run
   */
  setSplit(route: string, split: Split): void {
    assertSumsTo100(route, split);
    const entry = this.#route(route);
    const versions = split.shares.map(share => share.version);
    for (const version of [...versions, ...(split.shadow ?? [])]) {
      if (!entry.upstreams.has(version)) {
        throw new ConflictError(
          `version ${version} does not run at ${route}: start it before it gets traffic`,
        );
      }
    }
    entry.split = split;
  }

  /** Takes a version out; the rest of the split takes over its share. */
  remove(route: string, version: number): void {
    const entry = this.#routes.get(route);
    if (entry) {
      entry.upstreams.delete(version);
      entry.split = withoutVersion(entry.split, version);
    }
  }

  /** @returns the split's versions in the order to try them, a dice throw each */
  choose(route: string, random: () => number = Math.random): Destination[] {
    const entry = this.#routes.get(route);
    return inRandomOrder(entry?.split.shares ?? [], random).flatMap(share => {
      const upstream = entry?.upstreams.get(share.version);
      return upstream ? [{ upstream, traffic: share.role }] : [];
    });
  }

  shadows(route: string): Upstream[] {
    const entry = this.#routes.get(route);
    return (entry?.split.shadow ?? []).flatMap(
      version => entry?.upstreams.get(version) ?? [],
    );
  }

  #route(name: string): Route {
    const known = this.#routes.get(name);
    if (known) {
      return known;
    }
    const route: Route = {
      upstreams: new Map(),
      next: new Map(),
      split: { shares: [] },
    };
    this.#routes.set(name, route);
    return route;
  }
}

function assertSumsTo100(route: string, { shares }: Split): void {
  if (shares.length === 0) {
    return;
  }
  const sum = shares.reduce((total, share) => total + share.weight, 0);
  if (Math.abs(sum - 100) > SUM_TOLERANCE) {
    throw new InputError(
      `the shares of ${route} sum to ${sum}: they have to sum to 100 percent`,
    );
  }
  const versions = new Set(shares.map(share => share.version));
  if (versions.size !== shares.length) {
    throw new InputError(`a version is given twice in the split of ${route}`);
  }
}

function withoutVersion(split: Split, version: number): Split {
  const rest = split.shares.filter(share => share.version !== version);
  const sum = rest.reduce((total, share) => total + share.weight, 0);
  return {
    shares:
      sum > 0
        ? rest.map(share => ({ ...share, weight: (share.weight / sum) * 100 }))
        : [],
    shadow: split.shadow?.filter(shadow => shadow !== version),
  };
}

/** Weighted, without replacement; a share of 0 is never chosen. */
function inRandomOrder(shares: Share[], random: () => number): Share[] {
  const left = shares.filter(share => share.weight > 0);
  const order: Share[] = [];
  while (left.length > 0) {
    const sum = left.reduce((total, share) => total + share.weight, 0);
    let at = random() * sum;
    const index = left.findIndex(share => {
      at -= share.weight;
      return at < 0;
    });
    // Rounding may leave `at` at zero behind the last share.
    order.push(...left.splice(index < 0 ? left.length - 1 : index, 1));
  }
  return order;
}
