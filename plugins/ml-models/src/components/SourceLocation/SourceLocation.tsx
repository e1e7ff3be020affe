import { Link } from '@backstage/core-components';

/** Where code is said to be: a link if a browser can open it. */
export function SourceLocation({ location }: { location: string }) {
  return isBrowsable(location) ? (
    <Link to={location}>{location}</Link>
  ) : (
    <code>{location}</code>
  );
}

/** Whoever writes an entity writes this: `javascript:` and its like are no places. */
function isBrowsable(location: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(location).protocol);
  } catch {
    // Not a URL at all.
    return false;
  }
}
