import { Duplex } from 'node:stream';
import { toTerminalLine } from './toTerminalLine';

/** A commit that git has received for the default branch, and not taken yet. */
export interface OfferedCommit {
  /** Full SHA. */
  commit: string;
  /** Variables by which git sees its objects: "QUARANTINE ENVIRONMENT" in git-receive-pack(1). */
  variables: Record<string, string>;
}

export interface PushVerdict {
  isRefused: boolean;
  /** For whoever pushes, a line each. */
  lines: string[];
}

/**
 * Answers what `writeReceiveHook` asks: three lines there; back the verdict in a
 * word, and what git shows its user.
 *
 * @returns when it is answered, or when nobody is left to ask
 */
export async function answerReceiveHook(
  link: Duplex,
  judge: (offered: OfferedCommit) => Promise<PushVerdict>,
): Promise<void> {
  link.on('error', () => {
    // The hook is gone with its git, and nobody waits for the answer.
  });
  const [commit, objects, alternates] = await readLines(link, 3);
  if (commit) {
    const { isRefused, lines } = await judge({
      commit,
      variables: {
        GIT_OBJECT_DIRECTORY: objects,
        GIT_ALTERNATE_OBJECT_DIRECTORIES: alternates,
      },
    });
    const verdict = isRefused ? 'refused' : 'taken';
    link.end([verdict, ...lines.map(toTerminalLine), ''].join('\n'));
  }
}

/** @returns none when the other end closes before it has sent them all */
function readLines(link: Duplex, count: number): Promise<string[]> {
  return new Promise(resolve => {
    let text = '';
    link.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const lines = text.split('\n');
      if (lines.length > count) {
        resolve(lines.slice(0, count));
      }
    });
    link.once('close', () => resolve([]));
  });
}
