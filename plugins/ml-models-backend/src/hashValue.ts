import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import { createHmac } from 'crypto';

const PREFIX = 'hmac:';

/** 128 bits: no two values of a model meet by chance. */
const DIGEST_HEX_LENGTH = 32;

/**
 * Hides a value; the same one always gives the same text, so that it can be
 * looked for. The number 7 and the text `7` give the same.
 *
 * @param key - the model's own: equal values of two models do not look alike
 */
export function hashValue(value: RecordedValue, key: string): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : `${value}`;
  return `${PREFIX}${createHmac('sha256', key)
    .update(text)
    .digest('hex')
    .slice(0, DIGEST_HEX_LENGTH)}`;
}

const HASHED = new RegExp(`^${PREFIX}[0-9a-f]{${DIGEST_HEX_LENGTH}}$`);

/** Whether it is what `hashValue` has made of a value. */
export function isHashed(value: RecordedValue): boolean {
  return typeof value === 'string' && HASHED.test(value);
}
