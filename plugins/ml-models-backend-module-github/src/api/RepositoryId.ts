/** A repository on one of the hosts of `integrations.github`. */
export interface RepositoryId {
  /** With a port, if it has one: `github.com`. */
  host: string;
  owner: string;
  name: string;
}

/** @returns e.g. `flights/flight-delay`, for messages */
export function nameOf({ owner, name }: RepositoryId): string {
  return `${owner}/${name}`;
}

/** GitHub takes names for the same however they are written. */
export function isSameRepository(one: RepositoryId, other: RepositoryId) {
  return keyOf(one) === keyOf(other);
}

/** @returns e.g. `github.com/flights/flight-delay` */
export function keyOf(repository: RepositoryId): string {
  return `${repository.host}/${nameOf(repository)}`.toLocaleLowerCase('en-US');
}
