import { join } from 'node:path';
import { replaceFile } from '../replaceFile';

/**
 * Asks the portal, which is at the other end of descriptor 3 (see
 * `answerReceiveHook`), about the commit that the default branch is to move to.
 * Only the portal's plain no refuses a push: where it cannot be asked, pushing
 * goes on, and the catalog judges the file when it reads it.
 */
const SCRIPT = `#!/bin/sh
# pre-receive, see githooks(5)
trap '' PIPE
head=$(git symbolic-ref HEAD)
commit=
while read -r old new ref; do
  if [ "$ref" = "$head" ]; then commit=$new; fi
done
case $commit in
  *[!0]*) ;;
  *) exit 0 ;; # not moved, or deleted
esac
verdict=
{
  printf '%s\\n' "$commit" "$GIT_OBJECT_DIRECTORY" "$GIT_ALTERNATE_OBJECT_DIRECTORIES" >&3
  IFS= read -r verdict <&3
} 2>/dev/null
case $verdict in
  taken) cat <&3 >&2 ;;
  refused) cat <&3 >&2; exit 1 ;;
  *) echo 'The portal did not answer: catalog-info.yaml is not checked.' >&2 ;;
esac
exit 0
`;

/** @param folder - what `core.hooksPath` is set to for a push */
export async function writeReceiveHook(folder: string): Promise<void> {
  await replaceFile(join(folder, 'pre-receive'), SCRIPT, { mode: 0o700 });
}
