/** As a task of the scaffolder knows who started it. */
interface TaskUser {
  ref?: string;
  entity?: {
    metadata: { name: string };
    spec: { profile?: { displayName?: string; email?: string } };
  };
}

export interface CommitAuthor {
  name: string;
  email?: string;
}

/** @returns the person who pressed Create; the portal where none did, as for its sample */
export function authorOf(user: TaskUser | undefined): CommitAuthor {
  const profile = user?.entity?.spec.profile;
  const name = profile?.displayName ?? user?.entity?.metadata.name;
  return name ? { name, email: profile?.email } : { name: 'Portal' };
}
