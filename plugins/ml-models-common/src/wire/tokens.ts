import { z } from 'zod';
import { entityRefSchema, instantSchema } from './paging';

/** What a token is good for. */
export const tokenPurposeSchema = z.enum(['ingest', 'register', 'git']);
export type TokenPurpose = z.infer<typeof tokenPurposeSchema>;

/** A token as it is listed: never its secret. */
export const tokenSchema = z.object({
  id: z.string(),
  purpose: tokenPurposeSchema,
  /** Model, system or owner it is good for. */
  scopeRef: entityRefSchema,
  description: z.string(),
  createdAt: instantSchema,
  createdBy: z.string().optional(),
  /** Noted once a minute: the last use may be as much later than this. */
  lastUsedAt: instantSchema.optional(),
  revokedAt: instantSchema.optional(),
  /** Made by the runtime for one version, not by a person. */
  managed: z.boolean(),
});
export type Token = z.infer<typeof tokenSchema>;

export const createTokenSchema = z.object({
  purpose: tokenPurposeSchema,
  scopeRef: entityRefSchema,
  description: z.string().min(1).max(200),
});
export type CreateToken = z.infer<typeof createTokenSchema>;

/** The only answer that ever holds the secret. */
export const createdTokenSchema = tokenSchema.extend({ secret: z.string() });
export type CreatedToken = z.infer<typeof createdTokenSchema>;
