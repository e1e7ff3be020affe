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
