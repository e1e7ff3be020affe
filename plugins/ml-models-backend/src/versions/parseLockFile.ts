import {
  DEPENDENCIES_MAX,
  Dependency,
  dependencySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** What is behind it on a line are hashes. */
const LINE_MAX = 1_000;

/**
 * A requirement, as
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/ has
 * it: name, extras, and what is asked of the version.
 */
const REQUIREMENT =
  /^([a-z0-9][a-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(@|(?:={2,3}|[<>~!]=|[<>]).*)?(.*)$/i;

/**
 * Reads a lock file in the format of pip's requirements files, as `uv pip compile`
 * and `pip-compile` write it. Options, hashes and comments say nothing of what is
 * installed; of an address its user and its query are left out, which may be secret.
 *
 * @returns in the order of the file; empty for a file of another format
 */
export function parseLockFile(content: string): Dependency[] {
  return content
    .split('\n')
    .flatMap(line => parseRequirement(line.slice(0, LINE_MAX)) ?? [])
    .slice(0, DEPENDENCIES_MAX);
}

function parseRequirement(line: string): Dependency | undefined {
  const [requirement] = line.trim().split(/\s*(?:;|\s#|\s--|\\$)/);
  const match = REQUIREMENT.exec(requirement);
  if (!match) {
    return undefined;
  }
  const [, name, asked = '', rest] = match;
  const version = asked === '@' ? describeUrl(rest) : pinnedVersion(asked);
  if (asked !== '@' && rest !== '') {
    return undefined;
  }
  const parsed = dependencySchema.safeParse({
    name: canonicalName(name),
    version,
  });
  return parsed.success ? parsed.data : undefined;
}

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
function canonicalName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

function pinnedVersion(asked: string): string | undefined {
  return asked.replace(/^={2,3}\s*/, '').replace(/\s+/g, '') || undefined;
}

function describeUrl(text: string): string | undefined {
  const url = text.trim();
  if (!URL.canParse(url)) {
    return undefined;
  }
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
