import { TokenPurpose } from '@noshelfware/backstage-plugin-ml-models-common';
import { createHash, randomBytes } from 'node:crypto';

/** 256 bits: beyond guessing, so that a fast hash at rest is enough. */
const SECRET_BYTES = 32;

/** @returns `nsw_<purpose>_<base64url>`, which secret scanners can tell */
export function makeSecret(purpose: TokenPurpose): string {
  return `${secretPrefix(purpose)}${randomBytes(SECRET_BYTES).toString(
    'base64url',
  )}`;
}

export function secretPrefix(purpose: TokenPurpose): string {
  return `nsw_${purpose}_`;
}

/** @returns SHA-256 in hex */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
