const WEB_PROTOCOLS = ['http:', 'https:', 'mailto:'];

/**
 * Where a link or a picture of a card leads: relative ones start from the file.
 *
 * @returns an empty text for what a browser should not follow, e.g. `javascript:`
 */
export function resolveCardLink(href: string, cardUrl: string): string {
  if (href.startsWith('#')) {
    return href;
  }
  try {
    const url = new URL(href, cardUrl);
    return WEB_PROTOCOLS.includes(url.protocol) ? url.href : '';
  } catch {
    // Not a URL at all: shown as text.
    return '';
  }
}
